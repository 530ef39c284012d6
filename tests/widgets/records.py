"""Small records for the widget tests, on invented Italian text."""

from __future__ import annotations

from dataclasses import dataclass

from newsview.store.model import Anchor, Evidence, Fact, Mention, Origin, Value, Verdict

TEXT = "La cooperativa Il Melo raccoglie 1,2 milioni di euro per tre cantine in Carnia."

HOSTILE = "[red]x[/] [@click=app.quit]y[/] \x1b[31mz \u202eabc\u202c \x00 \x9b2J\n\r\tend"
"""Markup, an action link, escape sequences, a bidi override, NUL, C1, line breaks, a tab."""


def mention(
    text: str,
    label: str = "ORG",
    start: int = 0,
    *,
    id: str = "",  # noqa: A002
    status: Verdict = "suggested",
    origin: Origin = "model",
    entity: str | None = None,
    tags: tuple[str, ...] = (),
    note: str | None = None,
) -> Mention:
    """A mention with what a test cares for."""
    return Mention(
        id=id or f"{label}{start}",
        article="a" * 64,
        start=start,
        end=start + len(text),
        text=text,
        label=label,
        status=status,
        origin=origin,
        entity=entity,
        tags=tags,
        note=note,
    )


def fact(
    subject: str | None = "Il Melo",
    predicate: str = "raccoglie",
    object: str | None = "1,2 milioni di euro",  # noqa: A002
    *,
    id: str = "fact",  # noqa: A002
    status: Verdict = "suggested",
    origin: Origin = "rule",
    score: float | None = None,
    value: Value | None = None,
    date: str | None = None,
    tags: tuple[str, ...] = (),
    note: str | None = None,
    evidence: bool = True,
) -> Fact:
    """A fact of ``TEXT``, its subject and object anchored where they stand in it."""
    return Fact(
        id=id,
        article="a" * 64,
        kind="figure",
        subject=anchor(subject),
        predicate=predicate,
        object=anchor(object),
        value=value,
        date=date,
        evidence=(Evidence(0, len(TEXT), TEXT),) if evidence else (),
        status=status,
        origin=origin,
        score=score,
        tags=tags,
        note=note,
    )


def anchor(text: str | None) -> Anchor | None:
    """An anchor where the text stands in ``TEXT``, linked to an entity; else without place."""
    if text is None:
        return None
    place = locate(text)
    return Anchor(text, *(place or (None, None)), entity="entity-1" if place else None)


def locate(text: str) -> tuple[int, int] | None:
    """Where a text stands in ``TEXT``."""
    at = TEXT.find(text)
    return None if at == -1 else (at, at + len(text))


@dataclass(frozen=True)
class FakeReading:
    """A reading as the figures reader gives it."""

    value: Value | None = None
    date: str | None = None
    label: str = "MONEY"
    over: str = ""


def read_value(text: str) -> FakeReading | None:
    """Reads the few texts that the tests type."""
    return {
        "1,2 milioni di euro": FakeReading(Value(1_200_000, "EUR")),
        "93,5 miliardi di dollari": FakeReading(Value(93_500_000_000, "USD")),
        "almeno 5 cantine": FakeReading(Value(5, "cantine", ">="), label="QUANTITY"),
        "5 cantine": FakeReading(Value(5, "cantine"), label="QUANTITY"),
        "24 aprile": FakeReading(date="2025-04-24", label="DATE"),
    }.get(text)
