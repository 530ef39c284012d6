"""The looks of labels: what is decided, by whom, and what waits, with many colours or none.

Undecided is underlined, accepted is filled, a person's own is filled and bold. The hues are those
of Okabe and Ito (jfly.uni-koeln.de/color), which the colour-blind tell apart; where there are only
the terminal's own colours those are used, and where there are none, underline, reverse and bold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

from rich.color import Color
from rich.style import Style

from newsview.widgets.contrast import readable
from newsview.widgets.text.paint import Ink

Depth = Literal["dark", "light", "ansi", "none"]
"""Which colours there are: a dark or light theme, the terminal's own, or none."""

LEAST_CONTRAST = 4.5
"""Of letters to their paper, where a theme asks for nothing else (WCAG's level AA)."""

NO_COLOURS: Mapping[str, str] = {}

_FILLS = (
    "#E69F00", "#56B4E9", "#4CC79A", "#DB8FBB", "#F0E442", "#7FA8F0", "#E8845C", "#B8B8B8",
    "#B79CE0",
)  # fmt: skip
_ON_LIGHT = (
    "#8A5A00", "#0B5E92", "#00664B", "#8C3A68", "#6B6400", "#23479E", "#9A3A00", "#4A4A4A",
    "#55349A",
)  # fmt: skip
_ANSI = (
    "yellow", "cyan", "green", "magenta", "bright_yellow", "blue", "red", "white",
    "bright_magenta",
)  # fmt: skip

_SELECTED = {"dark": "#2F5B8C", "light": "#B3D4FC"}
_EVIDENCE = {"dark": "#1F3A33", "light": "#DDF2EA"}
_HIT = {"dark": "#6B5A00", "light": "#FFE58A"}


class Palette:
    """Turns what lies over a piece of text into a style, for one theme and set of labels."""

    def __init__(
        self,
        labels: Sequence[str],
        depth: Depth,
        base: Style,
        *,
        colours: Mapping[str, str] = NO_COLOURS,
        least_contrast: float = LEAST_CONTRAST,
    ) -> None:
        """``base`` is the style of plain text, its background included.

        ``colours``, ``#rrggbb`` by label, come before those of the labels' places. Where the theme
        says which colours it has, letters stand out from their paper by ``least_contrast``.
        """
        self._places = {label: place for place, label in enumerate(labels)}
        self._colours = colours
        self._least = least_contrast
        self.depth = depth
        self.base = base
        self.style = lru_cache(maxsize=4096)(self._style)

    def _style(self, ink: Ink) -> Style:
        """The style of a piece; the same object for the same ink."""
        return _standing_out(self._plain_style(ink), self._least)

    def _plain_style(self, ink: Ink) -> Style:
        if ink.inlay:
            return self.base + Style(dim=True)
        if self.depth == "none":
            return self.base + _without_colours(ink)
        style = self.base + _of_kind(ink)
        if ink.evidence and self.depth != "ansi":
            style += Style(bgcolor=_EVIDENCE[self.depth])
        if ink.line is not None:
            style += Style(underline=True, color=self._hue(ink.line, filled=False))
        if ink.fill is not None:
            style += self._filled(ink)
        if ink.depth > 1:
            style += Style(italic=True)
        return self._marked(style, ink)

    def _filled(self, ink: Ink) -> Style:
        hue = self._hue(ink.fill or "", filled=True)
        letters = "black" if self.depth == "ansi" else "#000000"
        return Style(color=letters, bgcolor=hue, bold=ink.own)

    def _marked(self, style: Style, ink: Ink) -> Style:
        """Search hits, selection and caret go over everything else."""
        if self.depth == "ansi":
            if ink.hit:
                style += Style(color="black", bgcolor="bright_yellow")
            if ink.selected or ink.caret:
                style = self.base + Style(
                    reverse=True, bold=ink.caret, underline=ink.line is not None
                )
            return style
        if ink.hit:
            style += Style(bgcolor=_HIT[self.depth])
        if ink.selected:
            style += Style(bgcolor=_SELECTED[self.depth], color=self.base.color)
        if ink.caret:
            style += self._caret(ink)
        return style

    def _caret(self, ink: Ink) -> Style:
        """Light on dark or dark on light, the letters in the colour of the label below."""
        label = ink.fill or ink.line
        if self.depth == "dark":
            paper, letters = "#F5F5F5", self._on_light(label) if label else "#101010"
        else:
            paper, letters = "#202020", self._fill_of(label) if label else "#F5F5F5"
        return Style(color=letters, bgcolor=paper, bold=True)

    def _hue(self, label: str, *, filled: bool) -> str:
        if self.depth == "ansi":
            return _ANSI[self._place(label)]
        return (
            self._on_light(label) if self.depth == "light" and not filled else self._fill_of(label)
        )

    def _fill_of(self, label: str) -> str:
        return self._colours.get(label) or _FILLS[self._place(label)]

    def _on_light(self, label: str) -> str:
        return self._colours.get(label) or _ON_LIGHT[self._place(label)]

    def _place(self, label: str | None) -> int:
        return self._places.get(label or "", len(self._places)) % len(_FILLS)


def _standing_out(style: Style, least: float) -> Style:
    """The style with letters that stand out enough; as it is where a colour is the terminal's."""
    letters, paper = style.color, style.bgcolor
    if letters is None or paper is None or not (letters.triplet and paper.triplet):
        return style
    better = readable(letters.triplet, paper.triplet, least)
    return style if better == letters.triplet else style + Style(color=Color.from_triplet(better))


def _of_kind(ink: Ink) -> Style:
    if ink.kind in ("title", "heading"):
        return Style(bold=True)
    if ink.kind == "standfirst":
        return Style(italic=True)
    if ink.kind in ("byline", "boilerplate"):
        return Style(dim=True)
    return Style.null()


def _without_colours(ink: Ink) -> Style:
    """Accepted is reversed, one's own reversed and bold; the caret is reversed the other way."""
    reverse = (ink.fill is not None) != (ink.caret or ink.selected or ink.hit)
    bold = ink.own or ink.caret or ink.kind in ("title", "heading")
    underline = ink.line is not None or ink.caret
    return Style(
        reverse=reverse,
        bold=bold,
        underline=underline,
        italic=ink.depth > 1 or ink.kind == "standfirst",
        dim=ink.kind == "boilerplate",
    )
