"""Money and percentages: a number with its currency or its percent sign."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from newsview.nlp.data import table, word_set
from newsview.nlp.figures.numbers import Number
from newsview.nlp.phrases import PhraseTable
from newsview.nlp.tokens import Line

_OF = frozenset({"di", "d'"})
_PERCENT: PhraseTable[str] = PhraseTable.of_lower(
    {
        "%": "%",
        "per cento": "%",
        "percento": "%",
        "pct": "%",
        "percent": "%",
        "‰": "‰",
        "per mille": "‰",
    }
)


class Unit(NamedTuple):
    """What a number measures: the token after it, the unit, and what the number is divided by."""

    end: int
    unit: str
    divisor: int = 1


@lru_cache(maxsize=1)
def _currencies() -> PhraseTable[str]:
    return PhraseTable.of_lower(table("currencies"))


@lru_cache(maxsize=1)
def _subunits() -> PhraseTable[str]:
    return PhraseTable.of_lower(table("subunits"))


def percent_after(line: Line, number: Number) -> Unit | None:
    """The percent sign or words after a number."""
    found = _PERCENT.match(line.lowers, number.end)
    return None if found is None else Unit(number.end + found[0], found[1])


def currency_after(line: Line, number: Number) -> Unit | None:
    """The currency after a number: "euro", "di dollari canadesi", "€"."""
    index = number.end
    if line.lower(index) in _OF or (line.lower(index) == "delle" and number.scaled):
        index += 1
    hundredth = _subunits().match(line.lowers, index)
    if hundredth is not None:
        return Unit(index + hundredth[0], hundredth[1], 100)
    found = _currencies().match(line.lowers, index)
    return None if found is None else Unit(index + found[0], found[1])


def currency_at(line: Line, index: int) -> tuple[int, str] | None:
    """A currency sign or code that a number follows: the number's token and the ISO 4217 code."""
    first = index
    if line.lower(index) == "us" and line.lower(index + 1) == "$" and line.glued(index + 1):
        first += 1
    code = table("currencies").get(line.lower(first))
    if code is None or not line.is_number(first + 1):
        return None
    if line.is_word(first) and not line.tokens[first].text.isupper():
        return None
    if not line.is_word(first) and line.glued(first) and line.is_number(first - 1):
        return None
    return first + 1, code


def speaks_of_money(line: Line) -> bool:
    """Whether a currency or a word of money stands in the line."""
    money, currencies = word_set("money_words"), table("currencies")
    return any(lower in money or lower in currencies for lower in line.lowers)


def is_money(line: Line, index: int) -> bool:
    """Whether a bare "93 miliardi" that ends at ``index`` is an amount, by its sentence.

    It is, unless the sentence counts people or things and no word of money stands in it, or
    what is counted follows ("1,2 milioni le persone").
    """
    money = word_set("money_words")
    if line.lower(index) in ("le", "gli", "i") and line.lower(index + 1) not in money:
        return False
    if speaks_of_money(line):
        return True
    return not any(lower in word_set("people_words") for lower in line.lowers)


def counts_money(line: Line, number: Number) -> bool:
    """Whether "di" and a word of money follow: "910 miliardi di crediti"."""
    if not number.million or line.lower(number.end) not in _OF:
        return False
    return line.lower(number.end + 1) in word_set("money_words")


def currency_of(line: Line) -> str | None:
    """The one currency that a line names, or None where it names none or several."""
    found = {code for lower in line.lowers if (code := table("currencies").get(lower))}
    return found.pop() if len(found) == 1 else None
