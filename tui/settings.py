"""A project's own labels, keys, tags and predicates: ``newsview.toml``.

Looked for in the corpus folder, then in the user's config folder; the first one found counts.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace
from platformdirs import user_config_path

from newsview.store import messages
from newsview.store.messages import NewsviewError
from newsview.store.model import DEFAULT_LABELS
from newsview.tui.commands import SCOPE_TITLES, Scope, all_commands, commands

FILE_NAME = "newsview.toml"

SCREENS: tuple[tuple[Scope, ...], ...] = (
    ("list", "everywhere"),
    ("moving", "deciding", "pane", "everywhere"),
    ("overview", "everywhere"),
)
"""The scopes whose keys work at the same time, screen by screen."""


class PipelineSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What suggests: a name or folder as ``--pipeline`` takes it, and its labels in ours."""

    name: str | None = None
    labels: dict[str, str] = {}


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``keys`` maps a command's id to Textual key names."""

    labels: tuple[str, ...] = DEFAULT_LABELS
    keys: dict[str, tuple[str, ...]] = {}
    theme: str | None = None
    tags: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    pipeline: PipelineSettings = PipelineSettings()


def load_settings(corpus: Path) -> Settings:
    """The settings for a corpus folder. NewsviewError names the file, the entry and the reason."""
    for path in (corpus / FILE_NAME, user_config_path("newsview") / FILE_NAME):
        if path.is_file():
            return read_settings(path)
    return Settings()


def read_settings(path: Path) -> Settings:
    """The settings of one file, checked."""
    try:
        settings = msgspec.convert(tomllib.loads(path.read_text("utf-8")), Settings)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise NewsviewError(messages.BAD_SETTINGS.format(path=path, reason=error)) from error
    _check_labels(path, settings)
    _check_keys(path, settings)
    return replace(settings, pipeline=_from_there(path.parent, settings.pipeline))


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


def _check_keys(path: Path, settings: Settings) -> None:
    known = {command.id for command in all_commands(settings.labels)}
    for name, keys in settings.keys.items():
        if name not in known or not keys:
            reason = messages.UNKNOWN_COMMAND.format(name=name)
            raise NewsviewError(messages.BAD_SETTINGS.format(path=path, reason=reason))
    for scopes in SCREENS:
        for key in _taken_twice(scopes, settings):
            reason = messages.KEY_TAKEN_TWICE.format(key=key, where=SCOPE_TITLES[scopes[0]])
            raise NewsviewError(messages.BAD_SETTINGS.format(path=path, reason=reason))


def _taken_twice(scopes: Sequence[Scope], settings: Settings) -> list[str]:
    taken = Counter(
        key
        for scope in scopes
        for command in commands(scope, settings.labels)
        for key in settings.keys.get(command.id, command.keys)
    )
    return [key for key, times in taken.items() if times > 1]
