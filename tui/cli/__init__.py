"""The command line: ``newsview [CORPUS…]`` opens the application, ``newsview COMMAND`` the rest.

Only click is loaded here; each command loads what it needs when it runs.
"""

from __future__ import annotations

import click

from newsview import __version__
from newsview.tui.cli.group import NewsviewGroup


@click.group(
    cls=NewsviewGroup,
    commands_in={
        "open": "newsview.tui.cli.open:open_app",
        "extract": "newsview.tui.cli.extract:extract",
        "export": "newsview.tui.cli.export:export",
        "import": "newsview.tui.cli.importing:import_",
        "history": "newsview.tui.cli.history:history",
        "doctor": "newsview.tui.cli.doctor:doctor",
        "evaluate": "newsview.tui.cli.evaluate:evaluate",
    },
    default="open",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", message="newsview %(version)s")
def main() -> None:
    """Annotate news articles in a terminal.

    CORPUS is a folder of articles or single files; without it, the corpus of last time is opened,
    or the sample articles the first time. A folder that is called like a command is ./export.
    """


__all__ = ["main"]
