"""Any spaCy pipeline as a finder of names: loaded by name or folder, its labels mapped to ours."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsview.nlp.installed import check_installed, library_of
from newsview.nlp.sentences import sentences
from newsview.nlp.syntax import Word
from newsview.store import messages
from newsview.store.messages import NewsviewError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from newsview.nlp.pipeline import Analyse, Analysis, Found, Span

DEFAULT_LABEL_MAP = {
    "PERSON": "PER",
    "person": "PER",
    "GPE": "LOC",
    "FAC": "LOC",
    "location": "LOC",
    "organization": "ORG",
    "organisation": "ORG",
    "PRODUCT": "MISC",
    "EVENT": "MISC",
    "WORK_OF_ART": "MISC",
    "LAW": "MISC",
    "misc": "MISC",
    "TIME": "DATE",
    "CARDINAL": "",
    "ORDINAL": "",
    "NORP": "",
    "LANGUAGE": "",
}
"""The labels of spaCy's and other pipelines in ours; an empty one means that it is left out."""

SCORE = "score"
"""The extension attribute, ``span._.score``, that says how sure a component is, 0 to 1."""

LONGEST = 100_000
"""Code points given to a pipeline at once; a longer block is cut at white space."""

_NO_START = (1 << 64) - 1
"""The -1 by which spaCy knows that no sentence begins, in the unsigned arrays that it takes."""


def load_foreign(spec: str, labels: Mapping[str, str]) -> tuple[str, Analyse]:
    """Loads a spaCy package or folder: its name with version, and what analyses texts by it.

    NewsviewError when it is not there or cannot be loaded.
    """
    language = _load(spec)
    mapped = {**DEFAULT_LABEL_MAP, **labels}
    meta = language.meta
    parts = (meta.get("lang", ""), meta.get("name", ""))
    name = f"{'_'.join(filter(None, parts)) or spec} {meta.get('version', '')}".strip()

    def analyse(text: str, blocks: Sequence[Span]) -> Analysis:
        from newsview.nlp.pipeline import Analysis

        names: list[Found] = []
        words: list[Word] = []
        for start, doc in _docs(language, name, text, blocks):
            names += _names(doc, start, mapped)
            words += _words(doc, start, len(words))
        return Analysis(names, words)

    return name, analyse


def _load(spec: str) -> Language:
    try:
        import spacy
    except ImportError as error:
        raise NewsviewError(messages.NO_SPACY.format(reason=_first_line(error))) from error
    if library_of(spec) is not None:
        from newsview.nlp.factories import blank_with

        return blank_with(spec)
    check_installed(spec)
    path = Path(spec)
    try:
        return spacy.load(path if path.is_dir() else spec)
    except Exception as error:  # whatever a stranger's package raises is one line to the user
        reason = _first_line(error)
        raise NewsviewError(messages.PIPELINE_BROKEN.format(spec=spec, reason=reason)) from error


def _docs(
    language: Language, name: str, text: str, blocks: Sequence[Span]
) -> Iterator[tuple[int, Doc]]:
    """What the pipeline makes of each piece of the blocks, and where the piece begins."""
    for start, end in blocks:
        begins = {first for first, _ in sentences(text, start, end)}
        for first, last in _pieces(text, start, end):
            piece = text[first:last].encode("utf-8", "replace").decode("utf-8")
            try:
                doc = language.make_doc(piece)
                _begin_sentences(doc, first, begins)
                yield first, language(doc)
            except Exception as error:  # likewise
                reason = _first_line(error)
                line = messages.PIPELINE_FAILED.format(name=name, reason=reason)
                raise NewsviewError(line) from error


def _begin_sentences(doc: Doc, start: int, begins: Collection[int]) -> None:
    """Says where our sentences begin, for a parser to keep; a tokenizer that knows better may.

    One that begins within a token begins nowhere. All are told at once: spaCy looks through the
    whole document each time that ``token.is_sent_start`` is set.
    """
    if doc.has_annotation("SENT_START") or doc.has_annotation("DEP"):
        return
    told: Any = doc.to_array("SENT_START")  # spaCy's types say floats
    for token in doc:
        told[token.i] = 1 if token.i == 0 or start + token.idx in begins else _NO_START
    doc.from_array("SENT_START", told)


def _names(doc: Doc, start: int, labels: Mapping[str, str]) -> Iterator[Found]:
    from newsview.nlp.pipeline import Found

    for ent in doc.ents:
        label = labels.get(ent.label_, ent.label_)
        if label:
            score = ent._.score if ent.has_extension(SCORE) else None
            yield Found(start + ent.start_char, start + ent.end_char, label, score)


def _words(doc: Doc, start: int, before: int) -> list[Word]:
    """The words of a parsed document, white space left out; none where there is no parse."""
    if not doc.has_annotation("DEP") or not doc.has_annotation("POS"):
        return []
    places: dict[int, int] = {}
    for token in doc:
        if not token.is_space:
            places[token.i] = before + len(places)
    return [
        Word(
            start + token.idx, start + token.idx + len(token), token.pos_,
            places.get(token.head.i, places[token.i]), token.dep_.lower(),
        )
        for token in doc
        if token.i in places
    ]  # fmt: skip


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start, start + LONGEST)
        cut = cut + 1 if cut > start else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
