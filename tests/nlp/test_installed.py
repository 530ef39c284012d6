"""What is told of a pipeline before anything of it is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsview.nlp.identity import RULES
from newsview.nlp.installed import check_installed
from newsview.nlp.pipeline import load_pipeline
from newsview.store.messages import NewsviewError


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ("it_core_news_none", "pip install"),
        ("./niente", "no such folder"),
        ("foo:bar", "gliner:, stanza:"),
        ("stanza:", "stanza:it"),
        ("gliner:", "gliner:urchade"),
    ],
)
def test_what_is_not_there_is_refused_as_by_loading_it(spec: str, said: str) -> None:
    """The same line, before and after spaCy is there."""
    with pytest.raises(NewsviewError) as before:
        check_installed(spec)
    with pytest.raises(NewsviewError) as after:
        load_pipeline(spec)
    assert str(before.value) == str(after.value)
    assert said in str(before.value)


def test_the_example_is_of_the_library_that_was_named() -> None:
    """Who asks for Stanza is not told of GLiNER."""
    with pytest.raises(NewsviewError) as refused:
        check_installed("stanza:")
    assert "gliner" not in str(refused.value)


def test_what_may_be_there_is_let_through(tmp_path: Path) -> None:
    """A folder, a package, the rules: whether they work is seen when they are loaded."""
    for spec in (RULES, str(tmp_path), "spacy"):
        check_installed(spec)
