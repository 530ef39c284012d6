"""Sentences with numbers: the right form of every word, and no word of the program's inside."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from newsview.store import messages, messages_doctor
from newsview.store.annotations import Annotations
from newsview.store.counting import Counted
from newsview.store.doctor import examine
from tests.store.damaged import edited, make

TEMPLATES = {
    name: value
    for module in (messages, messages_doctor)
    for name, value in vars(module).items()
    if name.isupper() and isinstance(value, str)
}

_MANY = re.compile(
    r"\{(?!article|table|name|source)\w+\} (?:\w+ )?"
    r"(?:records|articles|annotations|mentions|facts|changes|lines|bytes|texts"
    r"|stretches|documents|names|rows|fields|files|entries|keys|suggestions|characters|decisions"
    r"|entities|distinctions|places)\b"
)
"""A number before a word that stands for several whatever the number is."""


def test_the_form_follows_the_number() -> None:
    """With other fields, conversions and formats as ever."""
    said = Counted("{n} {n:record is|records are} in {path!r} {share:.1f}")
    assert said.format(n=1, path="x", share=0.25) == "1 record is in 'x' 0.2"
    assert said.format(n=0, path="x", share=2) == "0 records are in 'x' 2.0"
    assert said.format(n=21, path="x", share=2).startswith("21 records are")


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_number_stands_before_a_fixed_plural(name: str) -> None:
    """Nobody reads "1 records"; and whoever has two forms is a template that knows them."""
    template = TEMPLATES[name]
    assert not _MANY.search(template), template
    two = any("|" in (spec or "") for _, _, spec, _ in Formatter().parse(template))
    assert isinstance(template, Counted) == two


@pytest.mark.parametrize(
    "damage",
    [
        '{"mentions": {"1": {',
        '{"mentions": {"1": {"id": NaN}}}',
        '{"mentions": {"1": {"id": "a"}, "1": {"id": "b"}}}',
        '{"mentions": ' + "[" * 100_000,
        '{"mentions": {"1": {"start": ' + "9" * 5_000 + "}}}",
        '{"mentions": {"1": {"id": "a" "b"}}}',
        '{"_meta": {"1": {"schema": 1}}, "mentions": [1]}',
    ],
)
def test_what_is_damaged_is_said_in_plain_words(tmp_path, damage: str) -> None:  # type: ignore[no-untyped-def]
    """Neither names of classes and functions nor what a decoder says."""
    path = tmp_path / "newsview.json"
    path.write_text(damage, encoding="utf-8")
    path.with_name(path.name + "-history").write_bytes(b"")
    report = examine(path)
    assert not report.sound
    for one in report.findings:
        assert _is_plain(one.line), one.line


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start": "tre"}, "its field start does not hold"),
        ({"status": "forse"}, "its field status does not hold"),
        ({"id": None}, "its field id does not hold"),
        ({"tags": [1]}, "its field tags[0] does not hold"),
        (None, "its field label is missing"),
    ],
)
def test_a_record_that_does_not_fit_is_said_in_plain_words(tmp_path, change, said: str) -> None:  # type: ignore[no-untyped-def]
    """By the doctor and at an opening, with the field that is wrong."""
    path = tmp_path / "newsview.json"
    make(path)

    def edit(tables: dict[str, dict[str, dict[str, object]]]) -> None:
        row = tables["mentions"]["2"]
        row.pop("label") if change is None else row.update(change)

    edited(path, edit)
    (line,) = (one.line for one in examine(path).findings if one.kind == "schema")
    with Annotations.open(path) as annotations:
        (warning,) = annotations.warnings
    for one in (line, warning):
        assert said in one and _is_plain(one) and "1 record " in one, one


def _is_plain(line: str) -> bool:
    inside = r"[`$]|\bNone\b|Error\b|Expect|\bint\b|\bstr\b|delimiter|char \d|limit \("
    return re.search(inside, line) is None and "'" not in line.replace("'s ", " ")
