"""Numbers as written in Italian news: digits, words, scales, vague amounts, fractions.

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

from newsview.nlp.data import table
from newsview.nlp.figures.words import ARTICLES, BETWEEN, FROM, HALF, OF_THE, ONE
from newsview.nlp.tokens import Line
from newsview.store.model import Comparator

LONGEST_DIGITS = 24
"""Characters of a number in digits that are still read; a longer one is no figure of the news."""

_ITALIAN = re.compile(r"(?!0\.)[0-9]{1,3}(?:[.’'\u00a0\u202f ][0-9]{3})+(?:,[0-9]+)?")
_ENGLISH = re.compile(r"[0-9]{1,3}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|(?:,[0-9]{3})\.[0-9]+)")
_DECIMAL = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_NUMBER_WORD = re.compile(
    r"(?:un|due|tre|tré|quatt|cinqu|sei|sett|ott|nov|diec|undic|dodic|sedic|quindic|dici"
    r"|vent|quarant|sessant|cent|mill|zero)[a-zéè]{0,80}"
)
_BEYOND_INTEGERS = 2**63
_FRACTION_DIGITS = 4
_THOUSAND, _MILLION = Decimal(1000), Decimal(1_000_000)


class Number(NamedTuple):
    """A number found at a token.

    ``start`` and ``end`` are token indexes; ``value`` is None where it was seen but cannot be
    read; ``scaled`` tells that it ends in a multiplier or a vague noun, which take ``di`` before
    what they count; ``one`` that it is the word "un", an article as often as a number; ``million``
    that it is of millions or more; ``fraction`` that it is a part of what follows. ``factor`` is
    what its scale multiplied it by; ``others`` are the further numbers of a range or, where
    ``listed``, of a list.
    """

    start: int
    end: int
    value: Decimal | None
    comparator: Comparator = "="
    scaled: bool = False
    one: bool = False
    digits: bool = False
    million: bool = False
    fraction: bool = False
    factor: Decimal = Decimal(1)
    others: tuple[Decimal, ...] = ()
    listed: bool = False


@lru_cache(maxsize=4096)
def number_word(lower: str) -> int | None:
    """The number that one Italian word stands for ("ventitré", "trent'"), or None."""
    if lower in ONE:
        return 1
    if not _NUMBER_WORD.fullmatch(lower.rstrip("'")):
        return None
    if lower.endswith("'"):
        ending = "o" if lower.endswith(("ttr'", "cent'")) else "i" if lower == "vent'" else "a"
        lower = lower[:-1] + ending
    whole = lower.replace("centott", "centoott").replace("dicotto", "diciotto")
    for written in (lower, whole):  # text2num does not know "centottantuno"
        try:
            return int(text2num(written, "it"))
        except ValueError:
            continue
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
    """A decimal as an exact int where it is whole, else as a float.

    Integers beyond 64 bits, which JSON readers do not agree on, are floats too.
    """
    whole = value == value.to_integral_value() and abs(value) < _BEYOND_INTEGERS
    return int(value) if whole else float(value)


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


def _fraction_at(line: Line, index: int, count: Decimal) -> Number | None:
    """ "due terzi", "tre quarti", and "un terzo" where "dei", "della" or nothing follows."""
    over = table("fractions").get(line.lower(index + 1))
    end = index + 2
    if over is None or count >= int(over):
        return None
    if line.lower(end) == "di" and line.lower(end + 1) == "finale":
        return None
    if count == 1 and not (line.lower(end) in OF_THE or end == len(line)):
        return None
    value = round(count / Decimal(over), _FRACTION_DIGITS)
    return Number(index, end, value, scaled=True, fraction=True, one=False)


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
    base = _digits_at(line, index) if line.is_number(index) else _words_at(line, index)
    if base is None or base.fraction:
        return base
    scale = _scale_at(line, base.end) or _letter_at(line, index, base)
    if scale is None:
        if line.lower(index) in HALF and line.lower(index - 1) == "e":
            return None
        thousands = line.lower(index).endswith(("mila", "mille")) and not base.digits
        return _with_tails(line, base, _THOUSAND) if thousands else base
    end, factor = scale
    second = _scale_at(line, end)
    if second is not None and second[1] > factor:
        end, factor = second[0], factor * second[1]
    million = factor >= _MILLION
    value = None if base.value is None else base.value * factor
    number = base._replace(
        end=end, value=value, one=False, scaled=million, million=million, factor=factor
    )
    return _with_tails(line, number, factor)


def _digits_at(line: Line, index: int) -> Number:
    return Number(index, index + 1, digits_value(line.lower(index)), digits=True)


def _words_at(line: Line, index: int) -> Number | None:
    """A number in words, without its scale, and "milione", "miliardo" alone."""
    lower = line.lower(index)
    if lower in HALF:
        of_the = line.lower(index + 1) in OF_THE  # "per mezzo degli"
        return None if of_the else Number(index, index + 1, Decimal("0.5"))
    word = _word_at(line, index) if line.is_word(index) else None
    if word is None:
        factor = _scales().get(lower)
        if factor is None or lower not in ("milione", "miliardo"):
            return None
        return Number(index, index + 1, factor, scaled=True, million=True, factor=factor)
    fraction = _fraction_at(line, index, Decimal(word))
    if fraction is not None:
        return fraction
    end = index + 1
    if line.lower(end) in ("'", "’") and line.is_word(end + 1):
        end += number_word(lower + "'") is not None
    if line.lower(end) == "virgola":
        decimals = _decimals_at(line, end + 1)
        if decimals:
            return Number(index, end + 1 + len(decimals), Decimal(f"{word}.{''.join(decimals)}"))
    return Number(index, end, Decimal(word), one=lower in ONE)


def _decimals_at(line: Line, index: int) -> list[str]:
    """The digits that number words spell after "virgola": "zero cinque", "venticinque"."""
    found: list[str] = []
    while line.is_word(index) and len(found) < LONGEST_DIGITS:
        word = number_word(line.lower(index))
        if word is None or word > 99 or (found and word > 9):
            break
        found.append(str(word))
        index += 1
    return found


def _letter_at(line: Line, index: int, base: Number) -> tuple[int, Decimal] | None:
    """ "k", "m", "b" written as one with an amount of money: "€5m", "10k euro"."""
    factor = table("scale_letters").get(line.lower(base.end))
    if factor is None or not (base.digits and line.glued(base.end)):
        return None
    currencies = table("currencies")
    if line.lower(base.end + 1) in currencies or line.lower(index - 1) in currencies:
        return base.end + 1, Decimal(factor)
    return None


def _with_tails(line: Line, number: Number, factor: Decimal) -> Number:
    """Takes in "e mezzo" and smaller addends ("11 mila e 500", "2 milioni e 300 mila")."""
    if number.value is None:
        return number
    if line.lower(number.end) == "e" and line.lower(number.end + 1) in HALF:
        if number.factor > 1:
            return number._replace(end=number.end + 2, value=number.value + factor / 2)
    while factor > 1 and not _range_begins(line, number.start):
        tail = _tail(line, number, factor)
        if tail is None or tail.value is None or number.value is None:
            break
        scaled = tail.factor >= _MILLION
        value = number.value + tail.value
        number = number._replace(end=tail.end, value=value, scaled=scaled)
        factor = tail.factor
    return number


def _tail(line: Line, number: Number, factor: Decimal) -> Number | None:
    """What is added to a number of so many thousands or millions, in its own scale."""
    link = line.lower(number.end)
    index = number.end + (link in ("e", ","))
    lower = line.lower(index)
    if line.is_number(index):
        base = _digits_at(line, index)
    elif lower == "uno" or lower not in ONE:
        word = number_word(lower) if line.is_word(index) else None
        if word is None:
            return None
        base = Number(index, index + 1, Decimal(word))
    else:
        return None
    scale = _scale_at(line, base.end)
    if base.value is None or (link == "," and (base.digits or number.digits or scale is None)):
        return None
    value = base.value
    if scale is not None:
        value *= scale[1]
        base = base._replace(end=scale[0], value=value, factor=scale[1])
        joined = True
    elif base.digits:
        joined = link == "e" and factor == _THOUSAND and number.factor > 1
    else:
        spelt = not number.digits or factor == _THOUSAND
        joined = value >= 1000 or (link == "e" and spelt)
    return base if joined and value < factor else None


def _range_begins(line: Line, index: int) -> bool:
    before = line.lower(index - 1)
    if before in ARTICLES:
        before = line.lower(index - 2)
    return before in BETWEEN or before in FROM


def whole(number: Number | None) -> int | None:
    """The value of a number where it is whole."""
    if number is None or number.value is None or number.value != int(number.value):
        return None
    return int(number.value)
