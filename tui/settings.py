"""A project's own labels, keys, tags and predicates: ``newsview.toml``.

Looked for in the corpus folder, then in the user's config folder; the first one found counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec.structs import replace
from platformdirs import user_config_path

from newsview.store import messages
from newsview.store.corpora.columns import Columns
from newsview.store.messages import NewsviewError
from newsview.store.model import DEFAULT_LABELS
from newsview.tui.commands import Scope, all_commands, commands

FILE_NAME = "newsview.toml"

_ENTRY = re.compile(r"""^[ \t]*[\w."'-]+[ \t]*=""", re.MULTILINE)
_AT_END = "(at end of document)"
"""How the parser ends its words where a bracket or a quote is missing."""

SCREENS: tuple[tuple[Scope, ...], ...] = (
    ("list", "everywhere"),
    ("moving", "deciding", "pane", "everywhere"),
    ("overview", "everywhere"),
    ("overview", "facts", "everywhere"),
    ("overview", "entities", "everywhere"),
    ("overview", "former", "everywhere"),
)
"""The scopes whose keys work at the same time, screen by screen."""


class PipelineSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What suggests: a name or folder as ``--pipeline`` takes it, and its labels in ours."""

    name: str | None = None
    labels: dict[str, str] = {}


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``keys`` maps a command's id to Textual key names, ``columns`` names those of tables.

    ``output``: only what changed is sent to the terminal, or all that Textual draws.
    """

    labels: tuple[str, ...] = DEFAULT_LABELS
    keys: dict[str, tuple[str, ...]] = {}
    theme: str | None = None
    tags: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    pipeline: PipelineSettings = PipelineSettings()
    columns: Columns = Columns()
    output: Literal["differences", "stock"] = "differences"


def load_settings(corpus: Path) -> Settings:
    """The settings for a corpus folder. NewsviewError names the file, the entry and the reason."""
    for path in (corpus / FILE_NAME, user_config_path("newsview") / FILE_NAME):
        if path.is_file():
            return read_settings(path)
    return Settings()


def read_settings(path: Path) -> Settings:
    """The settings of one file, checked."""
    try:
        settings = msgspec.convert(_table_in(path.read_bytes()), Settings)
    except (OSError, ValueError) as error:  # of msgspec, too
        raise NewsviewError(messages.BAD_SETTINGS.format(path=path, reason=error)) from error
    if settings.pipeline.name is not None and not settings.pipeline.name.strip():
        reason = messages.NO_PIPELINE_NAMED
        raise NewsviewError(messages.BAD_SETTINGS.format(path=path, reason=reason))
    _check_labels(path, settings)
    _check_keys(path, settings)
    _check_columns(path, settings.columns)
    return replace(settings, pipeline=_from_there(path.parent, settings.pipeline))


def _table_in(data: bytes) -> dict[str, Any]:
    """What a TOML file holds. Raises ValueError with a line that says where it is wrong."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ValueError(messages.SETTINGS_NOT_UTF8.format(line=line)) from None
    import tomllib  # late, as most have no settings of their own

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        begun = [match.start() for match in _ENTRY.finditer(text)]
        if not str(error).endswith(_AT_END) or not begun:
            raise
        line = text.count("\n", 0, begun[-1]) + 1
        raise ValueError(messages.SETTINGS_UNENDED.format(line=line)) from None


def _from_there(folder: Path, pipeline: PipelineSettings) -> PipelineSettings:
    """The pipeline with its folder, if it is a relative one, taken from where the file lies."""
    name = pipeline.name
    if name is None or not (folder / name).is_dir():
        return pipeline
    return replace(pipeline, name=str(folder / name))


def _check_labels(path: Path, settings: Settings) -> None:
    for label in settings.labels:
        if not label or any(character.isspace() for character in label):
            reason = messages.BAD_LABEL.format(label=label)
            raise NewsviewError(messages.BAD_SETTINGS.format(path=path, reason=reason))
    if len(set(settings.labels)) < len(settings.labels) or not settings.labels:
        raise NewsviewError(messages.BAD_SETTINGS.format(path=path, reason=messages.LABELS_TWICE))


def _check_columns(path: Path, columns: Columns) -> None:
    named = Counter(columns.named().values())
    for name, times in named.items():
        if not name.strip() or times > 1:
            reason = messages.COLUMN_TWICE if name.strip() else messages.COLUMN_EMPTY
            raise NewsviewError(
                messages.BAD_SETTINGS.format(path=path, reason=reason.format(name=name))
            )


def _check_keys(path: Path, settings: Settings) -> None:
    known = {command.id for command in all_commands(settings.labels)}
    for name, keys in settings.keys.items():
        if name not in known or not keys:
            reason = messages.UNKNOWN_COMMAND.format(name=name)
            raise NewsviewError(messages.BAD_SETTINGS.format(path=path, reason=reason))
    for scopes in SCREENS:
        for key, ids in _taken_twice(scopes, settings).items():
            reason = messages.KEY_TAKEN_TWICE.format(key=key, commands=", ".join(ids))
            raise NewsviewError(messages.BAD_SETTINGS.format(path=path, reason=reason))


def _taken_twice(scopes: Sequence[Scope], settings: Settings) -> dict[str, list[str]]:
    """The keys that several commands of a screen have, with the ids of those."""
    taken: dict[str, list[str]] = {}
    for scope in scopes:
        for command in commands(scope, settings.labels):
            for key in settings.keys.get(command.id, command.keys):
                taken.setdefault(key, []).append(command.id)
    return {key: ids for key, ids in taken.items() if len(ids) > 1}
