"""Dates, money, percentages and quantities: where they stand and what they are worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.nlp.figures import find_figures, read_value

PUBLISHED = "2026-03-03"


def found(text: str, published: str | None = PUBLISHED) -> list[tuple[object, ...]]:
    """(text, label, number, unit, comparator, date) of every figure."""
    return [
        (
            text[f.start : f.end], f.label,
            f.value.number if f.value else None, f.value.unit if f.value else None,
            f.value.comparator if f.value else None, f.date,
        )
        for f in find_figures(text, published)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "span", "number", "unit", "comparator"),
    [
        ("costa 93,5 miliardi di dollari", "93,5 miliardi di dollari", 93_500_000_000, "USD", "="),
        ("ne servono 500 mila euro", "500 mila euro", 500_000, "EUR", "="),
        ("vale $ 12,4 mln", "$ 12,4 mln", 12_400_000, "USD", "="),
        ("vale € 3 mld", "€ 3 mld", 3_000_000_000, "EUR", "="),
        ("decine di milioni di euro", "decine di milioni di euro", 10_000_000, "EUR", "~"),
        ("un milione e mezzo di euro", "un milione e mezzo di euro", 1_500_000, "EUR", "="),
        ("mezzo miliardo di euro", "mezzo miliardo di euro", 500_000_000, "EUR", "="),
        ("costa oltre 320 milioni di euro", "320 milioni di euro", 320_000_000, "EUR", ">="),
        ("fino a 300 euro al mese", "300 euro", 300, "EUR", "<="),
        ("circa 1.234,56 euro", "1.234,56 euro", 1234.56, "EUR", "~"),
        ("duecento sterline", "duecento sterline", 200, "GBP", "="),
        ("tremila yen", "tremila yen", 3000, "JPY", "="),
        ("12 franchi svizzeri", "12 franchi svizzeri", 12, "CHF", "="),
        ("9 euro", "9 euro", 9, "EUR", "="),
    ],
)
def test_money(text: str, span: str, number: float, unit: str, comparator: str) -> None:
    """Amounts with their currency as an ISO code; the comparator stays outside the span."""
    assert found(text) == [(span, "MONEY", number, unit, comparator, None)]


@pytest.mark.parametrize(
    ("text", "span", "number", "comparator"),
    [
        ("sale del 3,5%", "3,5%", 3.5, "="),
        ("il 22 per cento", "22 per cento", 22, "="),
        ("oltre il 90%", "90%", 90, ">="),
        ("il venti per cento", "venti per cento", 20, "="),
        ("quasi il 10 %", "10 %", 10, "~"),
    ],
)
def test_percentages(text: str, span: str, number: float, comparator: str) -> None:
    """With % or in words, without the article."""
    assert [(f[0], f[1], f[2], f[4]) for f in found(text)] == [
        (span, "PERCENT", number, comparator)
    ]


@pytest.mark.parametrize(
    ("text", "span", "number", "unit"),
    [
        ("ci sono 114 stabilimenti", "114 stabilimenti", 114, "stabilimenti"),
        (
            "tre milioni di processori AI",
            "tre milioni di processori AI",
            3_000_000,
            "processori AI",
        ),
        ("175.000 addetti", "175.000 addetti", 175_000, "addetti"),
        ("tre persone", "tre persone", 3, "persone"),
        ("duemila lavoratori", "duemila lavoratori", 2000, "lavoratori"),
        ("40 chilometri", "40 chilometri", 40, "km"),
        ("un uomo di 45 anni", "45 anni", 45, "anni"),
        ("una potenza di 18 megawatt", "18 megawatt", 18, "MW"),
        ("decine di feriti", "decine di feriti", 10, "feriti"),
        ("ventitré navi", "ventitré navi", 23, "navi"),
        ("900 metri quadrati", "900 metri quadrati", 900, "m2"),
    ],
)
def test_quantities(text: str, span: str, number: float, unit: str) -> None:
    """A number with what it counts or measures."""
    assert [f[:4] for f in found(text)] == [(span, "QUANTITY", number, unit)]


@pytest.mark.parametrize(
    ("text", "span", "date"),
    [
        ("il 24 aprile", "24 aprile", "2026-04-24"),
        ("il 9 ott 2025", "9 ott 2025", "2025-10-09"),
        ("28/08/2025", "28/08/2025", "2025-08-28"),
        ("il 1° gennaio 2026", "1° gennaio 2026", "2026-01-01"),
        ("nel 2025", "2025", "2025"),
        ("ad agosto 2024", "agosto 2024", "2024-08"),
        ("nel primo trimestre del 2024", "primo trimestre del 2024", "2024-Q1"),
        ("lo ha detto ieri", "ieri", "2026-03-02"),
        ("martedì 4 marzo 2025", "martedì 4 marzo 2025", "2025-03-04"),
        ("April 24, 2025", "April 24, 2025", "2025-04-24"),
        ("2025-04-24", "2025-04-24", "2025-04-24"),
    ],
)
def test_dates(text: str, span: str, date: str) -> None:
    """Calendar dates in full or reckoned from the article's own."""
    assert [(f[0], f[1], f[5]) for f in found(text)] == [(span, "DATE", date)]


def test_a_day_without_a_year_is_known_only_beside_a_date() -> None:
    """Nothing is made up where the article has no date."""
    ((span, label, *_, date),) = found("il 24 aprile", None)
    assert (span, label, date) == ("24 aprile", "DATE", None)


@pytest.mark.parametrize(
    "text", ["per cinque anni", "in 24 ore", "da tre mesi", "per due settimane"]
)
def test_lengths_of_time_are_dates(text: str) -> None:
    """By the labelling guidelines."""
    assert [f[1] for f in found(text)] == ["DATE"]


@pytest.mark.parametrize(
    "text",
    [
        "l’articolo 18", "il Boeing 737", "la rete 5G", "ha vinto 2-1", "il decreto 231/2001",
        "il primo classificato", "una casa", "un giorno", "raddoppiato", "l’iPhone 17",
        "sei andato via", "la legge 104",
    ],
)  # fmt: skip
def test_what_is_no_figure(text: str) -> None:
    """Names, ordinals, scores, laws, articles of speech."""
    assert found(text) == []


def test_a_range_keeps_both_ends() -> None:
    """From 100 to 500 euros is not only 500."""
    text = "da 100 a 500 euro"
    covered = " ".join(text[f.start : f.end] for f in find_figures(text))
    assert "100" in covered and "500 euro" in covered


@pytest.mark.parametrize(
    ("typed", "number", "unit", "comparator"),
    [
        ("93,5 miliardi di dollari", 93_500_000_000, "USD", "="),
        ("oltre 950 impianti", 950, "impianti", ">="),
        ("12", 12, None, "="),
        ("3,5%", 3.5, "%", "="),
        ("almeno 1.200", 1200, None, ">="),
    ],
)
def test_a_value_is_read_as_it_is_typed(
    typed: str, number: float, unit: str | None, comparator: str
) -> None:
    """What the fact form shows at once."""
    reading = read_value(typed)
    assert reading is not None and reading.value is not None
    value = reading.value
    assert (value.number, value.unit, value.comparator) == (number, unit, comparator)


def test_a_typed_date_is_read_beside_the_articles() -> None:
    """24 aprile is next month's."""
    reading = read_value("24 aprile", PUBLISHED)
    assert reading is not None and reading.date == "2026-04-24"
    assert read_value("molte cose") is None


@given(st.integers(0, 10**12))
def test_written_numbers_read_back(number: int) -> None:
    """Italian grouping: 1.234.567."""
    written = f"{number:,}".replace(",", ".")
    reading = read_value(f"{written} euro")
    assert reading is not None and reading.value is not None
    assert (reading.value.number, reading.value.unit) == (number, "EUR")


@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_written_decimals_read_back(number: object) -> None:
    """Decimal comma: 1.234,56."""
    written = f"{number:,}".translate(str.maketrans(",.", ".,"))
    reading = read_value(f"{written}%")
    assert reading is not None and reading.value is not None
    assert reading.value.number == pytest.approx(float(str(number)))


@given(
    st.text(max_size=120)
    | st.lists(
        st.sampled_from(
            ["3", "mila", "di", "euro", "€", "%", ",", ".", "-", "marzo", "2025", "da", "a",
             "oltre", "mezzo", "e", "un", "milione", "\n", " ", "’", "28/08", "18:30", "\x00"]
        ),
        max_size=25,
    ).map(" ".join)
)  # fmt: skip
def test_never_fails_and_offsets_are_exact(text: str) -> None:
    """In order, apart, inside the text, no white space at the edges, whatever the text."""
    reached = 0
    for figure in find_figures(text, PUBLISHED):
        assert reached <= figure.start < figure.end <= len(text)
        span = text[figure.start : figure.end]
        assert span == span.strip()
        reached = figure.end


def test_a_huge_line_is_no_trouble() -> None:
    """Ten megabytes of figures in one line."""
    assert len(find_figures("12,5 milioni di euro e " * 20_000)) == 20_000
    find_figures("1" * 2_000_000)
    find_figures("3.333." * 300_000)
