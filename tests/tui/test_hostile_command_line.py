"""Hostile arguments and names on the command line: spelled out, never obeyed."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from newsview.tui.cli import main

from .hostile import ATTACKS, bad_characters

COMMANDS = ["open", "extract", "export", "import", "history", "doctor", "evaluate"]
OPTIONS = ["--nonesuch{}", "{}.d/nowhere", "--file={}/x.json"]


WHICH = ("sequences", "controls", "bidi", "no width", "markup")


@pytest.mark.parametrize("attack", [ATTACKS[w].replace("\0", "") for w in WHICH], ids=WHICH)
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_wrong_with_an_argument_is_told_harmlessly(command: str, attack: str) -> None:
    """Usage errors, paths that are not there and files that cannot be."""
    for option in OPTIONS:
        done = CliRunner().invoke(main, [command, option.format(attack)])
        assert done.exit_code in (1, 2)
        assert done.output.strip()
        for line in done.output.split("\n"):
            assert bad_characters(line, has_base=True) == []
