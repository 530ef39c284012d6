"""Pictures of the real application on the sample articles: ``python -m screenshots.make``.

Each picture is the application driven by keys in a headless terminal of a fixed size, on a copy
of the sample articles, so that nothing of this machine is in it.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent

_FONT_FACES = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)


@dataclass(frozen=True)
class Picture:
    """One picture: the keys that lead to it, the terminal's size, extra environment."""

    name: str
    keys: Sequence[str]
    size: tuple[int, int] = (120, 36)
    environment: tuple[tuple[str, str], ...] = ()


DECIDE = ("enter", "n", "a", "a", "a", "a", "a", "a")

PICTURES = (
    Picture("list", ("j", "d", "j")),
    Picture("reader", (*DECIDE, "n", "n", "v", "l")),
    Picture("reader-80x24", DECIDE, (80, 24)),
    Picture("pane-80x24", (*DECIDE, "tab"), (80, 24)),
    Picture("facts", ("enter", "tab", "right_curly_bracket", "j", "j")),
    Picture("values", ("enter", "i", "i")),
    Picture("fact-form", ("enter", "n", "f")),
    Picture("help", ("enter", "question_mark")),
    Picture("no-colour", DECIDE, (80, 24), (("NO_COLOR", "1"),)),
)


async def take(picture: Picture) -> str:
    """The picture as SVG."""
    from newsview.store.annotations import Annotations
    from newsview.store.corpus import Corpus
    from newsview.store.sample import sample_folder
    from newsview.tui import terminal

    environment = {"TERM": "xterm-256color", "COLORTERM": "truecolor", **dict(picture.environment)}
    terminal.prepare(terminal.default_theme(environment))  # Textual reads the theme at import

    from newsview.tui.app import NewsviewApp
    from newsview.tui.background import Background
    from newsview.tui.session import Session
    from newsview.tui.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = os.environ["XDG_CACHE_HOME"] = folder
        corpus = Path(folder) / "articoli"
        shutil.copytree(sample_folder(), corpus, ignore=shutil.ignore_patterns("*.py", "__*"))
        settings = Settings()
        with Annotations.open(Path(folder) / "newsview.json") as annotations:
            session = Session(Corpus.open([corpus]), annotations, "anna", settings.labels)
            app = NewsviewApp(session, settings, Background)
            async with app.run_test(size=picture.size) as pilot:
                await until(pilot.pause, lambda: len(session.waiting) == len(session.entries))
                for key in picture.keys:
                    await pilot.press(key)
                await pilot.pause()
                svg = app.export_screenshot(title="newsview")
    return _FONT_FACES.sub("", svg)


async def until(pause: Callable[[], object], reached: Callable[[], bool]) -> None:
    """Let the application go on until a state is reached; RuntimeError after half a minute."""
    for _ in range(3000):
        if reached():
            return
        await pause()  # type: ignore[misc]
        await asyncio.sleep(0.01)
    raise RuntimeError("the application did not get there")


def main() -> None:
    """Make every picture anew. NO_COLOR is read at import, so each has a process of its own."""
    import subprocess
    import sys

    for picture in PICTURES:
        code = f"from screenshots import make; make.save({picture.name!r})"
        environment = {**os.environ, "COLORTERM": "truecolor", **dict(picture.environment)}
        if "NO_COLOR" not in dict(picture.environment):
            environment.pop("NO_COLOR", None)
        subprocess.run([sys.executable, "-c", code], check=True, env=environment)
        print(f"{picture.name}.svg")


def save(name: str) -> None:
    """Make one picture."""
    picture = next(p for p in PICTURES if p.name == name)
    (HERE / f"{name}.svg").write_text(asyncio.run(take(picture)), "utf-8")


if __name__ == "__main__":
    main()
