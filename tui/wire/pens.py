"""The style of a cell as the terminal knows it, and the shortest way from one to the next."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

RESET = "\x1b[m"

_OFF = {
    "1": "22", "2": "22", "3": "23", "4": "24", "21": "24", "5": "25", "6": "25", "7": "27",
    "8": "28", "9": "29", "51": "54", "52": "54", "53": "55",
}  # fmt: skip
"""What ends each attribute (ECMA-48, SGR); one code may end two."""

_SEEN_ON_BLANKS = frozenset(("4", "21", "5", "6", "7", "9", "51", "52", "53"))
"""Attributes that show where there is no letter."""


class Pen(NamedTuple):
    """A style: attributes by their SGR codes, colours as SGR codes ("" for the default), a link.

    Equal pens are the same object (`pen_of`), so that they can be compared by identity.
    """

    attributes: frozenset[str] = frozenset()
    foreground: str = ""
    background: str = ""
    link: str = ""

    @property
    def shows_on_blanks(self) -> bool:
        """Whether a space looks different from the bare background."""
        return bool(self.link) or not self.attributes.isdisjoint(_SEEN_ON_BLANKS)

    @property
    def codes(self) -> list[str]:
        """The SGR codes that set it from nothing."""
        parts = [*sorted(self.attributes, key=int), self.foreground, self.background]
        return [part for part in parts if part]


@cache
def _interned(pen: Pen) -> Pen:
    return pen


PLAIN = _interned(Pen())
"""The terminal's own colours and no attributes."""


def pen_of(style: Style | None, colours: ColorSystem) -> Pen:
    """The pen of a style, with as many colours as there are."""
    if style is None:
        return PLAIN
    codes = style._ansi if style._ansi is not None else Strip.render_ansi(style, colours)
    link = f"id={style._link_id};{style._link}" if style._link else ""
    return pen_of_codes(codes, link)


@lru_cache(maxsize=8192)
def pen_of_codes(codes: str, link: str = "") -> Pen:
    """The pen that SGR codes set, as Textual writes them: each attribute once, colours once."""
    attributes: set[str] = set()
    foreground = background = ""
    parts = iter(codes.split(";") if codes else ())
    for part in parts:
        if part in ("38", "48"):
            colour = ";".join([part, *_colour(parts)])
            foreground, background = (colour, background) if part == "38" else (foreground, colour)
        elif part in _OFF:
            attributes.add(part)
        elif 30 <= int(part) <= 37 or 90 <= int(part) <= 97:
            foreground = part
        elif 40 <= int(part) <= 47 or 100 <= int(part) <= 107:
            background = part
    return _interned(Pen(frozenset(attributes), foreground, background, link))


def _colour(parts: Iterable[str]) -> list[str]:
    parts = iter(parts)
    kind = next(parts, "")
    return [kind, *(next(parts, "") for _ in range(3 if kind == "2" else 1))]


@lru_cache(maxsize=16384)
def transition(before: Pen | None, after: Pen, *, off_codes: bool = True) -> str:
    """What to write so that the terminal goes over from one pen to the next.

    ``before`` None: it is not known. ``off_codes``: whether the terminal can end one attribute
    (22 to 29, 39, 49) or only all of them.
    """
    if before is after:
        return ""
    link = "" if before is not None and before.link == after.link else _link(before, after)
    codes = after.codes
    whole = f"\x1b[{';'.join(['0', *codes])}m" if codes else RESET
    if before is None:
        return link + whole
    if not (before.attributes or before.foreground or before.background):
        return link + (f"\x1b[{';'.join(codes)}m" if codes else "")
    changed = _changes(before, after, off_codes)
    if changed is None:
        return link + whole
    step = f"\x1b[{';'.join(changed)}m" if changed else ""
    return link + (step if len(step) <= len(whole) else whole)


def _changes(before: Pen, after: Pen, off_codes: bool) -> list[str] | None:
    """The codes of what changes; None where that takes an off code that there is not."""
    ended = before.attributes - after.attributes
    off = {_OFF[attribute] for attribute in ended}
    begun = {
        attribute
        for attribute in after.attributes
        if attribute not in before.attributes or _OFF[attribute] in off
    }
    codes = [*sorted(off), *sorted(begun, key=int)]
    ends_colour = False
    for old, new, default in (
        (before.foreground, after.foreground, "39"),
        (before.background, after.background, "49"),
    ):
        if old != new:
            codes.append(new or default)
            ends_colour = ends_colour or not new
    return None if (off or ends_colour) and not off_codes else codes


def _link(before: Pen | None, after: Pen) -> str:
    """The operating system command 8 that begins or ends a link; none where there never was one."""
    if before is None and not after.link:
        return ""
    return f"\x1b]8;{after.link or ';'}\x1b\\"
