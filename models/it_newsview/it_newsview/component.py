"""The spaCy component: sets ``doc.ents``, each with a score.

``span._.score`` is how sure the model is, in 0…1; it is None for a span that other components set.
The offsets are the model's own wherever spaCy's tokens allow; else the tokens that it touches.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Protocol, runtime_checkable

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from it_newsview.labels import LABELS
from it_newsview.tagger import WINDOW, Tagger, TextSpan, Wanted
from it_newsview.weights import fingerprint

FACTORY: Final = "newsview_ner"
STATES: Final = "newsview_states"
"""Where in ``doc.user_data`` the next component finds what was read, and takes it away."""

_FILE: Final = "weights.bin"

if not Span.has_extension("score"):
    Span.set_extension("score", default=None)


@runtime_checkable
class ReadsStates(Protocol):
    """A component that goes on from the encoder's states."""

    def wanted_states(self, encoder: str) -> Wanted:
        """What it wants to have of the encoder with this fingerprint."""
        ...


class Ner:
    """Finds names and figures; entities that stand already are kept."""

    def __init__(self, window: int = WINDOW, nlp: Language | None = None) -> None:
        """``window``: pieces read at once, at most 510. The weights come with `from_disk`.

        ``nlp``: the pipeline that it belongs to, where a component may want the encoder's states.
        """
        self.window = window
        self.encoder = ""
        """The fingerprint of the weights."""
        self._nlp = nlp
        self._tagger: Tagger | None = None
        self._data = b""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that it can set."""
        return LABELS

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of a document.  Raises ValueError before weights were loaded."""
        if self._tagger is None:
            raise ValueError("newsview_ner has no weights: load the pipeline with spacy.load")
        wanted = self._wanted()
        reading = self._tagger.read(doc.text, self.window, wanted)
        if wanted is not None:
            doc.user_data[STATES] = reading
        self._set(doc, reading.spans)
        return doc

    def _wanted(self) -> Wanted | None:
        for _, component in [] if self._nlp is None else self._nlp.pipeline:
            if isinstance(component, ReadsStates):
                return component.wanted_states(self.encoder)
        return None

    def _set(self, doc: Doc, spans: Iterable[TextSpan]) -> None:
        found = []
        scores: dict[tuple[int, int], float] = {}
        for start, end, label, score in spans:
            span = doc.char_span(start, end, label, alignment_mode="expand")
            if span is not None:
                found.append(span)
                scores[span.start, span.end] = score
        standing = list(doc.ents)
        taken = {place for span in standing for place in range(span.start, span.end)}
        free = [s for s in filter_spans(found) if taken.isdisjoint(range(s.start, s.end))]
        doc.set_ents([*standing, *free])
        for span in free:
            span._.score = scores[span.start, span.end]

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The weights file's content."""
        return self._data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Ner:
        """Take what `to_bytes` gave.  Raises :class:`it_newsview.weights.WeightsError`."""
        self._tagger, self._data = Tagger.of(data), data
        self.encoder = fingerprint(data)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights into a folder."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / _FILE).write_bytes(self._data)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Ner:
        """Read the weights.  Raises :class:`it_newsview.weights.WeightsError`."""
        return self.from_bytes((Path(path) / _FILE).read_bytes())


@Language.factory(FACTORY, assigns=["doc.ents"], default_config={"window": WINDOW})
def make(nlp: Language, name: str, window: int) -> Ner:
    """What spaCy calls for a pipeline's config."""
    return Ner(window, nlp)


def register() -> None:
    """Make the factories known to spaCy where the package is not installed but only on the path."""
    importlib.import_module("it_newsview.dependencies")
