"""Whether a date is told of as still to come, by the verb of its clause: "si terrà venerdì"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto

from newsview.nlp.data import word_set
from newsview.nlp.figures.words import ARTICLES, FROM, OF, OF_THE, TO
from newsview.nlp.tokens import Line

_FARTHEST = 25
"""Tokens on either side of a date among which the verb of its sentence is looked for."""

_FUTURE = re.compile(r"(?:\w*[aeidvr]|pot|sap)(?:rà|ranno|remo)")
_PAST = re.compile(r"\w+(?:[aei]rono|[ae]va|[aei]vano)|\w{2,}ò")
_PARTICIPLE = re.compile(r"\w+(?:[aiu]t|[tsrn]t|es|er?s|[aiu]s)[oaie]")
_PLANNED = re.compile(r"(?:previst|fissat|attes|convocat|programmat|rinviat|indett)[oaie]")
_NEITHER = frozenset({"tiranno", "però", "perciò"})
_FINITE = frozenset(
    "è ha ho hai hanno abbiamo avete sono siamo siete era erano fu furono ebbe ebbero".split()
)
_WERE = frozenset({"era", "erano", "aveva", "avevano"})
_WILL_BE = re.compile(r"(?:sa|ver|and|av|dov|pot)(?:rà|ranno|remo)")
_BETWEEN_PASSIVES = frozenset(
    "essere venire stato stata stati state non poi anche infatti quindi già così invece".split()
)
_SENTENCE_ENDS = frozenset(". ; : ! ? …".split())
_CLAUSE_ENDS = _SENTENCE_ENDS | frozenset(
    ', ( ) – — « » “ ” " che e ed ma mentre quando se dopo'.split()
)
_BEFORE_A_NOUN = ARTICLES | OF | OF_THE | TO | FROM | frozenset("in nel nella un una".split())
_LEADS = ARTICLES | TO | FROM | OF | frozenset("in nel nella già fin sin poi partire".split())
_PARTS = frozenset("fine metà inizio inizi primi mese mesi giornata partire".split())


class _Tense(Enum):
    FUTURE = auto()
    OTHER = auto()


def is_ahead(line: Line, start: int, end: int) -> bool:
    """Whether the date over these tokens is one to come, seen from the day of publication.

    It is after "entro", "da qui a", "previsto per", and where the nearest verb that shows its
    tense by its form is in the future: of the date's own clause the one before the date, else the
    one behind it; else that of the clauses before, or those behind where the date opens its
    clause. A noun that takes the date with "di" or "del" says nothing of its tense.
    """
    lead = _before_article(line, start)
    if line.lower(lead) in OF:
        noun = line.lower(lead - 1)
        if noun not in _PARTS and noun not in word_set("dayparts"):
            return False
        lead = _before_article(line, lead - 1)
    before = line.lower(lead)
    from_here = line.lower(lead - 2) == "da" and line.lower(lead - 1) == "qui"
    if before == "entro" or (before in TO and from_here):
        return not _is_told_of_the_past(line, lead)
    if before == "per" and _PLANNED.fullmatch(line.lower(lead - 1)):
        return line.lower(lead - 2) not in _WERE and line.lower(lead - 3) not in _WERE
    return _tense(line, start, end) is _Tense.FUTURE


def _is_told_of_the_past(line: Line, index: int) -> bool:
    """Whether the verb before a token is in the past: "doveva finire entro venerdì"."""
    for before in range(index - 1, max(-1, index - 1 - _FARTHEST), -1):
        lower = line.lower(before)
        if lower in _SENTENCE_ENDS or lower in _FINITE - _WERE or _FUTURE.fullmatch(lower):
            return False
        if lower in _WERE or (lower not in _NEITHER and _PAST.fullmatch(lower)):
            return True
    return False


def _before_article(line: Line, index: int) -> int:
    """The token before one and its article."""
    return index - 2 if line.lower(index - 1) in ARTICLES else index - 1


def _tense(line: Line, start: int, end: int) -> _Tense | None:
    lead = start
    while line.lower(lead - 1) in _LEADS:
        lead -= 1
    left = range(start - 1, max(-1, start - 1 - _FARTHEST), -1)
    right = range(end, min(len(line), end + _FARTHEST))
    found = _participle_tense(line, lead - 1) or _first_tense(line, left, _CLAUSE_ENDS)
    found = found or _first_tense(line, right, _CLAUSE_ENDS)
    found = found or _first_tense(line, left, _SENTENCE_ENDS | {"dopo"})
    if found is None and (lead == 0 or line.lower(lead - 1) in _CLAUSE_ENDS - {"dopo"}):
        found = _first_tense(line, right, _SENTENCE_ENDS)
    return found


def _first_tense(line: Line, indexes: Iterable[int], ends: frozenset[str]) -> _Tense | None:
    """The tense of the first verb at these tokens, none of which is beyond an end."""
    for index in indexes:
        lower = line.lower(index)
        if lower in ends:
            return None
        if lower in _NEITHER:
            continue
        if _FUTURE.fullmatch(lower):
            return _Tense.FUTURE
        if lower in _FINITE or _PAST.fullmatch(lower):
            return _Tense.OTHER
        if line.lower(index - 1) == "," and (found := _participle_tense(line, index)):
            return found
    return None


def _participle_tense(line: Line, index: int) -> _Tense | None:
    """The tense of a participle: "sarà presentato", "il piano annunciato"; None of a noun."""
    if not line.is_word(index) or not _PARTICIPLE.fullmatch(line.lower(index)):
        return None
    if line.lower(index - 1) in _BEFORE_A_NOUN:
        return None
    index -= 1
    for _ in range(4):
        lower = line.lower(index)
        if lower not in _BETWEEN_PASSIVES and not lower.endswith("mente"):
            break
        index -= 1
    return _Tense.FUTURE if _WILL_BE.fullmatch(line.lower(index)) else _Tense.OTHER
