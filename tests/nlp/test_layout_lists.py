"""Each line of the layout's lists does what its list is for, as seen in the article."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsview.nlp.data import entries, table
from newsview.store.model import Article
from tests.nlp.pages import article

TITLE = "Acquedotto, via libera della giunta ai lavori in valle"
LEAD = (
    "La giunta ha approvato ieri il progetto del nuovo acquedotto, che porterà l’acqua a dodici "
    "frazioni rimaste senza rete dopo la frana dello scorso inverno."
)
SECOND = (
    "I lavori cominceranno in primavera e dureranno otto mesi. «È l’opera che aspettavamo da "
    "vent’anni», dice la sindaca Carla Rovere durante la presentazione."
)
THIRD = (
    "Restano da trovare i fondi per il secondo lotto, quello che dovrebbe raggiungere le case più "
    "alte della valle, dove oggi le autobotti salgono due volte la settimana."
)
FOURTH = (
    "Altrove si discute ancora di una centrale a legna, che il consorzio vorrebbe costruire vicino "
    "alla segheria vecchia e che metà del paese guarda con sospetto."
)


def within(line: str) -> str | None:
    """What a line is that stands between two paragraphs of a story."""
    return kind(article(f"{TITLE}\n\n{LEAD}\n\n{line}\n\n{SECOND}\n\n{THIRD}\n"), line)


def below_title(line: str) -> str | None:
    """What a line is that stands between title and story."""
    return kind(article(f"{TITLE}\n\n{line}\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n"), line)


def kind(made: Article, line: str) -> str | None:
    """The kind of the block that holds a line."""
    at = made.text.index(line)
    return next((b.kind for b in made.blocks if b.start <= at < b.end), None)


def published(*lines: str) -> str | None:
    """The day of an article with these lines below its title."""
    return article("\n\n".join([TITLE, *lines, LEAD, SECOND, THIRD]) + "\n").published


def publisher(*lines: str) -> str | None:
    """The outlet of an article with these lines below its story."""
    return article("\n\n".join([TITLE, LEAD, SECOND, THIRD, *lines]) + "\n").publisher


def folds_label(line: str, what: str) -> bool:
    """Alone on its line, counted or not; "maybe" heads a paragraph between two."""
    button = f"{cap(line)}\n\nGabbiano"
    folded = within(cap(line)) == within(f"{cap(line)} (3)") == "boilerplate"
    if what == "maybe":
        return within(cap(line)) == "heading" and within(button) == "boilerplate"
    return folded


def folds_opening(line: str, _: str) -> bool:
    """At the beginning of a line that is no sentence."""
    return within(f"{cap(line)} qualcosa di azzurro e molto lontano") == "boilerplate"


def folds_notice(line: str, _: str) -> bool:
    """At the beginning of a whole sentence in the midst of the story."""
    return within(f"{cap(line)} per ragioni che nessuno ricorda.") == "boilerplate"


def folds_caption(line: str, _: str) -> bool:
    """Before a colon."""
    return within(f"{cap(line)}: il porto visto dalla collina") == "boilerplate"


def folds_credited(line: str, _: str) -> bool:
    """In brackets or behind a dash at the end of a line."""
    return all(
        within(f"Il porto visto dalla collina {end}") == "boilerplate"
        for end in (f"({line} Bo)", f"- {line}")
    )


def weighs(line: str, weight: str) -> bool:
    """3 folds a sentence, 2 a line that is none, 1 such a line with another of the kind."""
    if weight == "3":
        return within(f"Parole e {line} e ancora parole.") == "boilerplate"
    alone = within(f"Parole e {line} e ancora parole")
    other = "banner" if line == "akismet" else "login" if line == "banner" else "banner"
    both = within(f"Parole e {line} e {other} e ancora parole")
    return (alone == "boilerplate") == (weight == "2") and both == "boilerplate"


def opens(line: str, what: str) -> bool:
    """A "list" folds the lines below it, an "end" all that follows, a "maybe" may head them."""
    link = "Titolo di un altro articolo"
    made = article(f"{TITLE}\n\n{LEAD}\n\n{cap(line)}\n{link}\n\n{SECOND}\n\n{THIRD}\n")
    folded = kind(made, link) == "boilerplate"
    if what == "maybe" and within(cap(line)) != "heading":
        return False
    made = article("\n\n".join([TITLE, LEAD, SECOND, THIRD, cap(line), FOURTH]) + "\n")
    return folded and (kind(made, FOURTH) == "boilerplate") == (what == "end")


def signs(line: str, what: str) -> bool:
    """A "name" has to stand behind some, anything behind others."""
    named = below_title(f"{cap(line)} Anna Neri") == "byline"
    other = below_title(f"{cap(line)} molte cose azzurre") == "byline"
    return named and other == (what == "any")


def dates(line: str, what: str) -> bool:
    """What a date is said to be, or a word that may stand beside one."""
    if what == "other":
        return published(f"3 marzo 2026 {line} altrove") == "2026-03-03"
    other = "5 marzo 2026"
    if what == "published":
        return published(other, f"{cap(line)} 3 marzo 2026") == "2026-03-03"
    later = f"{cap(line)} 3 marzo 2026"
    return published(later, other) == "2026-03-05" and published(later) == "2026-03-03"


def is_month(line: str, number: str) -> bool:
    """In the date of an article."""
    return published(f"3 {line} 2026") == f"2026-{int(number):02d}-03"


def is_agency(line: str, _: str) -> bool:
    """However it writes itself where it signs."""
    return publisher(f"({line.lower()})") == line


def names_outlet(line: str, side: str) -> bool:
    """Before the phrase or behind it."""
    said = f"Valle Oggi{line} antica" if side == "before" else f"Il testo{line}Valle Oggi"
    return publisher(said) == "Valle Oggi"


def is_no_holder(line: str, _: str) -> bool:
    """A part of a line on rights that is not the outlet's name."""
    return publisher(f"© 2026 {cap(line)} di molti - Valle Oggi") == "Valle Oggi"


SHOWN: dict[str, Callable[[str, str], bool]] = {
    "layout_agencies": is_agency,
    "layout_bylines": signs,
    "layout_captions": folds_caption,
    "layout_credits": folds_credited,
    "layout_labels": folds_label,
    "layout_months": is_month,
    "layout_notices": folds_notice,
    "layout_openers": opens,
    "layout_openings": folds_opening,
    "layout_outlets": names_outlet,
    "layout_phrases": weighs,
    "layout_published": dates,
    "layout_rights": is_no_holder,
}


def cap(line: str) -> str:
    """As a line of a page begins."""
    return line[:1].upper() + line[1:]


LINES = [(name, line) for name in SHOWN for line in entries(name)]


@pytest.mark.parametrize(("name", "line"), LINES)
def test_each_line_shows(name: str, line: str) -> None:
    """Taken out or misspelt, it would not."""
    key, _, value = line.partition("\t")
    assert SHOWN[name](key, value)


@pytest.mark.parametrize("name", SHOWN)
def test_no_line_stands_twice(name: str) -> None:
    """The second would go unseen."""
    assert len(table(name)) == len(entries(name))


def test_a_line_that_is_in_no_list_is_none_of_this() -> None:
    """The lines that are tried above would be story without the lists."""
    assert within("Gabbiano") == within("Gabbiano qualcosa di azzurro e molto lontano") == "heading"
    assert within("Gabbiano per ragioni che nessuno ricorda.") == "body"
    assert within("Gabbiano: il porto visto dalla collina") == "heading"
    assert within("Il porto visto dalla collina (gabbiano Bo)") == "heading"
    assert within("Parole e gabbiano e ancora parole") == "heading"
    assert below_title("Gabbiano Anna Neri") != "byline"
    assert published("3 marzo 2026 gabbiano altrove") is None
    assert publisher("(gabbiano)") is publisher("Il testo gabbiano Valle Oggi") is None
    assert publisher("© 2026 Gabbiano di molti - Valle Oggi") == "Gabbiano di molti"
