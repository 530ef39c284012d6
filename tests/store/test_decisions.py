"""What deciding does to an article, without files or screens."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from newsview.store import decisions
from newsview.store.decisions import OpenArticle
from newsview.store.merge import visible_facts
from newsview.store.model import Anchor, Article, Block, Entity, Fact, Mention, Record, sha256_of
from newsview.store.steps import Step

TEXT = (
    "Torino, l’Istituto Boreale apre a Torino\n"
    "Il direttore dell’Istituto Boreale è arrivato a Torino. Torinofilm non c’entra 🎉.\n"
    "Leggi anche: Torino\n"
)
ARTICLE = Article(
    source="a.txt",
    text=TEXT,
    sha256=sha256_of(TEXT),
    blocks=(
        Block(0, 40, "title"),
        Block(41, TEXT.index("\nLeggi"), "body"),
        Block(TEXT.index("Leggi"), len(TEXT) - 1, "boilerplate"),
    ),
)


def suggestion(text: str, label: str, nth: int = 0) -> Mention:
    """An open suggestion on the nth place where ``text`` stands."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(text, start + 1)
    return Mention(
        id=f"{label}{start}",
        article=ARTICLE.sha256,
        start=start,
        end=start + len(text),
        text=text,
        label=label,
        status="suggested",
        origin="model",
        score=0.9,
        pipeline="test 1",
    )


def kept(step: Step, kind: type[Record] = Mention) -> list[Record]:
    """The records of one kind that a step leaves behind."""
    return [c.after for c in step.changes if isinstance(c.after, kind)]


def after(opened: OpenArticle, step: Step) -> OpenArticle:
    """The article once the step is kept."""
    mentions = {m.id: m for m in opened.mentions if m.status != "suggested"}
    record = opened.record
    for change in step.changes:
        if change.table == "mentions":
            mentions.pop(change.id, None)
            if isinstance(change.after, Mention):
                mentions[change.id] = change.after
        elif change.table == "articles":
            record = change.after  # type: ignore[assignment]
    return replace(opened, mentions=tuple(mentions.values()), record=record)


def test_accepting_keeps_where_a_suggestion_came_from() -> None:
    """Origin, score and pipeline stay with an accepted suggestion."""
    mention = suggestion("Torino", "LOC")
    step = decisions.accept(OpenArticle(ARTICLE, mentions=(mention,)), mention, "anna")
    (accepted,) = kept(step)
    assert (accepted.status, accepted.origin, accepted.score, accepted.pipeline) == (
        "accepted", "model", 0.9, "test 1",
    )  # fmt: skip
    assert accepted.annotator == "anna"
    assert accepted.id != mention.id


def test_the_first_decision_begins_the_article() -> None:
    """An article to do is under way once something in it was decided, in the same step."""
    mention = suggestion("Torino", "LOC")
    opened = OpenArticle(ARTICLE, mentions=(mention,))
    step = decisions.reject(opened, mention, "anna")
    assert after(opened, step).status == "doing"


def test_rejecting_ones_own_mention_removes_it() -> None:
    """What one added oneself leaves no trace when rejected."""
    opened = OpenArticle(ARTICLE)
    opened = after(opened, decisions.add(opened, 0, 6, "LOC", "anna"))
    opened = after(opened, decisions.reject(opened, opened.mentions[0], "anna"))
    assert opened.mentions == ()


def test_rejecting_another_annotators_mention_keeps_it_as_rejected() -> None:
    """Nobody removes what somebody else added."""
    opened = OpenArticle(ARTICLE)
    opened = after(opened, decisions.add(opened, 0, 6, "LOC", "anna"))
    opened = after(opened, decisions.reject(opened, opened.mentions[0], "bruno"))
    assert [m.status for m in opened.mentions] == ["rejected"]
    assert opened.mentions[0].annotator == "anna"


def test_labelling_a_span_that_is_marked_relabels_it() -> None:
    """The same span is never marked twice by adding."""
    mention = suggestion("Torino", "ORG")
    opened = OpenArticle(ARTICLE, mentions=(mention,))
    step = decisions.add(opened, mention.start, mention.end, "LOC", "anna")
    (relabelled,) = kept(step)
    assert (relabelled.label, relabelled.origin) == ("LOC", "model")


def test_moving_an_edge_changes_the_text_with_it() -> None:
    """The quoted text always is what stands between the offsets."""
    mention = suggestion("Boreale", "ORG")
    opened = OpenArticle(ARTICLE, mentions=(mention,))
    start = TEXT.index("Istituto")
    (moved,) = kept(decisions.resize(opened, mention, start, mention.end, "anna"))
    assert moved.text == "Istituto Boreale" == TEXT[moved.start : moved.end]
    assert moved.status == "accepted"


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 2), (0, len(TEXT) + 1)])
def test_an_empty_span_is_refused(start: int, end: int) -> None:
    """No mention without text, none outside it."""
    with pytest.raises(ValueError, match="no such span"):
        decisions.add(OpenArticle(ARTICLE), start, end, "LOC", "anna")


def test_all_identical_takes_whole_words_of_the_story_in_one_step() -> None:
    """Torino three times in the story, not in Torinofilm and not in the page furniture."""
    first = suggestion("Torino", "LOC")
    opened = OpenArticle(ARTICLE, mentions=(first, suggestion("Torino", "ORG", nth=1)))
    step = decisions.propagate(opened, first, "anna")
    found = kept(step)
    assert [m.start for m in found] == [0, 34, TEXT.index("Torino. ")]
    assert {m.label for m in found} == {"LOC"}
    assert [m.origin for m in found] == ["model", "model", "propagated"]


def test_all_identical_respects_a_rejection() -> None:
    """A place that a person rejected stays rejected."""
    opened = OpenArticle(ARTICLE, mentions=(suggestion("Torino", "LOC"),))
    opened = after(opened, decisions.reject(opened, opened.mentions[0], "anna"))
    other = suggestion("Torino", "LOC", nth=1)
    opened = replace(opened, mentions=(*opened.mentions, other))
    assert 0 not in [m.start for m in kept(decisions.propagate(opened, other, "anna"))]


def test_all_identical_leaves_longer_mentions_alone() -> None:
    """Boreale inside Istituto Boreale is not marked again."""
    longer = suggestion("Istituto Boreale", "ORG")
    shorter = suggestion("Boreale", "PER", nth=1)
    opened = OpenArticle(ARTICLE, mentions=(longer, shorter))
    found = kept(decisions.propagate(opened, shorter, "anna"))
    assert [m.start for m in found] == [shorter.start]


def test_a_rejected_mention_rejects_the_identical_suggestions() -> None:
    """After x, A rejects what is left of the same text."""
    opened = OpenArticle(ARTICLE, mentions=(suggestion("Torino", "LOC"),))
    opened = after(opened, decisions.reject(opened, opened.mentions[0], "anna"))
    opened = replace(opened, mentions=(*opened.mentions, suggestion("Torino", "LOC", nth=1)))
    step = decisions.propagate(opened, opened.mentions[0], "anna")
    assert [m.status for m in kept(step)] == ["rejected"]


def test_undoing_a_step_brings_back_every_record() -> None:
    """The inverse of a bulk step restores what was there, the article's status included."""
    opened = OpenArticle(ARTICLE, mentions=(suggestion("Torino", "LOC"),))
    step = decisions.propagate(opened, opened.mentions[0], "anna")
    undone = after(after(opened, step), step.inverse())
    assert undone.mentions == ()
    assert undone.record is None


def test_linking_makes_an_entity_and_then_finds_it_again() -> None:
    """A second name for the same thing becomes an alias."""
    long, short = suggestion("Istituto Boreale", "ORG"), suggestion("Boreale", "ORG", nth=1)
    opened = OpenArticle(ARTICLE, mentions=(long, short))
    (entity,) = kept(decisions.link_mention(opened, long, "Istituto Boreale", [], "anna"), Entity)
    assert entity.aliases == ()
    step = decisions.link_mention(opened, short, "istituto boreale", [entity], "anna")
    (grown,) = kept(step, Entity)
    (linked,) = kept(step)
    assert grown.aliases == ("Boreale",)
    assert linked.entity == grown.id == entity.id


def test_a_suggested_fact_is_kept_as_it_was_filled_in() -> None:
    """Keeping a suggestion makes a record of it; keeping again changes that record."""
    fact = Fact(
        id="s", article=ARTICLE.sha256, kind="figure", subject=None, predicate="apre",
        object=None, status="suggested", origin="rule", score=0.5, pipeline="test 1",
    )  # fmt: skip
    opened = OpenArticle(ARTICLE, facts=(fact,))
    (first,) = kept(decisions.keep_fact(opened, replace(fact, predicate="aprirà"), "anna"), Fact)
    assert (first.status, first.origin, first.score) == ("accepted", "rule", 0.5)
    opened = OpenArticle(ARTICLE, facts=(first,))
    (second,) = kept(decisions.keep_fact(opened, replace(first, predicate="ha aperto"), "a"), Fact)
    assert (second.id, second.predicate) == (first.id, "ha aperto")
    assert (first.suggestion, second.suggestion) == ("s", "s")


def test_a_suggestion_is_settled_whatever_was_typed_over_it() -> None:
    """Subject, predicate and object may all be others: it is not suggested again."""
    fact = Fact(
        id="s", article=ARTICLE.sha256, kind="relation", subject=Anchor("Torino"),
        predicate="apre", object=Anchor("Boreale"), status="suggested", origin="rule",
    )  # fmt: skip
    opened = OpenArticle(ARTICLE, facts=(fact,))
    typed = replace(fact, subject=Anchor("Bari"), predicate="ospita", object=Anchor("una fiera"))
    for step in (
        decisions.keep_fact(opened, typed, "anna"),
        decisions.reject_fact(opened, fact, "anna"),
        decisions.tag_fact(opened, fact, ["dubbio"], "anna"),
    ):
        assert visible_facts([fact], kept(step, Fact)) == []


def test_a_fact_of_ones_own_came_from_no_suggestion() -> None:
    """What a person drafted names none."""
    draft = Fact(
        id="d", article=ARTICLE.sha256, kind="event", subject=None, predicate="apre",
        object=None, status="suggested", origin="person",
    )  # fmt: skip
    (mine,) = kept(decisions.keep_fact(OpenArticle(ARTICLE), draft, "anna"), Fact)
    assert mine.suggestion is None


def test_tags_and_notes_accept_a_suggestion() -> None:
    """Whoever comments on a mention has taken it up."""
    mention = suggestion("Torino", "LOC")
    opened = OpenArticle(ARTICLE, mentions=(mention,))
    (tagged,) = kept(decisions.tag_mention(opened, mention, ["città/capoluogo"], "anna"))
    assert (tagged.status, tagged.tags) == ("accepted", ("città/capoluogo",))
    (noted,) = kept(decisions.note_mention(opened, mention, "è la città", "anna"))
    assert (noted.status, noted.note) == ("accepted", "è la città")


def test_accepting_twice_changes_nothing() -> None:
    """No record is written when nothing is new."""
    opened = OpenArticle(ARTICLE, mentions=(suggestion("Torino", "LOC"),))
    opened = after(opened, decisions.accept(opened, opened.mentions[0], "anna"))
    assert decisions.accept(opened, opened.mentions[0], "anna").changes == ()
