"""Sentences with numbers in them, in the right number form."""

from __future__ import annotations

from string import Formatter


class Counted(str):
    """A ``str.format`` template in which ``{n:record|records}`` is the first word where n is 1."""

    __slots__ = ()

    def format(self, *args: object, **values: object) -> str:
        """As ``str.format``."""
        return _FORMS.vformat(self, args, values)


class _Forms(Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        one, parted, more = format_spec.partition("|")
        if parted:
            return one if value == 1 else more
        return str(super().format_field(value, format_spec))


_FORMS = _Forms()
