"""Any spaCy pipeline as a finder of names: loaded by name or folder, its labels mapped to ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsview.store import messages
from newsview.store.messages import NewsviewError

if TYPE_CHECKING:
    from spacy.language import Language

    from newsview.nlp.pipeline import Found, Span

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

LIBRARIES = ("gliner:", "stanza:")
"""How a pipeline's name begins that is one component around a library of this name."""

LONGEST = 100_000
"""Code points given to a pipeline at once; a longer block is cut at white space."""


def load_foreign(
    spec: str, labels: Mapping[str, str]
) -> tuple[str, Callable[[str, Sequence[Span]], list[Found]]]:
    """Loads a spaCy package or folder: its name with version, and a function that finds names.

    NewsviewError when it is not there or cannot be loaded.
    """
    language = _load(spec)
    mapped = {**DEFAULT_LABEL_MAP, **labels}
    meta = language.meta
    parts = (meta.get("lang", ""), meta.get("name", ""))
    name = f"{'_'.join(filter(None, parts)) or spec} {meta.get('version', '')}".strip()

    def find(text: str, blocks: Sequence[Span]) -> list[Found]:
        return list(_found(language, name, mapped, text, blocks))

    return name, find


def _load(spec: str) -> Language:
    try:
        import spacy
    except ImportError as error:
        raise NewsviewError(messages.NO_SPACY.format(reason=_first_line(error))) from error
    if spec.startswith(LIBRARIES):
        from newsview.nlp.factories import blank_with

        return blank_with(spec)
    path = Path(spec)
    if not path.is_dir() and not spacy.util.is_package(spec):
        template = messages.NO_SUCH_FOLDER if "/" in spec else messages.NO_SUCH_PIPELINE
        raise NewsviewError(template.format(spec=spec))
    try:
        return spacy.load(path if path.is_dir() else spec)
    except Exception as error:  # whatever a stranger's package raises is one line to the user
        reason = _first_line(error)
        raise NewsviewError(messages.PIPELINE_BROKEN.format(spec=spec, reason=reason)) from error


def _found(
    language: Language, name: str, labels: Mapping[str, str], text: str, blocks: Sequence[Span]
) -> Iterator[Found]:
    from newsview.nlp.pipeline import Found

    for start, end in blocks:
        for first, last in _pieces(text, start, end):
            piece = text[first:last].encode("utf-8", "replace").decode("utf-8")
            try:
                doc = language(piece)
            except Exception as error:  # likewise
                reason = _first_line(error)
                line = messages.PIPELINE_FAILED.format(name=name, reason=reason)
                raise NewsviewError(line) from error
            for ent in doc.ents:
                label = labels.get(ent.label_, ent.label_)
                if label:
                    score = ent._.score if ent.has_extension(SCORE) else None
                    yield Found(first + ent.start_char, first + ent.end_char, label, score)


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
