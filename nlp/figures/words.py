"""Small classes of Italian words that several rules ask for."""

from __future__ import annotations

from functools import lru_cache

from newsview.nlp.data import table

OF = frozenset({"di", "del", "dell'", "dello", "della", "d'"})
OF_THE = frozenset({"dei", "degli", "delle", "del", "dello", "della", "dell'"})
ARTICLES = frozenset({"il", "l'", "lo", "la", "i", "gli", "le"})
TO = frozenset({"a", "ad", "al", "allo", "alla", "all'", "ai", "agli", "alle"})
FROM = frozenset({"da", "dai", "dal", "dalle", "dagli", "dalla", "dallo", "dall'"})
BETWEEN = frozenset({"tra", "fra"})
DASHES = frozenset({"-", "–", "—"})
ORDINAL_MARKS = frozenset({"°", "º", "ª"})
ONE = frozenset({"un", "un'", "uno", "una"})
HALF = frozenset({"mezzo", "mezza", "mezz'"})
HOURS = frozenset({"ore", "ora", "h"})
AT = frozenset({"alle", "dalle", "all'", "alla", "le"})
LAST = frozenset({"scorso", "scorsa", "scorsi", "scorse"})
NEXT = frozenset({"prossimo", "prossima", "prossimi", "prossime"})


@lru_cache(maxsize=1)
def ordinals() -> dict[str, int]:
    """ "primo" … "ventunesimo", to their numbers."""
    return {word: int(number) for word, number in table("ordinals").items()}
