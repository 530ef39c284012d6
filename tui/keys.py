"""From commands to keys: bindings for Textual, readable key names, hint pairs, help rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.binding import Binding, BindingType
from textual.keys import key_to_character

from newsview.store.model import DEFAULT_LABELS
from newsview.tui.commands import (
    SCOPE_TITLES,
    Command,
    Scope,
    all_commands,
    commands,
    is_sequence,
)

_SHOWN = {
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "esc",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
}

Keymap = Mapping[str, Sequence[str]]
"""A user's own keys: command id to Textual key names."""

NO_KEYMAP: Keymap = {}

FIRST = ".first"
"""What follows a command's id in that of the binding for the first press of a doubled key."""

NO_KEY = "no_key"


def keys_of(command: Command, keymap: Keymap = NO_KEYMAP) -> Sequence[str]:
    """The keys of a command: the user's own, else the default ones."""
    return keymap.get(command.id, command.keys)


def shown_key(key: str) -> str:
    """A key as people read it."""
    if key in _SHOWN or len(key) == 1:
        return _SHOWN.get(key, key)
    character = key_to_character(key)
    return character if character and character.isprintable() and character != " " else key


def shown_keys(command: Command, keymap: Keymap = NO_KEYMAP) -> str:
    """All keys of a command as people read them."""
    return " ".join(shown_key(key) for key in keys_of(command, keymap))


def bindings(scopes: Sequence[Scope], labels: Sequence[str] = DEFAULT_LABELS) -> list[BindingType]:
    """The bindings of a screen: one for each command of its scopes, rebindable by its id.

    A key pressed twice is bound by its first press to ``action_prefix``, rebindable by the
    command's id and `FIRST`.
    """
    made: list[BindingType] = []
    for scope in scopes:
        for command in commands(scope, labels):
            single = [key for key in command.keys if not is_sequence(key)]
            made.extend(
                Binding(
                    key[0], f"prefix('{command.id}')", command.title,
                    show=False, id=command.id + FIRST,
                )
                for key in command.keys
                if is_sequence(key)
            )  # fmt: skip
            made.append(
                Binding(
                    ",".join(single), command.action, command.title,
                    show=False, tooltip=command.help, id=command.id,
                )
            )  # fmt: skip
    return made


def binding_of(command_id: str) -> list[BindingType]:
    """The binding of one command, for a screen that must bind it itself."""
    scope = next(command.scope for command in all_commands() if command.id == command_id)
    return [
        binding
        for binding in bindings([scope])
        if isinstance(binding, Binding) and binding.id == command_id
    ]


def textual_keymap(keymap: Keymap) -> dict[str, str]:
    """The user's own keys as Textual takes them: binding id to keys with commas between.

    A command without a key gets one that no terminal sends, as Textual passes over an empty one.
    """
    named = {command.id: command for command in all_commands()}
    taken: dict[str, str] = {}
    for name, keys in keymap.items():
        taken[name] = ",".join(key for key in keys if not is_sequence(key)) or NO_KEY
        if name in named and any(map(is_sequence, named[name].keys)):
            taken[name + FIRST] = ",".join(key[0] for key in keys if is_sequence(key)) or NO_KEY
    return taken


def action_of(command_id: str) -> str:
    """The action of the command with this id."""
    return next(command.action for command in all_commands() if command.id == command_id)


def hints(
    scopes: Sequence[Scope], labels: Sequence[str] = (), keymap: Keymap = NO_KEYMAP
) -> list[tuple[str, str]]:
    """(key, title) pairs for the hint line."""
    return [
        (shown_key(keys_of(command, keymap)[0]), command.title)
        for scope in scopes
        for command in commands(scope, labels)
        if command.hint and keys_of(command, keymap)
    ]


def keys_for(command_id: str, keymap: Keymap = NO_KEYMAP) -> str:
    """The keys of the command with this id as people read them."""
    command = next(one for one in all_commands() if one.id == command_id)
    return shown_keys(command, keymap)


def hints_of(ids: Sequence[str], keymap: Keymap = NO_KEYMAP) -> list[tuple[str, str]]:
    """(key, title) pairs of these commands, in this order."""
    named = {command.id: command for command in all_commands()}
    found = [(keys_of(named[id_], keymap), named[id_].title) for id_ in ids]
    return [(shown_key(keys[0]), title) for keys, title in found if keys]


def help_rows(
    scopes: Sequence[Scope], labels: Sequence[str] = (), keymap: Keymap = NO_KEYMAP
) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """For the help sheet: a heading and its (keys, title, help) rows, scope by scope."""
    return [
        (
            SCOPE_TITLES[scope],
            [
                (shown_keys(command, keymap), command.title, command.help)
                for command in commands(scope, labels)
            ],
        )
        for scope in scopes
    ]
