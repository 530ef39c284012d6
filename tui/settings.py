"""A project's own labels, keys, tags and predicates: ``newsview.toml``.

Looked for in the corpus folder, then in the user's config folder; the first one found counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, get_args, get_type_hints

import msgspec
from msgspec.structs import replace
from platformdirs import user_config_path

from newsview.store import messages
from newsview.store.corpora.columns import Columns
from newsview.store.messages import NewsviewError
from newsview.store.model import DEFAULT_LABELS
from newsview.tui.settings_keys import BadKey, checked
from newsview.tui.settings_lines import Entry, begun, line_of
from newsview.widgets.tag_text import tags_of

FILE_NAME = "newsview.toml"

_AT_END = "(at end of document)"
"""How the parser ends its words where a bracket or a quote is missing."""

_PLACE = re.compile(r"(.*?)(?: - at `\$(?P<place>.*)`)?\Z", re.DOTALL)
_MISMATCH = re.compile(r"Expected `(?P<wanted>[^`]*)`, got `(?P<got>[^`]*)`")
_NONE_OF_THEM = re.compile(r"Invalid enum value (?P<got>.*)", re.DOTALL)
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>.*)`")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_STEP = re.compile(r"\.([\w-]+)|\[\.\.\.\]|\[(\d+)\]")


class PipelineSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What suggests: a name or folder as ``--pipeline`` takes it, and its labels in ours."""

    name: str | None = None
    labels: dict[str, str] = {}


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``keys`` maps a command's id to Textual key names, ``columns`` names those of tables.

    ``colours`` maps a label to what its mentions are filled with, ``#rrggbb``.

    ``output``: only what changed is sent to the terminal, or all that Textual draws.
    """

    labels: tuple[str, ...] = DEFAULT_LABELS
    keys: dict[str, tuple[str, ...]] = {}
    colours: dict[str, str] = {}
    theme: str | None = None
    tags: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    pipeline: PipelineSettings = PipelineSettings()
    columns: Columns = Columns()
    output: Literal["differences", "stock"] = "differences"


class _Wrong(Exception):
    """An entry that will not do, and why."""

    def __init__(self, entry: Entry, reason: str) -> None:
        super().__init__(reason)
        self.entry = entry


def settings_file(corpus: Path) -> Path | None:
    """The file that a corpus folder's settings are read from."""
    for path in (corpus / FILE_NAME, user_config_path("newsview") / FILE_NAME):
        if path.is_file():
            return path
    return None


def load_settings(corpus: Path) -> Settings:
    """The settings for a corpus folder. NewsviewError names the file, the entry and the reason."""
    path = settings_file(corpus)
    return Settings() if path is None else read_settings(path)


def read_settings(path: Path) -> Settings:
    """The settings of one file, checked. Raises NewsviewError in one line: file, line, reason."""
    text = ""
    try:
        text = _text_in(path.read_bytes())
        return _settings_in(_table_in(text), path.parent)
    except _Wrong as wrong:
        line = line_of(text, wrong.entry)
        raise _refused(path, str(wrong), line) from wrong
    except (OSError, ValueError) as error:
        raise _refused(path, getattr(error, "strerror", None) or str(error)) from error


def refuse_entry(corpus: Path, entry: Entry, reason: str) -> NewsviewError:
    """What to raise for an entry whose fault shows only later."""
    path = settings_file(corpus) or corpus / FILE_NAME
    with suppress(OSError, ValueError):
        return _refused(path, reason, line_of(_text_in(path.read_bytes()), entry))
    return _refused(path, reason)


def _refused(path: Path, reason: str, line: int | None = None) -> NewsviewError:
    template = messages.BAD_SETTINGS if line is None else messages.BAD_SETTINGS_LINE
    return NewsviewError(template.format(path=path, line=line, reason=reason))


def _settings_in(table: dict[str, Any], folder: Path) -> Settings:
    """The settings of a table, relative names taken from a folder. Raises _Wrong."""
    try:
        settings = msgspec.convert(table, Settings)
    except msgspec.ValidationError as error:
        raise _in_words(str(error), table) from error
    _check_labels(settings)
    _check_columns(settings.columns)
    _check_tags(settings.tags)
    _check_colours(settings)
    return replace(settings, keys=_keys(settings), pipeline=_from_there(folder, settings.pipeline))


def _in_words(said: str, table: dict[str, Any]) -> _Wrong:
    """What msgspec says of an entry of the wrong kind, with the entry's name before it."""
    parts = _PLACE.match(said)
    assert parts is not None
    words = parts[1]
    entry = _entry(parts["place"] or "", table)
    if unknown := _UNKNOWN.match(words):
        entry = (*entry, unknown["name"])
        words = messages.NO_SUCH_SETTING
    elif mismatch := _MISMATCH.match(words):
        wanted, got = (_kind(mismatch[name]) for name in ("wanted", "got"))
        words = messages.WRONG_KIND.format(wanted=wanted, got=got)
    elif none_of_them := _NONE_OF_THEM.match(words):
        known = ", ".join(get_args(get_type_hints(Settings)[entry[-1]]))
        words = messages.NONE_OF_THEM.format(got=none_of_them["got"], known=known)
    return _Wrong(entry, f"{'.'.join(entry)}: {words}")


def _entry(place: str, table: dict[str, Any]) -> Entry:
    """The names in msgspec's path to an entry, which leaves out those that users make up."""
    names: list[str] = []
    for step in _STEP.finditer(place):
        if step[1]:
            names.append(step[1])
        elif step[0] == "[...]":
            names.append(
                next(name for name in table[names[-1]] if not _fits(names[-1], name, table))
            )
    return tuple(names)


def _fits(outer: str, name: str, table: dict[str, Any]) -> bool:
    with suppress(msgspec.ValidationError):
        msgspec.convert({outer: {name: table[outer][name]}}, Settings)
        return True
    return False


def _kind(names: str) -> str:
    """A kind of value by the name that TOML's users know it by."""
    kinds = (messages.KINDS_OF_VALUES.get(name.strip(), name.strip()) for name in names.split("|"))
    return messages.EITHER.join(dict.fromkeys(kinds))


def _text_in(data: bytes) -> str:
    """What a file says. Raises ValueError with a line that says where it is no text."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ValueError(messages.SETTINGS_NOT_UTF8.format(line=line)) from None


def _table_in(text: str) -> dict[str, Any]:
    """What TOML holds. Raises ValueError with a line that says where it is wrong."""
    import tomllib  # late, as most have no settings of their own

    try:
        table: dict[str, Any] = tomllib.loads(text)
        return table
    except tomllib.TOMLDecodeError as error:
        places = begun(text)
        if not str(error).endswith(_AT_END) or not places:
            raise
        raise ValueError(messages.SETTINGS_UNENDED.format(line=places[-1][0])) from None


def _from_there(folder: Path, pipeline: PipelineSettings) -> PipelineSettings:
    """The pipeline with its folder, if it is a relative one, taken from where the file lies."""
    name = pipeline.name
    if name is not None and not name.strip():
        raise _Wrong(("pipeline", "name"), messages.NO_PIPELINE_NAMED)
    if name is None or not (folder / name).is_dir():
        return pipeline
    return replace(pipeline, name=str(folder / name))


def _check_labels(settings: Settings) -> None:
    for label in settings.labels:
        if not label or any(character.isspace() for character in label):
            raise _Wrong(("labels",), messages.BAD_LABEL.format(label=label))
    if len(set(settings.labels)) < len(settings.labels) or not settings.labels:
        raise _Wrong(("labels",), messages.LABELS_TWICE)


def _check_columns(columns: Columns) -> None:
    named = columns.named()
    for name, times in Counter(named.values()).items():
        if not name.strip() or times > 1:
            reason = messages.COLUMN_TWICE if name.strip() else messages.COLUMN_EMPTY
            column = next(column for column, one in named.items() if one == name)
            raise _Wrong(("columns", column), reason.format(name=name))


def _check_tags(tags: Sequence[str]) -> None:
    for tag in tags:
        if tags_of(tag) != (tag,):
            raise _Wrong(("tags",), messages.BAD_TAG.format(tag=tag))


def _check_colours(settings: Settings) -> None:
    for label, colour in settings.colours.items():
        entry = ("colours", label)
        if label not in settings.labels:
            raise _Wrong(entry, messages.COLOUR_OF_NO_LABEL.format(label=label))
        if not _COLOUR.fullmatch(colour):
            raise _Wrong(entry, messages.BAD_COLOUR.format(label=label, colour=colour))


def _keys(settings: Settings) -> dict[str, tuple[str, ...]]:
    try:
        return checked(settings.keys, settings.labels)
    except BadKey as bad:
        raise _Wrong(("keys", bad.command), f"keys.{bad.command}: {bad}") from bad
