"""What a filter finds among many articles, and the orders of the list."""

from __future__ import annotations

import pytest

from newsview.widgets.listing import Listing, Row

from .listed import Listed

ROWS = [
    Row(index=0, source="a/porto.txt", title="Il porto è chiuso", date="2026-03-01", waiting=3),
    Row(index=1, source="b.txt", title="Neve", tags=("meteo/neve",), status="done", noted=True),
    Row(index=2, source="c.txt", title="Perché no", date="2026-05-09", waiting=0, mentions=2),
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [0, 1, 2]),
        ("PORTO", [0]),
        ("e", [0, 1, 2]),
        ("perche", [2]),
        ("il chiuso", [0]),
        ("tag:meteo", [1]),
        ("tag:neve", []),
        ("status:done", [1]),
        ("source:a/", [0]),
        ("has:note", [1]),
        ("has:suggestions", [0]),
        ("has:mentions", [2]),
        ("has:tags neve", [1]),
        ("has:", []),
        ("http://x", []),
    ],
)
def test_queries(query: str, found: list[int]) -> None:
    """Words and conditions all have to hold; case and accents do not count."""
    assert list(Listing(Listed(ROWS)).find(query)) == found


def test_a_row_that_changed_is_found_by_what_it_says_now() -> None:
    """The list learns titles while it is shown."""
    articles = Listed([Row(index=0, source="x.txt"), Row(index=1, source="y.txt", noted=True)])
    listing = Listing(articles)
    assert not listing.find("sciopero") and list(listing.find("has:note")) == [1]
    articles.rows[0] = Row(index=0, source="x.txt", title="Sciopero generale", tags=("lavoro",))
    articles.rows[1] = Row(index=1, source="y.txt")
    listing.changed(0)
    listing.changed(1, words=False)
    assert list(listing.find("sciopero")) == [0] == list(listing.find("tag:lavoro"))
    assert not listing.find("has:note")


def test_articles_that_came_later_are_found_with_the_others() -> None:
    """Across the parts that are searched at once."""
    articles = Listed(Row(index=i, source=f"f{i}.txt", title=f"Titolo {i}") for i in range(1500))
    listing = Listing(articles)
    assert len(listing.find("titolo")) == 1500
    articles.rows += [Row(index=i, source="x.txt", title="È nuovo") for i in range(1500, 4000)]
    listing.grown()
    assert list(listing.find("e nuovo")) == list(range(1500, 4000))
    assert list(listing.find("source:f149")) == [149, *range(1490, 1500)]


@pytest.mark.parametrize(
    ("order", "indices"),
    [("name", [0, 1, 2]), ("date", [2, 0, 1]), ("status", [0, 2, 1]), ("waiting", [0, 1, 2])],
)
def test_orders(order: str, indices: list[int]) -> None:
    """Newest first, to do first, most waiting first; the rest by name."""
    assert list(Listing(Listed(ROWS)).arrange([2, 1, 0], order)) == indices  # type: ignore[arg-type]
