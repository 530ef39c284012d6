"""The arrows between the rooms, seen from a fresh process."""

from __future__ import annotations

import subprocess
import sys

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
