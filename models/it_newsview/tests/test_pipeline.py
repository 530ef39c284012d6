"""The pipeline as it is shipped: what it finds, its offsets, its life as a spaCy component."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

import it_newsview
from it_newsview.component import FACTORY, Ner
from it_newsview.encoder import Encoder
from it_newsview.labels import LABELS
from it_newsview.tagger import Tagger
from it_newsview.weights import WeightsError

TEXT = (
    "Nvidia investe 2,5 miliardi di euro in una fabbrica a Catania\n"
    "Lo ha annunciato lunedì 3 marzo la direttrice Carla Benvenuti: «Assumeremo 1.200 tecnici», "
    "il 30% in più del 2024, grazie al Piano Transizione 5.0 del ministero."
)
WANTED = {
    ("Nvidia", "ORG"), ("2,5 miliardi di euro", "MONEY"), ("Catania", "LOC"),
    ("lunedì 3 marzo", "DATE"), ("Carla Benvenuti", "PER"), ("1.200 tecnici", "QUANTITY"),
    ("30%", "PERCENT"), ("2024", "DATE"), ("Piano Transizione 5.0", "MISC"),
}  # fmt: skip


@cache
def pipeline() -> Language:
    return it_newsview.load()


@cache
def tagger() -> Tagger:
    return Tagger.of((it_newsview.FOLDER / FACTORY / "weights.bin").read_bytes())


def found(nlp: Language, text: str) -> set[tuple[str, str]]:
    return {(ent.text, ent.label_) for ent in nlp(text).ents}


def test_an_ordinary_article_is_read_as_a_person_would() -> None:
    """All eight labels, each with a score."""
    doc = pipeline()(TEXT)
    assert {(ent.text, ent.label_) for ent in doc.ents} == WANTED
    assert {ent.label_ for ent in doc.ents} == set(LABELS)
    assert all(0 < ent._.score <= 1 for ent in doc.ents)


def test_capitals_and_curly_apostrophes_hide_no_name() -> None:
    """A headline in capitals; typographic marks."""
    names = {text for text, _ in found(pipeline(), "NVIDIA APRE A CATANIA, PARLA CARLA BENVENUTI")}
    assert {"NVIDIA", "CATANIA", "CARLA BENVENUTI"} <= names
    assert ("Enea", "ORG") in found(pipeline(), "Il progetto dell’Enea parte a Frascati.")


def test_spacy_loads_it_by_name_and_as_a_folder() -> None:
    """The same entities three ways, in processes that never imported the package before."""
    code = (
        "import sys, spacy; nlp = spacy.load(sys.argv[1]); "
        "print([ent.text for ent in nlp('Visita a Catania.').ents])"
    )
    for spec in ("it_newsview", str(it_newsview.FOLDER)):
        done = subprocess.run([sys.executable, "-c", code, spec], capture_output=True, text=True)
        assert done.stdout.strip() == "['Catania']", done.stderr


def test_it_goes_to_disk_and_bytes_and_back(tmp_path: Path) -> None:
    """As every spaCy component."""
    pipeline().to_disk(tmp_path / "copy")
    assert found(spacy.load(tmp_path / "copy"), TEXT) == WANTED
    again = spacy.blank("it")
    again.add_pipe(FACTORY)
    again.from_bytes(pipeline().to_bytes())
    assert found(again, TEXT) == WANTED


def test_entities_of_a_ruler_before_it_stay() -> None:
    """A list of known names may go first."""
    nlp = it_newsview.load()
    ruler = nlp.add_pipe("entity_ruler", before=FACTORY)
    ruler.add_patterns([{"label": "MISC", "pattern": "Catania"}])  # type: ignore[attr-defined]
    doc = nlp(TEXT)
    assert ("Catania", "MISC") in {(ent.text, ent.label_) for ent in doc.ents}
    assert next(ent for ent in doc.ents if ent.text == "Catania")._.score is None


def test_without_weights_it_says_so() -> None:
    """Not an attribute error somewhere inside."""
    nlp = spacy.blank("it")
    nlp.add_pipe(FACTORY)
    with pytest.raises(ValueError, match="no weights"):
        nlp("Catania")
    with pytest.raises(WeightsError):
        Ner().from_bytes(b"something else")


def test_torch_is_not_needed() -> None:
    """Nor anything beyond spaCy and numpy."""
    code = (
        "import sys\nfor name in ('torch', 'onnxruntime'): sys.modules[name] = None\n"
        "import it_newsview; print(len(it_newsview.load()('Visita a Catania.').ents))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "1", done.stderr


def test_the_package_stays_small() -> None:
    """At most 20 MB on disk."""
    folder = Path(it_newsview.__file__).parent
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert sum(path.stat().st_size for path in files) <= 20_000_000


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=400) | st.text(alphabet="AaèÈ’' .,«»()0123%€\n\r\x00\ud800🎉İ", max_size=400)
)
def test_whatever_the_text_spans_are_exact_and_apart(text: str) -> None:
    """Never fails; offsets are code points of the text as given."""
    reached = 0
    for start, end, label, score in tagger().spans(text):
        assert reached <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        assert label in LABELS and 0 <= score <= 1
        reached = end


def test_a_word_without_end_costs_no_more_than_its_length() -> None:
    """A megabyte without a blank, in digits, letters or marks."""
    for junk in ("a" * 1_000_000, "1" * 1_000_000):
        assert len(tagger().spans(f"Visita a Catania. {junk} Fine a Torino.")) >= 2


@pytest.mark.parametrize("joint", [". ", " ", ""])
def test_one_line_costs_what_its_paragraphs_do(joint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In pieces that the encoder reads, whether full stops part sentences, blanks or nothing."""
    read: list[int] = []
    plain = Encoder.read

    def counting(self: Encoder, pieces: Sequence[int], wanted: Collection[int] = ()) -> Any:
        read.append(len(pieces))
        return plain(self, pieces, wanted)

    monkeypatch.setattr(Encoder, "read", counting)
    sentence = "La Regione ha dato 12 milioni di euro a Catania per le scuole della provincia"
    tagger().spans(".\n\n".join([sentence] * 200))
    paragraphs = sum(read)
    read.clear()
    glued = sentence if joint else sentence.replace(" ", "")
    tagger().spans(joint.join([glued] * 200))
    assert sum(read) <= 1.1 * paragraphs
