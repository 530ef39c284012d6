"""A user's own keys: what a terminal can send, what would do two things, what must keep a key.

Without Textual, which reads the theme from the environment when it is imported.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_lowercase

from newsview.store import messages
from newsview.tui.commands import Command, Scope, all_commands, commands, is_sequence

SCREENS: tuple[tuple[Scope, ...], ...] = (
    ("list", "everywhere"),
    ("moving", "deciding", "pane", "everywhere"),
    ("overview", "everywhere"),
    ("overview", "facts", "everywhere"),
    ("overview", "entities", "everywhere"),
    ("overview", "former", "everywhere"),
    ("help",),
)
"""The scopes whose keys work at the same time, screen by screen."""

REQUIRED = ("everywhere.help", "everywhere.palette", "everywhere.back")
"""The commands without which one is lost: each keeps a key."""

_NAMED = frozenset(
    "enter tab space backspace delete insert escape home end pageup pagedown up down left right"
    " shift+tab shift+up shift+down shift+left shift+right ctrl+up ctrl+down ctrl+left ctrl+right"
    " ctrl+home ctrl+end ctrl+pageup ctrl+pagedown ctrl+underscore ctrl+backslash".split()
) | {f"f{number}" for number in range(1, 13)}

_SAME_ON_THE_WIRE = {
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
    "ctrl+[": "escape",
    "ctrl+enter": "enter",
    "shift+enter": "enter",
    "ctrl+space": "ctrl+@",
    "ctrl+@": "ctrl+space",
}
_TAKEN = {"ctrl+q": messages.KEY_LEAVES, "ctrl+c": messages.KEY_TELLS_HOW_TO_LEAVE}
_SPELLED = {"left_bracket": "left_square_bracket", "right_bracket": "right_square_bracket"}


RENAMED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Characters that Textual calls otherwise than Unicode does."""


class BadKey(Exception):
    """A command's key that will not do: the command's id, and why."""

    def __init__(self, command: str, reason: str) -> None:
        super().__init__(reason)
        self.command = command


def checked(keys: Mapping[str, Sequence[str]], labels: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The user's keys by Textual's names for them. Raises BadKey for the first that will not do."""
    known = {command.id: command for command in all_commands(labels)}
    named: dict[str, tuple[str, ...]] = {}
    for name, wanted in keys.items():
        if name not in known:
            raise BadKey(name, messages.UNKNOWN_COMMAND.format(name=name))
        named[name] = tuple(_named(known[name], key) for key in wanted)
        if not wanted and name in REQUIRED:
            raise BadKey(name, messages.KEY_REQUIRED)
    for scopes in SCREENS:
        for key, ids in _taken_twice(scopes, labels, named):
            from newsview.tui.keys import shown_key

            ours = next(name for name in ids if name in named)
            both = ", ".join(dict.fromkeys(ids))
            raise BadKey(ours, messages.KEY_TAKEN_TWICE.format(key=shown_key(key), commands=both))
    return named


def _named(command: Command, key: str) -> str:
    """Textual's name for a key as a user writes it."""
    if is_sequence(key):
        if not any(map(is_sequence, command.keys)):
            raise BadKey(command.id, messages.KEY_DOUBLED.format(key=key))
        return key
    reason = why_not(key)
    if reason is not None:
        raise BadKey(command.id, reason)
    return _of_character(key) if len(key) == 1 else _SPELLED.get(key.lower(), key.lower())


def why_not(key: str) -> str | None:
    """Why a key cannot be given to a command; None when it can."""
    lower = key if len(key) == 1 else key.lower()
    if lower in _SAME_ON_THE_WIRE:
        return messages.KEY_IS_ANOTHER.format(key=key, other=_SAME_ON_THE_WIRE[lower])
    if lower in _TAKEN:
        return _TAKEN[lower].format(key=key)
    if lower.startswith(("alt+", "ctrl+shift+", "super+", "hyper+", "meta+")):
        return messages.KEY_UNSENDABLE.format(key=key)
    if lower.startswith("shift+") and len(lower) == len("shift+") + 1:
        return messages.KEY_SHIFTED.format(key=key, letter=key[-1].upper())
    if not (_is_character(key) or lower in _NAMED or _is_control(lower) or _is_unicode_name(lower)):
        return messages.KEY_UNKNOWN.format(key=key)
    return None


def _is_character(key: str) -> bool:
    return len(key) == 1 and key.isprintable() and key != " "


def _is_control(key: str) -> bool:
    return key.startswith("ctrl+") and key.removeprefix("ctrl+") in set(ascii_lowercase)


def _is_unicode_name(key: str) -> bool:
    """Whether it is the name of a character as Textual has it: ``question_mark``."""
    if key in _SPELLED or key in RENAMED.values():
        return True
    try:
        return not unicodedata.lookup(key.replace("_", " ").upper()).isalnum()
    except KeyError:
        return False


def _of_character(character: str) -> str:
    """Textual's name for the key that types a character: ``?`` is ``question_mark``."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return RENAMED.get(name, name)


def _taken_twice(
    scopes: Sequence[Scope], labels: Sequence[str], keys: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, list[str]]]:
    """The keys that several commands of a screen have, with the ids of those.

    The first press of a doubled key takes its character, too.
    """
    taken: dict[str, list[str]] = {}
    for scope in scopes:
        for command in commands(scope, labels):
            for key in keys.get(command.id, command.keys):
                taken.setdefault(key[0] if is_sequence(key) else key, []).append(command.id)
    return ((key, ids) for key, ids in taken.items() if len(ids) > 1)
