"""Texts that want to be obeyed, and the look at the bytes that says whether one was."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

from hypothesis import strategies as st
from rich.cells import cell_len

ATTACKS = {
    "sequences": "\x1b]52;c;eA==\x07\x1b[2J\x1bc\x9b31m\x9d0;x\x9c\x1b[5n",
    "controls": "\x00a\x08\x08b\rc\td\x0be\x0cf\x7f\x85\u2028\u2029\x1c\x0e",
    "bidi": "\u202etxt.exe\u202c\u2066a\u2069\u200f\u061c\u202dz",
    "no width": "\u200ba\u200d\ufeff\u00ad\u2060\ufe0f\u034f\u115f\u3164\U000e0041\U000e007f",
    "piles": "\u0301e" + "\u0300\u0301\u0302" * 4 + "\u20dd👨\u200d👩\u200d👧\U0001f3fb🇮x",
    "markup": "[red]x[/red][@click=app.quit]y[/][/][b",
    "wide": "漢字🇮🇹\ufffe\U0010ffff\ue000\U000f0000ﷺ\u1100\u1161\u0e33",
}
"""The classic ones, each short enough to be seen whole in a field."""

_KINDS = [
    st.characters(exclude_categories=["Cs"]),
    st.characters(max_codepoint=0x1F),
    st.characters(min_codepoint=0x7F, max_codepoint=0x9F),
    st.characters(categories=["Cf", "Mn", "Me", "Mc", "Zl", "Zp", "Co", "Cn"]),
    st.sampled_from([*ATTACKS.values(), "\x1b[31m", "\x1b]8;;http://a.it\x1b\\", "[/]", "e\u0301"]),
]
TEXTS = st.lists(st.one_of(_KINDS), min_size=1, max_size=10).map("".join)
"""Code points of all planes but lone surrogates, with a liking for those that do harm."""

_SEQUENCE = re.compile(
    r"\x1b\[(?P<at>\d*(?:;\d*)?)H|\x1b\[(?P<column>\d*)G|\x1b\[(?P<forth>\d*)C|\x1b\[(?P<back>\d*)D"
    r"|(?P<other>\x1b\[[\d;]*m|\x1b\[\d*[ABXKJSTLMPd]|\x1b\[\d*(?:;\d*)?r|\x1b\[\?(?:25|2026)[hl]"
    r"|\x1b[DM]|\x1b\]22;[a-z-]*\x07)|(?P<line>\n(?=\x1b\[\d*(?:;\d*)?H))"
    r"|(?P<step>\r|\x08)|(?P<text>[^\x1b\n\r\x08]+)"
)
"""All that the outputs write: places, looks, erasing, scrolling, the cursor, and text.

A line feed only where the place of the next row is set behind it."""

_BIDI = {0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_INSIDE_EMOJI = re.compile("[\U000e0020-\U000e007f\u200d]")
_MOST_MARKS = 4


def faults(written: str, columns: int, *, steps: bool = False) -> list[str]:
    """What is wrong with a stream of output on a terminal that is so many columns wide.

    ``steps``: whether the output itself goes back by carriage returns and backspaces.
    """
    found: list[str] = []
    x = reached = 0
    has_base = False
    for match in _SEQUENCE.finditer(written):
        if match.start() != reached:
            found.append(f"not the output's own: {written[reached : match.start()]!r}")
        reached = match.end()
        kind = match.lastgroup
        if kind == "text":
            width, wrong = _looked_at(match["text"], has_base)
            x += width
            found += wrong
            has_base = True
            if x > columns:
                found.append(f"column {x} of {columns}: {match['text']!r}")
        elif kind == "step":
            x = max(0, x - 1) if match["step"] == "\b" else 0
            has_base = False
            found += [] if steps else [f"{match['step']!r} in the output"]
        elif kind == "other":
            has_base = has_base and match["other"].endswith("m")  # a look moves nothing
        elif kind == "at":
            has_base = False
            x = int(match["at"].partition(";")[2] or 1) - 1
        elif kind == "column":
            has_base = False
            x = int(match["column"] or 1) - 1
        elif kind in ("forth", "back"):
            has_base = False
            x += int(match[kind] or 1) * (1 if kind == "forth" else -1)
    if reached != len(written):
        found.append(f"not the output's own: {written[reached : reached + 20]!r}")
    return found


@lru_cache(maxsize=20_000)
def _looked_at(text: str, has_base: bool) -> tuple[int, list[str]]:
    """The cells and the faults of a run of text, many of which are drawn over and over."""
    return cell_len(text), bad_characters(text, has_base=has_base)


def bad_characters(text: str, *, has_base: bool = False) -> list[str]:
    """What in a run of text a terminal would obey, or set elsewhere than where it belongs.

    ``has_base``: whether other text stands right before it.
    """
    found = [f"{_name(c)} in {text!r}" for c in sorted(set(text)) if _is_bad(c)]
    if text and cell_len(text[0]) == 0 and not has_base:
        found.append(f"{_name(text[0])} has no base in {text!r}")
    for is_mark, run in groupby(text, lambda c: cell_len(c) == 0 and c not in "\ufe0e\ufe0f"):
        pile = "".join(run)
        if is_mark and len(pile) > _MOST_MARKS and not _INSIDE_EMOJI.search(pile):
            found.append(f"{len(pile)} marks on one base in {text!r}")
    return found


def _is_bad(character: str) -> bool:
    code = ord(character)
    if code < 0x20 or 0x7F <= code < 0xA0 or code in _BIDI:
        return True
    category = unicodedata.category(character)
    if category == "Cf":
        return _INSIDE_EMOJI.match(character) is None
    return category in ("Cs", "Co", "Zl", "Zp")


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"
