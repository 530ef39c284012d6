"""SIGKILL at random moments: everything acknowledged is there, nothing twice, the file opens.

The quick form kills a few times; ``NEWSVIEW_STORM=full`` kills 300 times.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from tinydb import TinyDB

from newsview.store.annotations import Annotations

KILLS = 300 if os.environ.get("NEWSVIEW_STORM") == "full" else 12

WRITER = """
import sys
from pathlib import Path
from newsview.store.annotations import Annotations
from newsview.store.steps import put
from tests.store.records import added, mention
annotations = Annotations.open(Path(sys.argv[1]), checkpoint_bytes=4000)
number = int(sys.argv[2])
while True:
    annotations.apply([added(number), added(number + 1, note="x" * (number % 50))])
    if number % 6 == 0 and number:
        annotations.apply([put(mention(number), None)])
        print("gone", number, flush=True)
    print("kept", number, flush=True)
    number += 2
"""


@pytest.mark.storm
def test_killed_again_and_again(tmp_path: Path) -> None:
    """One writer after the other is killed in the middle of appending and folding in."""
    path = tmp_path / "x.json"
    expected: dict[str, bool] = {}
    number = 0
    dice = random.Random(7)
    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(number)],
            cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        lines = []
        for _ in range(dice.randint(1, 60)):
            lines.append(process.stdout.readline())
        process.kill()
        lines += process.stdout.read().splitlines()
        process.wait()
        for line in lines:
            word, _, rest = line.partition(" ")
            if not rest.strip().isdigit() or word not in ("kept", "gone"):
                continue
            last = int(rest)
            if word == "gone":
                expected[f"M{last:06}"] = False
            else:
                for one in (last, last + 1):
                    expected.setdefault(f"M{one:06}", True)
                number = last + 2
        if path.exists():
            TinyDB(path).close()
        with Annotations.open(path, read_only=True) as annotations:
            found = [m.id for m in annotations.all_mentions()]
        assert len(found) == len(set(found))
        missing = {key for key, there in expected.items() if there} - set(found)
        assert not missing
        assert not {key for key, there in expected.items() if not there} & set(found)
        number += 4  # beyond what may have been written without being told
