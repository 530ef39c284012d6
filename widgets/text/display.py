"""How any string reaches the screen: shown, never obeyed.

An article, a file name or a label may hold escape sequences, bidi overrides, zero-width characters
or piles of combining marks. `shown` replaces each such code point with one harmless visible one, so
that the result has the same length: offsets into the text are offsets into what is shown.

Widths are those of ``rich.cells``, which Textual lays its rows out with.
"""

from __future__ import annotations

import re
import unicodedata

from rich.cells import cell_len, get_character_cell_size

from newsview.store.names import BLANK_LETTERS, MARKS_KEPT

INVISIBLE = "·"
"""Stands for a character without a width: zero-width spaces and joiners, soft hyphens, fillers."""

UNSHOWABLE = "�"
"""Stands for what must not reach a terminal: C1 controls, bidi controls, lone surrogates."""

LINE_BREAK = "␤"
"""Stands for a line break other than a newline: NEL, U+2028, U+2029."""

ELLIPSIS = "…"

PLAIN_CLASS = (
    " -~\u00a0-\u00ac\u00ae-\u02ff\u0391-\u03a1\u03a3-\u03ce\u0400-\u0482"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2116\u2122\u2190-\u2193\u2400-\u2426\u2500-\u25fc\ufffd"
)
"""Ranges of characters that are shown as they are, one cell and one cluster each."""

ODD = re.compile(f"[^{PLAIN_CLASS}]")
"""Finds the first character that is not plain; text without one needs no further care."""

_JOINER = "\u200d"
_TEXT_SELECTOR, _EMOJI_SELECTOR = "\ufe0e", "\ufe0f"
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_STAND_INS = frozenset(INVISIBLE + UNSHOWABLE + LINE_BREAK) | set(map(chr, range(0x2400, 0x2422)))

_BIDI = frozenset({0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)})
_TAGS = range(0xE0020, 0xE0080)
_NEW_SYMBOLS = range(0x1F000, 0x1FC00)  # emoji younger than Python's tables are still emoji

_PERSON = (
    "[\u26f9\U0001f300-\U0001f321\U0001f324-\U0001f393\U0001f399-\U0001f39b\U0001f39e-\U0001f3f0"
    "\U0001f3f3-\U0001f3f5\U0001f3f7-\U0001f3fa\U0001f400-\U0001f4fd\U0001f4ff-\U0001f53d"
    "\U0001f573-\U0001f57a\U0001f590\U0001f595\U0001f596\U0001f5e8\U0001f5fa-\U0001f64f\U0001f680-\U0001f6c5"
    "\U0001f7e0-\U0001f7eb\U0001f90c-\U0001f93a\U0001f93c-\U0001f945\U0001f947-\U0001f9ff"
    "\U0001fa70-\U0001faff]"
)  # of the pictographs of Unicode's emoji-data those that stand in its joined sequences
_SIGN = (
    "[\u2194\u2195\u2620\u2640\u2642\u2695\u2696\u26a7\u26d3\u2708\u2744\u2764\u27a1\u2b1b]\ufe0f"
)
_UNIT = f"(?:{_SIGN}|{_PERSON}\ufe0f?[\U0001f3fb-\U0001f3ff]?)"
_EMOJI = re.compile(
    f"{_UNIT}(?:{_JOINER}{_UNIT}){{1,7}}|\U0001f3f4[\U000e0030-\U000e007a]{{1,8}}\U000e007f"
)
"""Emoji joined by U+200D (families, professions) and flags spelled in tag characters."""
_TONED = re.compile(f"(?:{_PERSON}|[\u261d\u26f9\u270a-\u270d])\ufe0f?\\Z")


class _StandIns(dict[int, str]):
    """The table of `str.translate`, filled with the code points that are met."""

    def __missing__(self, code: int) -> str:
        stand_in = _stand_in(code)
        self[code] = stand_in
        if get_character_cell_size(stand_in) == 0:
            _zero_width.add(stand_in)
        return stand_in


_zero_width: set[str] = set()  # of the characters met so far
_table = _StandIns()


def _stand_in(code: int) -> str:
    if code == 0x09:
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if code in (0x85, 0x2028, 0x2029):
        return LINE_BREAK
    if code == 0x200D or code in _TAGS:
        return chr(code)  # kept inside an emoji, see _tame
    if code in BLANK_LETTERS:
        return INVISIBLE
    if code in _BIDI:
        return UNSHOWABLE
    category = unicodedata.category(chr(code))
    if category == "Cf":
        return INVISIBLE
    if category in ("Cc", "Co", "Cs") or (category == "Cn" and code not in _NEW_SYMBOLS):
        return UNSHOWABLE
    return chr(code)


def shown(text: str) -> str:
    """The text as it may be written to a terminal, code point for code point.

    The result has the length of ``text`` and holds no control or bidi character, and no character
    without a width except at most `MARKS_KEPT` marks on a base and what joins an emoji. A tab is
    one space. Cut the text at cluster edges only, or a mark at the cut is shown by itself.
    """
    if ODD.search(text) is None:
        return text
    line = text.translate(_table)
    return line if _zero_width.isdisjoint(line) else _tame(line)


def _tame(line: str) -> str:
    """Replace the characters without a width that have no base, or pile up on one."""
    emoji = {i for match in _EMOJI.finditer(line) for i in range(match.start() + 1, match.end())}
    out = list(line)
    pile = MARKS_KEPT + 1  # nothing stands before the first character that could bear a mark
    for i, character in enumerate(line):
        if i in emoji:
            pile = 0
        elif character not in _zero_width:
            pile = MARKS_KEPT + 1 if character in _STAND_INS else 0
        else:
            pile += 1
            if not _may_stay(line, i, pile):
                out[i] = INVISIBLE
                pile = MARKS_KEPT + 1
    return "".join(out)


def _may_stay(line: str, i: int, pile: int) -> bool:
    character = line[i]
    if pile > MARKS_KEPT or character == _JOINER or ord(character) in _TAGS:
        return False
    if character in (_TEXT_SELECTOR, _EMOJI_SELECTOR):
        return pile == 1  # right behind its base, where terminals agree on the width
    if character in _SKIN_TONES:
        return _TONED.search(line, max(0, i - 2), i) is not None
    return True


def cells(line: str) -> int:
    """How many terminal cells a shown line takes."""
    return len(line) if ODD.search(line) is None else cell_len(line)


_SPACES = re.compile(r"[ \t\r\n]+")


def one_line(text: str, width: int) -> str:
    """The text on one line of at most ``width`` cells, cropped with ``…``, as it may be shown.

    Runs of spaces, tabs and newlines become one space.
    """
    if width <= 0:
        return ""
    text = text.strip(" \t\r\n")
    most = 16 * width + 64  # a cell may hold a whole emoji, but no more than its few code points
    line = shown(_SPACES.sub(" ", text[:most]).rstrip(" "))
    if len(text) <= most and cells(line) <= width:
        return line
    return _cropped(line, width)


def _cropped(line: str, width: int) -> str:
    from newsview.widgets.text.clusters import clusters

    edges, at = clusters(line)
    fitting = max(i for i, cell in enumerate(at) if cell <= width - 1)
    return line[: edges[fitting]].rstrip() + ELLIPSIS


def column(text: str, width: int, *, right: bool = False) -> str:
    """`one_line` padded with spaces to exactly ``width`` cells, at its left if ``right``."""
    line = one_line(text, width)
    padding = " " * (width - cells(line))
    return padding + line if right else line + padding
