"""The spaCy pipeline folder that the package ships: tokenizer, the components and their weights."""

from __future__ import annotations

import shutil
from pathlib import Path

import spacy

import it_newsview
from it_newsview import dependencies
from it_newsview.component import FACTORY, Ner

_DESCRIPTION = "Names and figures in Italian news: six layers of multilingual-e5-small, fine-tuned"
_PARSER_DESCRIPTION = (
    "Names, figures, parts of speech and dependencies in Italian news: six layers of "
    "multilingual-e5-small, fine-tuned, and a parser on what they give"
)


def write(weights: bytes, folder: Path) -> None:
    """Write a pipeline with these weights, in place of what the folder held.

    It has no parser: that is made for an encoder, and anew for a new one.
    """
    nlp = spacy.blank("it")
    component = nlp.add_pipe(FACTORY)
    assert isinstance(component, Ner)
    component.from_bytes(weights)
    nlp.meta.update(
        name="newsview",
        version=it_newsview.__version__,
        description=_DESCRIPTION,
        license="MIT AND CC-BY-4.0",
        spacy_version=">=3.8.0,<4.0.0",
    )
    if folder.exists():
        shutil.rmtree(folder)
    nlp.to_disk(folder)


def write_parser(weights: bytes, folder: Path) -> None:
    """Put a parser with these weights into a pipeline, in place of the one that it may have."""
    nlp = spacy.load(folder, exclude=[dependencies.FACTORY])
    component = nlp.add_pipe(dependencies.FACTORY, after=FACTORY)
    assert isinstance(component, dependencies.DependencyParser)
    component.from_bytes(weights)
    nlp.meta.update(description=_PARSER_DESCRIPTION, license="MIT AND CC-BY-4.0 AND CC-BY-SA-4.0")
    nlp.to_disk(folder)
