"""spaCy components around GLiNER and Stanza, neither of which newsview brings along.

They set ``doc.ents``. As a pipeline: ``--pipeline gliner:urchade/gliner_multi-v2.1`` and
``--pipeline stanza:it``; in a spaCy config: the factories ``newsview_gliner`` and
``newsview_stanza``. Their models are downloaded by these libraries themselves, or read from the
folder that is named instead.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from newsview.nlp.installed import LIBRARIES
from newsview.store import messages
from newsview.store.messages import NewsviewError

GLINER_LABELS = {
    "person": "PER",
    "organization": "ORG",
    "location": "LOC",
    "product": "MISC",
    "event": "MISC",
    "law": "MISC",
    "work of art": "MISC",
}
"""What GLiNER is asked for, in its words, and the label that it becomes."""

GLINER_WORDS = 200
"""Words given to GLiNER at once: its models read 384 word pieces."""


def blank_with(spec: str) -> Language:
    """A pipeline of one component: ``gliner:MODEL`` or ``stanza:LANGUAGE``.

    NewsviewError when the library is not installed or its model cannot be had.
    """
    kind, _, model = spec.partition(":")
    if not model:
        raise NewsviewError(messages.WHICH_MODEL.format(kind=kind, example=LIBRARIES[kind]))
    if kind == "stanza":
        language = _blank(model)
        language.add_pipe("newsview_stanza", config={"language": model})
    else:
        language = _blank("it")
        language.add_pipe("newsview_gliner", config={"model": model})
    language.meta["name"] = spec.replace(":", "_").rpartition("/")[2]
    return language


def _blank(language: str) -> Language:
    try:
        return spacy.blank(language)
    except ImportError as error:
        raise NewsviewError(messages.NO_LANGUAGE.format(language=language)) from error


@Language.factory(
    "newsview_gliner",
    assigns=["doc.ents"],
    default_config={"model": "urchade/gliner_multi-v2.1", "labels": GLINER_LABELS, "least": 0.5},
)
def make_gliner(
    nlp: Language, name: str, model: str, labels: dict[str, str], least: float
) -> Gliner:
    """What spaCy calls; the model is loaded now. NewsviewError as `blank_with`."""
    module = _library("gliner", "gliner")
    return Gliner(_loaded(module.GLiNER.from_pretrained, model), labels, least)


@Language.factory(
    "newsview_stanza", assigns=["doc.ents"], default_config={"language": "it", "folder": None}
)
def make_stanza(nlp: Language, name: str, language: str, folder: str | None) -> Stanza:
    """What spaCy calls; the model is loaded now. NewsviewError as `blank_with`."""
    module = _library("stanza", "stanza")
    options: dict[str, Any] = {"processors": "tokenize,ner", "verbose": False}
    if folder is not None:
        options["dir"] = folder
    return Stanza(_loaded(module.Pipeline, language, **options))


class Gliner:
    """Entities by a GLiNER model, piece by piece."""

    def __init__(self, model: Any, labels: dict[str, str], least: float) -> None:
        self._model, self._labels, self._least = model, labels, least

    def __call__(self, doc: Doc) -> Doc:
        asked = list(self._labels)
        spans: list[tuple[int, int, str, float | None]] = []
        for start in range(0, len(doc), GLINER_WORDS):
            piece = doc[start : start + GLINER_WORDS]
            for one in self._model.predict_entities(piece.text, asked, threshold=self._least):
                label = self._labels.get(one["label"], one["label"])
                begin = piece.start_char + one["start"]
                end = piece.start_char + one["end"]
                spans.append((begin, end, label, float(one["score"])))
        return _with_entities(doc, spans)


class Stanza:
    """Entities by a Stanza pipeline."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline

    def __call__(self, doc: Doc) -> Doc:
        found = self._pipeline(doc.text).ents
        return _with_entities(doc, [(e.start_char, e.end_char, e.type, None) for e in found])


def _with_entities(doc: Doc, found: Iterable[tuple[int, int, str, float | None]]) -> Doc:
    """The document with these entities, each at the tokens that it touches; the longest prevail."""
    if not Span.has_extension("score"):
        Span.set_extension("score", default=None)
    spans: list[Span] = []
    for start, end, label, score in found:
        span = doc.char_span(start, end, label, alignment_mode="expand")
        if span is not None:
            spans.append(span)
            span._.score = score
    doc.set_ents(filter_spans(_apart_from(doc.ents, spans)))
    return doc


def _apart_from(standing: Sequence[Span], spans: list[Span]) -> list[Span]:
    taken = {place for span in standing for place in range(span.start, span.end)}
    return [*standing, *(s for s in spans if taken.isdisjoint(range(s.start, s.end)))]


def _library(module: str, package: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise NewsviewError(messages.NOT_INSTALLED.format(package=package)) from error


def _loaded(load: Any, model: str, **options: Any) -> Any:
    try:
        return load(model, **options)
    except Exception as error:  # whatever a library raises is one line to the user
        lines = str(error).strip().splitlines()
        reason = lines[0] if lines else type(error).__name__
        raise NewsviewError(messages.PIPELINE_BROKEN.format(spec=model, reason=reason)) from error
