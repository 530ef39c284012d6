"""What figures mean, by their own text and by the facts about them."""

from __future__ import annotations

from msgspec.structs import replace

from newsview.store.decisions import OpenArticle
from newsview.store.model import Anchor, Article, Fact, Mention, Value, Verdict
from newsview.tui.figure_values import FigureValues

TEXT = "Il 24 aprile la cantina vende almeno 300 bottiglie per 2 milioni di euro a Terlano."


def mention(text: str, label: str, status: Verdict = "suggested") -> Mention:
    """A mention where its text stands."""
    start = TEXT.index(text)
    return Mention(
        id=text, article="a", start=start, end=start + len(text), text=text, label=label,
        status=status, origin="rule",
    )  # fmt: skip


MONEY = mention("2 milioni di euro", "MONEY")
MENTIONS = (
    mention("24 aprile", "DATE"), mention("almeno 300 bottiglie", "QUANTITY"), MONEY,
    mention("Terlano", "LOC"),
)  # fmt: skip


def said(mentions: tuple[Mention, ...], *facts: Fact) -> dict[str, str]:
    """Text to value."""
    article = Article(source="a.txt", text=TEXT, sha256="a", published="2025-05-02")
    values = FigureValues().of(OpenArticle(article, mentions=mentions, facts=facts))
    return {TEXT[start:end]: text for (start, end), text in values.items()}


def fact(status: Verdict, value: Value | None, date: str | None = None) -> Fact:
    """A fact about the money."""
    return Fact(
        id=status, article="a", kind="figure", subject=None, predicate="vende",
        object=Anchor(MONEY.text, MONEY.start, MONEY.end), value=value, date=date,
        status=status, origin="rule", score=0.5,
    )  # fmt: skip


def test_figures_are_read_and_names_are_not() -> None:
    """With comparator, unit, and the year that the article's date gives."""
    assert said(MENTIONS) == {
        "24 aprile": "2025-04-24",
        "almeno 300 bottiglie": ">= 300 bottiglie",
        "2 milioni di euro": "2 000 000 EUR",
    }


def test_a_kept_fact_knows_better_than_the_text() -> None:
    """Then a suggested one; what was rejected says nothing."""
    kept, open_ = fact("accepted", Value(3, "EUR")), fact("suggested", Value(4, "EUR"))
    assert said((MONEY,), kept, open_)[MONEY.text] == "3 EUR"
    assert said((MONEY,), open_)[MONEY.text] == "4 EUR"
    assert said((MONEY,), fact("rejected", Value(5, "EUR")))[MONEY.text] == "2 000 000 EUR"


def test_when_something_was_paid_is_not_how_much() -> None:
    """A fact's date is no value of an amount."""
    assert said((MONEY,), fact("accepted", None, "2025-04"))[MONEY.text] == "2 000 000 EUR"


def test_what_cannot_be_read_or_was_rejected_has_none() -> None:
    """Rather nothing than a guess."""
    assert said((mention("la cantina", "QUANTITY"), replace(MONEY, status="rejected"))) == {}
