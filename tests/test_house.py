"""The arrows between the rooms, seen from a fresh process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

WITHOUT_A_TERMINAL = [
    "newsview.store.annotations",
    "newsview.store.corpus",
    "newsview.store.decisions",
    "newsview.store.formats",
    "newsview.nlp.article",
    "newsview.nlp.client",
    "newsview.nlp.figures",
    "newsview.nlp.pipeline",
]


def loaded_by(module: str) -> set[str]:
    """The top-level names that importing a module loads."""
    code = f"import sys, {module}; print(*sorted({{m.split('.')[0] for m in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("module", WITHOUT_A_TERMINAL)
def test_what_is_kept_and_suggested_needs_no_terminal(module: str) -> None:
    """`store` and `nlp` load neither Textual nor Rich, and spaCy only when a pipeline is loaded."""
    assert loaded_by(module).isdisjoint({"textual", "rich", "spacy"})


def test_the_theme_can_still_be_chosen_when_settings_are_read() -> None:
    """Textual takes it from the environment when it is imported, so that must come later."""
    assert loaded_by("newsview.tui.settings").isdisjoint({"textual"})


def test_browsing_loads_no_spacy() -> None:
    """The whole application imports without spaCy: it lives in the worker process."""
    assert loaded_by("newsview.tui.app").isdisjoint({"spacy", "thinc", "numpy"})


def test_the_command_line_is_quick_to_answer() -> None:
    """`newsview --version` needs neither Textual nor spaCy."""
    assert loaded_by("newsview.tui.cli").isdisjoint({"textual", "rich", "spacy"})


UNTIL_THE_FIRST_SCREEN = {
    "tinydb", "sqlite3", "csv", "ulid", "importlib.metadata", "tomllib", "lxml", "hashlib",
    "newsview.store.annotations", "newsview.store.decisions", "newsview.store.journal",
    "newsview.store.corpora.row_files", "newsview.store.decode", "newsview.store.formats",
    "newsview.nlp.article", "newsview.nlp.cache", "newsview.nlp.client", "newsview.nlp.known",
    "newsview.tui.background", "newsview.tui.palette", "newsview.tui.screens.reader",
    "newsview.tui.screens.entities", "newsview.tui.screens.help", "newsview.tui.screens.overview",
    "newsview.widgets.fact_form", "newsview.widgets.note_field", "newsview.widgets.prompt",
    "newsview.widgets.side_pane", "newsview.widgets.reader", "textual.widgets._text_area",
}  # fmt: skip
"""What the list needs nothing of: keys that come later have it loaded."""

AT_THE_FIRST_SCREEN = """
import sys
from pathlib import Path
from pathlib import Path
from newsview.tui import launch
from newsview.tui.app import NewsviewApp

begin = NewsviewApp._begin

def look(self):
    Path(sys.argv[1]).write_text("\\n".join(sys.modules))
    self.exit()

NewsviewApp._begin = look
run = NewsviewApp.run
NewsviewApp.run = lambda self, mouse: run(self, headless=True, mouse=mouse)
launch.terminal.check = lambda: None
launch.run_app(
    corpus=(Path(sys.argv[2]),), file=None, annotator="anna", pipeline=None, read_only=True,
    mouse=False, theme=None,
)
"""


def test_the_first_screen_waits_for_nothing_it_does_not_show(tmp_path: Path) -> None:
    """As it is painted, only what the list needs is loaded."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Una prova\n", "utf-8")
    modules = tmp_path / "modules"
    home = {f"XDG_{name}_HOME": str(tmp_path) for name in ("STATE", "CONFIG", "DATA", "CACHE")}
    subprocess.run(
        [sys.executable, "-c", AT_THE_FIRST_SCREEN, str(modules), str(corpus)],
        capture_output=True, text=True, check=True, timeout=60, env={**os.environ, **home},
    )  # fmt: skip
    loaded = modules.read_text().splitlines()
    assert "newsview.tui.screens.list" in loaded
    assert UNTIL_THE_FIRST_SCREEN & set(loaded) == set()
    assert len([name for name in loaded if name.startswith("newsview")]) <= 80


def ran(code: str) -> str:
    """What a program of its own prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


def test_the_application_loads_no_openssl_and_whoever_wants_tls_gets_it() -> None:
    """asyncio and digests work without, and a later import of ssl is the real one."""
    code = (
        "import sys\nfrom newsview.tui.memory import without_openssl\n"
        "with without_openssl():\n    import asyncio\n"
        "import hashlib, hmac\nfrom pathlib import Path\n"
        "asyncio.run(asyncio.sleep(0))\nprint('ssl' in sys.modules)\n"
        "maps = Path('/proc/self/maps')\n"
        "print(maps.exists() and 'libcrypto' in maps.read_text())\n"
        "print(hashlib.sha256(b'abc').hexdigest()[:8])\n"
        "import ssl\nprint(ssl.create_default_context().check_hostname)"
    )
    assert ran(code).split() == ["False", "False", "ba7816bf", "True"]


def test_reading_articles_loads_no_model_of_languages(tmp_path: Path) -> None:
    """6 MB for what no screen shows; an export asks for it."""
    (tmp_path / "a.txt").write_text("Una prova di lettura con qualche parola in più\n", "utf-8")
    code = (
        "import sys\nfrom pathlib import Path\nfrom newsview.store.corpus import Corpus\n"
        "from newsview.tui.session import Session\n"
        f"session = Session(Corpus.open([Path({str(tmp_path)!r})]), None, 'anna', ('PER',))\n"
        "print(session.look_at(0).title[:3], 'fasttext' in sys.modules)"
    )
    assert ran(code) == "Una False"
