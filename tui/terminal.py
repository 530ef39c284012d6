"""The terminal before and around the application: is it one, which colours, what must not hurt.

Nothing here imports Textual before `prepare` has set what Textual reads at import.
"""

from __future__ import annotations

import codecs
import functools
import io
import os
import sys
from collections.abc import Mapping

from newsview.store import messages
from newsview.store.messages import NewsviewError

DARK_THEME = "textual-dark"
ANSI_THEME = "ansi-dark"


def check() -> None:
    """NewsviewError when there is no terminal that can show the application."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise NewsviewError(messages.NO_TERMINAL)
    if os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        raise NewsviewError(messages.DUMB_TERMINAL.format(term=os.environ.get("TERM", "")))


def default_theme(environment: Mapping[str, str] = os.environ) -> str:
    """The theme for a terminal: its own colours where there are few of them or none."""
    if environment.get("NO_COLOR"):
        return ANSI_THEME
    if environment.get("COLORTERM") in ("truecolor", "24bit"):
        return DARK_THEME
    return DARK_THEME if "256color" in environment.get("TERM", "") else ANSI_THEME


def prepare(theme: str | None) -> None:
    """Set what Textual reads at import: the theme, and no animation (318 kB a page)."""
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    os.environ.setdefault("TEXTUAL_FPS", "120")  # the status line follows a page sooner
    os.environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
    os.environ["TEXTUAL_THEME"] = theme or os.environ.get("TEXTUAL_THEME") or default_theme()


def write_what_it_can() -> str | None:
    """Keep what the terminal's character set lacks from breaking the columns.

    Python would spell such a character out, ``\\xe0``; it becomes a question mark for each cell
    that it takes. Returns the name of the character set, None where it is UTF-8.
    """
    output = sys.__stderr__
    if not isinstance(output, io.TextIOWrapper) or codecs.lookup(output.encoding).name == "utf-8":
        return None
    codecs.register_error("newsview-cells", _question_marks)
    output.reconfigure(errors="newsview-cells")
    return output.encoding


def _question_marks(error: UnicodeError) -> tuple[str, int]:
    from rich.cells import cell_len

    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "?" * cell_len(error.object[error.start : error.end]), error.end


def wants_stock_output(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether Textual's own output is asked for, should the other one misbehave somewhere."""
    return environment.get("NEWSVIEW_OUTPUT") == "stock"


def tolerate_any_byte() -> None:
    """Keep a byte that is not UTF-8 on standard input from ending the application.

    Textual decodes strictly: a Latin-1 letter or an old mouse report raises in its input thread
    (Textual issues 6668 and 6696).
    """
    from textual.drivers import linux_driver

    def tolerant(encoding: str) -> object:
        return functools.partial(codecs.getincrementaldecoder(encoding), errors="replace")

    vars(linux_driver)["getincrementaldecoder"] = tolerant
