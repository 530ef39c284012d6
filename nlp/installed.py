"""Whether a pipeline is there, as far as that is told without loading anything of it."""

from __future__ import annotations

import importlib.util
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from newsview.nlp.identity import RULES
from newsview.store import messages
from newsview.store.messages import NewsviewError

LIBRARIES = {"gliner": "gliner:urchade/gliner_multi-v2.1", "stanza": "stanza:it"}
"""Libraries that a pipeline can be one component around, with a full name as an example."""


def library_of(spec: str) -> str | None:
    """The library that a pipeline's name begins with: ``gliner:MODEL``, ``stanza:LANGUAGE``."""
    kind, colon, _ = spec.partition(":")
    return kind if colon and kind in LIBRARIES else None


def check_installed(spec: str) -> None:
    """NewsviewError, in one line, when there is no pipeline of this name or at this place."""
    library = library_of(spec)
    if spec == RULES or Path(spec).is_dir():
        return
    if library is not None:
        if not spec.partition(":")[2]:
            raise NewsviewError(
                messages.WHICH_MODEL.format(kind=library, example=LIBRARIES[library])
            )
        if not _is_module(library):
            raise NewsviewError(messages.NOT_INSTALLED.format(package=library))
    elif "/" in spec:
        raise NewsviewError(messages.NO_SUCH_FOLDER.format(spec=spec))
    elif ":" in spec:
        known = ", ".join(f"{name}:" for name in LIBRARIES)
        raise NewsviewError(messages.NO_SUCH_KIND.format(spec=spec, known=known))
    elif not _is_package(spec):
        raise NewsviewError(messages.NO_SUCH_PIPELINE.format(spec=spec))


def _is_module(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def _is_package(name: str) -> bool:
    """As `spacy.util.is_package`: an installed distribution of this name."""
    try:
        distribution(name)
    except (PackageNotFoundError, ValueError):
        return False
    return True
