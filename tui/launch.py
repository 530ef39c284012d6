"""From a command line to a running application and back."""

from __future__ import annotations

import getpass
import os
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from newsview.store import messages
from newsview.store.corpus import Corpus, corpus_root
from newsview.store.messages import NewsviewError
from newsview.store.name_list import NameList, read_name_list
from newsview.store.names import visible
from newsview.store.place import annotations_path, check_place, is_there
from newsview.store.sample import sample_folder
from newsview.tui import terminal
from newsview.tui.cli.saying import say
from newsview.tui.session import Session
from newsview.tui.settings import Settings, load_settings, refuse_entry
from newsview.tui.state import last_corpus, load_state, remember_corpus

if TYPE_CHECKING:
    from newsview.store.annotations import Annotations
    from newsview.tui.app import NewsviewApp
    from newsview.tui.beside import Beside, Post


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
        from newsview.nlp.installed import check_installed

        check_installed(pipeline)
    paths, file = _which(corpus, file)
    root = corpus_root(paths)
    settings = load_settings(root)
    place = annotations_path(root, file)
    check_place(place)
    terminal.check()
    opened = Corpus.begin(paths, settings.columns)
    terminal.prepare(theme or settings.theme)
    listed = read_name_list(opened.root)
    # An argument may hold bytes that are no UTF-8, and no file of ours could.
    who = os.fsencode(annotator or user_name()).decode("utf-8", "replace")
    with ExitStack() as at_the_end:

        def open_annotations() -> Annotations:
            from newsview.store.annotations import Annotations

            annotations = Annotations.open(place, read_only=read_only, beside=True)
            at_the_end.push(annotations)
            app.notices += _without_model(named)
            if not read_only:
                remember_corpus(paths, file)
            return annotations

        from newsview.tui.app import NewsviewApp

        terminal.tolerate_any_byte()
        session = Session(opened, open_annotations, who, settings.labels, paths, listed.names)
        named = pipeline or settings.pipeline.name
        app = NewsviewApp(session, settings, partial(_background, named, settings))
        app.notices = [*_of_names(listed, settings), *_without_utf8()]
        app.load_first = LOADED_NEXT
        _check_theme(app, theme, settings, opened.root)
        app.run(mouse=mouse)
        if app.fault is not None:
            raise app.fault
        code = app.return_code or 0
    if app.failure is not None:
        raise app.failure
    for line in app.others.untold():
        say(line)
    if code == 0 and not read_only and is_there(session.annotations.path):
        print(messages.EVERYTHING_SAVED.format(path=visible(session.annotations.path)))
    return code


LOADED_NEXT = ("newsview.tui.background", "newsview.tui.screens.reader")
"""What the first keys will need, loaded in a thread as soon as the list stands."""


def _background(named: str | None, settings: Settings, session: Session, post: Post) -> Beside:
    """The work beside the user, whose modules are loaded when it begins."""
    from newsview.nlp.identity import default_pipeline
    from newsview.tui.background import Background

    spec = named or default_pipeline()
    return Background(session, post, pipeline=spec, labels=settings.pipeline.labels)


def _of_names(listed: NameList, settings: Settings) -> list[str]:
    """What was odd about the project's list of names."""
    if not listed.names:
        return listed.problems
    from newsview.nlp.labels import outside

    return [*listed.problems, *outside(listed.names, settings.labels)]


def _without_model(named: str | None) -> list[str]:
    """What to say when the rules stand in for the model, unless somebody named them."""
    if named is not None:
        return []
    from newsview.nlp.identity import RULES, default_pipeline

    return [messages.NO_MODEL] if default_pipeline() == RULES else []


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
