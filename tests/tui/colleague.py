"""A second annotator at work on the same corpus and file."""

from __future__ import annotations

from pathlib import Path

from newsview.store import decisions
from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.store.decisions import OpenArticle
from newsview.store.model import DEFAULT_LABELS, Mention
from newsview.tui.session import Session
from tests.tui.conftest import suggest


class Colleague:
    """With a session of their own, which no screen shows."""

    def __init__(self, corpus: Path, name: str = "bruno") -> None:
        self.annotations = Annotations.open(corpus / "newsview.json")
        self.session = Session(Corpus.open([corpus]), self.annotations, name, DEFAULT_LABELS)
        self.session.take(suggest(self.session.article(0)))

    @property
    def opened(self) -> OpenArticle:
        """The first article as it stands."""
        self.session.poll()
        return self.session.open(self.session.article(0))

    def mention(self, text: str, start: int = 0) -> Mention:
        """The first mention of this text from there on."""
        return next(m for m in self.opened.mentions if m.text == text and m.start >= start)

    def relabel(self, text: str, label: str, start: int = 0) -> None:
        """Decide on a mention."""
        mention = self.mention(text, start)
        step = decisions.relabel(self.opened, mention, label, self.session.annotator)
        assert self.session.do(step)

    def note(self, text: str, note: str, start: int = 0) -> None:
        """Write a note on a mention."""
        mention = self.mention(text, start)
        step = decisions.note_mention(self.opened, mention, note, self.session.annotator)
        assert self.session.do(step)

    def there(self, start: int) -> list[Mention]:
        """What is kept at a place of the first article."""
        self.session.poll()
        kept = self.annotations.mentions(self.session.article(0).sha256)
        return [m for m in kept if m.start == start]

    def accept(self, text: str) -> None:
        """Accept a mention."""
        step = decisions.accept(self.opened, self.mention(text), self.session.annotator)
        assert self.session.do(step)
