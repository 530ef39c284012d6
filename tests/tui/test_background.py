"""The work beside the user: what is suggested for first, and what happens when it cannot be."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import spacy
from textual.message import Message

from newsview.nlp.identity import RULES, identity
from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.store.model import DEFAULT_LABELS
from newsview.tui.background import Background
from newsview.tui.events import EntriesRead, SuggestionsFailed, SuggestionsReady
from newsview.tui.looking import Looking
from newsview.tui.session import Session

PATIENCE = 60.0

Make = Callable[[str], tuple[Background, "queue.Queue[Message]", Session]]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Work beside a corpus of twenty articles; nothing is started yet."""
    folder = tmp_path / "venti"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.txt").write_text(f"Articolo {number}\n\nCosta {number + 2} euro.\n")
    running: list[Background] = []
    with Annotations.open(folder / "newsview.json") as annotations:

        def begin(spec: str) -> tuple[Background, queue.Queue[Message], Session]:
            session = Session(Corpus.open([folder]), annotations, "anna", DEFAULT_LABELS)
            posts: queue.Queue[Message] = queue.Queue()
            background = Background(session, posts.put, spec)
            running.append(background)
            return background, posts, session

        yield begin
        for background in running:
            background.stop()


def suggested(posts: queue.Queue[Message], session: Session, count: int) -> list[int]:
    """The numbers of the next articles that were suggested for, in order."""
    order: list[int] = []
    numbers = {session.read(n).sha256: n for n in range(20)}
    while len(order) < count:
        message = posts.get(timeout=PATIENCE)
        if isinstance(message, SuggestionsReady):
            order.append(numbers[message.suggestions.article])
    return order


def test_every_article_is_looked_at_and_then_suggested_for_once(make: Make) -> None:
    """The list hears of all of them first."""
    background, posts, session = make(RULES)
    background.start()
    read = 0
    while read < 20:
        message = posts.get(timeout=PATIENCE)
        assert isinstance(message, EntriesRead)
        read += len(message.entries)
    assert message.last
    assert sorted(suggested(posts, session, 20)) == list(range(20))


def test_what_waited_under_other_labels_is_not_remembered(make: Make) -> None:
    """A project that chooses its labels has its articles counted anew."""
    background, posts, session = make(RULES)
    background.start()
    suggested(posts, session, 20)
    background.stop()
    for labels, known in ((session.labels, True), (("PER",), False)):
        again = Session(session.corpus, session.annotations, "anna", labels)
        looking = Looking(again, partial(identity, RULES, {}))
        assert (looking.at(0).waiting is not None) is known
        looking.close()


def test_the_opened_article_comes_first_and_those_near_it_next(make: Make) -> None:
    """Then the rest, each once."""
    background, posts, session = make(RULES)
    background.ask(session.read(12), near=[13, 14, 11])
    assert suggested(posts, session, 1) == [12]
    background.start()
    order = suggested(posts, session, 19)
    assert set(order[:5]) >= {13, 14, 11}
    assert sorted(order) == [n for n in range(20) if n != 12]


def test_a_pipeline_that_comes_to_be_there_is_taken_up_by_asking_again(
    make: Make, tmp_path: Path
) -> None:
    """One line says what is missing; once it is mended, one key brings all articles."""
    background, posts, session = make(str(tmp_path / "pipeline"))
    background.start()
    failed = None
    while failed is None:
        message = posts.get(timeout=PATIENCE)
        failed = message if isinstance(message, SuggestionsFailed) else None
    assert failed.article is None and "no such folder" in failed.reason
    spacy.blank("it").to_disk(tmp_path / "pipeline")
    background.ask(session.read(7), anew=True)
    order = suggested(posts, session, 20)
    assert sorted(set(order)) == list(range(20))


def test_stopping_at_once_leaves_nothing_running(make: Make) -> None:
    """Before, during and after the rounds."""
    background, posts, session = make(RULES)
    background.start()
    suggested(posts, session, 1)
    background.stop()
    background.stop()
    other, _, _ = make(RULES)
    other.stop()
