"""How well letters stand out from their paper, and how to make them stand out enough.

Contrast is that of WCAG 2.2 (w3.org/TR/WCAG22, "contrast ratio" and "relative luminance"): 1 for
the same colour, 21 for black on white. The guidelines ask for 4.5 (level AA) or 7 (level AAA).
"""

from __future__ import annotations

from rich.color_triplet import ColorTriplet

_STEPS = 32


def luminance(colour: ColorTriplet) -> float:
    """The relative luminance, from 0 for black to 1 for white."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    """The contrast ratio of two colours."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable(letters: ColorTriplet, paper: ColorTriplet, least: float) -> ColorTriplet:
    """The letters' colour, moved towards black or white as far as the contrast asks for.

    Towards the one that stands out more from the paper; that one itself where even the way there
    is not enough.
    """
    black, white = ColorTriplet(0, 0, 0), ColorTriplet(255, 255, 255)
    end = max(black, white, key=lambda one: contrast(one, paper))
    for step in range(_STEPS + 1):
        mixed = _mixed(letters, end, step / _STEPS)
        if contrast(mixed, paper) >= least:
            return mixed
    return end


def _mixed(one: ColorTriplet, other: ColorTriplet, share: float) -> ColorTriplet:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return ColorTriplet(red, green, blue)
