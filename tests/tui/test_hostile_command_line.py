"""Hostile arguments and names on the command line: spelled out, never obeyed."""

from __future__ import annotations

import json
import os
import shlex
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsview.store import decisions
from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.store.model import DEFAULT_LABELS
from newsview.tui.cli import main
from newsview.tui.session import Session

from .hostile import ATTACKS, bad_characters
from .pseudo import PseudoTerminal

COMMANDS = ["open", "extract", "export", "import", "history", "doctor", "evaluate"]
OPTIONS = ["--nonesuch{}", "{}.d/nowhere", "--file={}/x.json"]


WHICH = ("sequences", "controls", "bidi", "no width", "piles", "markup")


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


def test_a_folder_of_a_hostile_name_is_opened_and_left(tmp_path: Path) -> None:
    """Whose name and files' names are no UTF-8, hold controls, and are as long as can be."""
    folder = tmp_path / os.fsdecode(b"art\x1b[2J\xe8\x07\n")
    folder.mkdir()
    for name in (b"a" * 251 + b".txt", b"b\x1b]0;x\x07\xff\xe2\x80\xae" * 20 + b".txt", b"c.txt"):
        text = "Neve sulle Alpi\n\nÈ arrivata la neve a Crissolo.\n" * 9
        (folder / os.fsdecode(name)).write_text(text, "utf-8")
    who = os.fsdecode(b"eva\xe8\x1b[2J")
    terminal = PseudoTerminal("--pipeline", "rules", "--as", who, str(folder), home=tmp_path)
    try:
        terminal.wait(lambda: terminal.screen.count("Neve sulle Alpi") == 3)
        terminal.press("d")
        terminal.wait_for("saved")
        terminal.press("\x11")
        assert terminal.end() == 0
    finally:
        terminal.close()
    last = bytes(terminal.output).rpartition(b"\x1b[?1049l")[2]
    assert b"art\\x1b[2J\\xe8\\x07\\x0a" in last
    assert b"\x1b[2J" not in last
    for arguments in (["history", str(folder)], ["export", str(folder)]):
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 0, done.output
        assert "eva�" in done.stdout
        assert bad_characters(done.stdout.replace("\n", "")) == []


BAR = b"\r\x1b[K", b"\r\x1b[?25l", b"\x1b[?25h"
"""What the progress bar itself writes: its line anew, and the cursor away and back."""


def test_what_is_said_beside_the_progress_bar_stands_on_lines_of_its_own(tmp_path: Path) -> None:
    """Names of files that hold nothing, told while the bar is drawn, and nothing else is written
    that a terminal would obey."""
    folder = tmp_path / "articoli"
    folder.mkdir()
    for number in range(3):
        text = f"Neve sulle Alpi {number}\n\nÈ arrivata la neve a Crissolo.\n" * 9
        (folder / f"{number}.txt").write_text(text, "utf-8")
    for attack in [*ATTACKS.values(), "e" + "\u0301" * 50]:
        name = attack.replace("\0", "").replace("/", "")
        (folder / f"1{name}.txt").write_bytes(b"")
    output = str(tmp_path / "fatto.json")
    terminal = PseudoTerminal(
        "extract", "--pipeline", "rules", "-o", output, str(folder), home=tmp_path, size=(500, 30)
    )
    try:
        assert terminal.end() == 0
    finally:
        terminal.close()
    written = bytes(terminal.output)
    for own in BAR:
        written = written.replace(own, b"\n")
    for line in written.decode().replace("\r\n", "\n").split("\n"):
        assert bad_characters(line, has_base=True) == []
    told = [line for line in terminal.screen.split("\n") if "no text" in line]
    assert len(told) == len(ATTACKS) + 1
    assert [line[:11] for line in told] == ["newsview: 1"] * len(told)
    bars = [line.strip() for line in terminal.screen.split("\n") if line.startswith("  [")]
    assert len(bars) == 1 and bars[0].endswith("100%")


@pytest.mark.parametrize("what", ["export", "extract", "history", "doctor"])
def test_json_on_a_terminal_is_the_same_and_obeyed_by_none(tmp_path: Path, what: str) -> None:
    """What a terminal would obey is spelled out as JSON's own escapes there, and only there."""
    corpus = tmp_path / "c"
    corpus.mkdir()
    text = "Neve a Crissolo\n\n" + "È arrivata \x9b2J\u202e la \U000e0041 neve. " * 4
    (corpus / "a.txt").write_text(text, "utf-8")
    with Annotations.open(corpus / "newsview.json") as annotations:
        session = Session(Corpus.open([corpus]), annotations, "anna", DEFAULT_LABELS)
        opened = session.open(session.article(0))
        session.do(decisions.note_article(opened, "nota \x9b2J\u202e", "anna"))
    arguments = [what, str(corpus), *{"history": ["--json"], "doctor": ["--json"]}.get(what, [])]
    if what == "extract":
        (corpus / "newsview.toml").write_text('[pipeline]\nname = "rules"\n')
    quiet = f"{shlex.join([sys.executable, '-m', 'newsview', *arguments])} 2>{os.devnull}"
    terminal = PseudoTerminal(home=tmp_path, command=["sh", "-c", quiet])
    try:
        assert terminal.end() == 0
    finally:
        terminal.close()
    written = bytes(terminal.output).decode().replace("\r\n", "\n")
    assert bad_characters(written.replace("\n", "")) == []
    piped = CliRunner().invoke(main, arguments).stdout
    volatile = ("exported_at", "at", "id")
    shown, plain = json.loads(written), json.loads(piped)
    for one in (shown, plain):
        for name in volatile:
            one.pop(name, None)
    assert shown == plain
    if what in ("export", "history"):
        assert "\u202e" in piped
