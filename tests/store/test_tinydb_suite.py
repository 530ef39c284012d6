"""TinyDB's own tests on our storage and table, from the source package of the pinned version."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path

import pytest
from platformdirs import user_cache_path

HERE = Path(__file__).parent / "tinydb_suite"

DESELECTED = {
    "test_table_repr": "compares with the literal class names Table, MemoryStorage, JSONStorage",
    "test_json_kwargs": "reads the file's text without closing: by design it is in the journal",
}
"""Tests of TinyDB that cannot pass on another storage than its own, and why."""


@pytest.fixture(scope="module")
def suite() -> Path:
    """The folder with TinyDB's tests; fetched once, kept in the user's cache."""
    number = version("tinydb")
    folder = user_cache_path("newsview-tests") / f"tinydb-{number}"
    if not folder.is_dir():
        downloads = folder.with_name(folder.name + "-download")
        downloads.mkdir(parents=True, exist_ok=True)
        command = [
            sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:",
            "--dest", str(downloads), f"tinydb=={number}",
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode != 0:
            reason = "TinyDB's source package could not be fetched"
            if os.environ.get("CI") == "true":
                pytest.fail(f"{reason}: {done.stderr[-500:]}")
            pytest.skip(reason)
        with tarfile.open(next(downloads.glob("*.tar.gz"))) as archive:
            archive.extractall(downloads, filter="data")
        (downloads / f"tinydb-{number}").replace(folder)
        shutil.rmtree(downloads)
    return folder / "tests"


@pytest.mark.parametrize("level", ["fixture", "default"])
def test_tinydbs_tests_pass(suite: Path, tmp_path: Path, level: str) -> None:
    """First with its ``db`` fixture on our storage, then with ours as TinyDB's default."""
    for path in suite.glob("*.py"):
        if path.name != "conftest.py":
            shutil.copy(path, tmp_path)
    shutil.copy(HERE / f"{level}_conftest.py", tmp_path / "conftest.py")
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    chosen = " and ".join(f"not {name}" for name in DESELECTED)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", chosen, "."],
        cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout
