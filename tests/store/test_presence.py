"""Who has the file open, and at which article."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from newsview.store.annotations import Annotations
from tests.store.records import added

ROOT = Path(__file__).parents[2]


def here(annotations: Annotations) -> list[tuple[str, str | None]]:
    """The others, by name and article."""
    return [(one.by, one.article) for one in annotations.presence.others()]


def test_others_are_seen_until_they_leave(tmp_path: Path) -> None:
    """Each sees the others, nobody themselves."""
    path = tmp_path / "x.json"
    with Annotations.open(path) as anna, Annotations.open(path) as bruno:
        anna.presence.tell("anna", "a" * 64)
        bruno.presence.tell("bruno", None)
        assert here(anna) == [("bruno", None)] and here(bruno) == [("anna", "a" * 64)]
        bruno.presence.tell("bruno", "b" * 64)
        assert here(anna) == [("bruno", "b" * 64)]
        with Annotations.open(path, read_only=True) as reader:
            reader.presence.tell("reader", None)
            assert len(here(reader)) == 2
        assert len(here(anna)) == 1
        bruno.close()
        assert here(anna) == []
        anna.apply([added(1)])
    assert [p.name for p in tmp_path.iterdir()] == ["x.json"]
    assert "anna" not in json.dumps(json.loads(path.read_bytes())["_meta"])


def test_the_dead_are_not_here(tmp_path: Path) -> None:
    """A process that was killed, and one whose number another has by now."""
    path = tmp_path / "x.json"
    code = (
        "import sys, time; from pathlib import Path\n"
        "from newsview.store.annotations import Annotations\n"
        "a = Annotations.open(Path(sys.argv[1])); a.presence.tell('dead', 'x')\n"
        "print('ready', flush=True); time.sleep(60)\n"
    )
    with Annotations.open(path) as anna:
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(path)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert process.stdout is not None and process.stdout.readline() == b"ready\n"
        assert here(anna) == [("dead", "x")]
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert here(anna) == []  # though its parent has not asked for its end yet
        process.wait()
        process.stdout.close()
        assert here(anna) == []
        line = {"id": "1", "pid": os.getpid(), "born": "1", "by": "old", "article": None}
        with path.with_name("x.json-open").open("ab") as file:
            file.write(json.dumps(line).encode() + b"\n{bad\n")
        assert here(anna) == []
