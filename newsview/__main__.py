"""``python -m newsview``: the same as the ``newsview`` command."""

from newsview.tui.cli import main

if __name__ == "__main__":
    main(prog_name="newsview")
