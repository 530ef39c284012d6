"""Markdown: front matter, and the marks that are no part of what a line says.

Offsets stay those of the untouched text; only what the rules look at is cleared of marks.
"""

from __future__ import annotations

import re

from newsview.nlp.layout.units import Unit, describe

_FENCE = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")
_FIELD = re.compile(r"[ \t]*([A-Za-z_]{2,20})[ \t]*[:=][ \t]*(.{1,300})")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r"(=|-)\1{2,}$")
_QUOTE = re.compile(r"(?:>\s?)+")
_WRAPPED = re.compile(r"(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1$")
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,300}\)")
_IMAGE = re.compile(r"!\[[^\[\]]{0,200}\]\([^()]{0,300}\)$")
_LONGEST_FRONT = 20_000


def front_matter(text: str) -> tuple[int, dict[str, str]]:
    """Where the front matter ends (0 if there is none) and its plain fields, names lower-cased."""
    opening = _FENCE.match(text)
    if opening is None:
        return 0, {}
    closing = re.compile(rf"^{re.escape(opening.group(1))}[ \t]*\r?$", re.MULTILINE)
    found = closing.search(text, opening.end(), opening.end() + _LONGEST_FRONT)
    if found is None:
        return 0, {}
    fields: dict[str, str] = {}
    for line in text[opening.end() : found.start()].splitlines():
        if field := _FIELD.match(line):
            fields.setdefault(field.group(1).lower(), field.group(2).strip().strip("\"'").strip())
    return found.end(), fields


def read_marks(units: list[Unit]) -> list[Unit]:
    """The units with heading, quote and emphasis marks read and taken out of ``text``.

    A line underlined with ``===`` or ``---`` is one unit with its underline.
    """
    read: list[Unit] = []
    for unit in units:
        underline = _UNDERLINE.match(unit.text)
        if underline and read and not unit.gap and not read[-1].level and read[-1].size <= 200:
            read[-1].level = 1 if underline.group(1) == "=" else 2
            read[-1].end = unit.end
            continue
        _read_marks(unit)
        read.append(unit)
    return read


def _read_marks(unit: Unit) -> None:
    if not any(mark in unit.text for mark in "#>*_["):
        return
    if _IMAGE.match(unit.text):
        unit.cue = 3
        return
    text = unit.text
    if heading := _HEADING.match(text):
        unit.level = len(heading.group(1))
        text = heading.group(2)
    if quote := _QUOTE.match(text):
        text = text[quote.end() :]
    text = _LINK.sub(r"\1", text)
    if len(text) < 300 and (wrapped := _WRAPPED.match(text)):
        text = wrapped.group(2)
    unit.text = text.strip() or unit.text
    if unit.size <= 300:
        unit.size = len(unit.text)
        unit.ending = unit.text[-12:]
    describe(unit)
