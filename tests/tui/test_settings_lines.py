"""Where an entry of a settings file stands."""

from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from newsview.tui.settings_lines import line_of

TEXT = """\
# labels = ["no"]
labels = ["PER",
  "ORG"]

[keys]
"deciding.accept" = ["y"]
list . 'open' = ["o"]

[[more.of]]
x = 1
"""


def test_tables_quoted_and_dotted_names_are_found() -> None:
    """And what is inside an entry stands where that begins."""
    assert line_of(TEXT, ("labels",)) == 2
    assert line_of(TEXT, ("labels", "1")) == 2
    assert line_of(TEXT, ("keys",)) == 5
    assert line_of(TEXT, ("keys", "deciding.accept")) == 6
    assert line_of(TEXT, ("keys", "list", "open")) == 7
    assert line_of(TEXT, ("more", "of", "x")) == 10
    assert line_of(TEXT, ("nothing",)) is None


NAMES = st.from_regex(r"[a-z][a-z0-9_-]{0,6}(\.[a-z]{1,4})?", fullmatch=True)


@given(st.dictionaries(NAMES, st.dictionaries(NAMES, st.integers(), max_size=4), max_size=4))
def test_every_entry_is_found_on_its_line(tables: dict[str, dict[str, int]]) -> None:
    """Against the TOML parser of Python: the line, read alone, holds that entry."""
    lines = []
    for table, entries in tables.items():
        lines.append(f'["{table}"]')
        lines += [f'"{name}" = {value}' for name, value in entries.items()]
    text = "\n".join(lines)
    parsed: dict[str, Any] = tomllib.loads(text)
    for table, entries in parsed.items():
        for name, value in entries.items():
            line = line_of(text, (table, name))
            assert line is not None
            assert tomllib.loads(lines[line - 1]) == {name: value}
