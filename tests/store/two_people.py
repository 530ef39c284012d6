"""Two people at work on one article of one annotations file."""

from __future__ import annotations

from pathlib import Path

from newsview.store import decisions
from newsview.store.annotations import Annotations
from newsview.store.decisions import OpenArticle
from newsview.store.merge import visible_suggestions
from newsview.store.model import Article, Mention, sha256_of, stable_id
from newsview.store.undo import Outcome, Undo

TEXT = "Livia Mora dirige da Asti la Birrificio Tanaro, che nel 2019 era fallita."
ARTICLE = Article(source="a.txt", text=TEXT, sha256=sha256_of(TEXT))
NAMES = {"Livia Mora": "PER", "Asti": "LOC", "Birrificio Tanaro": "ORG"}

Decision = tuple[str, str, int, int]


def suggestions() -> list[Mention]:
    """What a pipeline found in the text."""
    found = []
    for name, label in NAMES.items():
        start = TEXT.index(name)
        found.append(
            Mention(
                id=stable_id(name),
                article=ARTICLE.sha256,
                start=start,
                end=start + len(name),
                text=name,
                label=label,
                status="suggested",
                origin="model",
                score=len(name) / 20,
                pipeline="p 1",
            )
        )
    return found


class Person:
    """Somebody with the file open."""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name
        self.lines = 0
        self.reopen()

    def reopen(self) -> None:
        """Leave, if there, and come again."""
        if hasattr(self, "kept"):
            self.kept.close()
        self.kept = Annotations.open(self.path)
        self.undo = Undo(self.kept, self.name)

    @property
    def opened(self) -> OpenArticle:
        """The article as it stands."""
        self.kept.poll()
        kept = self.kept.mentions(ARTICLE.sha256)
        shown = sorted(
            [*kept, *visible_suggestions(suggestions(), kept)], key=lambda m: (m.start, m.id)
        )
        record = self.kept.article(ARTICLE.sha256)
        return OpenArticle(ARTICLE, record, tuple(shown), tuple(self.kept.facts(ARTICLE.sha256)))

    def mention(self, number: int) -> Mention:
        """One of those that are shown."""
        shown = self.opened.mentions
        return shown[number % len(shown)]

    def decide(self, what: str, number: int, seen: OpenArticle | None = None) -> Outcome:
        """Accept, reject, relabel, move an edge of a mention, or put a line to its note."""
        opened = seen or self.opened
        one = opened.mentions[number % len(opened.mentions)]
        if what == "accept":
            step = decisions.accept(opened, one, self.name)
        elif what == "reject":
            step = decisions.reject(opened, one, self.name)
        elif what == "note":
            self.lines += 1
            note = "\n".join(filter(None, (one.note, f"{self.name} {self.lines}")))
            step = decisions.note_mention(opened, one, note, self.name)
        elif what in ("longer", "shorter"):
            end = max(one.start + 1, one.end + (1 if what == "longer" else -1))
            step = decisions.resize(opened, one, one.start, end, self.name)
        else:
            step = decisions.relabel(opened, one, what, self.name)
        return self.undo.do(step)


def decision(one: Mention) -> Decision:
    """What was decided on a mention."""
    return one.label, one.status, one.start, one.end


def went(outcome: Outcome | None) -> Outcome:
    """The outcome of an undo that there was."""
    assert outcome is not None
    return outcome


def both(folder: Path) -> list[Person]:
    """Anna and Bruno, with a file in a folder open."""
    return [Person(folder / "x.json", name) for name in ("anna", "bruno")]
