"""What newsview remembers for a user between runs: the last corpus and where they were in it.

A small JSON file in the user's state folder, replaced atomically. It holds no annotation: losing
it costs a key press, so a file that cannot be read or written is passed over in silence.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
from platformdirs import user_state_path

MOST_PLACES = 50
"""How many places are remembered; the oldest is forgotten first."""


class Place(msgspec.Struct, frozen=True):
    """Where someone was: the article's name in the corpus, the caret's offset, list or reader."""

    source: str | None = None
    caret: int = 0
    reading: bool = False


class State(msgspec.Struct):
    """``corpus``: absolute paths opened last; ``places``: by annotator and annotations file."""

    corpus: list[str] = []
    file: str | None = None
    places: dict[str, Place] = {}


def state_path() -> Path:
    """Where the state is kept."""
    return user_state_path("newsview") / "state.json"


def load_state() -> State:
    """The remembered state, or an empty one."""
    try:
        return msgspec.convert(json.loads(state_path().read_bytes()), type=State)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return State()


def save_state(state: State) -> None:
    """Replace the remembered state as a whole."""
    path = state_path()
    # Python's own JSON: a path may hold bytes that are no UTF-8, which msgspec refuses.
    content = json.dumps(msgspec.to_builtins(state)).encode()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".state-")
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(temporary).replace(path)


def last_corpus() -> tuple[Path, ...]:
    """The paths opened last that are still there."""
    return tuple(path for path in map(Path, load_state().corpus) if path.exists())


def remember_corpus(paths: Sequence[Path], file: Path | None) -> None:
    """These paths (and the annotations file asked for) are the ones of last time now."""
    state = load_state()
    state.corpus = [str(path.absolute()) for path in paths]
    state.file = str(file.absolute()) if file is not None else None
    save_state(state)


def place_in(annotations: Path, annotator: str) -> Place:
    """Where this annotator was, last time, with this annotations file.

    Several may share an account: nobody begins where somebody else is at work.
    """
    return load_state().places.get(_key(annotations, annotator), Place())


def remember_place(annotations: Path, annotator: str, place: Place) -> None:
    """Come back here next time."""
    state, key = load_state(), _key(annotations, annotator)
    state.places.pop(key, None)
    state.places[key] = place
    while len(state.places) > MOST_PLACES:
        state.places.pop(next(iter(state.places)))
    save_state(state)


def _key(annotations: Path, annotator: str) -> str:
    return f"{annotator}@{annotations}"
