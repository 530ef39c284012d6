"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from newsview.store import messages

PATH = click.Path(path_type=Path, readable=False)
"""Any path; whether it can be read is told where it is read, in our words."""
FORMAT_NAMES = ("json",)
"""What ``-f`` takes: the names in ``newsview.store.formats.FORMATS``, here without loading it."""


def corpus_argument(required: bool = False) -> Callable[[Any], Any]:
    """The folders and files to work on."""
    return click.argument("corpus", nargs=-1, required=required, type=PATH)


annotations_option = click.option(
    "--file",
    metavar="ANNOTATIONS",
    type=PATH,
    help="The annotations file; else newsview.json in the corpus folder.",
)


def _named(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Refuses an empty name, which a script's unset variable gives."""
    if value is not None and not value.strip():
        raise click.BadParameter(messages.NO_PIPELINE_NAMED)
    return value


def not_empty(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Refuses an empty value, as above."""
    if value is not None and not value.strip():
        raise click.BadParameter(messages.NOTHING_NAMED)
    return value


pipeline_option = click.option(
    "--pipeline",
    metavar="NAME-OR-PATH",
    callback=_named,
    help="What suggests: a spaCy package or folder, gliner:MODEL, stanza:LANGUAGE, or rules; "
    "else the Italian model.",
)
output_option = click.option(
    "-o", "--output", metavar="FILE", type=PATH, help="Write here instead of to stdout."
)
format_option = click.option(
    "-f",
    "--format",
    "format_name",
    type=click.Choice(FORMAT_NAMES),
    default=FORMAT_NAMES[0],
    show_default=True,
    help="The format.",
)
