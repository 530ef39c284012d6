"""Days as tables and feeds write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.store.dates import day_of

MONTHS = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    """Numbers with the day first, Italian months, the months of mail."""
    month = [*MONTHS.split(), "dicembre"][day.month - 1]
    mail = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()[day.month - 1]
    for written in (
        day.isoformat(), f"{day.isoformat()}T10:00:00Z", f"{day:%Y%m%d}", f"{day:%d/%m/%Y} 10:30",
        f"{day.day}.{day.month}.{day.year}", f"{day.day} {month} {day.year}",
        f"Lunedì, {day.day} {month[:3].title()}. {day.year}, 10:30",
        f"Tue, {day:%d} {mail} {day.year} 23:59:00 -0800", f"{mail} {day.day}, {day.year}",
    ):  # fmt: skip
        assert day_of(written) == day.isoformat(), written


@given(st.integers(0, 20_000))
def test_seconds_and_milliseconds_since_1970_are_days(days: int) -> None:
    """In UTC, from 1973 on; smaller numbers are none."""
    day = date(1974, 1, 1) + timedelta(days)
    seconds = (day - date(1970, 1, 1)).days * 86_400 + 3600
    for value in (seconds, seconds * 1000, float(seconds)):
        assert day_of(value) == day.isoformat()


@pytest.mark.parametrize(
    "value",
    ["", "oggi", "17", "2026", "31/2/2026", "99/99/2026", "3 Marco 2026", "nato il 3 marzo 2026",
     "2026-13-01", 17, True, None, [], float("nan"), float("inf"), 10**400],
)  # fmt: skip
def test_what_is_no_day_is_none(value: object) -> None:
    """Nothing is made up."""
    assert day_of(value) is None
