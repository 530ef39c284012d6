"""Dates, money, percentages and quantities: where they stand and what they are worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.nlp.figures import find_figures, read_value, symbol_of
from newsview.store.model import Value

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
        ("40 chilometri", "40 chilometri", 40, "chilometri"),
        ("un uomo di 45 anni", "45 anni", 45, "anni"),
        ("una potenza di 18 megawatt", "18 megawatt", 18, "megawatt"),
        ("decine di feriti", "decine di feriti", 10, "feriti"),
        ("ventitré navi", "ventitré navi", 23, "navi"),
        ("900 metri quadrati", "900 metri quadrati", 900, "metri quadrati"),
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
        "sei andato via", "la legge 104", "è arrivato decimo", "la terza volta", "vinto 2 a 1",
        "un Airbus A320", "via Roma 12", "gli articoli 3 e 24", "il G7", "un terzo stabilimento",
        "per mezzo degli uffici", "ne ha meno due", "chiamare il 112",
    ],
)  # fmt: skip
def test_what_is_no_figure(text: str) -> None:
    """Names, ordinals, scores, laws, articles of speech."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("unit", "symbol"),
    [("megawatt", "MW"), ("MW", "MW"), ("Metri quadri", "m2"), ("mq", "m2"), ("navi", "navi")],
)
def test_units_compare_by_their_symbol(unit: str, symbol: str) -> None:
    """A value's unit is as written."""
    assert symbol_of(unit) == symbol


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("da 100 a 500 euro", [(100, "EUR", ">="), (500, "EUR", "<=")]),
        ("tra i 60 e i 75 milioni di euro", [(60_000_000, "EUR", ">="), (75_000_000, "EUR", "<=")]),
        ("dal 3 al 5%", [(3, "%", ">="), (5, "%", "<=")]),
        ("10-15 addetti", [(10, "addetti", ">="), (15, "addetti", "<=")]),
        ("tre o quattro navi", [(3, "navi", ">="), (4, "navi", "<=")]),
        ("10,6 e 13,9 euro al chilo", [(10.6, "EUR", "="), (13.9, "EUR", "=")]),
        ("l’organico sale da 38 a 90 addetti", [(90, "addetti", "="), (38, "addetti", "=")]),
        ("il titolo scende dal 28 al 12%", [(12, "%", "="), (28, "%", "=")]),
        ("ragazzi tra i 18 e i 35 anni", [(18, "anni", ">="), (35, "anni", "<=")]),
    ],
)
def test_ranges_changes_and_lists(text: str, values: list[tuple[float, str, str]]) -> None:
    """Both ends of a range; a change is where it ends; a list has each of its numbers."""
    (figure,) = find_figures(text)
    assert figure.value is not None
    assert [figure.value, *figure.also] == [Value(*value) for value in values]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "span", "number", "unit"),
    [
        ("un terzo dei dipendenti", "un terzo dei dipendenti", 0.3333, "dipendenti"),
        ("circa un quarto del totale", "un quarto del totale", 0.25, "totale"),
        ("due terzi delle aziende", "due terzi delle aziende", 0.6667, "aziende"),
        ("meno 5 gradi", "meno 5 gradi", -5, "gradi"),
        ("12°C", "12°C", 12, "°C"),
        ("3 anni luce", "3 anni luce", 3, "anni luce"),
        ("la donna, 38 anni, lavora", "38 anni", 38, "anni"),
        ("Rosa Verdi, 45 anni, è sindaca", "45 anni", 45, "anni"),
        ("ha compiuto 80 anni", "80 anni", 80, "anni"),
        ("mezzo milione di persone", "mezzo milione di persone", 500_000, "persone"),
    ],
)
def test_fractions_ages_and_degrees(text: str, span: str, number: float, unit: str) -> None:
    """An age is a quantity, a fraction takes in what it is a part of."""
    assert [f[:4] for f in found(text)] == [(span, "QUANTITY", pytest.approx(number), unit)]


@pytest.mark.parametrize(
    ("text", "span", "number", "unit"),
    [
        ("vale £20m", "£20m", 20_000_000, "GBP"),
        ("vale 5M€", "5M€", 5_000_000, "EUR"),
        ("vale US$ 5 billion", "US$ 5 billion", 5_000_000_000, "USD"),
        ("costa 54 centesimi al litro", "54 centesimi", 0.54, "EUR"),
        ("2 milioni 300 mila euro", "2 milioni 300 mila euro", 2_300_000, "EUR"),
        ("mille e cinquecento euro", "mille e cinquecento euro", 1500, "EUR"),
        ("il fatturato è di 12 milioni", "12 milioni", 12_000_000, "EUR"),
        ("mille corone", "mille corone", 1000, None),
        ("1.234 CA$", "1.234 CA$", 1234, "CAD"),
    ],
)
def test_money_in_other_forms(text: str, span: str, number: float, unit: str | None) -> None:
    """Letters for millions, cents, codes; unknown where several countries have the word."""
    assert [f[:4] for f in found(text)] == [(span, "MONEY", pytest.approx(number), unit)]


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("fino allo 0,1%", "<="), ("supera così i 28 euro", ">="), ("non supera i 28 euro", "<="),
        ("300 euro al massimo", "<="), ("18 navi o più", ">="), ("qualche milione di euro", "~"),
        ("non arriva al 6%", "<="), ("sui 50 euro", "~"), ("al di sotto dei 50 euro", "<="),
        ("non meno di 3 navi", ">="), ("12 navi circa", "~"), ("12 navi circa 30 uomini fa", "="),
    ],
)  # fmt: skip
def test_comparators(text: str, comparator: str) -> None:
    """With any article, before the figure or behind it."""
    assert found(text)[0][4] == comparator


@pytest.mark.parametrize(
    ("text", "span", "date"),
    [
        ("oggi", "oggi", "2026-03-03"),
        ("domani", "domani", "2026-03-04"),
        ("l’altro ieri", "altro ieri", "2026-03-01"),
        ("ieri l’altro", "ieri l’altro", "2026-03-01"),
        ("lunedì scorso", "lunedì scorso", "2026-03-02"),
        ("martedì scorso", "martedì scorso", "2026-02-24"),
        ("venerdì prossimo", "venerdì prossimo", "2026-03-06"),
        ("giovedì 5", "giovedì 5", "2026-03-05"),
        ("la settimana scorsa", "settimana scorsa", "2026-W09"),
        ("il mese prossimo", "mese prossimo", "2026-04"),
        ("lo scorso mese", "scorso mese", "2026-02"),
        ("tre giorni fa", "tre giorni fa", "2026-02-28"),
        ("un anno fa", "un anno fa", "2025"),
        ("due anni or sono", "due anni or sono", "2024"),
        ("tra due settimane", "due settimane", "2026-W12"),
        ("entro fine anno", "fine anno", "2026"),
        ("a fine mese", "fine mese", "2026-03"),
        ("a dicembre", "dicembre", "2025-12"),
        ("a marzo", "marzo", "2026-03"),
        ("a settembre", "settembre", "2025-09"),
        ("dal 3 al 5 marzo", "3 al 5 marzo", "2026-03-03/2026-03-05"),
        ("dal 28 al 3 marzo", "28 al 3 marzo", "2026-02-28/2026-03-03"),
        ("12, 13 e 14 giugno", "12, 13 e 14 giugno", "2026-06-12/2026-06-14"),
        ("il 5 di questo mese", "5 di questo mese", "2026-03-05"),
        ("scade il 31/12", "31/12", "2025-12-31"),
        ("gennaio-marzo 2025", "gennaio-marzo 2025", "2025-01/2025-03"),
        ("nei primi sei mesi", "primi sei mesi", "2026-01/2026-06"),
        ("primi tre mesi dell’anno scorso", "primi tre mesi dell’anno scorso", "2025-01/2025-03"),
        ("nel primo trimestre", "primo trimestre", "2026-Q1"),
        ("nel quarto trimestre", "quarto trimestre", "2025-Q4"),
        ("ultimo trimestre dell’anno", "ultimo trimestre dell’anno", "2026-Q4"),
        ("nel 2024-2026", "2024-2026", "2024/2026"),
        ("negli anni Novanta", "anni Novanta", "1990/1999"),
        ("il XX secolo", "XX secolo", "1901/2000"),
        ("il ventesimo secolo", "ventesimo secolo", "1901/2000"),
        ("nel 79 d.C.", "79 d.C.", "0079"),
        ("nel III secolo a.C.", "III secolo a.C.", None),
        ("alle 18.30", "18.30", "T18:30"),
        ("ore 18:30", "ore 18:30", "T18:30"),
        ("alle sette di sera", "sette di sera", "T19:00"),
        ("alle 9 e mezza", "9 e mezza", "T09:30"),
        ("alla vigilia di Natale", "vigilia di Natale", "2025-12-24"),
        ("29 febbraio 2024", "29 febbraio 2024", "2024-02-29"),
        ("29 febbraio 2025", "29 febbraio 2025", None),
        ("31 febbraio", "31 febbraio", None),
        ("31/04/2025", "31/04/2025", None),
        ("ottobre dell’anno precedente", "ottobre dell’anno precedente", None),
    ],
)  # fmt: skip
def test_dates_seen_from_the_day_of_publication(text: str, span: str, date: str | None) -> None:
    """Each with its form; None for what is no day or cannot be known."""
    assert [(f[0], f[1], f[5]) for f in found(text)] == [(span, "DATE", date)]


def test_days_and_clock_times_that_belong_together() -> None:
    """A clock time is on the day before it, a month takes the year at the end of its range."""
    assert [f[5] for f in found("ieri alle 18.30")] == ["2026-03-02", "2026-03-02T18:30"]
    assert [f[5] for f in found("sabato dalle 9 alle 13")][1:] == [
        "2026-02-28T09:00",
        "2026-02-28T13:00",
    ]
    assert [f[5] for f in found("dal 28 novembre al 3 marzo 2025")] == ["2024-11-28", "2025-03-03"]
    assert [f[5] for f in found("tra gennaio e marzo 2025")] == ["2025-01", "2025-03"]


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("quattro mesi e mezzo", 4.5, "mesi"),
        ("due ore e trenta minuti", 2.5, "ore"),
        ("un’ora e mezza", 1.5, "ora"),
        ("negli ultimi dieci anni", 10, "anni"),
        ("3.000 anni fa", 3000, "anni"),
    ],
)
def test_how_long(text: str, number: float, unit: str) -> None:
    """A length of time has its number."""
    assert [f[1:4] for f in found(text)] == [("DATE", number, unit)]


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


@pytest.mark.parametrize("lead", ["Nel", "Dal", "nel"])
def test_a_year_counts_nothing(lead: str) -> None:
    """ "Nel 2024 gli artigiani hanno speso …", but "2024 gli artigiani in fila"."""
    assert [label for _, label, *_ in found(f"{lead} 2024 gli artigiani spendono")] == ["DATE"]
    assert [label for _, label, *_ in found("Sono 2024 gli artigiani")] == ["QUANTITY"]
