"""it_newsview: names, figures and syntax of Italian news, as a spaCy pipeline.

``it_newsview.load()`` or ``spacy.load("it_newsview")`` gives the pipeline; its entities have a
score, ``span._.score``, its tokens parts of speech and dependencies, which cost nothing where
``exclude=["newsview_parser"]`` leaves them out. Without spaCy, `it_newsview.tagger.Tagger` finds
the entities of plain text.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from spacy.language import Language

__version__: Final = "0.1.0"

FOLDER: Final = Path(__file__).with_name("pipeline")
"""The pipeline as a folder: ``spacy.load(FOLDER)`` works, too."""


def load(**overrides: Any) -> Language:
    """The pipeline; ``overrides`` as `spacy.load` takes them."""
    import spacy

    from it_newsview.component import register

    register()
    return spacy.load(FOLDER, **overrides)
