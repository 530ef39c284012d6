"""An error of newsview's own: the whole of it goes to a log, and one line to the user."""

from __future__ import annotations

import contextlib
import os
import platform
import sys
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

from platformdirs import user_state_path

from newsview import __version__
from newsview.store import messages

LOGS_KEPT = 20
"""How many logs stay; the oldest go first."""

_NAMED = ("textual", "rich", "spacy", "tinydb", "msgspec", "click")
_SURROUNDINGS = (
    "TERM", "COLORTERM", "TERM_PROGRAM", "TMUX", "SSH_TTY", "NO_COLOR",
    "LANG", "LC_ALL",
)  # fmt: skip


class Fault(Exception):
    """Stands for an error that is only known by its written traceback."""


def told(error: BaseException, *, ended: bool = True) -> str:
    """Keep an error in a log, and one line that names it: what happened, where to read of it.

    ``ended``: it ended the whole, not only something beside the user.
    """
    name = str(error) if isinstance(error, Fault) else type(error).__name__
    template = messages.FAULT if ended else messages.FAULT_BESIDE
    place = keep(error)
    return template.format(name=name, path=place or messages.NO_LOG)


def keep(error: BaseException) -> Path | None:
    """Write the log of an error, readable by the user alone; None where nothing can be written.

    It holds the traceback without values of variables, so no text of an article but what an
    error's own words hold, and the versions and settings that the terminal's behaviour depends on.
    """
    text = _report(error)
    for folder in (user_state_path("newsview") / "errors", Path(tempfile.gettempdir())):
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            place = _write(folder, text)
            _forget_old(folder)
            return place
    return None


def _write(folder: Path, text: str) -> Path:
    stamp = f"{datetime.now():%Y%m%d-%H%M%S}"
    place = folder / f"newsview-{stamp}-{os.getpid()}.log"
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
    return place


def _forget_old(folder: Path) -> None:
    for old in sorted(folder.glob("newsview-*.log"))[:-LOGS_KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()


def _report(error: BaseException) -> str:
    lines = [
        f"newsview {__version__}",
        f"python {platform.python_version()}, {platform.platform()}",
        ", ".join(f"{name} {_version(name)}" for name in _NAMED),
        " ".join(f"{name}={os.environ[name]!r}" for name in _SURROUNDINGS if name in os.environ),
        f"command line: {sys.argv[1:]!r}",
        "",
        *traceback.format_exception(error),
    ]
    return "\n".join(line.rstrip("\n") for line in lines) + "\n"


def _version(name: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"
