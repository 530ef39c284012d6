"""The terminal before and around the application: is it one, which colours, what must not hurt.

Nothing here imports Textual before `prepare` has set what Textual reads at import.
"""

from __future__ import annotations

import codecs
import functools
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
