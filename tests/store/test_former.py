"""Annotations of a former text: what moves, what waits, and that nothing goes by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from newsview.store.annotations import Annotations
from newsview.store.former import Former, deciding, former_of
from newsview.store.kept_text import MOST_KEPT, packed, unpacked
from newsview.store.model import Article, ArticleText, Fact, Mention, sha256_of
from newsview.store.steps import put
from tests.store.exchange import (
    ARTICLE,
    TEXT,
    about,
    anchor,
    article_of,
    evidence,
    exported_article,
    fact,
    keep,
    mention,
)

NEW = article_of("Aggiornato.\n" + TEXT.replace("3,5 milioni", "3,8 milioni"))
"""A line before all, and a figure put right."""


@pytest.fixture
def annotations(tmp_path: Path) -> Iterator[Annotations]:
    """What was kept of the former text, the text too."""
    with Annotations.open(tmp_path / "newsview.json") as opened:
        keep(
            opened,
            about(status="done", tags=("economia",), note="bello", more={"umore": "lieto"}),
            mention(tags=("t",), note="n", more={"x": 1}),
            mention("Bari", "M2", label="LOC", status="rejected"),
            mention("3,5 milioni di euro", "M3", label="MONEY"),
            fact(),
            fact("F2", subject=anchor("Aurora"), object=anchor("Bari"), value=None,
                 evidence=(evidence("Aurora apre a Bari"),)),
        )  # fmt: skip
        text = packed(TEXT)
        assert text is not None
        keep(opened, text)
        yield opened


def former(annotations: Annotations, article: Article = NEW) -> Former:
    """What is kept of former texts."""
    found = former_of(annotations, article, lambda _: False)
    assert found is not None
    return found


def ids(found: Any) -> list[str]:
    """The ids of some annotations."""
    return [one.before.id for one in found]


def move_found(annotations: Annotations) -> None:
    """The step that M makes."""
    here = former(annotations)
    annotations.apply(deciding(here, annotations, move=here.found).changes)


def test_what_was_found_moves_with_all_that_it_has(annotations: Annotations) -> None:
    """Rejected ones, tags, notes, the article's own; ids, annotators and unknown fields stay."""
    here = former(annotations)
    assert ids(here.found) == ["F2", "M1", "M2"]
    before = annotations.mentions(ARTICLE.sha256)
    move_found(annotations)
    moved = annotations.mentions(NEW.sha256)
    assert [m.id for m in moved] == ["M1", "M2"]
    for after, was in zip(moved, before, strict=False):
        assert NEW.text[after.start : after.end] == after.text == was.text
        assert replace(after, start=was.start, end=was.end, article=was.article,
                       updated=was.updated) == was  # fmt: skip
    (claim,) = annotations.facts(NEW.sha256)
    spans = [*claim.evidence, claim.subject, claim.object]
    assert all(s and NEW.text[slice(s.start, s.end)] == s.text for s in spans)
    record = annotations.article(NEW.sha256)
    assert record is not None
    assert (record.status, record.tags, record.note) == ("done", ("economia",), "bello")
    assert record.more == {"umore": "lieto"}


def test_the_others_stay_until_a_person_decides(annotations: Annotations) -> None:
    """They are shown with both texts; accepted or dropped one by one, the old text goes last."""
    move_found(annotations)
    here = former(annotations)
    assert ids(here.annotations) == ["F1", "M3"]
    assert annotations.text(ARTICLE.sha256) == TEXT
    figure = next(one for one in here.waiting if one.before.id == "M3")
    assert isinstance(figure.after, Mention)
    assert figure.after.text == "3,8 milioni di euro"
    annotations.apply(deciding(here, annotations, move=[figure]).changes)
    here = former(annotations)
    annotations.apply(deciding(here, annotations, drop=here.waiting).changes)
    assert former_of(annotations, NEW, lambda _: False) is None
    assert annotations.article(ARTICLE.sha256) is None
    assert annotations.text(ARTICLE.sha256) is None
    assert [m.id for m in annotations.mentions(NEW.sha256)] == ["M1", "M2", "M3"]


def test_undo_brings_back_how_it_was(annotations: Annotations) -> None:
    """One step there, one step back, the old text too."""
    kept = [annotations.mentions(ARTICLE.sha256), annotations.facts(ARTICLE.sha256)]
    here = former(annotations)
    movable = [one for one in here.annotations if one.after is not None]
    step = deciding(here, annotations, move=movable)
    annotations.apply(step.changes)
    assert annotations.text(ARTICLE.sha256) is None
    annotations.apply(step.inverse().changes)
    assert [annotations.mentions(ARTICLE.sha256), annotations.facts(ARTICLE.sha256)] == kept
    assert annotations.text(ARTICLE.sha256) == TEXT
    assert annotations.article(NEW.sha256) is None


def test_a_fact_is_as_sure_as_the_least_sure_of_its_places(annotations: Annotations) -> None:
    """Its evidence was edited, so a person sees it; where that is gone it has no place."""
    (edited,) = [one for one in former(annotations).annotations if one.before.id == "F1"]
    assert not edited.sure
    assert isinstance(edited.after, Fact)
    assert "3,8" in edited.after.evidence[0].text
    gone = article_of(TEXT.replace("L’azienda investe 3,5 milioni di euro.", "Tutto qui."))
    (lost,) = [one for one in former(annotations, gone).annotations if one.before.id == "F1"]
    assert lost.after is None
    with pytest.raises(ValueError, match="F1"):
        deciding(former(annotations, gone), annotations, move=[lost])


def test_what_was_annotated_again_is_not_there_twice(annotations: Annotations) -> None:
    """The same span and label in the present text: it gets the tags and the note."""
    start = NEW.text.index("Aurora")
    again = mention(
        key="N1", article=NEW.sha256, start=start, note="già", annotator="bea", tags=("u",)
    )
    keep(annotations, about(NEW, status="doing", tags=("altro",), note="ancora"), again)
    move_found(annotations)
    first = annotations.mentions(NEW.sha256)[0]
    assert (first.id, first.tags, first.note) == ("N1", ("u", "t"), "già\n\nn")
    assert annotations.get("mentions", "M1") is None
    record = annotations.article(NEW.sha256)
    assert record is not None
    assert (record.status, record.tags) == ("doing", ("altro", "economia"))
    assert record.note == "ancora\n\nbello"


def test_a_file_that_only_got_another_name_has_no_former_text(annotations: Annotations) -> None:
    """Its text is still in the corpus."""
    assert former_of(annotations, NEW, lambda sha256: sha256 == ARTICLE.sha256) is None


def test_another_article_under_the_same_name_gets_nothing_unasked(
    annotations: Annotations,
) -> None:
    """A name that is in both by chance waits for a person."""
    other = article_of("Neve a Bari\n\nHa nevicato per tutta la notte sulla città, dicono.\n")
    here = former(annotations, other)
    assert here.found == ()
    assert ids(here.annotations) == ids(former(annotations).annotations)


@pytest.mark.parametrize(
    ("text", "found"), [(NEW.text, ["F2", "M1", "M2"]), ("Neve a Bari, e basta.", [])]
)
def test_without_the_former_text_the_quotes_decide(
    annotations: Annotations, text: str, found: list[str]
) -> None:
    """Where most are there, those are sure; where hardly any is, it may be another article."""
    kept = annotations.get("texts", ARTICLE.sha256)
    annotations.apply([put(kept, None)])
    assert ids(former(annotations, article_of(text)).found) == found


def test_a_fact_is_told_by_the_likeness_of_what_has_a_place(annotations: Annotations) -> None:
    """A subject that went leaves the rest as sure as it is: nothing is offered at 0 %."""
    for article in (NEW, article_of("Altro.\n" + TEXT.replace("Aurora", "Borea"))):
        offered = [one for one in former(annotations, article).annotations if one.after]
        assert all(one.score >= 0.35 for one in offered)


def test_tags_of_an_article_without_mentions_move_too(tmp_path: Path) -> None:
    """Nothing else was said of it."""
    with Annotations.open(tmp_path / "x.json") as annotations:
        keep(annotations, about(status="done", tags=("economia",)))
        here = former(annotations)
        assert here.annotations == ()
        annotations.apply(deciding(here, annotations).changes)
        record = annotations.article(NEW.sha256)
        assert record is not None and record.tags == ("economia",)
        assert annotations.articles() == [record]


def test_the_export_has_the_text_that_was_annotated(annotations: Annotations) -> None:
    """Though the corpus has it no more."""
    assert exported_article(annotations, articles=())["text"] == TEXT


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(), max_size=200))
def test_a_text_is_kept_as_it_is(text: str) -> None:
    """Lone surrogates, NUL and all."""
    record = packed(text)
    assert record is not None and record.id == sha256_of(text)
    assert unpacked(record) == text


def test_a_text_that_is_damaged_or_too_long_is_none() -> None:
    """Nothing is placed by a text that was not the one."""
    record = packed("Riva")
    assert record is not None
    for damaged in ("", "?", record.packed[:4], record.packed[::-1]):
        assert unpacked(ArticleText(id=record.id, packed=damaged)) is None
    assert unpacked(replace(record, id=sha256_of("altro"))) is None
    assert packed("a" * MOST_KEPT) is not None
    assert packed("a" * (MOST_KEPT + 1)) is None


EDITS = st.lists(
    st.tuples(st.integers(0, 90), st.integers(0, 40), st.sampled_from(["", "Bari ", "🎉 x\n"])),
    max_size=4,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EDITS)
def test_no_edit_loses_an_annotation(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, int, str]]
) -> None:
    """Each is in one text or the other, and stands in it."""
    new = TEXT
    for at, length, text in edits:
        new = new[:at] + text + new[at + length :]
    article = article_of(new + ".")
    with Annotations.open(tmp_path_factory.mktemp("f") / "x.json") as annotations:
        text = packed(TEXT)
        assert text is not None
        keep(annotations, about(), mention(), mention("Bari", "M2"), mention("caffè", "M3"), fact())
        keep(annotations, text)
        here = former_of(annotations, article, lambda _: False)
        assert here is not None
        annotations.apply(deciding(here, annotations, move=here.found).changes)
        kept = [*annotations.all_mentions(), *annotations.all_facts()]
        assert sorted(one.id for one in kept) == ["F1", "M1", "M2", "M3"]
        texts = {ARTICLE.sha256: TEXT, article.sha256: article.text}
        for one in annotations.all_mentions():
            assert texts[one.article][one.start : one.end] == one.text
