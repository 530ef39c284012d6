"""``newsview evaluate GOLD…``: how good the machine's suggestions are."""

from __future__ import annotations

from pathlib import Path

import click

from newsview.tui.cli.options import PATH, pipeline_option

GOLD_FORMAT_NAMES = ("json", "conll", "jsonl")
"""What ``-f`` takes: the names in ``newsview.store.formats.gold``, here without loading it."""


@click.command("evaluate", short_help="Score what the machine suggests against gold.")
@click.argument("gold", metavar="GOLD...", nargs=-1, required=True, type=PATH)
@pipeline_option
@click.option(
    "-f",
    "--format",
    "format_name",
    type=click.Choice(GOLD_FORMAT_NAMES),
    help="The format of GOLD; else guessed from its name and content.",
)
@click.option(
    "--errors",
    "examples",
    metavar="N",
    type=click.IntRange(0),
    default=3,
    show_default=True,
    help="How many examples of each confusion to show.",
)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object instead of tables.")
def evaluate(
    gold: tuple[Path, ...],
    pipeline: str | None,
    format_name: str | None,
    examples: int,
    as_json: bool,
) -> None:
    """Compare what the machine suggests for the texts of GOLD with what is marked there.

    GOLD is what export wrote (accepted entities count), a CoNLL file, or JSON lines with text and
    spans; - is stdin. Precision, recall and F go to stdout, then what was taken for what.
    """
    from newsview.tui.cli.evaluating import run

    run(gold, format_name, pipeline, examples=examples, as_json=as_json)
