"""Days in the ISO forms that machines write."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"\s{0,9}(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


def iso_day(written: str | None) -> str | None:
    """The day of an ISO 8601 date or time, as ``YYYY-MM-DD``; None if it is none.

    The day is the one that is written: no time zone is applied.
    """
    found = _ISO.match(written) if written else None
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        return None
