"""Numbers and values as the screen shows them and as they can be typed back. No UI.

Digits stand in groups of three with a blank between them, decimals after a comma, the unit last:
``93 500 000 000 USD``, ``>= 0,5 %``.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal

from newsview.store.model import Comparator, Value

THIN_SPACE = "\u2009"
"""For reports; terminals get a plain blank, whose width never differs."""

_MOST_DIGITS = 24
"""Longer numbers are shown with an exponent."""

_LONGEST_TYPED = 200
"""Characters; what is longer is not a value someone typed."""

_COMPARATORS: dict[str, Comparator] = {
    ">=": ">=", "≥": ">=", "<=": "<=", "≤": "<=", "~": "~", "≈": "~", "=": "=",
}  # fmt: skip

_OWN_FORM = re.compile(
    r"(?P<sign>[-−]?)(?P<whole>\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+|\d+)(?:,(?P<part>\d+))?"
    r"(?:[ \u00a0\u2009\u202f]?(?P<unit>[^\W\d].*|%|‰|°.*))?"
)


def grouped(number: int | float, separator: str = " ") -> str:
    """A number with its digits in groups of three: ``93 500 000 000``, ``0,25``."""
    if isinstance(number, float) and not math.isfinite(number):
        return str(number)
    exact = Decimal(repr(number))
    if exact.is_zero():
        return "0"
    if abs(exact.adjusted()) >= _MOST_DIGITS:
        return f"{exact.normalize():.6g}".replace(".", ",")
    whole, _, part = f"{exact:f}".partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    shown = sign + f"{int(digits):,}".replace(",", separator)
    part = part.rstrip("0")
    return f"{shown},{part}" if part else shown


def value_text(value: Value, separator: str = " ") -> str:
    """A value as shown and as it can be typed back: ``>= 12 000 stabilimenti``, ``5 %``."""
    parts = [
        "" if value.comparator == "=" else value.comparator,
        grouped(value.number, separator),
        value.unit or "",
    ]
    return " ".join(part for part in parts if part)


def without_comparator(text: str) -> tuple[Comparator | None, str]:
    """A comparator sign in front of a text (``>=``, ``≤``, ``~`` …), and the rest of the text."""
    text = text.strip()
    for sign, comparator in _COMPARATORS.items():
        if text.startswith(sign):
            return comparator, text[len(sign) :].strip()
    return None, text


def own_value(text: str) -> Value | None:
    """A value in the form ``value_text`` writes; None for anything else."""
    comparator, rest = without_comparator(text)
    match = _OWN_FORM.fullmatch(rest) if len(rest) <= _LONGEST_TYPED else None
    if match is None:
        return None
    whole = int(re.sub(r"\D", "", match["whole"]))
    number: int | float = float(f"{whole}.{match['part']}") if match["part"] else whole
    unit = (match["unit"] or "").strip() or None
    return Value(-number if match["sign"] else number, unit, comparator or "=")


def is_unmistakable(text: str) -> bool:
    """Whether a text is in our own form beyond doubt: digit groups, then nothing or a unit's code.

    "93 500 000 000 USD" is; "12 000 milioni di euro" is not: its unit hides a factor.
    """
    _, rest = without_comparator(text)
    match = _OWN_FORM.fullmatch(rest)
    if match is None or match["whole"].isdigit():
        return False
    return re.fullmatch(r"[A-Z]{3}|%|‰|", match["unit"] or "") is not None
