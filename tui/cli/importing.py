"""``newsview import FILE…``: take annotations in."""

from __future__ import annotations

from pathlib import Path

import click

from newsview.tui.cli.options import PATH, annotations_option, format_option


@click.command("import", short_help="Take annotations in, and say what could not be placed.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=PATH)
@format_option
@annotations_option
@click.option(
    "--corpus",
    metavar="CORPUS",
    multiple=True,
    type=PATH,
    help="The corpus they are about (may be given several times); else the one opened last.",
)
@click.option(
    "--move",
    is_flag=True,
    help="Move annotations of a text that changed since to the one in the corpus, as far as they "
    "are found again in it.",
)
def import_(
    files: tuple[Path, ...],
    format_name: str,
    file: Path | None,
    corpus: tuple[Path, ...],
    move: bool,
) -> None:
    """Keep the decisions, facts, tags and notes of FILE, as export writes them; - is stdin.
    A folder behind FILE is the corpus, as with --corpus.

    Records that are there already under the same id are brought up to date. Suggestions are not
    taken in: they come from the machine. Articles that are not in the corpus keep their texts;
    those with another text there are named, and with --move their annotations are looked for in it.
    """
    from newsview.tui.cli.taking_in import run

    run(files, format_name, file, corpus, move=move)
