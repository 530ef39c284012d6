"""SIGKILL at random moments: everything acknowledged is there, nothing twice, the file opens.

One, two and four writers at a time, which also fold the journal in, at once or in a thread. The
quick form kills a few times; ``NEWSVIEW_STORM=full`` kills more than 500 times.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tinydb import TinyDB

from newsview.store.annotations import Annotations
from newsview.store.history import History

ROUNDS = 90 if os.environ.get("NEWSVIEW_STORM") == "full" else 4
"""How many times all writers are killed, for each number of writers: 90 × (1 + 2 + 4) = 630."""

WRITER = """
import sys
from pathlib import Path
from newsview.store.annotations import Annotations
from newsview.store.steps import put
from newsview.store.told import Told
from tests.store.records import added, mention
number, beside = int(sys.argv[2]), sys.argv[3] == "beside"
annotations = Annotations.open(Path(sys.argv[1]), checkpoint_bytes=4000, beside=beside)
while True:
    told = Told("w", str(number))
    annotations.apply([added(number), added(number + 1, note="x" * (number % 50))], told)
    print("kept", number, flush=True)
    if number % 6 == 0:
        print("going", number, flush=True)
        annotations.apply([put(mention(number), None)], Told("w", "gone"))
        print("gone", number, flush=True)
    number += 2
"""

ON_ONE_FILE = 10
"""Rounds on one file, which grows by thousands of records in each and is read whole after each."""

APART = 10_000_000
"""Numbers of one writer start so far from those of the next."""


class Expected:
    """What writers told that they had kept, were removing, and had removed."""

    def __init__(self) -> None:
        self.kept: set[str] = set()
        self.going: set[str] = set()
        self.gone: set[str] = set()
        self.steps: set[str] = set()

    def hear(self, lines: list[str]) -> int:
        """Take in what a writer told; the highest number in it, or -1."""
        highest = -1
        for line in lines:
            word, _, rest = line.partition(" ")
            if not line.endswith("\n"):
                continue  # cut short by the kill
            number = int(rest)
            name = f"M{number:06}"
            if word == "kept":
                self.kept |= {name, f"M{number + 1:06}"}
                self.steps.add(str(number))
            elif word == "going":
                self.going.add(name)
            else:
                self.gone.add(name)
            highest = max(highest, number)
        return highest


class Writer:
    """A process that writes until it is killed."""

    def __init__(self, path: Path, number: int, how: str) -> None:
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(number), how],
            cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.thread = threading.Thread(target=self._read)
        self.thread.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines += self.process.stdout

    def kill(self) -> list[str]:
        """End it, and all that it told."""
        self.process.kill()
        self.process.wait()
        self.thread.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return self.lines


@pytest.mark.storm
@pytest.mark.parametrize("writers", [1, 2, 4])
def test_killed_again_and_again(tmp_path: Path, writers: int) -> None:
    """All writers are killed in the middle of appending and folding in, one after the other."""
    dice = random.Random(writers)
    for turn in range(ROUNDS):
        if turn % ON_ONE_FILE == 0:
            path = tmp_path / f"{turn}.json"
            expected = Expected()
            numbers = [APART * n for n in range(1, writers + 1)]
        how = "beside" if turn % 2 else "at once"
        running = [Writer(path, number, how) for number in numbers]
        least = dice.randint(1, 40)
        while any(len(one.lines) < least for one in running):
            for one in running:
                assert one.process.poll() is None, "a writer ended by itself"
                one.thread.join(0.002)
        dice.shuffle(running)
        for one in running:
            one.thread.join(dice.random() * 0.01)
            highest = expected.hear(one.kill())
            place = highest // APART - 1
            numbers[place] = highest + 6 - highest % 2  # beyond what it may have written untold
        if path.exists():
            TinyDB(path).close()
        with Annotations.open(path, read_only=True) as annotations:
            found = [m.id for m in annotations.all_mentions()]
        assert len(found) == len(set(found))
        assert not expected.kept - expected.going - set(found)
        assert not expected.gone & set(found)
        told = [entry.said for entry in History(path).entries() if entry.said != "gone"]
        assert len(told) == len(set(told))
        assert not expected.steps - set(told)
