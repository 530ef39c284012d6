"""Dates without a year, a weekday or month alone: the last one, or the next one by its verb."""

from __future__ import annotations

import pytest

from newsview.nlp.figures import find_figures

THURSDAY = "2026-03-05"


def dates(text: str) -> list[str | None]:
    """The dates of a text that is published on Thursday 5 March 2026."""
    return [figure.date for figure in find_figures(text, THURSDAY)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("La gara si terrà venerdì", "2026-03-06"),
        ("La gara si terrà lunedì", "2026-03-09"),
        ("La gara si terrà giovedì", "2026-03-12"),
        ("I negozi apriranno sabato", "2026-03-07"),
        ("Chi protesta scenderà in piazza venerdì", "2026-03-06"),
        ("Il museo aprirà a settembre", "2026-09"),
        ("Il museo aprirà a marzo", "2026-03"),
        ("Il museo aprirà a febbraio", "2027-02"),
        ("Il museo dovrà chiudere il 12 novembre", "2026-11-12"),
        ("Il museo potrà riaprire sabato", "2026-03-07"),
        ("I conti si sapranno nel quarto trimestre", "2026-Q4"),
        ("Si vedranno lunedì 23", "2026-03-23"),
        ("La festa comincerà alle 21 di venerdì", "2026-03-06T21:00"),
    ],
)
def test_what_will_be_is_on_the_next_one(text: str, date: str) -> None:
    """A day or month that ends no earlier than that of publication, a weekday after it."""
    assert dates(text) == [date]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Venerdì la giunta presenterà il bilancio", "2026-03-06"),
        ("A settembre, dopo i lavori, la scuola riaprirà", "2026-09"),
        ("Ha promesso che lunedì firmerà", "2026-03-09"),
        ("Il bilancio sarà poi ufficialmente presentato venerdì", "2026-03-06"),
        ("Il mercato riaprirà lunedì mattina", "2026-03-09"),
        ("La squadra giocherà a Bari e Lecce venerdì", "2026-03-06"),
        ("Deve finire entro venerdì", "2026-03-06"),
        ("Ha promesso di finire entro venerdì", "2026-03-06"),
        ("La giunta si riunirà giovedì 18 febbraio", "2027-02-18"),
        ("Va speso entro la fine di settembre", "2026-09"),
        ("Va speso entro il mese di settembre", "2026-09"),
        ("Da qui a settembre ci sono i saldi", "2026-09"),
        ("Lo sciopero è previsto per venerdì", "2026-03-06"),
    ],
)
def test_the_verb_of_the_clause_is_found(text: str, date: str) -> None:
    """Before the date or behind it, passives, and words that look ahead by themselves."""
    assert dates(text) == [date]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("La gara si è tenuta venerdì", "2026-02-27"),
        ("La gara di venerdì", "2026-02-27"),
        ("Si sono visti lunedì 23", "2026-02-23"),
        ("La metà della città venerdì", "2026-02-27"),
        ("Il tiranno cadde a settembre", "2025-09"),
        ("Il sindaco presenterà il bilancio annunciato venerdì", "2026-02-27"),
        ("Il corteo che si è svolto venerdì resterà nella storia", "2026-02-27"),
        ("La sindaca, arrivata venerdì a Bari, incontrerà il prefetto", "2026-02-27"),
        ("Ha vinto venerdì. Giocherà ancora", "2026-02-27"),
        ("Dopo la rissa a settembre, il club chiederà i danni", "2025-09"),
        ("Il voto di settembre peserà", "2025-09"),
        ("Lo sciopero era previsto per venerdì", "2026-02-27"),
        ("Lo sciopero era stato previsto per venerdì", "2026-02-27"),
        ("Doveva finire entro venerdì", "2026-02-27"),
        ("Erano tanti i lavori da finire entro settembre", "2025-09"),
        ("La giunta si riunirà mercoledì 18 febbraio", "2026-02-18"),
        ("Firmerà l’accordo di venerdì scorso", "2026-02-27"),
        ("Resterà aperto a settembre 2027", "2027-09"),
    ],
)
def test_any_other_tense_leaves_it_the_last_one(text: str, date: str) -> None:
    """Past, present, nouns that end like a future, verbs of another clause, dates with a year."""
    assert dates(text) == [date]


def test_each_date_has_its_own_verb() -> None:
    """Two clauses of one sentence."""
    assert dates("È morto sabato e i funerali si terranno lunedì") == ["2026-02-28", "2026-03-09"]
    assert dates("Giocherà sabato e domenica") == ["2026-03-07", "2026-03-08"]
    assert dates("Ha giocato sabato e domenica") == ["2026-02-28", "2026-03-01"]
