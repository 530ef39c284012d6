"""Writing newsview's JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from newsview.store.annotations import Annotations
from newsview.store.formats.newsview_json import ExportReport, NothingKept
from newsview.store.model import Anchor, Article, Suggestions, Value
from tests.store.exchange import (
    ARTICLE,
    ENTITY,
    TEXT,
    about,
    article_of,
    evidence,
    exported,
    exported_article,
    fact,
    keep,
    mention,
)


@pytest.fixture
def annotations(tmp_path: Path) -> Iterator[Annotations]:
    """An empty annotations file."""
    with Annotations.open(tmp_path / "newsview.json") as opened:
        yield opened


def test_keys_come_in_the_order_of_the_contract(annotations: Annotations) -> None:
    """Programs and people find every key where the format's description has it."""
    keep(annotations, about(), mention(), fact(), ENTITY)
    whole = json.loads(exported(annotations))
    assert list(whole) == [
        "format", "version", "exported_at", "generator", "labels", "articles", "entities",
    ]  # fmt: skip
    article = whole["articles"][0]
    assert list(article) == [
        "id", "sha256", "source", "title", "published", "language", "status", "tags", "note",
        "text", "blocks", "entities", "facts", "annotator", "created", "updated",
    ]  # fmt: skip
    assert list(article["entities"][0]) == [
        "id", "start", "end", "text", "label", "status", "origin", "score", "pipeline", "entity",
        "tags", "note", "annotator", "created", "updated",
    ]  # fmt: skip
    assert list(article["facts"][0]) == [
        "id", "kind", "subject", "predicate", "object", "value", "date", "attribution", "evidence",
        "status", "origin", "score", "pipeline", "tags", "note", "annotator", "created", "updated",
    ]  # fmt: skip


def test_the_text_is_untouched_and_offsets_count_code_points(annotations: Annotations) -> None:
    """CRLF, accents and emoji are as in the file, and every quote stands at its offsets."""
    keep(annotations, mention("🎉", label="MISC"), fact())
    article = exported_article(annotations)
    text = article["text"]
    assert text == TEXT
    quotes = [*article["entities"], *article["facts"][0]["evidence"], article["facts"][0]["object"]]
    assert all(text[one["start"] : one["end"]] == one["text"] for one in quotes)


def test_other_scripts_are_written_as_they_are(annotations: Annotations) -> None:
    """The file is UTF-8 that people can read and search."""
    keep(annotations, mention())
    assert "caffè".encode() in exported(annotations)


def test_a_lone_surrogate_is_escaped(annotations: Annotations) -> None:
    """What UTF-8 cannot hold does not stop an export."""
    odd = article_of("Bari \ud83d fine \udc80.")
    keep(annotations, about(odd, note="perché \udfff?"))
    data = exported(annotations, [odd])
    data.decode("utf-8")
    (article,) = json.loads(data)["articles"]
    assert article["text"] == odd.text
    assert article["note"] == "perché \udfff?"


def test_only_articles_with_something_kept_are_written(annotations: Annotations) -> None:
    """An export holds what was worked on, in the order of the corpus."""
    first, second, third = (article_of(f"Testo {n}.", f"{n}.txt") for n in "123")
    keep(annotations, about(third), about(first))
    articles = json.loads(exported(annotations, [first, second, third]))["articles"]
    assert [one["source"] for one in articles] == ["1.txt", "3.txt"]


def test_all_articles_are_written_when_asked(annotations: Annotations) -> None:
    """An untouched article is exported as still to do."""
    article = exported_article(annotations, all_articles=True)
    assert (article["status"], article["entities"]) == ("todo", [])


def test_mentions_stand_in_text_order_whatever_order_they_were_made_in(
    annotations: Annotations,
) -> None:
    """Same decisions, same file: by start, the longer first, then by id."""
    keep(
        annotations,
        mention("Bari", "M9", label="LOC"),
        mention("caffè", "M2"),
        mention("caffè Aurora", "M3"),
        mention("Aurora", "M5"),
        mention("Aurora", "M4"),
    )
    entities = exported_article(annotations)["entities"]
    assert [one["id"] for one in entities] == ["M3", "M2", "M4", "M5", "M9"]


def test_one_text_in_two_files_is_written_once(annotations: Annotations) -> None:
    """The second file is named, not silently missing."""
    keep(annotations, mention())
    report = ExportReport()
    twin = replace(ARTICLE, source="copia.txt")
    articles = json.loads(exported(annotations, [ARTICLE, twin], report=report))["articles"]
    assert len(articles) == 1
    assert "copia.txt" in report.left_out[0]


def test_an_article_that_is_not_at_hand_keeps_its_offsets_and_quotes(
    annotations: Annotations,
) -> None:
    """Its text is null, and the report says whose text was missing."""
    keep(annotations, about(status="done"), mention())
    report = ExportReport()
    article = exported_article(annotations, articles=[], report=report)
    assert article["text"] is None
    assert article["entities"][0]["text"] == "Aurora"
    assert report.without_text == [ARTICLE.source]


def test_mentions_without_an_article_record_are_written(annotations: Annotations) -> None:
    """A mention is never left out because nothing else is known of its article."""
    keep(annotations, mention(), fact())
    article = exported_article(annotations, articles=[])
    assert article["sha256"] == ARTICLE.sha256
    assert (len(article["entities"]), len(article["facts"])) == (1, 1)


def test_an_imported_article_is_written_from_its_record(annotations: Annotations) -> None:
    """Text, title and blocks that came by import go out again without the corpus."""
    record = about(text=TEXT, title="Altro titolo", blocks=ARTICLE.blocks)
    keep(annotations, record, mention())
    report = ExportReport()
    article = exported_article(annotations, articles=[], report=report)
    assert (article["text"], article["title"], len(article["blocks"])) == (TEXT, "Altro titolo", 2)
    assert report.without_text == []


def test_texts_can_be_left_out(annotations: Annotations) -> None:
    """Without text the rest is the same."""
    keep(annotations, about(), mention(), fact())
    whole, bare = exported_article(annotations), exported_article(annotations, with_text=False)
    assert bare["text"] is None
    assert {**whole, "text": None} == bare


def test_suggestions_are_written_where_nobody_has_decided(annotations: Annotations) -> None:
    """Beside an accepted mention and a rejected one, only what is still open."""
    keep(annotations, mention("caffè Aurora", "M1"), mention("Bari", "M2", status="rejected"))
    suggested = Suggestions(
        article=ARTICLE.sha256,
        pipeline="prova 1.0",
        mentions=(
            mention("Aurora", "S1", status="suggested"),
            mention("Bari", "S2", status="suggested"),
            mention("a Bari", "S3", status="suggested"),
        ),
        facts=(fact("S4", status="suggested"),),
    )
    article = exported_article(annotations, suggestions={ARTICLE.sha256: suggested})
    assert [one["id"] for one in article["entities"]] == ["M1", "S3", "M2"]
    assert [one["status"] for one in article["facts"]] == ["suggested"]


def test_suggestions_can_be_asked_for_article_by_article() -> None:
    """With a function, one article is asked about just before it is written."""
    asked = []

    def suggest(article: Article) -> Suggestions:
        asked.append(article.source)
        return Suggestions(article=article.sha256, pipeline="prova 1.0")

    pieces = json.loads(exported(NothingKept(), [ARTICLE], suggestions=suggest))
    assert asked == [ARTICLE.source]
    assert len(pieces["articles"]) == 1


def test_articles_are_taken_one_at_a_time() -> None:
    """A corpus that does not fit in memory can be exported: each is written before the next."""
    from newsview.store.formats.newsview_json import export_json

    taken = []

    def corpus() -> Iterator[Article]:
        for number in range(3):
            taken.append(number)
            yield article_of(f"Testo numero {number}.")

    pieces = export_json(
        NothingKept(), corpus(), labels=(), all_articles=True, exported_at="", generator=""
    )
    next(pieces)
    assert taken == []
    next(pieces)
    assert taken == [0]


def test_a_mention_that_does_not_stand_there_is_left_out_and_named(
    annotations: Annotations,
) -> None:
    """text[start:end] == entity.text holds in every export, even of a file edited by hand."""
    keep(annotations, mention("Aurora", "M1"), mention("Bari", "M2", start=3))
    report = ExportReport()
    article = exported_article(annotations, report=report)
    assert [one["id"] for one in article["entities"]] == ["M1"]
    (line,) = report.left_out
    assert ARTICLE.source in line
    assert "M2" in line
    assert "Bari" in line


@pytest.mark.parametrize(("start", "end"), [(-6, 85), (0, 10_000), (5, 5), (9, 3)])
def test_impossible_places_are_left_out(annotations: Annotations, start: int, end: int) -> None:
    """Negative, reversed, empty and far offsets never reach a consumer."""
    keep(annotations, mention(text=TEXT[start:end], start=start, end=end))
    report = ExportReport()
    assert exported_article(annotations, report=report)["entities"] == []
    assert len(report.left_out) == 1


def test_a_fact_keeps_what_can_be_placed(annotations: Annotations) -> None:
    """A wrong evidence is named and left out; a wrong subject stays as typed text."""
    good = evidence("L’azienda investe")
    keep(
        annotations,
        fact(evidence=(replace(good, text="altro"), good), subject=Anchor("La ditta", 2, 9)),
    )
    report = ExportReport()
    (written,) = exported_article(annotations, report=report)["facts"]
    assert [one["text"] for one in written["evidence"]] == [good.text]
    assert written["subject"] == {"text": "La ditta", "start": None, "end": None, "entity": None}
    assert len(report.left_out) == 2


def test_a_number_that_json_lacks_is_named(annotations: Annotations) -> None:
    """An infinite value becomes no value, and the report says so."""

    class Endless(NothingKept):
        def facts(self, sha256: str) -> list:  # type: ignore[type-arg]
            return [fact(value=Value(float("inf"), "EUR"))]

    report = ExportReport()
    data = exported(Endless(), [ARTICLE], report=report)
    assert json.loads(data)["articles"][0]["facts"][0]["value"] is None
    assert "F1" in report.left_out[0]


def test_names_in_the_report_obey_nothing(annotations: Annotations) -> None:
    """An escape sequence in an article's text does not reach the terminal by way of a message."""
    odd = article_of("Bari \x1b[31m rossa")
    keep(annotations, mention("Roma", article=odd.sha256, start=3))
    report = ExportReport()
    exported(annotations, [odd], report=report)
    assert "\x1b" not in report.left_out[0]


def test_an_empty_article_can_be_exported(annotations: Annotations) -> None:
    """A file without a character has tags and a note like any other."""
    empty = Article(source="vuoto.txt", text="", sha256=article_of("").sha256)
    keep(annotations, about(empty, tags=("vuoto",), status="skipped"))
    article = exported_article(annotations, articles=[empty])
    assert (article["text"], article["tags"], article["blocks"]) == ("", ["vuoto"], [])


def test_entities_are_sorted_by_name(annotations: Annotations) -> None:
    """Canonical entities come in one order whatever order they were made in."""
    keep(annotations, replace(ENTITY, id="E2", name="Zeta"), ENTITY)
    names = [one["name"] for one in json.loads(exported(annotations))["entities"]]
    assert names == ["Caffè Aurora", "Zeta"]
