"""From a command line to a running application and back."""

from __future__ import annotations

import getpass
import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from newsview.nlp.identity import RULES, default_pipeline
from newsview.nlp.installed import check_installed
from newsview.nlp.labels import outside
from newsview.store import messages
from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus, corpus_root
from newsview.store.messages import NewsviewError
from newsview.store.name_list import read_name_list
from newsview.store.names import visible
from newsview.store.place import annotations_path, check_place
from newsview.store.sample import sample_folder
from newsview.tui import terminal
from newsview.tui.cli.saying import say
from newsview.tui.session import Session
from newsview.tui.settings import Settings, load_settings, refuse_entry
from newsview.tui.state import last_corpus, load_state, remember_corpus

if TYPE_CHECKING:
    from newsview.tui.app import NewsviewApp


def run_app(
    *,
    corpus: tuple[Path, ...],
    file: Path | None,
    annotator: str | None,
    pipeline: str | None,
    read_only: bool,
    mouse: bool,
    theme: str | None,
) -> int:
    """Open the application on a corpus and return its exit code once it is left.

    NewsviewError when the terminal, the corpus, the settings or the annotations file will not do.
    """
    if pipeline is not None:
        check_installed(pipeline)
    paths, file = _which(corpus, file)
    root = corpus_root(paths)
    settings = load_settings(root)
    check_place(annotations_path(root, file))
    terminal.check()
    opened = Corpus.open(paths, settings.columns)
    terminal.prepare(theme or settings.theme)
    place = annotations_path(root, file)
    with Annotations.open(place, read_only=read_only, beside=True) as annotations:
        listed = read_name_list(opened.root)
        # An argument may hold bytes that are no UTF-8, and no file of ours could.
        who = os.fsencode(annotator or user_name()).decode("utf-8", "replace")
        session = Session(opened, annotations, who, settings.labels, paths, listed.names)
        if not read_only:
            remember_corpus(paths, file)

        from newsview.tui.app import NewsviewApp
        from newsview.tui.background import Background

        terminal.tolerate_any_byte()
        named = pipeline or settings.pipeline.name
        spec = named or default_pipeline()
        background = partial(Background, pipeline=spec, labels=settings.pipeline.labels)
        app = NewsviewApp(session, settings, background)
        problems = [*listed.problems, *outside(listed.names, settings.labels)]
        app.notices = [*problems, *_without_model(spec, named), *_without_utf8()]
        _check_theme(app, theme, settings, opened.root)
        app.run(mouse=mouse)
        if app.fault is not None:
            raise app.fault
        code = app.return_code or 0
    for line in app.others.untold():
        say(line)
    if code == 0 and not read_only:
        print(messages.EVERYTHING_SAVED.format(path=visible(annotations.path)))
    return code


def _without_model(spec: str, named: str | None) -> list[str]:
    """What to say when the rules stand in for the model, unless somebody named them."""
    return [messages.NO_MODEL] if spec == RULES and named is None else []


def _without_utf8() -> list[str]:
    """What to say when the terminal is written to in another character set."""
    charset = terminal.write_what_it_can()
    return [messages.NOT_UTF8.format(charset=charset)] if charset else []


def _check_theme(app: NewsviewApp, theme: str | None, settings: Settings, root: Path) -> None:
    """Give the application the theme that was named, now that those are known that there are."""
    named = theme or settings.theme
    if named is None:
        return
    if named in app.available_themes:
        app.theme = named
        return
    known = ", ".join(sorted(app.available_themes))
    reason = messages.UNKNOWN_THEME.format(theme=named, known=known)
    raise NewsviewError(reason) if theme else refuse_entry(root, ("theme",), reason)


def _which(corpus: tuple[Path, ...], file: Path | None) -> tuple[tuple[Path, ...], Path | None]:
    """What to open: what was named, else what was open last time, else the sample articles."""
    if corpus:
        return corpus, file
    last = last_corpus()
    if not last:
        return (sample_folder(),), file
    remembered = load_state().file
    return last, file or (Path(remembered) if remembered else None)


def user_name() -> str:
    """Who annotates when nobody says: the login name."""
    with suppress(OSError, KeyError):
        return getpass.getuser()
    return os.environ.get("USER", "annotator")
