"""``newsview [CORPUS…]``: open the application."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from newsview.store import messages
from newsview.store.messages import NewsviewError
from newsview.tui.cli.options import (
    annotations_option,
    corpus_argument,
    not_empty,
    pipeline_option,
)


@click.command("open", short_help="Open the application (the command when none is named).")
@corpus_argument()
@annotations_option
@click.option(
    "--as",
    "annotator",
    metavar="NAME",
    callback=not_empty,
    help="Who annotates; else the login name.",
)
@pipeline_option
@click.option("--read-only", is_flag=True, help="Look, and keep nothing.")
@click.option("--mouse", is_flag=True, help="Let the mouse work, too.")
@click.option("--theme", metavar="NAME", help="The colours to use.")
@click.pass_context
def open_app(
    ctx: click.Context,
    corpus: tuple[Path, ...],
    file: Path | None,
    annotator: str | None,
    pipeline: str | None,
    read_only: bool,
    mouse: bool,
    theme: str | None,
) -> None:
    """Open the application on CORPUS, a folder of articles or single files.

    Without CORPUS: what was open last time, or the sample articles the first time.
    """
    _look_for_misspelt_command(ctx, corpus)

    gc.disable()  # until the first screen stands: nothing of what is loaded for it is garbage
    try:
        from newsview.tui.memory import without_openssl

        with without_openssl():
            import asyncio  # noqa: F401
        from newsview.tui.launch import run_app

        code = run_app(
            corpus=corpus,
            file=file,
            annotator=annotator,
            pipeline=pipeline,
            read_only=read_only,
            mouse=mouse,
            theme=theme,
        )
    finally:
        gc.enable()
    ctx.exit(code)


def _look_for_misspelt_command(ctx: click.Context, paths: tuple[Path, ...]) -> None:
    """NewsviewError when the first path is not there and looks much like a command."""
    group = ctx.parent.command if ctx.parent is not None else None
    if not paths or paths[0].exists() or not isinstance(group, click.Group):
        return
    if not str(paths[0]).isalpha():
        return
    import difflib

    close = difflib.get_close_matches(str(paths[0]), group.list_commands(ctx), n=1)
    if close:
        line = messages.MEANT_COMMAND.format(path=paths[0], command=close[0])
        raise NewsviewError(line)
