"""``newsview doctor``: check an annotations file, and mend it."""

from __future__ import annotations

from pathlib import Path

import click

from newsview.tui.cli.options import annotations_option

_FILES = click.Path(path_type=Path, readable=False)
"""One that may not be read is no wrong usage: what is wrong with it is told."""


@click.command("doctor", short_help="Check an annotations file, and mend it.")
@click.argument("paths", nargs=-1, type=_FILES, metavar="[FILE] [CORPUS]...")
@annotations_option
@click.option("--repair", is_flag=True, help="Mend what can be mended, after a copy of all files.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
def doctor(paths: tuple[Path, ...], file: Path | None, repair: bool, as_json: bool) -> None:
    """Check everything about an annotations file, and say what was found, the worst first.

    FILE is the annotations file; without it, that of CORPUS or of the corpus of last time. The
    texts of CORPUS, or of the corpus that the file remembers, serve to check what is placed in
    them. It may run while the application is open, --repair may not. Exit code 1: something is
    wrong.
    """
    from newsview.tui.cli.doctoring import run

    run(paths, file, repair=repair, as_json=as_json)
