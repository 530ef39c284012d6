"""What the sentence around a figure says of it: its currency, its bound, whether it counts."""

from __future__ import annotations

import pytest

from newsview.nlp.figures import find_figures


def units(text: str, published: str | None = "2026-03-05") -> list[str | None]:
    """The unit of every figure."""
    return [figure.value.unit if figure.value else None for figure in find_figures(text, published)]


def spans(text: str) -> list[str]:
    """Every figure as written."""
    return [text[figure.start : figure.end] for figure in find_figures(text, "2026-03-05")]


@pytest.mark.parametrize(
    ("text", "currencies"),
    [
        (
            "Ai musei 500 milioni. Un quadro vale 9.800 dollari. La giunta spende 30 milioni.",
            ["EUR", "USD", "EUR"],
        ),
        ("Il debito è di 2 milioni.\nCosta 3 milioni di dollari", ["EUR", "USD"]),
        ("Costa 3 milioni di dollari, con ricavi di 4 milioni", ["USD", "USD"]),
        ("Costa 3 milioni di sterline.\nIl debito, di 3 milioni, resta", ["GBP", "GBP"]),
        (
            "Costa 3 milioni di dollari. Vale 5 milioni di dollari.\nIl debito è di 7 milioni",
            ["USD", "USD", "USD"],
        ),
        ("Un buco di 93 miliardi\nIl debito è di 93,5 miliardi di dollari", ["USD", "USD"]),
        ("Un buco di 90 miliardi\nIl debito è di 93,5 miliardi di dollari", ["EUR", "USD"]),
        ("Vale 3 dollari. Vale 9 sterline. Il debito è di 7 milioni", ["USD", "GBP", "EUR"]),
        ("In U.S.A. il debito costa p.es. 7 milioni, in dollari", ["USD"]),
    ],
)  # fmt: skip
def test_a_bare_amount_is_in_euros_unless_its_sentence_says_more(
    text: str, currencies: list[str]
) -> None:
    """Or the same amount is named elsewhere, or the text keeps to one foreign currency."""
    assert units(text) == currencies


def test_before_the_euro_a_bare_amount_is_in_no_currency() -> None:
    """Nothing is made up for the days of the lira."""
    assert units("ricavi: 5 milioni", "1998-05-01") == [None]


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("non potrà superare i 40 milioni", "<="),
        ("non dovrebbe superare i 90 milioni", "<="),
        ("non deve superare i 20 metri", "<="),
        ("non può mai superare i 20 metri", "<="),
        ("senza superare i 20 metri", "<="),
        ("non dovrà essere superiore a 30 euro", "<="),
        ("non potrà essere inferiore a 30 euro", ">="),
        ("potrà superare i 40 milioni", ">="),
        ("se non almeno 30 euro", ">="),
        ("non vince, e deve superare i 40 punti", ">="),
    ],
)
def test_a_denied_bound_is_the_contrary_one(text: str, comparator: str) -> None:
    """Also over a modal verb."""
    (figure,) = find_figures(text)
    assert figure.value is not None and figure.value.comparator == comparator


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("vince 2-1 domenica", ["domenica"]),
        ("finisce 2-0 venerdì", ["venerdì"]),
        ("tre lunedì", ["tre lunedì"]),
        ("un giovane su tre vive solo", []),
        ("uno su tre legge", []),
        ("una ragazza italiana su 10 scrive", []),
        ("uno studio su tre pazienti", ["tre pazienti"]),
        ("una ricerca su 10 aziende", ["10 aziende"]),
        ("in 35 casi su 53 Stati", ["35 casi", "53 Stati"]),
        ("18 su 69 concessioni", ["69 concessioni"]),
        ("120 progetti, di cui 45 finanziati dal Comune", ["120 progetti"]),
        ("120 navi, delle quali 45 costruite sul posto", ["120 navi"]),
        ("120 persone, di cui 45 feriti", ["120 persone", "45 feriti"]),
        ("120 progetti e 45 candidati dal Sud", ["120 progetti", "45 candidati"]),
    ],
)
def test_what_a_number_does_not_count(text: str, figures: list[str]) -> None:
    """The day behind a score, the verb behind a ratio, what befell some of them."""
    assert spans(text) == figures


def test_a_fraction_has_four_decimals() -> None:
    """As many as a reader can use."""
    (figure,) = find_figures("due terzi dei voti")
    assert figure.value is not None and figure.value.number == 0.6667
