"""The group behind ``newsview``: a default command, commands loaded when named, exit codes.

0 done, 1 could not be done (one line on stderr, no traceback), 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from newsview.store import messages
from newsview.store.messages import NewsviewError
from newsview.store.names import visible
from newsview.tui.cli.saying import say


class NewsviewGroup(click.Group):
    """A group whose first argument may be a command or else belongs to the default command.

    ``commands_in`` says where each command is, ``module:name``, in the order of the help.
    """

    def __init__(self, *args: Any, commands_in: dict[str, str], default: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._commands_in = commands_in
        self._default = default

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the help."""
        return list(self._commands_in)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, loaded now."""
        if cmd_name not in self._commands_in:
            return None
        module, _, name = self._commands_in[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give what starts with no command of ours to the default command."""
        own = {name for param in self.get_params(ctx) for name in param.opts}
        completing = ctx.resilient_parsing and not args
        if not completing and (not args or args[0] not in own | self._commands_in.keys()):
            args = [self._default, *args]
        return super().parse_args(ctx, args)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the arguments; those that will not do are told harmlessly."""
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as error:
            raise _harmless(error) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what goes wrong ends in one line and an exit code."""
        try:
            return super().invoke(ctx)
        except NewsviewError as error:
            say(str(error))
            ctx.exit(1)
        except BrokenPipeError:
            _forget_stdout()
            ctx.exit(1)
        except OSError as error:
            say(_os_reason(error))
            ctx.exit(1)
        except KeyboardInterrupt:
            say(messages.STOPPED)
            ctx.exit(130)
        except click.UsageError as error:
            raise _harmless(error) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            from newsview.tui.faults import told

            say(told(error))
            ctx.exit(1)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Both forms of the command line."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] [CORPUS]...")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The default command's options beside the group's own, then the commands."""
        default = self.get_command(ctx, self._default)
        params = [*(default.params if default else ()), *self.get_params(ctx)]
        options = [param for param in params if isinstance(param, click.Option)]
        rows = [row for row in (param.get_help_record(ctx) for param in options) if row]
        with formatter.section("Options"):
            formatter.write_dl(rows)
        self.format_commands(ctx, formatter)


def _harmless(error: click.UsageError) -> click.UsageError:
    """The same with every character of an argument spelled out that a terminal would obey."""
    return click.UsageError(visible(error.format_message()), error.ctx)


def _forget_stdout() -> None:
    """Nobody reads on: let the interpreter's last flush go nowhere instead of complaining."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _os_reason(error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    if error.filename is None:
        return reason
    return messages.OS_REASON.format(path=os.fsdecode(error.filename), reason=reason)
