"""Money and percentages: a number with its currency or its percent sign."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from newsview.nlp.data import table, word_set
from newsview.nlp.figures.numbers import Number
from newsview.nlp.phrases import PhraseTable
from newsview.nlp.tokens import Line

_OF = frozenset({"di", "d'"})
_SENTENCE_ENDS = frozenset({".", "!", "?", ";", "…"})

_FARTHEST = 80
"""Tokens on either side of an amount among which its sentence is looked for."""


class Unit(NamedTuple):
    """What a number measures: the token after it, the unit, and what the number is divided by."""

    end: int
    unit: str | None
    divisor: int = 1


@lru_cache(maxsize=1)
def _currencies() -> PhraseTable[str | None]:
    """Currencies to their codes; None where several countries use the word."""
    rows = {word: None if code == "?" else code for word, code in table("currencies").items()}
    return PhraseTable.of_lower(rows)


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(table("currencies").values()) - {"?"}


@lru_cache(maxsize=1)
def _percents() -> PhraseTable[str]:
    return PhraseTable.of_lower(table("percent_words"))


@lru_cache(maxsize=1)
def _subunits() -> PhraseTable[str]:
    return PhraseTable.of_lower(table("subunits"))


def percent_after(line: Line, number: Number) -> Unit | None:
    """The percent sign or words after a number."""
    found = _percents().match(line.lowers, number.end)
    return None if found is None else Unit(number.end + found[0], found[1])


def currency_after(line: Line, number: Number) -> Unit | None:
    """The currency after a number: "euro", "di dollari canadesi", "€", "USD"."""
    index = number.end
    if line.lower(index) in _OF or (line.lower(index) == "delle" and number.scaled):
        index += 1
    hundredth = _subunits().match(line.lowers, index)
    if hundredth is not None:
        return Unit(index + hundredth[0], hundredth[1], 100)
    found = _currency_at(line, index)
    return None if found is None else Unit(index + found[0], found[1])


def _currency_at(line: Line, index: int) -> tuple[int, str | None] | None:
    """A currency's words, sign or code: how many tokens it takes, and the ISO 4217 code."""
    found = _currencies().match(line.lowers, index)
    if found is None and line.is_word(index) and line.tokens[index].text in _codes():
        return 1, line.tokens[index].text
    return found


def currency_at(line: Line, index: int) -> tuple[int, str | None] | None:
    """A currency sign or code that a number follows: the number's token and the ISO 4217 code."""
    found = _currency_at(line, index)
    if found is None or not line.is_number(index + found[0]):
        return None
    length, code = found
    if line.is_word(index):
        if not line.tokens[index].text.isupper():
            return None
    elif line.glued(index) and line.is_number(index - 1):
        return None
    return index + length, code


class _Said(NamedTuple):
    """What a whole line says of money and of people."""

    currencies: frozenset[str]
    money: bool
    people: bool


@lru_cache(maxsize=4)
def _said(line: Line) -> _Said:
    """Asked of a line once, not for each of its figures."""
    words = frozenset(line.lowers)
    named = _currencies_in(line, 0, len(line))
    money = bool(named) or not words.isdisjoint(word_set("money_words"))
    return _Said(named, money, not words.isdisjoint(word_set("people_words")))


def _currencies_in(line: Line, start: int, end: int) -> frozenset[str]:
    """The codes of the currencies that are named between two tokens."""
    words = frozenset(line.lowers[start:end]) - word_set("currencies_doubtful")
    currencies = table("currencies")
    named = {currencies[word] for word in words if word in currencies} - {"?"}
    return frozenset(named | _codes().intersection(t.text for t in line.tokens[start:end]))


def speaks_of_money(line: Line) -> bool:
    """Whether a currency or a word of money stands in the line."""
    return _said(line).money


def hundredths_after(line: Line, number: Number) -> int | None:
    """The token after "centesimi", "cent" where they are of money and not of a second."""
    if line.lower(number.end) not in ("centesimi", "centesimo", "cent"):
        return None
    if line.lower(number.end + 1) in ("al", "a", "per", "all'", "alla") or speaks_of_money(line):
        return number.end + 1
    return None


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
    return not _said(line).people


def counts_money(line: Line, number: Number) -> bool:
    """Whether "di" and a word of money follow: "910 miliardi di crediti"."""
    if not number.million or line.lower(number.end) not in _OF:
        return False
    return line.lower(number.end + 1) in word_set("money_words")


def currency_of(line: Line, number: Number) -> str | None:
    """The one currency named in the sentence of a number; None where there is none or several."""
    if not _said(line).currencies:
        return None
    start, end = number.start, number.end
    nearest = range(max(0, start - _FARTHEST), min(len(line), end + _FARTHEST))
    while start > nearest.start and not _ends_sentence(line, start - 1):
        start -= 1
    while end < nearest.stop and not _ends_sentence(line, end):
        end += 1
    named = _currencies_in(line, start, end)
    return next(iter(named)) if len(named) == 1 else None


def _ends_sentence(line: Line, index: int) -> bool:
    """Whether a full stop, or another such mark, stands here and a capital or a digit behind it."""
    if line.lower(index) not in _SENTENCE_ENDS or line.glued(index + 1):
        return False
    return not (line.is_word(index + 1) and line.tokens[index + 1].text[0].islower())
