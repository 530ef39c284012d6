"""Title, date, language and the kinds of lines, over many layouts of our own writing."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.nlp.article import build
from newsview.store.corpus import Corpus, Hints, RawText
from newsview.store.model import Article
from newsview.store.sample import sample_folder

LEAD = (
    "La giunta ha approvato ieri il progetto del nuovo acquedotto, che porterà l’acqua a dodici "
    "frazioni rimaste senza rete dopo la frana dello scorso inverno."
)
SECOND = (
    "I lavori cominceranno in primavera e dureranno otto mesi. «È l’opera che aspettavamo da "
    "vent’anni», ha detto la sindaca Carla Rovere durante la presentazione."
)
THIRD = (
    "Restano da trovare i fondi per il secondo lotto, quello che dovrebbe raggiungere le case più "
    "alte della valle, dove oggi l’acqua arriva con le autobotti due volte la settimana."
)
TITLE = "Acquedotto, via libera della giunta ai lavori in valle"


def article(text: str, source: str = "a.txt") -> Article:
    """The article that a text is."""
    return build(RawText(text, "utf-8", Hints()), source)


def kinds(made: Article) -> dict[str, str]:
    """The kind of each line that is not blank."""
    return {
        line.strip(): block.kind
        for block in made.blocks
        for line in made.text[block.start : block.end].splitlines()
        if line.strip()
    }


AGENCY = f"{TITLE}\n\nCUNEO, 12 MAR - {LEAD}\n\n{SECOND}\n\n{THIRD}\n"
BLOG = (
    f"Home\nChi siamo\nContatti\nCerca\n\n{TITLE}\n\nScritto da Anna Bo il 12 marzo 2026\n\n"
    f"{LEAD}\n\n"
    f"{SECOND}\n\nI fondi che mancano\n\n{THIRD}\n\nCondividi:\nFacebook\nTwitter\n\n"
    "Leggi anche\nLa strada riapre\nIl ponte è finito\n\nLascia un commento\n"
)
COOKIES = (
    "Questo sito utilizza cookie tecnici e di terze parti. Continuando accetti la cookie policy.\n"
    f"Accetta\n\n{TITLE}\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n\n© Riproduzione riservata\n"
)
TWO_DATES = (
    f"{TITLE}\n\nAprile 2, 2026 - 06:30\n 0\n{TITLE}\n\nPubblicato il 30 mar 2026\n\n{LEAD}\n\n"
    f"{SECOND}\n\n{THIRD}\n\nL'articolo {TITLE} proviene da Valle Oggi.\n"
)
RUBRIC = f"territorio\n\n{TITLE}\n\nIndirizzo copiato\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n"
NO_TITLE = f"{LEAD}\n\n{SECOND}\n\n{THIRD}\n"
CRLF = AGENCY.replace("\n", "\r\n")
ENGLISH = (
    "Council approves the new aqueduct\n\nBy Jane Doe\nMarch 12, 2026\n\n"
    "The council yesterday approved the plan for a new aqueduct that will bring water to twelve "
    "villages which have been without supply since the landslide of last winter.\n\n"
    "Work will begin in the spring and last eight months, the mayor said at the meeting, adding "
    "that the money for the second stage still has to be found.\n\nRead more\nShare this\n"
)
INTERVIEW = (
    f"«L’acqua è di tutti»\n\nIntervista a Carla Rovere\n\n{LEAD}\n\nSindaca, quanto costa?\n\n"
    f"{SECOND}\n\nE chi paga?\n\nNoi.\n\n{THIRD}\n"
)


@pytest.mark.parametrize(
    ("text", "title", "published"),
    [
        (AGENCY, TITLE, None),
        (BLOG, TITLE, "2026-03-12"),
        (COOKIES, TITLE, None),
        (TWO_DATES, TITLE, "2026-03-30"),
        (RUBRIC, TITLE, None),
        (CRLF, TITLE, None),
        (ENGLISH, "Council approves the new aqueduct", "2026-03-12"),
        (INTERVIEW, "«L’acqua è di tutti»", None),
    ],
    ids=["agency", "blog", "cookies", "two dates", "rubric", "CRLF", "English", "interview"],
)
def test_titles_and_dates(text: str, title: str, published: str | None) -> None:
    """The headline, not the rubric, the menu or the repeat; publication before page date."""
    made = article(text)
    assert (made.title, made.published) == (title, published)


@pytest.mark.parametrize(
    "text", [AGENCY, BLOG, COOKIES, TWO_DATES, RUBRIC, NO_TITLE, CRLF, INTERVIEW]
)
def test_no_paragraph_of_the_story_is_lost(text: str) -> None:
    """Whatever stands around it, each long paragraph is story."""
    found = kinds(article(text))
    for paragraph in (LEAD, SECOND, THIRD):
        kind = next(kind for line, kind in found.items() if line.endswith(paragraph))
        assert kind in ("body", "standfirst")


@pytest.mark.parametrize(
    ("text", "furniture"),
    [
        (BLOG, ["Home", "Contatti", "Condividi:", "Leggi anche", "Il ponte è finito"]),
        (COOKIES, ["Accetta", "© Riproduzione riservata"]),
        (TWO_DATES, ["Aprile 2, 2026 - 06:30", "0", f"L'articolo {TITLE} proviene da Valle Oggi."]),
        (RUBRIC, ["territorio", "Indirizzo copiato"]),
        (ENGLISH, ["Read more", "Share this"]),
    ],
)
def test_page_furniture_is_told_from_the_story(text: str, furniture: list[str]) -> None:
    """Menus, share buttons, notices, related articles, credits."""
    found = kinds(article(text))
    assert {line: found[line] for line in furniture} == dict.fromkeys(furniture, "boilerplate")


def test_headings_and_bylines_have_their_kinds() -> None:
    """What stands between paragraphs, and who wrote it."""
    found = kinds(article(BLOG))
    assert found["I fondi che mancano"] == "heading"
    assert kinds(article(ENGLISH))["By Jane Doe"] == "byline"


def test_the_short_turns_of_an_interview_stay() -> None:
    """Questions and one-word answers are story."""
    found = kinds(article(INTERVIEW))
    for line in ("Sindaca, quanto costa?", "E chi paga?", "Noi."):
        assert found[line] in ("body", "heading")


def test_an_article_without_a_title_is_called_by_its_beginning() -> None:
    """The list always has something to show."""
    assert LEAD.startswith(article(NO_TITLE).title.rstrip("…"))
    assert article(NO_TITLE).title


def test_markdown_front_matter_and_headings() -> None:
    """Title and date from the front matter; # lines are headings; offsets are into the file."""
    head = f"---\ntitle: {TITLE}\ndate: 2026-03-12\n---\n\n"
    text = f"{head}# {TITLE}\n\n{LEAD}\n\n## Fondi\n\n{THIRD}\n"
    made = article(text, "a.md")
    assert (made.title, made.published) == (TITLE, "2026-03-12")
    found = kinds(made)
    assert found[f"# {TITLE}"] == "title"
    assert found["## Fondi"] == "heading"
    assert found["title: " + TITLE] == "boilerplate"


def test_languages_are_told_apart() -> None:
    """By their small words; nothing is guessed of a few words."""
    assert article(AGENCY).language == "it"
    assert article(ENGLISH).language == "en"
    assert article("42").language is None


def test_metadata_go_before_the_layout() -> None:
    """What a page says of itself counts."""
    raw = RawText(AGENCY, "utf-8", Hints(title="Altro titolo", published="2020-01-01"))
    made = build(raw, "a.html")
    assert (made.title, made.published) == ("Altro titolo", "2020-01-01")


@given(
    st.text(alphabet=st.sampled_from("aè A.Z\n\r\t#*«»-|0129:/ \u2028\x00\ud800🎉"), max_size=400)
    | st.text(max_size=200)
)
def test_blocks_cover_every_line_whatever_the_text(text: str) -> None:
    """In order, apart, whole lines, every line that is not blank in exactly one."""
    made = article(text, "a.md")
    reached = 0
    for block in made.blocks:
        assert reached <= block.start < block.end <= len(text)
        assert text[reached : block.start].strip() == ""
        reached = block.end
    assert text[reached:].strip() == ""
    assert made.text == text


def test_a_huge_line_and_many_lines_take_no_quadratic_time() -> None:
    """Ten megabytes in one line, a hundred thousand lines: read like any other."""
    assert article("parola " * 1_400_000).blocks
    assert article("Riga di testo numero uno\n" * 100_000).blocks


def test_the_sample_articles_have_titles_and_stories() -> None:
    """What a new user sees first looks right."""
    corpus = Corpus.open([sample_folder()])
    made = [build(corpus.read(source), source.name) for source in corpus.sources]
    assert len(made) >= 5
    for one in made:
        assert len(one.title) > 20
        assert one.language == "it"
        assert {"title", "body", "boilerplate"} <= {block.kind for block in one.blocks} | {
            "boilerplate"
        }
    assert [one.published for one in made].count(None) == 1


@pytest.mark.skipif("NEWSVIEW_CORPUS" not in os.environ, reason="needs NEWSVIEW_CORPUS")
def test_real_articles_have_a_title_and_their_date() -> None:
    """Told by digests, since the articles are other people's."""
    corpus = Corpus.open([Path(os.environ["NEWSVIEW_CORPUS"])])
    made = [build(corpus.read(source), source.name) for source in corpus.sources]
    digests = [hashlib.sha256(one.title.encode()).hexdigest()[:8] for one in made]
    assert digests == REAL_TITLES
    assert [one.published for one in made] == ["2025-08-28", None, "2025-10-09", "2025-07-02"]
    for one in made:
        story = sum(b.end - b.start for b in one.blocks if b.kind in ("body", "standfirst"))
        assert story > 3500


REAL_TITLES = ["e030276c", "a0be270c", "eacf54b5", "63eafe59"]
