"""A working session without a screen: undo without limit, over any kind of step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsview.tui.held
import newsview.tui.session
from newsview.store import decisions
from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.store.decisions import OpenArticle
from newsview.store.messages import NewsviewError
from newsview.store.model import DEFAULT_LABELS, Suggestions
from newsview.store.name_list import ListedName
from newsview.store.steps import Step
from newsview.tui.session import Session

from .conftest import suggest


@pytest.fixture
def session(corpus: Path) -> Iterator[Session]:
    """A session on the three articles, the first one read and suggested for."""
    with Annotations.open(corpus / "newsview.json") as annotations:
        session = Session(Corpus.open([corpus]), annotations, "anna", DEFAULT_LABELS)
        session.take(suggest(session.article(0)))
        yield session


def opened(session: Session) -> OpenArticle:
    """The first article as it stands."""
    return session.open(session.article(0))


def test_deciding_lowers_what_waits(session: Session) -> None:
    """The number in the list follows each decision and its undo."""
    key = session.article(0).sha256
    before = session.waiting[key]
    session.do(decisions.accept(opened(session), opened(session).mentions[0], "anna"))
    assert session.waiting[key] == before - 1
    session.undo()
    assert session.waiting[key] == before


def test_a_new_step_ends_what_could_be_redone(session: Session) -> None:
    """After undo and a new decision there is nothing to redo."""
    session.do(decisions.set_status(opened(session), "done", "anna"))
    session.undo()
    session.do(decisions.set_status(opened(session), "skipped", "anna"))
    assert session.redo() is None


def test_a_step_without_changes_is_not_remembered(session: Session) -> None:
    """Undo never seems to do nothing."""
    assert not session.do(Step("nothing", ()))
    assert session.undo() is None


def test_a_refused_write_changes_nothing(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk: the step is neither kept nor remembered, and undo still works after it."""
    session.do(decisions.set_status(opened(session), "done", "anna"))

    def refuse(*_args: object, **_more: object) -> None:
        raise NewsviewError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(session.annotations, "apply", refuse)
        with pytest.raises(NewsviewError):
            session.do(decisions.set_status(opened(session), "skipped", "anna"))
        with pytest.raises(NewsviewError):
            session.undo()
    assert opened(session).status == "done"
    assert session.undo() is not None
    assert opened(session).status == "todo"


def act(session: Session, number: int) -> Step:
    """One of many things to do to the article as it stands."""
    now = opened(session)
    mention = now.mentions[number % len(now.mentions)] if now.mentions else None
    kind = number % 9
    if kind == 0 or mention is None:
        start = number % (len(now.article.text) - 5)
        return decisions.add(now, start, start + 1 + number % 4, "MISC", "anna")
    if kind == 1:
        return decisions.accept(now, mention, "anna")
    if kind == 2:
        return decisions.reject(now, mention, "anna")
    if kind == 3:
        return decisions.relabel(now, mention, "PER", "anna")
    if kind == 4:
        return decisions.propagate(now, mention, "anna")
    if kind == 5:
        return decisions.tag_mention(now, mention, (f"t{number}",), "anna")
    if kind == 6:
        return decisions.link_mention(now, mention, f"nome {number % 3}", session.entities(), "a")
    if kind == 7 and now.facts:
        return decisions.keep_fact(now, now.facts[0], "anna")
    return decisions.note_article(now, f"nota {number}", "anna")


def kept(session: Session) -> object:
    """All that is kept, in a form that can be compared."""
    file = session.annotations
    return (
        sorted(file.all_mentions(), key=lambda m: m.id),
        sorted(file.all_facts(), key=lambda f: f.id),
        sorted(file.entities(), key=lambda e: e.id),
        sorted(file.articles(), key=lambda a: a.id),
    )


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12))
def test_undo_and_redo_walk_through_the_same_states(session: Session, numbers: list[int]) -> None:
    """Whatever was done, undoing all of it passes every state backwards, redoing forwards."""
    states = [kept(session)]
    for number in numbers:
        if session.do(act(session, number)):
            states.append(kept(session))
    for state in reversed(states[:-1]):
        session.undo()
        assert kept(session) == state
    for state in states[1:]:
        session.redo()
        assert kept(session) == state
    for _ in states[1:]:
        session.undo()
    assert kept(session) == states[0]


def names(session: Session, index: int) -> list[tuple[str, str, str]]:
    """What stands in an article: text, status, origin."""
    mentions = session.open(session.article(index)).mentions
    return [(m.text, m.status, m.origin) for m in mentions]


def mark(session: Session, index: int, name: str, label: str) -> None:
    """Add a name that nothing suggested."""
    here = session.open(session.article(index))
    start = here.article.text.index(name)
    session.do(decisions.add(here, start, start + len(name), label, "anna"))


def test_a_name_accepted_in_one_article_is_suggested_in_the_others_at_once(
    session: Session,
) -> None:
    """With its label, before any pipeline was there; undo takes it back, redo brings it again."""
    text = "Anche la Regione e l’Aurelia.\n"
    (session.entries[1].source.path).write_text(text, "utf-8")
    assert names(session, 1) == []
    mark(session, 0, "Regione", "ORG")
    assert names(session, 1) == [("Regione", "suggested", "propagated")]
    session.undo()
    assert names(session, 1) == []
    session.redo()
    assert names(session, 1) == [("Regione", "suggested", "propagated")]


def test_the_list_counts_a_name_accepted_elsewhere_in_an_article_read_lately(
    session: Session,
) -> None:
    """And counts it no more when that is undone."""
    (session.entries[1].source.path).write_text("Anche la Regione.\n", "utf-8")
    other = session.article(1)
    session.open(other)
    session.take(Suggestions(article=other.sha256, pipeline="none"))
    assert session.waiting[other.sha256] == 0
    mark(session, 0, "Regione", "ORG")
    assert session.waiting[other.sha256] == 1
    assert other.sha256 in session.take_changed()
    session.undo()
    assert session.waiting[other.sha256] == 0


def test_names_accepted_in_an_earlier_session_count_too(corpus: Path) -> None:
    """They are gathered from the annotations file."""
    (corpus / "b.txt").write_text("Anche la Regione.\n", "utf-8")
    with Annotations.open(corpus / "newsview.json") as annotations:
        first = Session(Corpus.open([corpus]), annotations, "anna", DEFAULT_LABELS)
        mark(first, 0, "Regione", "ORG")
    with Annotations.open(corpus / "newsview.json") as annotations:
        second = Session(Corpus.open([corpus]), annotations, "bruno", DEFAULT_LABELS)
        assert names(second, 1) == [("Regione", "suggested", "propagated")]


def test_a_propagated_suggestion_that_is_rejected_stays_away(session: Session) -> None:
    """It is kept as rejected, at every place of that article, and asked for no more there."""
    (session.entries[1].source.path).write_text("La Regione, la Regione.\n", "utf-8")
    mark(session, 0, "Regione", "ORG")
    here = session.open(session.article(1))
    step = decisions.reject(here, here.mentions[0], "anna")
    assert "1 more" in step.said
    session.do(step)
    assert names(session, 1) == [("Regione", "rejected", "propagated")]
    again = session.open(session.article(1))
    assert not session.do(decisions.reject(again, again.mentions[0], "anna"))
    session.undo()
    assert names(session, 1) == [("Regione", "suggested", "propagated")] * 2


def test_a_rejected_name_is_not_suggested_again_in_its_article_alone(session: Session) -> None:
    """The pipeline's other places of it go; another label of it and other articles keep theirs."""
    here = opened(session)
    cuneo = [m for m in here.mentions if m.text == "Cuneo"]
    assert len(cuneo) > 1
    session.do(decisions.reject(here, cuneo[0], "anna"))
    left = [m for m in opened(session).mentions if m.text == "Cuneo"]
    assert [m.status for m in left] == ["rejected"]
    session.undo()
    assert len([m for m in opened(session).mentions if m.text == "Cuneo"]) == len(cuneo)


def test_a_figure_rejected_at_one_place_says_nothing_of_the_next(session: Session) -> None:
    """Two figures that look alike are two figures."""
    here = opened(session)
    figure = next(m for m in here.mentions if m.label == "QUANTITY")
    assert "more of it" not in decisions.reject(here, figure, "anna").said


def test_listed_names_go_before_the_pipeline(corpus: Path) -> None:
    """The project's own list is used at once, and its label wins."""
    listed = [ListedName("Cuneo", "ORG", ("Regione",))]
    with Annotations.open(corpus / "newsview.json") as annotations:
        corpus_ = Corpus.open([corpus])
        one = Session(corpus_, annotations, "anna", DEFAULT_LABELS, listed=listed)
        before = one.open(one.article(0)).mentions
        assert {(m.text, m.label) for m in before} == {("Cuneo", "ORG"), ("Regione", "ORG")}
        one.take(suggest(one.article(0)))
        after = one.open(one.article(0)).mentions
        assert {m.label for m in after if m.text == "Cuneo"} == {"ORG"}
        assert any(m.text == "Terna Nova" for m in after)


def test_labels_of_a_project_s_own_are_the_only_ones_suggested_and_counted(corpus: Path) -> None:
    """By a pipeline, by the list of names, by decisions taken under other labels."""
    listed = [ListedName("Mondovì", "LOC"), ListedName("Istituto Boreale", "CHI")]
    with Annotations.open(corpus / "newsview.json") as annotations:
        first = Session(Corpus.open([corpus]), annotations, "anna", DEFAULT_LABELS)
        first.take(suggest(first.article(0)))
        cuneo = next(m for m in opened(first).mentions if m.text == "Cuneo")
        first.do(decisions.accept(opened(first), cuneo, "anna"))
        labels = ("ORG", "CHI")
        session = Session(Corpus.open([corpus]), annotations, "anna", labels, (), listed)
        article = session.article(0)
        session.take(suggest(article))
        waiting = [m for m in opened(session).mentions if m.status == "suggested"]
        assert {(m.text, m.label) for m in waiting} == {
            ("Terna Nova", "ORG"), ("Istituto Boreale", "CHI"),
        }  # fmt: skip
        assert session.waiting[article.sha256] == len(waiting)
        assert [m.text for m in opened(session).mentions if m.status == "accepted"] == ["Cuneo"]


def test_the_first_decision_keeps_the_text_and_undo_leaves_it(session: Session) -> None:
    """Once an article: others may have annotated it by then."""
    article = session.article(0)
    assert session.annotations.text(article.sha256) is None
    session.do(decisions.accept(opened(session), opened(session).mentions[0], "anna"))
    kept = session.annotations.get("texts", article.sha256)
    session.do(decisions.accept(opened(session), opened(session).mentions[2], "anna"))
    session.undo()
    session.undo()
    assert session.annotations.get("texts", article.sha256) == kept
    assert session.annotations.text(article.sha256) == article.text


def test_a_file_edited_meanwhile_has_a_former_text(session: Session, corpus: Path) -> None:
    """As soon as it is read again, the text that was there is no more."""
    session.do(decisions.accept(opened(session), opened(session).mentions[0], "anna"))
    old = session.article(0)
    assert not session.has_former(old.source, old.sha256)
    (corpus / "a.txt").write_text("Ultima ora.\n" + old.text, "utf-8")
    session.learn(0, session.look_at(0))
    new = session.read(0)
    assert not session.is_there(old.sha256)
    former = session.former(new)
    assert former is not None
    assert [one.sure for one in former.annotations] == [True]
    assert session.opened(old.sha256).article.text == old.text


def hold_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the corpus were so large that one article's suggestions stay, and one text."""
    monkeypatch.setattr(newsview.tui.held, "ALL_UP_TO", 0)
    monkeypatch.setattr(newsview.tui.held, "OF_MANY", 1)
    monkeypatch.setattr(newsview.tui.session, "ARTICLES_HELD", 1)


def test_suggestions_of_an_article_at_hand_stay_while_a_large_corpus_is_gone_through(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next decision in it leaves the others where they are."""
    hold_one(monkeypatch)
    before = opened(session)
    for index in (1, 2):
        session.take(suggest(session.read(index)))
    session.do(decisions.accept(before, before.mentions[0], "anna"))
    assert len(opened(session).mentions) == len(before.mentions)
    assert not session.has_suggestions(session.read(1).sha256)


def test_suggestions_are_asked_for_again_a_few_at_a_time(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To count anew what waits where they left memory, until they come or cannot be had."""
    hold_one(monkeypatch)
    with Annotations.open(corpus / "newsview.json") as annotations:
        session = Session(Corpus.open([corpus]), annotations, "anna", DEFAULT_LABELS)
        articles = [session.read(index) for index in range(3)]
        for index, article in enumerate(articles):
            session.learn(index, session.look_at(index))
            session.take(suggest(article))
        for article in articles[:2]:
            session.recount(article.sha256)
        assert session.take_stale(1) == articles[:1]
        assert session.take_stale(1) == []
        session.take(suggest(articles[0]))
        assert session.take_stale(1) == articles[1:2]
        session.recount(articles[2].sha256)
        session.give_up(articles[1].sha256)
        assert session.take_stale(1) == articles[2:]
        session.give_up(None)
        assert session.take_stale(1) == []
