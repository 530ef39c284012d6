"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsview.nlp.data import entries, table
from newsview.nlp.sentences import LONGEST, sentences


def cut(text: str) -> list[str]:
    """The sentences of a text."""
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


# Each line is a text; " | " stands where a sentence ends and another begins.
CASES = """
Uno. | Due? | Tre!
Il dott. Rossi è qui. | Bene.
La dott.ssa Anna Neri e il sig. Bo sono partiti. | Torneranno domani.
L’ing. Carlo Sala, l’avv. Piras e l’on. Deidda hanno firmato. | Il prof. Lai no.
La sig.ra Mura e la prof.ssa Cau insegnano. | Mons. Loi celebra.
L’art. 18 resta. | “Non cambia.” | Dicono.
Vedi gli artt. 3 e 24 della Costituzione. | Lo dice la legge n. 241 del 1990.
Si veda cfr. Bianchi, vol. 2, pag. 33. | Poi basta.
Tel. 02 1234567, fax. 02 7654321. | Chiamare la mattina.
Lo ha mandato via fax. | Poi ha telefonato.
La Alfa S.p.A. Nord cresce. | Ecco.
La Beta S.r.l. Sud chiude. | I soci della Gamma S.p.A. hanno votato.
Lavora per la Delta S.p.A. | Il bilancio è buono.
Il 3 mar. 2025 si è votato. | Il 14 ott. si replica.
Ha vinto il primo set. | Poi ha perso.
Mele, pere ecc. erano finite. | Restava il pane.
Mele, pere, ecc. | Il banco era vuoto.
Nel 44 a.C. Cesare morì. | Nel 476 d.C. Roma cadde.
Accadde nel 44 a.C. | Il senato era riunito.
Vive negli U.S.A. dal 1990. | È contento.
Negli U.S.A. Trump ha firmato. | In Europa no.
Abita in C.so Francia 12, poi in P.zza Roma. | Ha traslocato in V.le Kennedy.
Parte alle 7 a.m. ora locale. | Arriva alle 9 p.m. del giorno dopo.
G. Verdi compose. | Poi morì.
J. R. R. Tolkien scrisse. | C. S. Lewis lesse.
L’attore G. La Rosa è malato. | F. De Luca lo sostituisce.
È nel gruppo A. | Il gruppo B parte domani.
Vale 3.5 e 1.200 euro. | Fine
Sono 1.234.567 abitanti. | 30 anni fa erano di meno.
Era il 2019. | Il 2020 fu peggio.
Il 3. marzo si parte. | Il 4. si torna.
Alle 18.30. | Alle 20.45 la cena.
Aspetta... forse. | Sì.
Non so… | Vedremo.
Il testo dice [...] Roma e poi (…) Milano. | Così.
Costa 5 mln. di euro. | Tanto.
«È fatta.» | Lo dice Rossi.
«Siamo pronti. | Partiamo domani. | Vinceremo», ha detto Rossi. | Poi è uscito.
«Vuole restare?» chiede il giudice. | Lui tace.
«Chi è?» ha gridato. | «Nessuno», ha risposto.
“Andiamo!” disse. | “Dove?” chiese lei.
"Andiamo." | "Dove?" | "A casa."
Ha detto: «Bene!» e poi è uscito.
Ha detto: «Bene!». | Poi è uscito.
Disse: “È tardi.” | Nessuno rispose.
È vero? | È falso? | Chissà.
Davvero?! | Incredibile!!! | Sì.
(È una parentesi.) | È finita.
È lunga (forse troppo). | Ma bella.
« C’est fini. » | Le maire est parti.
– Vado. | – E uscì.
L’ha detto l’Istat. | – Non è vero – replica lui.
Scrivi a info@valle.example. | Rispondono subito.
Vai su www.valle.example/a.b?c=d. | Costa nulla.
Legga https://valle.example/pagina. | Ci sono le foto.
Usa Node.js e .NET insieme. | Funziona.
Apple cresce. | iPhone e iPad trainano. | eBay cala.
È arrivato il n. 10. | È alto.
1. Il primo punto. | Resta aperto.
D: Quanto costa? | R: Niente.
R. Sì. | D. Perché?
La Acme Inc. Italia assume. | La Acme Inc. | Ha assunto.
Rossi vs. Bianchi è finita. | Ha vinto Neri.
Il gen. Conti e il col. Riva sono in congedo. | Il cap. Sala no.
Mr. Brown met Dr. Green at St. Mary’s. | They talked.
Canta Mina feat. Lucio. | Bello.
Circa ca. Trenta persone. | Poche.
Un titolo senza punto
Uno.Due
"""


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_sentences(line: str) -> None:
    """Abbreviations, figures and initials end none; quotations belong to theirs."""
    assert cut(line.replace(" | ", " ")) == line.split(" | ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uno\n\nDue", ["Uno", "Due"]),
        ("Uno\r\n \r\nDue", ["Uno", "Due"]),
        ("Uno.\nDue.", ["Uno.", "Due."]),
        (
            "La scoperta\nQuando i restauratori hanno tolto l’intonaco della navata\n"
            "destra hanno trovato sei figure. Una è la dama con il falco.",
            [
                "La scoperta",
                "Quando i restauratori hanno tolto l’intonaco della navata\n"
                "destra hanno trovato sei figure.",
                "Una è la dama con il falco.",
            ],
        ),
        (
            "Il sindaco ha detto che la scuola di via\nRoma riaprirà a settembre, con un anno",
            ["Il sindaco ha detto che la scuola di via\nRoma riaprirà a settembre, con un anno"],
        ),
        (
            "Che cosa portare con sé per la gita al lago:\n• pane\n• acqua\n- Cappello",
            ["Che cosa portare con sé per la gita al lago:", "• pane", "• acqua", "- Cappello"],
        ),
        ("D: Quanto dura\nR: Duecento anni", ["D: Quanto dura", "R: Duecento anni"]),
        ("Il dott.\nRossi è già in città.", ["Il dott.\nRossi è già in città."]),
        ("", []),
        ("   \n ", []),
        ("...", ["..."]),
    ],
)  # fmt: skip
def test_lines(text: str, expected: list[str]) -> None:
    """A blank line ends a sentence, a heading's end does, the end of a full line does not."""
    assert cut(text) == expected


@pytest.mark.parametrize("word", entries("abbreviations"))
def test_each_abbreviation_ends_no_sentence(word: str) -> None:
    """Without its line in the list, the sentence would end there (or would not)."""
    short, _, kind = word.partition("\t")
    if kind == "figure":
        assert cut(f"Ecco {short}. 12 qui.") == [f"Ecco {short}. 12 qui."]
        assert cut(f"Ecco {short}. Roma.") == [f"Ecco {short}.", "Roma."]
    else:
        assert cut(f"Ecco {short}. Roma.") == [f"Ecco {short}. Roma."]
        whole = [f"Ecco {short}. Il resto."]
        assert cut(whole[0]) == ([f"Ecco {short}.", "Il resto."] if kind == "last" else whole)


def test_kinds_of_abbreviations_are_known() -> None:
    """A misspelt kind would be taken for none."""
    assert set(table("abbreviations").values()) == {"", "figure", "last"}


@pytest.mark.parametrize("word", entries("sentence_openers"))
def test_each_opener_begins_a_sentence_behind_initials(word: str) -> None:
    """Where a name would not."""
    text = f"Vive negli U.S.A. {word.capitalize()} resto."
    assert len(cut(text)) == 2
    assert len(cut("Vive negli U.S.A. Bianchi.")) == 1


@given(
    st.text(alphabet='aB .!?…«»"’\n1S.(-•:\r\u00a0[', max_size=120) | st.text(max_size=80),
    st.data(),
)
def test_every_visible_character_is_in_one_sentence(text: str, data: st.DataObject) -> None:
    """In order, apart, nothing left out, whatever part of a text is asked for."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    reached = start
    for first, last in sentences(text, start, end):
        assert text[reached:first].strip() == ""
        assert reached <= first < last <= end
        assert text[first:last] == text[first:last].strip()
        reached = last
    assert text[reached:end].strip() == ""


@pytest.mark.parametrize(
    "text",
    ["." * 400_000, ". " * 200_000, "a." + " " * 400_000 + "!", "\n x" * 130_000, "'.\"" * 130_000],
)
def test_hostile_texts_take_no_quadratic_time(text: str) -> None:
    """They would take minutes; what is too long for a sentence is cut."""
    assert all(end - start <= LONGEST for start, end in sentences(text, 0, len(text)))
