"""``newsview export [CORPUS…]``: what annotators decided."""

from __future__ import annotations

from pathlib import Path

import click

from newsview.tui.cli.options import (
    annotations_option,
    corpus_argument,
    format_option,
    output_option,
    pipeline_option,
)


@click.command("export", short_help="Write what annotators decided.")
@corpus_argument()
@format_option
@output_option
@annotations_option
@click.option("--with-suggestions", is_flag=True, help="Add what nobody has decided on yet.")
@click.option("--no-text", is_flag=True, help="Leave out the articles' texts.")
@pipeline_option
def export(
    corpus: tuple[Path, ...],
    format_name: str,
    output: Path | None,
    file: Path | None,
    with_suggestions: bool,
    no_text: bool,
    pipeline: str | None,
) -> None:
    """Write the decisions, facts, tags and notes on CORPUS (else: the one opened last).

    It may run while the application is open.
    """
    from newsview.tui.cli.exporting import Wanted, run

    run(corpus, file, output, Wanted(format_name, with_suggestions, not no_text, pipeline))
