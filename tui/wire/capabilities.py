"""What the terminal can do, from its terminfo entry; the least of it where there is none."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Capabilities:
    """What may be used. The defaults are what any terminal with a movable cursor does."""

    erases_in_colour: bool = False
    """Erased cells take the background that is set (terminfo ``bce``), not the default one."""
    erases_cells: bool = False
    """``ECH``, erase a number of cells."""
    column: bool = False
    """``CHA``, move to a column of this row."""
    scrolls: bool = False
    """``DECSTBM`` with index and reverse index."""
    off_codes: bool = False
    """SGR 22 to 29, 39 and 49, which end one attribute or colour."""
    steady_block: str = ""
    """Makes the cursor a block that does not blink; "" where that is not known."""
    own_cursor: str = ""
    """Gives the user's own cursor back."""


XTERM = Capabilities(
    erases_in_colour=True, erases_cells=True, column=True, scrolls=True, off_codes=True
)
"""What the descendants of xterm do."""


def capabilities(term: str | None = None) -> Capabilities:
    """The capabilities of a terminal by its name, ``TERM`` if None."""
    try:
        import curses

        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - not a file
            curses.setupterm(term, nowhere.fileno())
    except (ImportError, OSError, ValueError):
        return Capabilities()
    except curses.error:
        return Capabilities()
    return Capabilities(
        erases_in_colour=curses.tigetflag("bce") > 0,
        erases_cells=curses.tigetstr("ech") == b"\x1b[%p1%dX",
        column=curses.tigetstr("hpa") == b"\x1b[%i%p1%dG",
        scrolls=(curses.tigetstr("csr") or b"").startswith(b"\x1b[%i%p1%d;%p2%dr")
        and (curses.tigetstr("ri") or b"").startswith(b"\x1bM"),
        off_codes=curses.tigetstr("rmul") == b"\x1b[24m"
        and curses.tigetstr("op") == b"\x1b[39;49m",
        steady_block="\x1b[2 q" if curses.tigetstr("Ss") == b"\x1b[%p1%d q" else "",
        own_cursor=(curses.tigetstr("Se") or b"").decode("ascii", "ignore"),
    )
