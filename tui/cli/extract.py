"""``newsview extract CORPUS…``: what the machine suggests, as an export, without a screen."""

from __future__ import annotations

from pathlib import Path

import click

from newsview.tui.cli.options import corpus_argument, output_option, pipeline_option


@click.command("extract", short_help="Write what the machine suggests, without a screen.")
@corpus_argument(required=True)
@output_option
@pipeline_option
@click.option(
    "--jobs", metavar="N", type=click.IntRange(1), default=1, help="How many processes work."
)
def extract(corpus: tuple[Path, ...], output: Path | None, pipeline: str | None, jobs: int) -> None:
    """Write title, date, blocks and suggested entities and facts of every article, as JSON.

    Articles come in the order of the corpus, whatever --jobs. ctrl+c keeps what is done.
    """
    from newsview.tui.cli.extracting import run

    run(corpus, output, pipeline, jobs)
