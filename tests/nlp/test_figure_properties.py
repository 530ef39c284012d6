"""Figures as other libraries write them read back, and no text breaks a promise."""

from __future__ import annotations

import json
import math
from datetime import date, time
from decimal import Decimal

import msgspec
import pytest
from babel.dates import format_date, format_time
from babel.numbers import (
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_percent,
)
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from newsview.nlp.figures import Figure, find_figures, read_value
from newsview.store.model import Value

PUBLISHED = "2026-03-03"
CURRENCIES = {"euro": "EUR", "dollari": "USD", "sterline": "GBP", "franchi svizzeri": "CHF"}
UNITS = ["chilometri", "megawatt", "abitanti", "stabilimenti", "tonnellate", "navi"]

integers = st.integers(2, 10**9) | st.sampled_from([8, 11, 21, 23, 80, 100, 108, 1000, 1001, 2003])
large = st.integers(2, 10**15 - 1) | st.integers(1, 999).map(lambda n: n * 10**9 + 1)
decimals = st.decimals(min_value=0, max_value=10**9, places=2)


def only(text: str) -> Figure:
    """The one figure of a text."""
    (figure,) = find_figures(text, PUBLISHED)
    return figure


def value_of(text: str) -> tuple[int | float, str | None]:
    """Number and unit of the one figure of a text, which must cover all but "costa "."""
    figure = only(text)
    assert text[figure.start : figure.end] == text.removeprefix("costa ")
    assert figure.value is not None
    return figure.value.number, figure.value.unit


def di(number: int) -> str:
    """What joins a number in words and a noun: "un milione di"."""
    return " di " if number >= 10**6 and number % 10**6 == 0 else " "


@given(large, st.sampled_from(sorted(CURRENCIES)))
def test_integers_in_words(number: int, currency: str) -> None:
    """tre, ventitré, duemilatré, un miliardo, duecento milioni e trecentomila."""
    text = f"costa {num2words(number, lang='it')}{di(number)}{currency}"
    assert value_of(text) == (number, CURRENCIES[currency])


@given(st.integers(0, 9999), st.integers(1, 99))
def test_decimals_in_words(whole: int, hundredths: int) -> None:
    """tre virgola cinque; zero virgola zero cinque."""
    number = Decimal(f"{whole}.{hundredths:02d}").normalize()
    assert value_of(f"costa {num2words(float(number), lang='it')} per cento") == (
        float(number),
        "%",
    )


@given(st.integers(2, 999_999))
def test_minus_in_words(number: int) -> None:
    """meno cinque gradi."""
    assert value_of(f"costa {num2words(-number, lang='it')} gradi") == (-number, "gradi")


@given(integers, st.sampled_from(UNITS))
def test_integers_with_a_unit(number: int, unit: str) -> None:
    """1.234 stabilimenti, however they are written."""
    for written in (format_decimal(number, locale="it"), num2words(number, lang="it") + di(number)):
        assert value_of(f"costa {written.strip()} {unit}") == (number, unit)


@given(decimals)
def test_decimals(number: Decimal) -> None:
    """1.234,5 km."""
    assert value_of(f"costa {format_decimal(number, locale='it')} km") == (
        pytest.approx(float(number)),
        "km",
    )


@given(st.integers(1000, 10**13), st.sampled_from(["short", "long"]), st.integers(0, 2))
def test_compact_numbers(number: int, form: str, digits: int) -> None:
    """93,5 miliardi; 12,4 Mln; 3 mila miliardi: as exact as they are written."""
    written = format_compact_decimal(number, format_type=form, locale="it", fraction_digits=digits)  # type: ignore[arg-type]
    said, _ = value_of(f"costa {written} euro")
    scale = 10 ** max(0, (len(str(number)) - 1) // 3 * 3)
    assert abs(said - number) <= max(scale, 1000) * 10**-digits


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    st.sampled_from("EUR USD GBP JPY CHF CNY INR BRL CAD SEK PLN TRY RUB KRW UAH ILS".split()),
)
def test_amounts(number: Decimal, currency: str) -> None:
    """1.234,50 €, -3,00 USD, 1.234 JPY."""
    written = format_currency(
        number, currency, locale="it", currency_digits=False, format="#,##0.00 ¤"
    )
    figure = only(f"costa {written} al pezzo")
    assert figure.label == "MONEY"
    assert figure.value is not None and figure.value.unit == currency
    assert figure.value.number == pytest.approx(float(number))
    assert f"costa {written} al pezzo"[figure.start : figure.end] == written


@given(
    st.integers(2, 10**6),
    st.sampled_from("EUR USD GBP JPY CHF CNY INR BRL CAD SEK PLN TRY RUB KRW UAH ILS".split()),
)
def test_amounts_by_name(number: int, currency: str) -> None:
    """1.234,00 dollari statunitensi, 12,00 zloty polacchi."""
    written = format_currency(number, currency, locale="it", format_type="name")
    assert value_of(f"costa {written}") == (number, currency)


@given(st.decimals(min_value=-1000, max_value=1000, places=4))
def test_percentages(number: Decimal) -> None:
    """-12,34%."""
    written = format_percent(number, locale="it", format="#,##0.0#%")
    assert value_of(f"costa {written}") == (pytest.approx(float(number * 100)), "%")


@given(st.dates(date(1950, 1, 1), date(2069, 12, 31)))
def test_dates(day: date) -> None:
    """venerdì 4 aprile 2025, 4 apr 2025, 04/04/25, aprile 2025, 4 aprile."""
    for form in ("short", "medium", "long", "full", "d MMM y", "dd.MM.y", "d-M-yyyy"):
        text = format_date(day, format=form, locale="it")
        if form == "short" and not day.year >= 1970:
            continue
        figure = only(f"il {text}")
        assert (figure.start, figure.end) == (3, 3 + len(text)), form
        assert (figure.label, figure.date) == ("DATE", day.isoformat()), form
    assert only(format_date(day, "MMMM y", locale="it")).date == day.isoformat()[:7]
    half = 1 if day.month < 7 else 2
    assert only(f"primo semestre {day.year}").date == f"{day.year}-H1"
    assert only(f"nel {half}° semestre del {day.year}").date == f"{day.year}-H{half}"


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.integers(-180, 180))
def test_a_day_without_a_year_is_the_nearest(published: date, off: int) -> None:
    """Within half a year there is no doubt."""
    day = date.fromordinal(published.toordinal() + off)
    (figure,) = find_figures(format_date(day, "d MMMM", locale="it"), published.isoformat())
    if (day.month, day.day) != (2, 29):
        assert figure.date == day.isoformat()


@given(st.times())
def test_clock_times(moment: time) -> None:
    """ore 18:30, alle 18.30."""
    written = format_time(moment, "short", locale="it")
    assert only(f"ore {written}").date == f"T{written}"
    assert only(f"alle {written.replace(':', '.')}").date == f"T{written}"


@given(st.integers(2, 10**6), st.integers(2, 10**6))
def test_ranges(one: int, other: int) -> None:
    """Both ends, whatever joins them."""
    low, high = sorted((one, other))
    a, b = format_decimal(one, locale="it"), format_decimal(other, locale="it")
    for text, said in (
        (f"costa tra {a} e {b} euro", f"{a} e {b} euro"),
        (f"costa tra i {a} e i {b} euro", f"{a} e i {b} euro"),
        (f"costa da {a} a {b} euro", f"{a} a {b} euro"),
        (f"costa dai {a} ai {b} euro", f"{a} ai {b} euro"),
        (f"costa {a}-{b} euro", f"{a}-{b} euro"),
    ):
        figure = only(text)
        assert text[figure.start : figure.end] == said
        assert (figure.value, figure.also) == (Value(low, "EUR", ">="), (Value(high, "EUR", "<="),))


HOSTILE = [
    "9" * 10**6, "1." * 2000, "1.1.1.1", "da da da", "da " * 3000, "3 e " * 3000, "3, " * 3000,
    "-" * 3000, "un milione e " * 500, "cento" * 3000, "fine di " * 2000, "sera di " * 2000,
    "vigilia di " * 3000, "stesso mese di " * 3000, "fine " * 3000, "prossimo " * 3000,
    "tra 3 e ", "3️⃣ euro", "٣٤٥ euro", "३४ euro", "３４ euro", "²³ euro", "½ euro", "Ⅷ secolo",
    "\u202e3 euro\u202c", "3\u0301 e\u0301uro", "3\x00euro", "3\ud800 euro", "\ufeff3 euro",
    "e\u0301 3 euro", "İ 3 euro", "ﬁne 2025", "0 euro", "000 euro", "0,0 euro", "-0 euro",
    "0/0 euro", "00/00/0000", "99/99/9999", "0000-00-00", "31 febbraio", "0 secolo",
    "XXXXXX secolo", "9999 anni fa", "tra 3000 anni", "9" * 400 + " euro",
    "1" * 24 + " miliardi di euro", "999.999.999.999.999 mila miliardi di dollari", "un un un un",
    "''''", "’" * 3000, "anni '", "nel '", "1:1:1:1:1",
]  # fmt: skip


def check(text: str, published: str | None) -> None:
    """In order, apart, inside the text, with values that any JSON reader takes."""
    reached = 0
    for figure in find_figures(text, published):
        assert reached <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == text[figure.start : figure.end].strip()
        reached = figure.end
        for value in (figure.value, *figure.also):
            if value is None:
                continue
            assert math.isfinite(value.number)
            written = msgspec.json.encode(msgspec.structs.replace(value, unit=None))
            assert msgspec.json.decode(written, type=Value).number == value.number
            assert json.loads(written)["number"] == value.number
    read_value(text, published)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
@pytest.mark.parametrize("published", [PUBLISHED, None, "0001-01-01", "9999-12-31", "2024-02-29"])
def test_hostile_texts(text: str, published: str | None) -> None:
    """Digits without end, odd digits, control characters, days that are none, the first year."""
    check(text, published)
    check(f"costa {text} euro e lunedì scorso, tra due settimane, a Natale", published)


WORDS = [
    "3", "12,5", "1.000", "mila", "mln", "di", "dei", "euro", "€", "$", "%", ",", ".", "-", "/",
    ":", "'", "’", "°", "marzo", "2025", "'68", "da", "a", "al", "tra", "e", "i", "oltre",
    "mezzo", "un", "milione", "terzi", "anni", "fa", "fine", "anno", "prossimo", "scorso",
    "primi", "trimestre", "alle", "ore", "18", "18.30", "sera", "ieri", "lunedì", "secolo", "XX",
    "virgola", "meno", "cento", "duemila", "km", "m", "persone", "Natale", "\n", "\x00",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
    | st.lists(st.sampled_from(WORDS), max_size=30).map("".join)
    | st.text(st.characters(codec=None), max_size=150),
    st.dates().map(date.isoformat) | st.none() | st.text(max_size=12),
)
def test_any_text(text: str, published: str | None) -> None:
    """Whatever the words and the article's date."""
    check(text, published)


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.integers(0, 40))
def test_a_figure_is_read_as_it_was_found(text: str, size: int) -> None:
    """Lines do not reach into one another, and stretches are read as if nothing else were there."""
    apart = find_figures(text, PUBLISHED)
    padding = "parole " * size
    inside = find_figures(
        padding + text + "\nfine", PUBLISHED, [(len(padding), len(padding) + len(text))]
    )
    moved = [f._replace(start=f.start - len(padding), end=f.end - len(padding)) for f in inside]
    assert moved == apart
