"""The spaCy pipeline folder that the package ships: tokenizer, the component and its weights."""

from __future__ import annotations

import shutil
from pathlib import Path

import spacy

import it_newsview
from it_newsview.component import FACTORY, Ner

_DESCRIPTION = "Names and figures in Italian news: six layers of multilingual-e5-small, fine-tuned"


def write(weights: bytes, folder: Path) -> None:
    """Write a pipeline with these weights, in place of what the folder held."""
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
