"""What an examination found, and what a repair did."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

import msgspec

Grade = Literal["damage", "wrong", "told"]
"""How bad it is: the file cannot be opened as it is; a record is not right; nothing is wrong."""

GRADES: tuple[Grade, ...] = ("damage", "wrong", "told")


REFUSED = ("not ours", "newer")
"""Kinds of things because of which a repair changes nothing at all."""


class Finding(msgspec.Struct, frozen=True):
    """One kind of thing that was found, with how many of it and a line that says it."""

    grade: Grade
    kind: str
    n: int
    line: str
    mendable: bool = False


class Report(msgspec.Struct, frozen=True):
    """All that was found, the worst first."""

    path: str
    records: int
    articles: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return all(one.grade == "told" for one in self.findings)

    @property
    def mendable(self) -> bool:
        """Whether a repair would do anything."""
        return not self.refused and any(one.mendable for one in self.findings)

    @property
    def refused(self) -> bool:
        """Whether a repair would refuse to touch the file."""
        return any(one.kind in REFUSED for one in self.findings)


class Texts:
    """The texts of a corpus: ``has``, ``read`` and ``name`` take an article's SHA-256."""

    def __init__(
        self,
        has: Callable[[str], bool],
        read: Callable[[str], str | None],
        name: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        self.has = has
        self.read = read
        self.name = name


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In the order of their grades, and else as they were found."""
    return tuple(sorted(findings, key=lambda one: GRADES.index(one.grade)))
