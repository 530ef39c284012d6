"""The application on three articles of our own, with suggestions that need no worker process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from newsview.store.annotations import Annotations
from newsview.store.corpus import Corpus
from newsview.store.model import (
    Anchor,
    Article,
    Evidence,
    Fact,
    Mention,
    Suggestions,
    Value,
    stable_id,
)
from newsview.tui.app import NewsviewApp
from newsview.tui.beside import Post
from newsview.tui.events import EntriesRead, SuggestionsReady
from newsview.tui.session import Session
from newsview.tui.settings import Settings

from ..idle import come_to_rest
from .pseudo import PseudoTerminal, Start

__all__ = ["come_to_rest"]

TEXTS = {
    "a.txt": (
        "Terna Nova apre a Cuneo una fabbrica di turbine\n\n3 marzo 2026\n\n"
        "CUNEO - La società Terna Nova apre a Cuneo una fabbrica che dà lavoro a 120 operai, "
        "dice l’assessore Niccolò Pàstine. Il progetto dell’Istituto Boreale è costato "
        "4 milioni di euro e coinvolge anche la città di Mondovì, dove Terna Nova ha già una "
        "sede da molti anni.\n\n"
        "La Regione ha promesso altri fondi entro l’estate, e Pàstine è soddisfatto 🎉 del "
        "risultato ottenuto dopo mesi di trattativa con i sindacati della valle.\n"
    ),
    "b.txt": (
        "Il porto di Savona riparte\n\nIl porto di Savona ha ripreso il lavoro dopo lo sciopero di "
        "lunedì, con 35 navi in attesa davanti alla diga e i camion fermi lungo tutta l’Aurelia.\n"
    ),
    "c.txt": (
        "Neve sulle Alpi\n\nÈ arrivata la neve sulle Alpi Cozie: quaranta centimetri a Crissolo, "
        "dove gli impianti apriranno sabato mattina con una settimana di anticipo sul previsto.\n"
    ),
}

NAMES = {
    "Terna Nova": "ORG", "Cuneo": "LOC", "Niccolò Pàstine": "PER", "Istituto Boreale": "ORG",
    "Mondovì": "LOC", "Savona": "LOC", "Alpi Cozie": "LOC", "Crissolo": "LOC",
    "4 milioni di euro": "MONEY", "120 operai": "QUANTITY", "35 navi": "QUANTITY",
}  # fmt: skip


def suggest(article: Article) -> Suggestions:
    """Every known name of the story, and one fact for the money."""
    mentions = []
    for block in article.blocks:
        for name, label in NAMES.items():
            start = article.text.find(name, block.start, block.end)
            while start >= 0 and block.kind != "boilerplate":
                mentions.append(_mention(article, start, name, label))
                start = article.text.find(name, start + 1, block.end)
    mentions.sort(key=lambda m: m.start)
    facts = tuple(_fact(article, m) for m in mentions if m.label == "MONEY")
    return Suggestions(
        article=article.sha256, pipeline="test 1", mentions=tuple(mentions), facts=facts
    )


def _mention(article: Article, start: int, name: str, label: str) -> Mention:
    return Mention(
        id=stable_id(article.sha256, start, label), article=article.sha256, start=start,
        end=start + len(name), text=name, label=label, status="suggested", origin="rule",
        score=0.8, pipeline="test 1",
    )  # fmt: skip


def _fact(article: Article, figure: Mention) -> Fact:
    start = article.text.index("Il progetto")
    end = article.text.index("anni.") + 5
    return Fact(
        id=stable_id("fact", figure.id), article=article.sha256, kind="figure",
        subject=Anchor("Istituto Boreale"), predicate="è costato",
        object=Anchor(figure.text, figure.start, figure.end), value=Value(4_000_000, "EUR"),
        evidence=(Evidence(start, end, article.text[start:end]),),
        status="suggested", origin="rule", score=0.7, pipeline="test 1",
    )  # fmt: skip


class AtOnce:
    """Work beside the application that is done as soon as it is asked for."""

    def __init__(self, session: Session, post: Post) -> None:
        self.session = session
        self.post = post

    def start(self) -> None:
        """Look at every article, and suggest for each."""
        entries = [(i, self.session.look_at(i)) for i in range(len(self.session.entries))]
        self.post(EntriesRead(entries, last=True))
        for index, entry in entries:
            if entry.sha256 is not None:
                self.ask(self.session.read(index))

    def stop(self) -> None:
        """Nothing runs."""

    def ask(
        self,
        article: Article,
        *,
        near: Sequence[int] = (),
        anew: bool = False,
        urgent: bool = True,
    ) -> None:
        """Suggest for one article."""
        self.post(SuggestionsReady(suggest(article)))


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or changes what the user's own newsview remembers."""
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with the three articles."""
    folder = tmp_path / "articoli"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


MakeApp = Callable[..., NewsviewApp]


@pytest.fixture
def make_app(corpus: Path) -> Iterator[MakeApp]:
    """Makes applications on the corpus; closes their annotations files at the end."""
    opened: list[Annotations] = []

    def make(
        *, read_only: bool = False, settings: Settings | None = None, annotator: str = "anna"
    ) -> NewsviewApp:
        annotations = Annotations.open(corpus / "newsview.json", read_only=read_only)
        opened.append(annotations)
        settings = settings or Settings()
        session = Session(Corpus.open([corpus]), annotations, annotator, settings.labels)
        return NewsviewApp(session, settings, AtOnce)

    yield make
    for file in opened:
        file.close()


@pytest.fixture
def start(tmp_path: Path, corpus: Path) -> Iterator[Start]:
    """Starts newsview on the corpus in a pseudo-terminal."""
    started: list[PseudoTerminal] = []

    def make(*arguments: str, **options: object) -> PseudoTerminal:
        terminal = PseudoTerminal(*arguments, str(corpus), home=tmp_path, **options)  # type: ignore[arg-type]
        started.append(terminal)
        return terminal

    yield make
    for terminal in started:
        terminal.close()
