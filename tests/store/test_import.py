"""Taking newsview's JSON in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from newsview.store.annotations import Annotations
from newsview.store.formats import newsview_import
from newsview.store.messages import NewsviewError
from newsview.store.model import Suggestions
from newsview.store.steps import Change
from tests.store.exchange import (
    ARTICLE,
    ENTITY,
    TEXT,
    about,
    article_of,
    evidence,
    exported,
    fact,
    imported,
    keep,
    mention,
)

RECORDS = (
    about(status="done", tags=("economia/caffè",), note="bello", annotator="anna"),
    mention(),
    mention("Bari", "M2", label="LOC", status="rejected", origin="rule", score=None),
    fact(suggestion="S1"),
    ENTITY,
)


@pytest.fixture
def annotations(tmp_path: Path) -> Iterator[Annotations]:
    """The annotations file to import into."""
    with Annotations.open(tmp_path / "newsview.json") as opened:
        yield opened


@pytest.fixture
def data(tmp_path: Path) -> bytes:
    """An export of `RECORDS`."""
    with Annotations.open(tmp_path / "other.json") as other:
        keep(other, *RECORDS)
        return exported(other)


Edit = Callable[[dict[str, Any]], object]


def edited(data: bytes, edit: Edit) -> bytes:
    """The export after somebody changed it."""
    whole = json.loads(data)
    edit(whole)
    return json.dumps(whole).encode()


def everything(annotations: Annotations) -> tuple[object, ...]:
    """All records of a file, comparable."""
    mentions = sorted(annotations.all_mentions(), key=lambda one: one.id)
    facts = sorted(annotations.all_facts(), key=lambda one: one.id)
    return annotations.articles(), mentions, facts, annotations.entities()


# --- what goes in ---------------------------------------------------------------------------------


def test_records_come_back_exactly(annotations: Annotations, data: bytes) -> None:
    """Ids, statuses, origins, scores, pipelines, annotators and times are as they were."""
    report = imported(data, annotations, ARTICLE)
    assert everything(annotations) == ([RECORDS[0]], [*RECORDS[1:3]], [RECORDS[3]], [ENTITY])
    assert (report.new, report.changed, report.same, report.unplaced) == (5, 0, 0, [])


def test_an_article_that_is_not_at_hand_keeps_its_text(
    annotations: Annotations, data: bytes
) -> None:
    """Text, title, day, language and blocks stay in its record, for the next export."""
    imported(data, annotations)
    record = annotations.article(ARTICLE.sha256)
    assert record is not None
    assert (record.text, record.title, record.published, record.language, record.blocks) == (
        TEXT,
        ARTICLE.title,
        ARTICLE.published,
        "it",
        ARTICLE.blocks,
    )


def test_what_the_corpus_gives_is_not_kept_again(annotations: Annotations, data: bytes) -> None:
    """With the article at hand only a title that differs is kept."""
    other = edited(data, lambda whole: whole["articles"][0].update(title="Titolo corretto"))
    imported(other, annotations, ARTICLE)
    record = annotations.article(ARTICLE.sha256)
    assert record is not None
    assert (record.text, record.blocks, record.title) == (None, None, "Titolo corretto")


def test_a_second_import_changes_nothing(annotations: Annotations, data: bytes) -> None:
    """Importing is safe to repeat."""
    imported(data, annotations, ARTICLE)
    before = everything(annotations)
    report = imported(data, annotations, ARTICLE)
    assert (report.new, report.changed, report.same) == (0, 0, 5)
    assert everything(annotations) == before


def test_records_under_the_same_id_are_brought_up_to_date(
    annotations: Annotations, data: bytes
) -> None:
    """The file's word counts for the records it holds; others stay."""
    keep(annotations, replace(RECORDS[1], label="PER"), mention("caffè", "M7"))
    report = imported(data, annotations, ARTICLE)
    assert (report.new, report.changed) == (4, 1)
    assert annotations.get("mentions", "M1") == RECORDS[1]
    assert annotations.get("mentions", "M7") is not None


def test_an_import_can_be_undone_as_one_step(annotations: Annotations, data: bytes) -> None:
    """Taking the step back leaves the file as it was."""
    keep(annotations, about(status="doing"), replace(RECORDS[1], label="PER"))
    before = everything(annotations)
    report = imported(data, annotations, ARTICLE)
    annotations.apply(report.step.inverse().changes)
    assert everything(annotations) == before


def test_suggestions_are_counted_and_not_kept(annotations: Annotations) -> None:
    """What nobody decided on comes from the machine, not from a file."""
    suggested = Suggestions(
        article=ARTICLE.sha256,
        pipeline="prova 1.0",
        mentions=(mention(status="suggested"),),
        facts=(fact(status="suggested"),),
    )
    whole = exported(annotations, suggestions={ARTICLE.sha256: suggested})
    report = imported(whole, annotations, ARTICLE)
    assert (report.suggested, report.changes) == (2, ())


def test_an_untouched_article_does_not_undo_what_was_said_of_it(annotations: Annotations) -> None:
    """Importing what `extract` wrote leaves a done article done."""
    fresh = exported(annotations, all_articles=True)
    keep(annotations, RECORDS[0])
    report = imported(fresh, annotations, ARTICLE)
    assert annotations.article(ARTICLE.sha256) == RECORDS[0]
    assert report.changes == ()


def test_a_text_kept_earlier_stays(annotations: Annotations, data: bytes) -> None:
    """A later import without texts does not take away the text of an earlier one."""
    imported(data, annotations)
    bare = edited(data, lambda whole: whole["articles"][0].update(text=None, blocks=[]))
    imported(bare, annotations)
    record = annotations.article(ARTICLE.sha256)
    assert record is not None
    assert (record.text, record.blocks) == (TEXT, ARTICLE.blocks)


def test_without_any_text_records_go_in_unchecked(annotations: Annotations, data: bytes) -> None:
    """Offsets and quotes are kept for the day the text is at hand, and counted as unchecked."""
    bare = edited(data, lambda whole: whole["articles"][0].update(text=None))
    report = imported(bare, annotations)
    assert (report.new, report.unchecked) == (5, 3)


def test_a_lone_surrogate_comes_back(annotations: Annotations, tmp_path: Path) -> None:
    """An escape of half a pair is read as the very character it was written for."""
    odd = article_of("Bari \udc80 è \ud83d qui")
    with Annotations.open(tmp_path / "other.json") as other:
        keep(other, about(odd, note="\udfff", text=odd.text))
        whole = exported(other, [odd])
    imported(whole, annotations)
    record = annotations.article(odd.sha256)
    assert record is not None
    assert (record.text, record.note) == (odd.text, "\udfff")


def test_a_byte_order_mark_before_the_json_is_passed_over(
    annotations: Annotations, data: bytes
) -> None:
    """Editors on other systems add one."""
    assert imported(b"\xef\xbb\xbf" + data, annotations, ARTICLE).new == 5


def test_what_may_be_null_may_be_missing(annotations: Annotations) -> None:
    """A small program writes the keys it knows something about."""
    small = {
        "format": "newsview",
        "version": 1,
        "articles": [
            {
                "sha256": ARTICLE.sha256,
                "source": "a.txt",
                "entities": [
                    {"id": "x1", "start": 9, "end": 15, "text": "Aurora", "label": "ORG",
                     "status": "accepted", "origin": "imported"}
                ],
            }
        ],
    }  # fmt: skip
    assert imported(small, annotations, ARTICLE).new == 2


def test_keys_of_other_programs_are_kept_and_named(annotations: Annotations, data: bytes) -> None:
    """They are no reason to refuse the file, and one is told what stood there."""

    def enrich(whole: dict[str, Any]) -> None:
        whole["project"] = "x"
        whole["articles"][0]["entities"][1]["confidence"] = 1
        whole["articles"][0]["facts"][0]["evidence"][0]["sentence"] = 2

    report = imported(edited(data, enrich), annotations, ARTICLE)
    assert report.new == 5
    (line,) = report.warnings
    assert line.startswith("3 keys")


# --- what cannot be placed ------------------------------------------------------------------------


def test_a_mention_that_does_not_stand_there_is_named_and_the_rest_goes_in(
    annotations: Annotations, data: bytes
) -> None:
    """One wrong offset costs one mention, by name."""
    wrong = edited(data, lambda whole: whole["articles"][0]["entities"][0].update(start=8, end=14))
    report = imported(wrong, annotations, ARTICLE)
    assert report.new == 4
    (line,) = report.unplaced
    assert "M1" in line
    assert "Aurora" in line
    assert ARTICLE.source in line


def test_a_fact_goes_in_with_what_can_be_placed(annotations: Annotations, data: bytes) -> None:
    """Its wrong evidence is left out, its wrong subject stays as text; both are named."""

    def shift(whole: dict[str, Any]) -> None:
        one = whole["articles"][0]["facts"][0]
        one["evidence"].append({"start": 0, "end": 4, "text": "Bari"})
        one["subject"]["start"] += 1

    report = imported(edited(data, shift), annotations, ARTICLE)
    kept = annotations.get("facts", "F1")
    assert kept == fact(
        subject=replace(fact().subject, start=None, end=None),
        evidence=(evidence("L’azienda investe 3,5 milioni di euro."),),
        suggestion="S1",
    )
    assert len(report.unplaced) == 2


def test_a_changed_text_places_nothing_and_everything_of_it_is_named(
    annotations: Annotations, data: bytes
) -> None:
    """A text that does not match its digest is not the one the annotations are about."""
    changed = edited(
        data, lambda whole: whole["articles"][0].update(text=TEXT.replace("\r\n", "\n"))
    )
    report = imported(changed, annotations)
    assert annotations.articles() == []
    assert [name for name in ("M1", "M2", "F1") if any(name in line for line in report.unplaced)]
    assert len(report.unplaced) == 4


def test_a_changed_text_does_no_harm_where_the_corpus_has_the_article(
    annotations: Annotations, data: bytes
) -> None:
    """The corpus's own text counts, and the difference is said."""
    changed = edited(data, lambda whole: whole["articles"][0].update(text="altro"))
    report = imported(changed, annotations, ARTICLE)
    assert (report.new, len(report.warnings), report.unplaced) == (5, 1, [])


def test_an_id_that_belongs_to_another_article_is_replaced(
    annotations: Annotations, data: bytes
) -> None:
    """Two files that both count from M1 do not overwrite each other's mentions."""
    other = article_of("Aurora è a Bari.")
    taken = mention(article=other.sha256, start=0)
    keep(annotations, taken)
    report = imported(data, annotations, ARTICLE)
    assert annotations.get("mentions", "M1") == taken
    assert len(annotations.mentions(ARTICLE.sha256)) == 2
    assert len(report.warnings) == 1
    assert imported(data, annotations, ARTICLE).new == 0


def test_blocks_beyond_the_text_are_left_out(annotations: Annotations, data: bytes) -> None:
    """The screen never has to fold a stretch that is not there."""
    wrong = edited(data, lambda whole: whole["articles"][0]["blocks"][0].update(end=9999))
    report = imported(wrong, annotations)
    record = annotations.article(ARTICLE.sha256)
    assert record is not None
    assert record.blocks is None
    assert len(report.unplaced) == 1


# --- what is refused ------------------------------------------------------------------------------

ENTITY_0 = "$.articles[0].entities[0]"


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (lambda w: w["articles"][0]["entities"][0].update(start="9"), f"{ENTITY_0}.start"),
        (lambda w: w["articles"][0]["entities"][0].update(status="maybe"), f"{ENTITY_0}.status"),
        (lambda w: w["articles"][0]["entities"][0].pop("label"), "label"),
        (lambda w: w["articles"][0]["entities"][0].update(created="ieri"), f"{ENTITY_0}.created"),
        (lambda w: w["articles"][0].update(sha256="XYZ"), "$.articles[0].sha256"),
        (lambda w: w["articles"][0].update(id="0" * 16), "$.articles[0].id"),
        (lambda w: w["articles"].append(3), "$.articles[1]"),
        (lambda w: w["articles"].append(w["articles"][0]), "$.articles[1]"),
        (lambda w: w["articles"][0]["entities"].append(w["articles"][0]["entities"][0]),
         "$.articles[0].entities[2]"),
        (lambda w: w["articles"][0]["facts"].append(w["articles"][0]["facts"][0]),
         "$.articles[0].facts[1]"),
        (lambda w: w["entities"].append(w["entities"][0]), "$.entities[1]"),
        (lambda w: w["entities"][0].update(aliases="UE"), "$.entities[0].aliases"),
        (lambda w: w.update(articles={}), "$.articles"),
        (lambda w: w.pop("articles"), "articles"),
        (lambda w: w.pop("format"), '"format": "newsview"'),
        (lambda w: w.update(format="prodigy"), '"format": "newsview"'),
        (lambda w: w.update(version=2), "version 2 of the format"),
        (lambda w: w.update(version=True), "not true"),
        (lambda w: w.pop("version"), "is damaged"),
        (lambda w: w.update(version=0), "is damaged"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_in_one_line_that_names_the_place(
    annotations: Annotations, data: bytes, edit: Edit, place: str
) -> None:
    """Nothing of it is kept, and the line says where to look."""
    with pytest.raises(NewsviewError) as refusal:
        imported(edited(data, edit), annotations, ARTICLE)
    line = str(refusal.value)
    assert place in line
    assert "\n" not in line
    assert everything(annotations) == ([], [], [], [])


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"  \n",
        b"{",
        b"[]",
        b"null",
        b'"newsview"',
        b"non JSON",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        bytes(range(256)),
        b"\xff\xfe{\x00}\x00",
        b"[" * 100_000,
        b'{"format":' + b"[" * 100_000,
        b'{"format":"newsview","version":1,"articles":[' + b"[" * 100_000 + b"]" * 100_000 + b"]}",
        b'{"format":"newsview","version":1,"articles":[{"sha256":"\xff"}]}',
        b'{"format":"newsview","version":1,"articles":[{"source":"\\ud800"}]}',
        b'{"a":"\\ud800","b":NaN}',
        b'{"format":"newsview","version":1e999,"articles":[]}',
    ],
)
def test_what_is_no_export_is_refused_in_one_line(annotations: Annotations, raw: bytes) -> None:
    """Whatever the bytes are: one line, no other exception."""
    with pytest.raises(NewsviewError) as refusal:
        imported(raw, annotations)
    assert "\n" not in str(refusal.value)


def test_every_cut_of_an_export_is_refused(annotations: Annotations, data: bytes) -> None:
    """A half-written file never goes in as far as it goes."""
    end = len(data.rstrip())
    for cut in range(0, end, 37):
        with pytest.raises(NewsviewError):
            imported(data[:cut], annotations, ARTICLE)
    assert everything(annotations) == ([], [], [], [])


def test_an_annotations_file_is_recognised(annotations: Annotations, tmp_path: Path) -> None:
    """Giving the wrong one of two JSON files is answered with what to do."""
    with Annotations.open(tmp_path / "other.json") as other:
        keep(other, mention())
    with pytest.raises(NewsviewError, match="--file"):
        imported(tmp_path / "other.json", annotations)


def test_a_missing_file_is_an_os_error(annotations: Annotations, tmp_path: Path) -> None:
    """The caller names it."""
    with pytest.raises(FileNotFoundError):
        imported(tmp_path / "nessuno.json", annotations)


def test_nothing_is_imported_read_only(tmp_path: Path, data: bytes) -> None:
    """The line says which file could not be changed."""
    with (
        Annotations.open(tmp_path / "newsview.json", read_only=True) as opened,
        pytest.raises(NewsviewError, match=r"newsview\.json"),
    ):
        imported(data, opened)


def test_an_import_cut_short_says_how_far_it_got(
    annotations: Annotations, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk fills up halfway, the line says what is in and that repeating goes on."""
    monkeypatch.setattr(newsview_import, "CHUNK", 2)
    apply, calls = annotations.apply, []

    def refusing(changes: tuple[Change, ...], *more: object, **also: object) -> None:
        calls.append(changes)
        if len(calls) == 2:
            raise NewsviewError("disk full")
        apply(changes)

    monkeypatch.setattr(annotations, "apply", refusing)
    with pytest.raises(NewsviewError, match=r"disk full .*2 of 5"):
        imported(data, annotations, ARTICLE)
    monkeypatch.undo()
    report = imported(data, annotations, ARTICLE)
    assert (report.new, report.same) == (3, 2)
