"""The spaCy component that parses: sets heads, dependency labels, parts of speech and sentences.

It works from the states that `it_newsview.component.Ner` had in its one pass over the text.  Where
sentences begin is taken from the document if anybody has said it there.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from it_newsview import parser, tokens
from it_newsview.component import STATES, Ner
from it_newsview.layers import Array
from it_newsview.parser import Parsed, Parser
from it_newsview.sentences import sentence_starts
from it_newsview.tagger import Reading, Wanted
from it_newsview.weights import WeightsError

FACTORY: Final = "newsview_parser"
_FILE: Final = "parser.bin"


class DependencyParser:
    """Parses what the component before it has read."""

    def __init__(self, nlp: Language) -> None:
        """``nlp``: the pipeline that it belongs to. The weights come with `from_disk`."""
        self._nlp = nlp
        self._parser: Parser | None = None
        self._data = b""

    @property
    def labels(self) -> tuple[str, ...]:
        """The relations that it can set."""
        known = () if self._parser is None else self._parser.labels
        return (*(label for label in known if label not in (parser.ROOT, parser.PART)), tokens.ROOT)

    def wanted_states(self, encoder: str) -> Wanted:
        """What it wants to have of an encoder with this fingerprint.

        Raises :class:`it_newsview.weights.WeightsError` if it was made for another encoder, and
        ValueError before weights were loaded.
        """
        loaded = self._loaded()
        _check(loaded, encoder)
        return Wanted(loaded.layers, loaded.project)

    def __call__(self, doc: Doc) -> Doc:
        """Parse a document.  Raises ValueError if newsview_ner has not read it."""
        loaded = self._loaded()
        reading: Reading | None = doc.user_data.pop(STATES, None)
        if reading is None:
            raise ValueError(
                "newsview_parser works from what newsview_ner has read: "
                "newsview_ner must stand before it in the pipeline"
            )
        if len(doc) == 0:
            return doc
        states = reading.states

        def parse(first: int, last: int) -> list[Parsed]:
            return [] if states is None else loaded.parse(states[first:last])

        spans = [(token.idx, token.idx + len(token)) for token in doc]
        starts = _starts(doc, sentence_starts(doc.text, reading.words))
        _set(doc, tokens.on_tokens(spans, starts, reading.words, parse), starts)
        return doc

    def _loaded(self) -> Parser:
        if self._parser is None:
            raise ValueError("newsview_parser has no weights: load the pipeline with spacy.load")
        return self._parser

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The weights file's content."""
        return self._data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> DependencyParser:
        """Take what `to_bytes` gave.

        Raises :class:`it_newsview.weights.WeightsError` if it is damaged or was made for another
        encoder than the pipeline has.
        """
        loaded = Parser.of(data)
        for _, component in self._nlp.components:
            if isinstance(component, Ner) and component.encoder:
                _check(loaded, component.encoder)
        self._parser, self._data = loaded, data
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights into a folder."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / _FILE).write_bytes(self._data)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> DependencyParser:
        """Read the weights; raises as `from_bytes`."""
        return self.from_bytes((Path(path) / _FILE).read_bytes())


@Language.factory(
    FACTORY,
    assigns=["token.head", "token.dep", "token.pos", "token.is_sent_start", "doc.sents"],
)
def make(nlp: Language, name: str) -> DependencyParser:
    """What spaCy calls for a pipeline's config."""
    return DependencyParser(nlp)


def _check(parser: Parser, encoder: str) -> None:
    if parser.encoder != encoder:
        raise WeightsError(
            f"newsview_parser was made for another encoder ({parser.encoder}) than newsview_ner's "
            f"({encoder}): make it anew with python -m training.parsing"
        )


def _starts(doc: Doc, ours: Iterable[int]) -> list[bool]:
    """Whether a sentence begins at each token: as the document says, else by our own rule.

    Who says no more than where none begins leaves the rest to us.
    """
    said = [token.is_sent_start for token in doc]
    if any(said[1:]) or None not in said[1:]:
        return [bool(start) for start in said]
    known = set(ours)
    return [start is None and token.idx in known for start, token in zip(said, doc, strict=True)]


def _set(doc: Doc, arcs: list[Parsed], starts: list[bool]) -> None:
    strings = doc.vocab.strings
    rows = np.empty((len(doc), 3), np.int64)
    for token, arc in zip(doc, arcs, strict=True):
        pos = arc.pos or ("SPACE" if token.is_space else "X")
        rows[token.i] = arc.head - token.i, _signed(strings.add(arc.label)), strings[pos]
    _put(doc, ["HEAD", "DEP", "POS"], rows)
    # spaCy has derived the starts from the heads, not always rightly where arcs cross.
    _put(doc, ["SENT_START"], np.where([True, *starts[1:]], 1, -1).reshape(-1, 1))


def _put(doc: Doc, attributes: list[int | str], rows: Array) -> None:
    unsigned: Any = rows.astype(np.int64).view(np.uint64)
    doc.from_array(attributes, unsigned)


def _signed(key: int) -> int:
    """A 64-bit key as numpy's signed integers hold it."""
    return key - (1 << 64) if key >= 1 << 63 else key
