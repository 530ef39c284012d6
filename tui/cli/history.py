"""``newsview history [ARTICLE]``: who changed what, and when."""

from __future__ import annotations

from pathlib import Path

import click

from newsview.tui.cli.options import annotations_option


@click.command("history", short_help="Print who changed what, and when.")
@click.argument("article", required=False, metavar="[ARTICLE]")
@annotations_option
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object a line.")
def history(article: str | None, file: Path | None, as_json: bool) -> None:
    """Print every decision that was taken, the newest last: when, who, from what to what.

    ARTICLE is a file, a name as in the list, or the beginning of the text's SHA-256; a folder is a
    corpus with all its articles, and so is the one of last time where nothing is named. It may run
    while the application is open.
    """
    from newsview.tui.cli.telling_history import run

    run(article, file, as_json=as_json)
