"""Quantities: a number with its unit of measure or with the noun that it counts.

The unit of a value is written as in the text ("megawatt"); `symbol_of` tells that "MW" is the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from newsview.nlp.data import table, word_set
from newsview.nlp.figures.numbers import Number, simple_number
from newsview.nlp.figures.words import FROM, OF_THE, ONE
from newsview.nlp.figures.years import year_at
from newsview.nlp.phrases import PhraseTable, split_lower
from newsview.nlp.tokens import Line

_OF = frozenset({"di", "d'"})
_PLURAL_OF_THE = frozenset({"dei", "degli", "delle", "dell'"})
_THE = frozenset({"i", "gli", "le"})
_ON_THE = frozenset({"sul", "sulla", "sui", "sulle", "sugli", "sull'"})
_PARTICIPLE = re.compile(r"\w+(?:[aiu]t|[tsrn]t|[aeiu]s|rs)[ie]")

_RATIOS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000})
_STUDIES = frozenset(
    "studio ricerca indagine inchiesta sondaggio test rapporto libro documentario focus".split()
)

_THESE = frozenset({"questi", "queste", "quei", "quelle"})


class Head(NamedTuple):
    """What a number counts: its first token and the one after it, and whether it is a measure."""

    end: int
    first: int
    measure: bool


@lru_cache(maxsize=1)
def _units() -> PhraseTable[str]:
    return PhraseTable.of_lower(table("units"))


@lru_cache(maxsize=1)
def _compounds() -> PhraseTable[None]:
    return PhraseTable.of_lower(dict.fromkeys(word_set("counted_compounds")))


def symbol_of(unit: str) -> str:
    """The symbol of a unit of measure ("MW" of "megawatt"), or the unit itself; for comparing."""
    forms = split_lower(unit)
    found = _units().match(forms, 0)
    if found is None or found[0] < len(forms):
        return unit
    if len(unit) == 1 and unit.isalpha() and unit != found[1]:
        return unit
    return found[1]


def unit_after(line: Line, number: Number) -> Head | None:
    """The unit of measure after a number: "megawatt", "km/h", "metri quadrati"."""
    index = number.end
    if number.scaled and line.lower(index) in _OF:
        index += 1
    found = _units().match(line.lowers, index)
    if found is None:
        return None
    length, symbol = found
    word = line.tokens[index].text
    if len(word) == 1 and word.isalpha() and word != symbol:
        return None
    if len(word) <= 2 and word.isalpha() and not number.digits:
        return None
    if length == 1 and line.glued(index + 1) and line.is_word(index + 1):
        return None
    return Head(index + length, index, True)


def counted_after(line: Line, number: Number) -> Head | None:
    """The noun that a number counts, with the adjectives between them."""
    if number.one or _is_ratio(line, number) or _is_told_of_some(line, number):
        return None
    index = _after_links(line, number)
    if number.million and number.scaled and index == number.end:
        return None
    first = index
    while line.lower(index) in word_set("before_counted") and _is_noun(line, index + 1, number):
        index += 1
    if number.fraction and line.lower(index - 1) in ("del", "dello", "della", "dell'"):
        return Head(index + 1, index, False) if _is_whole(line, index) else None
    compound = _compounds().match(line.lowers, index)
    if compound is not None:
        return Head(index + compound[0], first, False)
    if not _is_noun(line, index, number):
        return None
    end = index + 1
    if line.lower(end) == "-" and line.glued(end) and line.glued(end + 1) and line.is_word(end + 1):
        end += 2
    if end < len(line) and line.tokens[end].text in word_set("counted_modifiers"):
        end += 1
    return Head(end, first, False)


def _after_links(line: Line, number: Number) -> int:
    """The index of what is counted, after "di", "dei 13", "di questi", "i" ("300 i morti")."""
    index = number.end
    if number.scaled and line.lower(index) in _OF:
        index += 1
    elif number.fraction and line.lower(index) in OF_THE:
        index += 1
    elif line.lower(index) in _PLURAL_OF_THE and number.value != 1:
        index += 1
        inner = simple_number(line, index)
        if inner is not None and not inner.one:
            index = inner.end
    elif (
        line.lower(index) in _THE
        and not number.scaled
        and not line.is_capital(index + 1)
        and not _is_a_year(line, number)
    ):
        index += 1
    if line.lower(index) in _THESE:
        index += 1
    return index


def _is_a_year(line: Line, number: Number) -> bool:
    """ "Nel 2024 gli artigiani hanno speso …": nobody counts 2,024 artisans."""
    text = line.lower(number.start)
    bare = number.end == number.start + 1 and len(text) == 4 and text.isdigit()
    return bare and line.lower(number.start - 1) in ("nel", "dal", "al", "del", "il")


def _is_ratio(line: Line, number: Number) -> bool:
    """Whether a verb follows a number that one thing is compared to: "uno su tre vive solo".

    Its verb, in the singular, ends like a feminine noun in the plural. A study ("uno studio su tre
    pazienti") is no such thing.
    """
    if line.lower(number.start - 1) != "su" or number.value not in _RATIOS:
        return False
    if line.is_capital(number.end) or not line.lower(number.end).endswith("e"):
        return False
    before = number.start - 2
    if line.lower(before) in ("uno", "un"):
        return True
    if line.lower(before) in _STUDIES:
        return False
    return line.lower(before - 1) in ONE or line.lower(before - 2) in ONE


def _is_told_of_some(line: Line, number: Number) -> bool:
    """ "120 progetti, di cui 45 finanziati dal Pnrr": the participle says what befell the 45."""
    if not _PARTICIPLE.fullmatch(line.lower(number.end)):
        return False
    agent = line.lower(number.end + 1)
    if agent not in FROM and agent not in _ON_THE:
        return False
    before = line.lowers[max(0, number.start - 4) : number.start]
    return "cui" in before or "quali" in before


def _is_whole(line: Line, index: int) -> bool:
    """Whether a word can be what "un terzo della …" is a part of."""
    lower = line.lower(index)
    return line.is_word(index) and len(lower) > 3 and lower not in word_set("not_counted")


def _is_noun(line: Line, index: int, number: Number) -> bool:
    """Whether a word can be the noun that the number counts, by its form."""
    if not line.is_word(index):
        return False
    lower = line.lower(index)
    text = line.tokens[index].text
    if any(character.isdigit() for character in lower):
        return False
    if lower in word_set("not_counted") or lower.endswith("'") or len(lower) < 3:
        return False
    if line.glued(index) and index == number.end:
        return False
    if number.digits and lower in table("weekdays"):  # a score: "vince 2-1 domenica"
        return False
    if text.isupper() and len(text) > 1:
        return len(text) > 4 or text[-1] in "EI"
    if text[0].isupper() and number.digits:
        if line.is_capital(number.start - 1) or year_at(line, number.start) is not None:
            return False
    if lower in word_set("before_counted") and lower not in word_set("nominal_adjectives"):
        return False
    if lower in word_set("ends_in_a_or_o") or number.value == 1:
        return True
    return lower[-1] not in "ao" and not lower.endswith(("rà", "rò"))
