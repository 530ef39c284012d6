"""Where the annotations of a corpus are kept."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

import platformdirs

import newsview
from newsview.store.messages import (
    PLACE_NOT_MADE,
    STORE_IS_FOLDER,
    STORE_NO_FOLDER,
    NewsviewError,
)

FILE_NAME = "newsview.json"
"""The annotations file's name in a folder."""

_SLUG_LENGTH = 40


def annotations_path(corpus_root: Path, file: Path | None) -> Path:
    """The annotations file of a corpus: ``file`` if given, else ``newsview.json`` in its folder.

    Where that folder cannot be written to, or belongs to the installed package as the sample
    articles do, it is in a folder of the corpus's own under the user's data folder, which is made.
    Raises NewsviewError if that cannot be made.
    """
    if file is not None:
        return file
    root = corpus_root.resolve()
    if os.access(root, os.W_OK | os.X_OK) and not _in_package(root):
        return root / FILE_NAME
    folder = platformdirs.user_data_path("newsview", appauthor=False) / _folder_name(root)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = PLACE_NOT_MADE.format(path=folder, reason=error.strerror or error)
        raise NewsviewError(message) from error
    return folder / FILE_NAME


def check_place(path: Path) -> None:
    """Raises NewsviewError where no annotations file can be at a path, whatever is done there."""
    if path.is_dir():
        raise NewsviewError(STORE_IS_FOLDER.format(path=path))
    if not path.parent.is_dir():
        raise NewsviewError(STORE_NO_FOLDER.format(path=path, folder=path.parent))


def is_there(file: Path) -> bool:
    """Whether anything is kept under an annotations file's name.

    In the first session that is the journal alone: the main file is written at its end.
    """
    real = Path(os.path.realpath(file))
    return any(real.with_name(real.name + end).exists() for end in ("", "-journal", "-history"))


def _in_package(folder: Path) -> bool:
    """Whether a folder belongs to newsview itself, whose rooms may be links."""
    homes = [home for part in newsview.__path__ for home in (Path(part), *Path(part).iterdir())]
    return any(folder.is_relative_to(home.resolve()) for home in homes if home.is_dir())


def _folder_name(root: Path) -> str:
    """A readable name with a digest of the whole path, so that two corpora never share it."""
    import hashlib  # late: few corpora lie where nothing can be kept beside them

    plain = unicodedata.normalize("NFKD", root.name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:_SLUG_LENGTH].strip("-") or "corpus"
    return f"{slug}-{hashlib.sha256(os.fsencode(root)).hexdigest()[:8]}"
