"""Which candidates fit what was typed, and where in the input a completion goes. No UI.

Case and accents do not count: "citta" finds "Città". Candidates that begin with what was typed
come first, then those in which a later word does, then those that hold it anywhere; within each
group the order of the candidates stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

MOST_SHOWN = 50
"""How many candidates are ranked for one list; more are never looked through by eye."""

_PREFIX, _WORD_PREFIX, _SUBSTRING = range(3)


class _Folds(dict[int, str]):
    """What becomes of each character, found when it is first met."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code))
        bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
        self[code] = bare
        return bare


_FOLDS = _Folds()


def fold(text: str) -> str:
    """The text without case and accents, for comparing only."""
    return text.lower() if text.isascii() else text.translate(_FOLDS)


@lru_cache(maxsize=1 << 12)
def folded(text: str) -> str:
    """The same without outer blanks; what was folded lately is kept."""
    return fold(text).strip()


def _rank(piece: str, candidate: str) -> int | None:
    """How a folded candidate fits a folded piece: the lower the better, None if it does not."""
    at = candidate.find(piece)
    if at == -1:
        return None
    if at == 0:
        return _PREFIX
    return _WORD_PREFIX if re.search(rf"(?<!\w){re.escape(piece)}", candidate) else _SUBSTRING


def matching(
    piece: str,
    candidates: Iterable[str],
    *,
    without: Iterable[str] = (),
    limit: int = MOST_SHOWN,
) -> list[str]:
    """The candidates that fit ``piece``, best first, none twice; all of them for an empty piece.

    ``without`` are texts not to offer, such as tags that are already there. The piece itself,
    written exactly as a candidate, is not offered either: there is nothing left to complete.
    """
    wanted = folded(piece)
    seen = {folded(text) for text in without}
    ranked: tuple[list[str], list[str], list[str]] = ([], [], [])
    for candidate in candidates:
        key = folded(candidate)
        rank = _rank(wanted, key)
        if rank is None or key in seen or candidate == piece:
            continue
        seen.add(key)
        ranked[rank].append(candidate)
        if len(ranked[_PREFIX]) == limit:
            break
    return [candidate for group in ranked for candidate in group][:limit]


def only_prefix_match(piece: str, matches: Sequence[str]) -> str | None:
    """The one match that begins with ``piece``; None if there is no such one, or more than one.

    A piece that already is a match, case and accents aside, is complete unless it only differs
    in them ("volkswagen" completes to "Volkswagen").
    """
    wanted = folded(piece)
    if not wanted:
        return None
    prefixed = [match for match in matches if folded(match).startswith(wanted)]
    exact = [match for match in prefixed if folded(match) == wanted]
    if exact:
        return exact[0]
    return prefixed[0] if len(prefixed) == 1 else None


@dataclass(frozen=True)
class Piece:
    """The part of an input that is being completed: ``value[start:end]``, blanks around it out."""

    text: str
    start: int
    end: int


def piece_at(value: str, cursor: int, separator: str | None = None) -> Piece:
    """The piece of ``value`` the cursor is in; without a separator, the whole of it."""
    start, end = 0, len(value)
    if separator:
        start = value.rfind(separator, 0, cursor) + 1
        after = value.find(separator, cursor)
        end = len(value) if after == -1 else after
    raw = value[start:end]
    start += len(raw) - len(raw.lstrip())
    text = raw.strip()
    return Piece(text, start, start + len(text))


def other_pieces(value: str, piece: Piece, separator: str | None = None) -> list[str]:
    """The pieces of ``value`` beside the one at hand, blanks around them taken off."""
    if not separator:
        return []
    rest = value[: piece.start].split(separator) + value[piece.end :].split(separator)
    return [text.strip() for text in rest if text.strip()]


def completed(value: str, piece: Piece, candidate: str) -> tuple[str, int]:
    """``value`` with the candidate in place of the piece, and where the cursor goes."""
    return (
        value[: piece.start] + candidate + value[piece.end :],
        piece.start + len(candidate),
    )
