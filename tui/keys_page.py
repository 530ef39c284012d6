"""``docs/keys.md`` from the table of commands: ``python -m newsview.tui.keys_page``."""

from __future__ import annotations

from newsview.store.model import DEFAULT_LABELS
from newsview.tui.commands import SCOPE_TITLES, commands
from newsview.tui.keys import shown_keys

_HEAD = """# Keys

Made from the table of commands by `make keys`. To give a command other keys, put its id in
`newsview.toml` (in the corpus folder or in your config folder) with Textual's names for the keys:

```toml
[keys]
"deciding.accept" = ["y"]
"moving.next_suggestion" = ["n", "space"]
```
"""


def page() -> str:
    """The whole page as Markdown."""
    parts = [_HEAD]
    for scope, title in SCOPE_TITLES.items():
        parts.append(f"\n## {title}\n\n| keys | command | what it does | id |\n|---|---|---|---|\n")
        for command in commands(scope, DEFAULT_LABELS):
            keys = " ".join(f"`{key}`" for key in shown_keys(command).split())
            parts.append(f"| {keys} | {command.title} | {command.help} | `{command.id}` |\n")
    return "".join(parts)


if __name__ == "__main__":
    print(page(), end="")
