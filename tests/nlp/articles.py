"""Articles for tests of what is suggested."""

from __future__ import annotations

from newsview.nlp.article import build
from newsview.store.hints import Hints
from newsview.store.model import Article
from newsview.store.raw_text import RawText

TEXT = (
    "Terna Nova apre una fabbrica a Cuneo\n\nPubblicato il 3 mar 2026\n\n"
    "La Regione Piemonte ha stanziato 12,5 milioni di euro per la fabbrica, che darà lavoro a 140 "
    "operai entro il 2027. Secondo Paolo Ferrua, il costo salirà del 3,5 per cento.\n\n"
    "«È il progetto più grande degli ultimi vent’anni», ha detto Marta Ghibaudo a Torino, dove "
    "ieri si sono riuniti i tecnici dell’Istituto Boreale con i sindaci della valle.\n\n"
    "Leggi anche\nIl bilancio di Roma vale 9 miliardi\n"
)


def article(text: str = TEXT, source: str = "a.txt") -> Article:
    """The article that a text is."""
    return build(RawText(text, "utf-8", Hints()), source)
