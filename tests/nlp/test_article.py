"""What an article is made of a text and its metadata; ``test_layout`` tries whole pages."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.nlp.article import build
from newsview.store.corpus import Corpus
from newsview.store.hints import Hints
from newsview.store.html import read_html
from newsview.store.model import Article
from newsview.store.raw_text import RawText
from newsview.store.sample import sample_folder
from tests.nlp.pages import TOLD, article

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
NO_TITLE = f"{LEAD}\n\n{SECOND}\n\n{THIRD}\n"
ENGLISH = (
    "Council approves the new aqueduct\n\nBy Jane Doe\nMarch 12, 2026\n\n"
    "The council yesterday approved the plan for a new aqueduct that will bring water to twelve "
    "villages which have been without supply since the landslide of last winter.\n\n"
    "Work will begin in the spring and last eight months, the mayor said at the meeting, adding "
    "that the money for the second stage still has to be found.\n\nRead more\nShare this\n"
)


def test_headings_and_bylines_have_their_kinds() -> None:
    """What stands between paragraphs, and who wrote it."""
    found = kinds(article(BLOG))
    assert found["I fondi che mancano"] == "heading"
    assert kinds(article(ENGLISH))["By Jane Doe"] == "byline"


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


def test_front_matter_in_words() -> None:
    """As people write it by hand."""
    head = f"---\nTitle: '{TITLE}'\ndate: 12 marzo 2026\nlang: it-IT\npublisher: Valle Oggi\n---\n"
    made = article(f"{head}\n{LEAD}\n", "a.md")
    assert (made.title, made.published) == (TITLE, "2026-03-12")
    assert (made.language, made.publisher) == ("it", "Valle Oggi")


def test_metadata_go_before_the_layout() -> None:
    """What a page says of itself counts."""
    hints = Hints(
        title="Altro titolo", published="2020-01-01", language="fr", publisher="Altra testata"
    )
    made = article(BLOG, hints=hints)
    assert (made.title, made.published) == ("Altro titolo", "2020-01-01")
    assert (made.language, made.publisher) == ("fr", "Altra testata")


def row(text: str, title: str) -> Article:
    """The article of a row whose title stands in another column."""
    return build(RawText(text, "utf-8", Hints(title=title), whole_file=False), "righe.csv")


def test_a_title_beside_the_text_leaves_the_text_its_first_line() -> None:
    """A row's or an entry's title is no line of its text, unless the text says it again."""
    opening = "Riparte il cantiere sopra la diga vecchia"
    for text in (opening, f"{opening}\n\n{LEAD}\n\n{SECOND}\n", f"{opening}\n{LEAD}\n"):
        made = row(text, TITLE)
        assert made.title == TITLE
        assert kinds(made)[opening] in ("standfirst", "body")
    assert kinds(row(f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n", TITLE))[TITLE] == "title"
    site = f"{TITLE} - Valle Oggi"
    assert kinds(row(f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n", site))[TITLE] == "title"


def test_a_title_of_one_word_is_no_line_that_has_the_word() -> None:
    """Every line about the aqueduct would be it."""
    opening = "L’acquedotto della valle costa troppo"
    assert kinds(row(f"{opening}\n\n{LEAD}\n", "Acquedotto"))[opening] != "title"


def test_the_author_of_the_metadata_is_a_byline() -> None:
    """Though nothing in the line says so."""
    text = f"{TITLE}\n\nAnna Bo\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n"
    assert kinds(article(text))["Anna Bo"] != "byline"
    assert kinds(article(text, hints=Hints(author="Anna Bo")))["Anna Bo"] == "byline"


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("© 2025 Il Corriere della Valle - P.IVA 01234567890", "Il Corriere della Valle"),
        ("Copyright Valle Oggi 2019-2025. Tutti i diritti riservati", "Valle Oggi"),
        ("Valle Oggi © 2025 | Testata registrata al Tribunale di Belluno", "Valle Oggi"),
        ("© Editrice Valle S.r.l. 2025", "Editrice Valle"),
        (f"{TITLE} - Valle Oggi", "Valle Oggi"),
        ("Editrice Valle S.r.l. - via Roma 1, Cuneo - P.IVA 01234567890", "Editrice Valle"),
        ("Concessionaria: Editrice Valle S.r.l., P.IVA 01234567890", None),
        ("Partita IVA 01234567890", None),
        (f"L'articolo {TITLE} proviene da Valle Oggi.", "Valle Oggi"),
        ("Valle Oggi è una testata giornalistica registrata, n. 4 del 2011", "Valle Oggi"),
        ("(ANSA).", "ANSA"),
        ("© RIPRODUZIONE RISERVATA", None),
        ("© 2025 - Tutti i diritti riservati", None),
        ("Foto © Mario Bo 2025", None),
        ("© 2025", None),
    ],
)
def test_the_outlet_is_named_by_lines_of_known_form(line: str, outlet: str | None) -> None:
    """And by nothing else."""
    made = article(f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n\n{line}\n")
    assert made.publisher == outlet


@pytest.mark.parametrize(
    ("opening", "day", "outlet"),
    [
        ("(ANSA) - CUNEO, 12 MAR - ", None, "ANSA"),
        ("CUNEO, 12 marzo 2026 (AGI) - ", "2026-03-12", "AGI"),
        ("Cuneo, 12 marzo 2026 – ", "2026-03-12", None),
        ("CUNEO (AP) — ", None, "AP"),
        ("Il 12 marzo 2026 (un giovedì) ", None, None),
        ("Il 12 marzo 2026 - un giovedì - ", None, None),
    ],
)
def test_datelines_tell_day_and_agency(opening: str, day: str | None, outlet: str | None) -> None:
    """They open the story and are part of it; a date in running text says nothing."""
    made = article(f"{TITLE}\n\n{opening}{LEAD}\n\n{SECOND}\n\n{THIRD}\n")
    assert (made.published, made.publisher) == (day, outlet)
    assert kinds(made)[f"{opening}{LEAD}"] in ("body", "standfirst")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("03.03.25", "2025-03-03"),
        ("3/3/2025", "2025-03-03"),
        ("2025-03-03T10:15:00+01:00", "2025-03-03"),
        ("3 mar 2025 h 10:15", "2025-03-03"),
        ("lunedì 3 marzo 2025 - ore 10.15", "2025-03-03"),
        ("Lunedì, 03 Marzo 2025 10:15", "2025-03-03"),
        ("Pubblicato il: 3 marzo 2025", "2025-03-03"),
        ("Pubblicato da anna in Cronaca il 3 marzo 2025", "2025-03-03"),
        ("Posted on March 3, 2025 by Jane Doe", "2025-03-03"),
        ("Ultimo aggiornamento: 4 marzo 2025 | Pubblicato: 3 marzo 2025", "2025-03-03"),
        ("3 marzo 2025 (modifica il 4 marzo 2025)", "2025-03-03"),
        ("di Anna Bo, 3 marzo 2025", "2025-03-03"),
        ("Publié le 3 mars 2025 à 10h15", "2025-03-03"),
        ("3. März 2025, 10:15 Uhr", "2025-03-03"),
        ("martedì 4 marzo", None),
        ("31 febbraio 2025", None),
        ("Dal 3 marzo 2025 si cambia tutto", None),
    ],
)
def test_date_lines_in_many_forms(line: str, day: str | None) -> None:
    """Only lines that say little else."""
    assert article(f"{TITLE}\n\n{line}\n\n{LEAD}\n\n{SECOND}\n").published == day


PAGE = f"""<html lang="it"><head><title>{TITLE} - Valle Oggi</title>
<meta property="og:site_name" content="Valle Oggi"></head><body>
<p>Questo sito utilizza cookie tecnici.</p><nav><ul><li>Home</li><li>Cronaca</li>
<li>Sport<ul><li>Calcio</li><li>Sci</li></ul></li><li>Meteo</li></ul></nav>
<h1>{TITLE}</h1><span>di Anna Bo</span> <time>12 marzo 2026</time>
<ul><li>Facebook</li><li>WhatsApp</li></ul><p>{LEAD}</p><p>{SECOND}</p>
<h3>Leggi anche</h3><ul><li>La galleria promessa</li><li>Il passo chiuso</li></ul>
<h3>Gli orari</h3><ul><li>lunedì: 7 e 13</li><li>sabato: 8</li></ul><p>{THIRD}</p>
<table><tr><th>Comune</th><th>Euro</th></tr><tr><td>Borgo</td><td>120.000</td></tr>
<tr><td>Valle</td><td>80.000</td></tr></table><p>Il resto lo mette la Regione.</p>
<h2>Le più lette</h2><ul><li>Neve a bassa quota</li></ul></body></html>"""


def test_lists_and_tables_of_an_html_page() -> None:
    """Those of the story stay, those of menus and related articles go."""
    text, hints = read_html(PAGE)
    made = article(text, hints=hints)
    assert (made.title, made.published, made.publisher) == (TITLE, "2026-03-12", "Valle Oggi")
    aside = {line for line, kind in kinds(made).items() if kind == "boilerplate"}
    assert {"* Home", "* Meteo", "* WhatsApp", "* Il passo chiuso", "* Neve a bassa quota"} <= aside
    told = {line for line, kind in kinds(made).items() if kind in TOLD}
    lists = {"Gli orari", "* lunedì: 7 e 13", "* sabato: 8", "Comune  Euro", "Valle   80.000"}
    assert {LEAD, SECOND, THIRD, "Il resto lo mette la Regione."} | lists <= told


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
