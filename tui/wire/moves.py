"""The shortest way for the cursor from one place to another."""

from __future__ import annotations

from functools import lru_cache


def absolute(x: int, y: int) -> str:
    """To a column and row, counted from 0, wherever the cursor is."""
    if x:
        return f"\x1b[{y + 1};{x + 1}H"
    return f"\x1b[{y + 1}H" if y else "\x1b[H"


@lru_cache(maxsize=8192)
def move(from_x: int | None, from_y: int | None, x: int, y: int, *, column: bool) -> str:
    """To a column and row, counted from 0.

    ``from_x`` is None where the column is not known: behind the last column, or behind a glyph
    whose width terminals do not agree on; ``from_y`` where nothing is. ``column``: whether the
    terminal knows the move to a column.
    """
    best = absolute(x, y)
    if from_y is None or (from_x, from_y) == (x, y):
        return "" if from_y is not None else best
    down = y - from_y
    vertical = "" if not down else _by(down, "B", "A")
    for sideways in _sideways(from_x, x, column):
        if len(sideways) + len(vertical) < len(best):
            best = sideways + vertical
    return best


def _sideways(from_x: int | None, x: int, column: bool) -> list[str]:
    ways = ["\r" + (_by(x, "C", "D") if x else "")]
    if column:
        ways.append(f"\x1b[{x + 1}G" if x else "\x1b[G")
    if from_x is not None:
        right = x - from_x
        ways.append(_by(right, "C", "D") if right else "")
        if right < 0:
            ways.append("\b" * -right)
    return ways


def _by(distance: int, forward: str, back: str) -> str:
    count = abs(distance)
    return f"\x1b[{count if count > 1 else ''}{forward if distance > 0 else back}"
