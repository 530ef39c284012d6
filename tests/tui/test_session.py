"""A working session without a screen: undo without limit, over any kind of step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsview.store import decisions
from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.store.decisions import OpenArticle
from newsview.store.messages import NewsviewError
from newsview.store.model import DEFAULT_LABELS
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

    def refuse(_changes: object) -> None:
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
