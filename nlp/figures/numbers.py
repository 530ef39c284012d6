"""Numbers as written in Italian news: digits, words, scales, vague amounts, ranges.

Words are read by text2num (MIT), on one word at a time, since on running text it would take the
verb "sei" for a six. Digits follow Italian usage (``1.234,5``), with the English one where it
cannot be Italian (``1,234,567.8``).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from text_to_num import text2num

from newsview.nlp.data import table, word_set
from newsview.nlp.tokens import Line
from newsview.store.model import Comparator

LONGEST_DIGITS = 24
"""Characters of a number in digits that are still read; a longer one is no figure of the news."""

_ITALIAN = re.compile(r"(?!0\.)[0-9]{1,3}(?:[.’'\u00a0\u202f ][0-9]{3})+(?:,[0-9]+)?")
_ENGLISH = re.compile(r"[0-9]{1,3}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|(?:,[0-9]{3})\.[0-9]+)")
_DECIMAL = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_NUMBER_WORD = re.compile(
    r"(?:un|due|tre|tré|quatt|cinqu|sei|sett|ott|nov|diec|undic|dodic|sedic|quindic|dici"
    r"|vent|quarant|sessant|cent|mill|zero)[a-zéè]{0,40}"
)
_ONE = frozenset({"un", "un'", "uno", "una"})
_ARTICLES = frozenset({"il", "i", "gli", "le", "l'", "la", "lo"})
_FROM = frozenset({"da", "dai", "dal", "dalle", "dagli", "dalla", "dall'"})
_BETWEEN = frozenset({"tra", "fra"})
_DASHES = frozenset({"-", "–", "—"})
_HALF = frozenset({"mezzo", "mezza", "mezz'"})


class Number(NamedTuple):
    """A number found at a token.

    ``start`` and ``end`` are token indexes; ``value`` is None where it was seen but cannot be
    read; ``scaled`` tells that it ends in a multiplier or a vague noun, which take ``di`` before
    what they count; ``one`` that it is the word "un", an article as often as a number.
    """

    start: int
    end: int
    value: Decimal | None
    comparator: Comparator = "="
    scaled: bool = False
    one: bool = False
    digits: bool = False
    million: bool = False


@lru_cache(maxsize=4096)
def number_word(lower: str) -> int | None:
    """The number that one Italian word stands for ("ventitré", "trent'"), or None."""
    if lower in _ONE:
        return 1
    if not _NUMBER_WORD.fullmatch(lower.rstrip("'")):
        return None
    if lower.endswith("'"):
        ending = "o" if lower.endswith(("ttr'", "cent'")) else "i" if lower == "vent'" else "a"
        lower = lower[:-1] + ending
    try:
        return int(text2num(lower, "it"))
    except ValueError:
        return None


def digits_value(written: str) -> Decimal | None:
    """The value of a number in digits, or None where its marks cannot be read."""
    if len(written) > LONGEST_DIGITS:
        return None
    if _ITALIAN.fullmatch(written):
        return Decimal(re.sub(r"[^0-9,]", "", written).replace(",", "."))
    if _ENGLISH.fullmatch(written):
        return Decimal(written.replace(",", ""))
    if _DECIMAL.fullmatch(written):
        return Decimal(written.replace(",", "."))
    return None


def plain(value: Decimal) -> int | float:
    """A decimal as an exact int where it is whole, else as a float."""
    return int(value) if value == value.to_integral_value() else float(value)


@lru_cache(maxsize=1)
def _scales() -> dict[str, Decimal]:
    return {word: Decimal(factor) for word, factor in table("scales").items()}


@lru_cache(maxsize=1)
def _vague() -> dict[str, Decimal]:
    return {word: Decimal(number) for word, number in table("vague_numbers").items()}


def _scale_at(line: Line, index: int) -> tuple[int, Decimal] | None:
    factor = _scales().get(line.lower(index))
    if factor is None:
        return None
    end = index + 1
    if line.lower(index) in ("mln", "mld", "mio", "mrd") and line.lower(end) == ".":
        end += 1 if line.is_word(end + 1) and not line.is_capital(end + 1) else 0
    return end, factor


def _vague_at(line: Line, index: int) -> Number | None:
    """A vague amount: "decine di migliaia", "alcune centinaia", "un paio", "miliardi"."""
    start = index
    if line.lower(index) in ("un", "una") and line.lower(index + 1) == "paio":
        index += 1
    value = _vague().get(line.lower(index))
    if value is None or (line.lower(index) == "paio" and start == index):
        return None
    end = index + 1
    million = value >= 1_000_000
    if line.lower(end) == "e" and line.lower(end + 1) == line.lower(index):
        end += 2
    if line.lower(end) == "di" and line.lower(end + 1) in _vague():
        if line.lower(end + 1) in _scales() or line.lower(end + 1) == "migliaia":
            value *= _vague()[line.lower(end + 1)]
            million = line.lower(end + 1) in _scales()
            end += 2
    return Number(start, end, value, "~", scaled=True, million=million)


def _fraction_at(line: Line, index: int) -> Number | None:
    """ "due terzi", "tre quarti": a fraction in words."""
    parts = {"terzi": 3, "quarti": 4, "quinti": 5, "sesti": 6, "decimi": 10}
    over = parts.get(line.lower(index + 1))
    count = number_word(line.lower(index)) if line.is_word(index) else None
    if over is None or count is None or count >= over:
        return None
    return Number(index, index + 2, Decimal(count) / Decimal(over), scaled=True)


def _word_at(line: Line, index: int) -> int | None:
    """The value of a number word, also where a space parts its apostrophe ("vent' anni")."""
    if line.lower(index + 1) in ("'", "’") and line.is_word(index + 2):
        elided = number_word(line.lower(index) + "'")
        if elided is not None:
            return elided
    return number_word(line.lower(index))


def simple_number(line: Line, index: int) -> Number | None:
    """One number at a token, with its scale ("2,5 miliardi", "un milione e mezzo")."""
    vague = _vague_at(line, index)
    if vague is not None:
        return vague
    lower = line.lower(index)
    value: Decimal | None
    one = lower in _ONE
    digits = line.is_number(index)
    if digits:
        value = digits_value(lower)
    elif lower in _HALF:
        value = Decimal("0.5")
    elif line.is_word(index) and (word := _word_at(line, index)) is not None:
        value = Decimal(word)
    elif lower == "milione" or lower == "miliardo":
        return Number(index, index + 1, _scales()[lower], scaled=True, million=True)
    else:
        return None
    fraction = None if digits else _fraction_at(line, index)
    if fraction is not None:
        return fraction
    end = index + 1
    if not digits and line.lower(end) in ("'", "’") and line.is_word(end + 1):
        end += number_word(lower + "'") is not None
    scale = _scale_at(line, end)
    if scale is None:
        if lower in _HALF and line.lower(index - 1) == "e":
            return None
        return Number(index, end, value, one=one, digits=digits)
    end, factor = scale
    second = _scale_at(line, end)
    if second is not None and second[1] > factor:
        end, factor = second[0], factor * second[1]
    value = None if value is None else value * factor
    number = Number(index, end, value, scaled=factor >= 1_000_000, digits=digits)
    return _with_tail(line, number._replace(million=factor >= 1_000_000), factor)


def _with_tail(line: Line, number: Number, factor: Decimal) -> Number:
    """Takes in "e mezzo" and a smaller addend ("11 mila e 500", "2 milioni e 300 mila")."""
    if line.lower(number.end) != "e" or number.value is None:
        return number
    if line.lower(number.end + 1) in _HALF:
        return number._replace(end=number.end + 2, value=number.value + factor / 2)
    if _range_begins(line, number.start):
        return number
    index = number.end + 1
    digits = line.is_number(index)
    word = None if digits or not line.is_word(index) else number_word(line.lower(index))
    addend = digits_value(line.lower(index)) if digits else None if word is None else Decimal(word)
    if addend is None or line.lower(index) in _ONE:
        return number
    scale = _scale_at(line, index + 1)
    end = index + 1
    if scale is not None:
        end, addend = scale[0], addend * scale[1]
    elif word is not None and word >= 1000:
        pass
    elif factor > 1000:
        return number
    if addend >= factor:
        return number
    still_scaled = scale is not None and scale[1] >= 1_000_000
    return number._replace(end=end, value=number.value + addend, scaled=still_scaled)


def _range_begins(line: Line, index: int) -> bool:
    before = line.lower(index - 1)
    if before in _ARTICLES:
        before = line.lower(index - 2)
    return before in _BETWEEN or before in _FROM


def ranged_number(line: Line, index: int) -> Number | None:
    """Two or more numbers that share what they count ("da 100 a 500", "tra 60 e 75 milioni").

    A range stands for its lower bound (``>=``). Numbers that are only listed ("17 e 18") have
    no one value: it is then None.
    """
    first = simple_number(line, index)
    if first is None or first.one or first.comparator == "~":
        return None
    last = first
    listed = False
    before = line.lower(index - 1)
    if before in _ARTICLES:
        before = line.lower(index - 2)
    bounded = before in _FROM or before in _BETWEEN or before in ("compreso", "compresa")
    while last.end < len(line):
        link = line.lower(last.end)
        after = last.end + 1
        if (
            (link in _DASHES and last.digits and line.is_number(after))
            or link == "o"
            or (link == "a" and (before in _FROM or not last.digits))
        ):
            bounded = True
        elif link in ("e", "ed"):
            listed = not bounded
        elif link == "," and last.digits and line.is_number(after):
            listed = True
            if line.lower(after + 1) not in (",", "e", "ed", "o"):
                break
        else:
            break
        if line.lower(after) in _ARTICLES or (link == "a" and line.lower(after) in ("ai", "agli")):
            after += 1
        following = simple_number(line, after)
        if following is None or following.one or following.comparator == "~":
            break
        last = following
        if link in _DASHES or link == "a":
            break
    if last is first:
        return None
    value = None if listed else _lower_bound(first, last)
    return Number(
        index, last.end, value, ">=", last.scaled, digits=last.digits, million=last.million
    )


def _lower_bound(first: Number, last: Number) -> Decimal | None:
    """The smaller number of a range, the first one in the scale that only the last one names."""
    if first.value is None or last.value is None:
        return None
    value = first.value
    if last.scaled and not first.scaled and value < 1000:
        value *= Decimal(1_000_000_000) if last.value >= 1_000_000_000 else Decimal(1_000_000)
    return min(value, last.value)


def whole(number: Number | None) -> int | None:
    """The value of a number where it is whole."""
    if number is None or number.value is None or number.value != int(number.value):
        return None
    return int(number.value)


def is_label(line: Line, index: int) -> bool:
    """Whether the number is a name's part and counts nothing ("articolo 18", "Covid-19", "G20")."""
    if not line.is_number(index):
        return False
    return is_glued_label(line, index) or _follows_label(line, index)


def is_glued_label(line: Line, index: int) -> bool:
    """Whether the number is written as one with what stands before it ("Covid-19", "#1", "3/4")."""
    if line.glued(index):
        before = line.lower(index - 1)
        if line.is_word(index - 1) and not before.endswith("'"):
            return True
        if before in {"#", "@", "_", "/", "\\", "&", "=", ".", ":", "°"}:
            return True
        if before in _DASHES and line.glued(index - 1) and line.is_word(index - 2):
            return True
    return False


def _follows_label(line: Line, index: int) -> bool:
    if line.lower(index - 1) in {".", "°"}:
        return line.lower(index - 2) in word_set("number_labels")
    return line.lower(index - 1) in word_set("number_labels")
