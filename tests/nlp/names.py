"""Mentions of given names in a text, for tests of what means the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsview.store.model import Mention, Verdict


def mentions_in(
    text: str, names: Iterable[tuple[str, str]], status: Verdict = "suggested"
) -> list[Mention]:
    """Every place of each (label, name) as whole words, a longer name before one inside it."""
    found: list[Mention] = []
    for label, name in sorted(names, key=lambda one: -len(one[1])):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if not any(m.start < match.end() and match.start() < m.end for m in found):
                found.append(mention(match.start(), name, label, status))
    return sorted(found, key=lambda m: m.start)


def marked(text: str, label: str) -> tuple[str, list[Mention]]:
    """A text in which names stand in square brackets, without these, and the names' mentions."""
    plain, found = "", []
    for place, piece in enumerate(re.split(r"[\[\]]", text)):
        if place % 2:
            found.append(mention(len(plain), piece, label))
        plain += piece
    return plain, found


def mention(start: int, text: str, label: str, status: Verdict = "suggested") -> Mention:
    """A mention whose id says label and place."""
    return Mention(
        id=f"{label}{start}", article="a", start=start, end=start + len(text), text=text,
        label=label, status=status, origin="model",
    )  # fmt: skip
