"""Which names of an article are suggested as the same, and which never are."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newsview.nlp.linking import AliasGroup, alias_groups, full_name
from newsview.nlp.linking.forms import form_of, is_acronym
from newsview.nlp.linking.joining import name_token
from newsview.nlp.linking.rules import alias_lines, known_aliases
from newsview.store.model import Entity, Mention, Verdict

from .names import marked, mention, mentions_in


def together(text: str, names: str, label: str = "ORG") -> set[frozenset[str]]:
    """The groups of more than one name, as sets of their forms; ``names`` are parted by |."""
    given = mentions_in(text, [(label, name) for name in names.split("|")])
    return {frozenset(g.forms) for g in alias_groups(text, given) if len(g.forms) > 1}


def named(text: str, names: str, label: str = "ORG") -> list[str]:
    """What the groups are called."""
    given = mentions_in(text, [(label, name) for name in names.split("|")])
    return [group.name for group in alias_groups(text, given)]


# --- acronyms -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("MISC", "La [Piattaforma Dati Alpini] ([PDA]) parte. La [PDA] costa."),
        ("MISC", "La “[Piattaforma Dati Alpini]” ([PDA]) parte."),
        ("MISC", "[PDA] ([Piattaforma Dati Alpini]) parte."),
        ("ORG", "L’[Istituto boreale di meteorologia e neve] ([IBMN]) misura."),
        ("ORG", "Il [Consorzio idrico della val Maira] ([Civm], con sede a Dronero)."),
        ("ORG", "L’[Agenzia italiana per le nevi eterne] ([ANE]) e poi l’[Ane]."),
        ("ORG", "L’[Università di Borgodora] ([UniBo]) apre."),
        ("ORG", "Il [Centro dati] ([CD]), disse. Il [CD] chiude."),
        ("ORG", "Il [Centro di calcolo alpino] ([ICSB]), poi [ICSB]."),
        ("ORG", "[Centro Neve Alta] apre. Il [C.N.A.] risponde."),
    ],
)
def test_an_acronym_goes_with_the_name_it_stands_for(label: str, text: str) -> None:
    """Explained in brackets either way round, or by its initials."""
    (group,) = alias_groups(*marked(text, label))
    assert set(group.forms) == {m.text for m in marked(text, label)[1]}


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("ORG", "[Tavolo Acque Sane] e [Terre Alte Sicure]. La [TAS]."),
        ("LOC", "[Savona] ([SV]) e poi [SV]."),
        ("PER", "[Carlo Bo] ([CB]) e [CB]."),
        ("ORG", "Il [Parco del Mare] (aperto) e [Aperto]."),
        ("ORG", "Il [Gruppo Sci] ([Bardo]) e [Bardo]."),
        ("ORG", "Il [Consorzio idrico della val Maira] ([Civ])."),
        ("ORG", "La [Piattaforma Dati], quella nuova (la [PN])."),
        ("ORG", "Gli [Operai alpini del marmo] ([CGIL]), e la [CGIL]."),
        ("ORG", "Il [Centro di calcolo alpino] ([ICSB])."),
        ("ORG", "La [Società dei trasporti alpini] ([Sora]), poi [Sora]."),
        ("ORG", "Il [Circolo] ([ICSB]), poi [ICSB]."),
    ],
)
def test_an_acronym_that_may_be_something_else_stays_alone(label: str, text: str) -> None:
    """It fits two names, is a province's, a person's, or is no acronym of it."""
    assert all(len(group.forms) == 1 for group in alias_groups(*marked(text, label)))


def test_a_mention_may_hold_its_own_acronym() -> None:
    """The name without the brackets is what it is called."""
    text = "La Piattaforma Dati Alpini (PDA) parte. La PDA costa."
    given = mentions_in(text, [("MISC", "Piattaforma Dati Alpini (PDA"), ("MISC", "PDA")])
    whole = replace(given[0], text=given[0].text + ")", end=given[0].end + 1)
    (group,) = alias_groups(text, [whole, *given[1:]])
    assert group.name == "Piattaforma Dati Alpini"
    assert group.forms == ("Piattaforma Dati Alpini (PDA)", "PDA")


def test_an_acronym_that_is_written_like_a_word_is_made_of_beginnings() -> None:
    """Ministries are called so."""
    text = "Il [Ministero delle Imprese e del Made in Italy] ([Mimit]) paga. Il [Mimit] tace."
    (group,) = alias_groups(*marked(text, "ORG"))
    assert group.forms == ("Mimit", "Ministero delle Imprese e del Made in Italy")


def test_what_the_text_explains_goes_before_what_everybody_knows() -> None:
    """ASI is the Associazione sciatori here, not the space agency."""
    text = "L’[Associazione sciatori Ivrea] ([ASI]) scrive all’[Agenzia spaziale italiana]. [ASI]!"
    groups = [group.forms for group in alias_groups(*marked(text, "ORG"))]
    assert groups == [("ASI", "Associazione sciatori Ivrea"), ("Agenzia spaziale italiana",)]


# --- people ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        ("Nora Bàllari|Bàllari|Ballari", [{"Nora Bàllari", "Bàllari", "Ballari"}]),
        ("Ugo Rossi|Ada Rossi|Rossi", []),
        ("Ugo Rossi|Rossi|Ada Bruni|Bruni", [{"Ugo Rossi", "Rossi"}, {"Ada Bruni", "Bruni"}]),
        ("Pia Di Noto|Di Noto|Noto", [{"Pia Di Noto", "Di Noto"}]),
        ("Karl von der Au|von der Au|Au", [{"Karl von der Au", "von der Au"}]),
        ("Ada M. Bruni|Ada Bruni|Bruni", [{"Ada M. Bruni", "Ada Bruni", "Bruni"}]),
        ("Ada Maria Bruni|Ada Rosa Bruni|Ada Bruni", []),
        ("A. Bruni|Ada Bruni", [{"A. Bruni", "Ada Bruni"}]),
        ("A. Bruni|Ada Bruni|Aldo Bruni|Bruni", []),
        ("dott.ssa Bruni|Bruni|Ada Bruni", [{"dott.ssa Bruni", "Bruni", "Ada Bruni"}]),
        ("ministro Rossi|Ugo Rossi", [{"ministro Rossi", "Ugo Rossi"}]),
        ("Pia Conte|Conte", [{"Pia Conte", "Conte"}]),
        ("Ada|Ada Bruni", []),
        ("ADA BRUNI|Ada Bruni", [{"ADA BRUNI", "Ada Bruni"}]),
        ("Pia Alberti Casa|Casa|Alberti Casa", [{"Pia Alberti Casa", "Casa", "Alberti Casa"}]),
    ],
)  # fmt: skip
def test_a_surname_goes_with_the_only_full_name(names: str, groups: list[set[str]]) -> None:
    """Two of that surname and none is suggested; a particle belongs to the surname."""
    text = ". ".join(names.split("|"))
    assert together(text, names, "PER") == set(map(frozenset, groups))


# --- spelling -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "names",
    [
        "ENEL|Enel|dell’Enel",
        "l’Unione Alpina|Unione alpina|UNIONE ALPINA",
        "Boreale S.p.A.|Boreale spa|Boreale",
        "Boreale Srl|Boreale",
        "Boreale Inc.|Boreale Group|Gruppo Boreale|Boreale",
        "La Gazzetta di Mondovì|Gazzetta di Mondovì",
        "Università degli Studi di Cuneo|Università di Cuneo",
        "Coca-Sasso|Coca Sasso",
        "«Boreale»|Boreale",
        "Commissione neve|Commissione",
        "Unione Europea|UE|Ue|U.E.",
    ],
)  # fmt: skip
def test_spellings_of_one_name_are_one_group(names: str) -> None:
    """Case, article, apostrophe, legal form, quotes, a short word for it."""
    assert together(". ".join(names.split("|")), names) == {frozenset(names.split("|"))}


@pytest.mark.parametrize(
    "names",
    [
        "Boreale|Boreale Energia",
        "Boreale Nord|Boreale Sud",
        "Consiglio neve|Consiglio acque|Consiglio",
        "Parlamento alpino|Parlamento",
        "Comune di Cuneo|Cuneo",
        "Banca Alpina|Alpina",
        "Ente A|Ente B",
    ],
)
def test_names_that_only_share_words_stay_apart(names: str) -> None:
    """A daughter company is not its mother, a town hall is not the town."""
    assert together(". ".join(names.split("|")), names) == set()


def test_an_article_belongs_to_a_persons_name_when_it_is_written_large() -> None:
    """La Rocca is a surname; la Rocca is she."""
    assert form_of("La Rocca", "PER").key == "la rocca"
    assert form_of("la Rocca", "PER").key == "rocca"
    assert form_of("L’Aquila", "LOC").key == "aquila"
    assert form_of("D’Alba", "PER").key == "d' alba"


@pytest.mark.parametrize(
    ("labels", "name"),
    [(("LOC", "ORG"), "Torino"), (("LOC", "ORG"), "Roma"), (("MISC", "PER"), "Marco Polo")],
)
def test_one_name_of_two_labels_is_two_groups(labels: tuple[str, str], name: str) -> None:
    """The town and the team, the ship and the traveller."""
    given = [mention(0, name, labels[0]), mention(40, name, labels[1])]
    groups = alias_groups(" " * 60, given)
    assert [(g.label, g.mentions) for g in groups] == [(m.label, (m.id,)) for m in given]


# --- known aliases --------------------------------------------------------------------------------


@pytest.mark.parametrize("line", alias_lines(), ids=lambda line: line[0])
def test_each_line_of_known_aliases_is_one_group(line: list[str]) -> None:
    """Under its first name, for every label; no entry says again what spelling says already."""
    keys = [form_of(name, "ORG").key for name in line]
    assert len(line) > 1
    assert len(set(keys)) == len(keys)
    for label in ("ORG", "LOC", "MISC"):
        given = [mention(100 * i, name, label) for i, name in enumerate(line)]
        (group,) = alias_groups(" " * 100 * len(line), given)
        assert set(group.forms) == set(line)


def test_no_name_is_in_two_lines_of_known_aliases() -> None:
    """It would join what is not the same."""
    assert len(known_aliases()) == sum(map(len, alias_lines()))


def test_an_acronym_alone_has_its_full_name_from_the_list() -> None:
    """Other names stay as they are written."""
    assert full_name("UE") == full_name("Ue") == "Unione europea"
    assert [full_name(name) for name in ("Cina", "Boreale", "Ada")] == ["Cina", "Boreale", "Ada"]


def test_the_group_has_the_fullest_name() -> None:
    """Not in capitals, without article or title."""
    assert named("UNIONE ALPINA. l’Unione Alpina. UA", "UNIONE ALPINA|l’Unione Alpina|UA") == [
        "Unione Alpina"
    ]
    assert named("dott. Ugo Rossi. Rossi", "dott. Ugo Rossi|Rossi", "PER") == ["Ugo Rossi"]


# --- entities and decisions -----------------------------------------------------------------------

UNION = Entity(id="e1", name="Unione Alpina", aliases=("UA", "Alpina"), label="ORG")


def test_a_known_alias_suggests_its_entity() -> None:
    """Of the same label, or of none; two that claim it suggest nothing."""
    given = [mention(0, "Alpina", "ORG"), mention(20, "alpina", "LOC")]
    groups = alias_groups(" " * 40, given, [UNION])
    assert [(g.name, g.entity) for g in groups] == [("Unione Alpina", "e1"), ("alpina", None)]
    twin = replace(UNION, id="e2", name="Altra", label=None)
    groups = alias_groups(" " * 40, given, [UNION, twin])
    assert [g.entity for g in groups] == [None, "e2"]


def test_all_names_of_an_entity_are_one_group() -> None:
    """Though nothing in the text joins them."""
    given = [mention(0, "UA", "ORG"), mention(20, "Alpina", "ORG")]
    (group,) = alias_groups(" " * 40, given, [UNION])
    assert (group.name, group.entity, group.reasons) == ("Unione Alpina", "e1", ("known",))


def test_what_is_linked_to_two_entities_is_never_one_group() -> None:
    """A person knows better; an unlinked one of that name goes with neither."""
    given = [
        replace(mention(0, "Rossi", "PER"), entity="e1"),
        replace(mention(20, "Rossi", "PER"), entity="e2"),
        mention(40, "Rossi", "PER"),
    ]
    assert [g.mentions for g in alias_groups(" " * 60, given)] == [(m.id,) for m in given]
    (linked, other) = alias_groups(" " * 60, [*given[1:], mention(50, "Ugo Bo", "PER")])
    assert (linked.entity, len(linked.mentions), other.entity) == ("e2", 2, None)


def test_rejected_ones_and_figures_take_no_part() -> None:
    """They are no names."""
    given = [
        mention(0, "Rossi", "PER", "rejected"),
        mention(20, "2026", "DATE"),
        mention(40, "Ugo Rossi", "PER"),
    ]
    (group,) = alias_groups(" " * 60, given)
    assert group.mentions == ("PER40",)


def test_what_a_person_told_apart_is_not_joined_by_a_third() -> None:
    """Neither directly nor through another name; spellings, too, can be told apart."""
    text = "Unione Alpina, UA, Ua"
    names = [("ORG", "Unione Alpina"), ("ORG", "UA"), ("ORG", "Ua")]
    apart = {frozenset({name_token("ORG", "Unione Alpina"), name_token("ORG", "UA")})}
    forms = [set(g.forms) for g in alias_groups(text, mentions_in(text, names), (), apart)]
    assert not any({"Unione Alpina", "UA"} <= group for group in forms)
    apart = {frozenset({name_token("ORG", "Ua"), name_token("ORG", "UA")})}
    forms = [set(g.forms) for g in alias_groups(text, mentions_in(text, names), (), apart)]
    assert not any({"Ua", "UA"} <= group for group in forms)


def test_a_name_told_apart_from_an_entity_is_not_suggested_as_it() -> None:
    """Though it is one of its aliases, and though another spelling would bring it there."""
    given = [mention(0, "Alpina", "ORG"), mention(20, "UA", "ORG"), mention(40, "alpina", "ORG")]
    apart = {frozenset({"e1", name_token("ORG", "Alpina")})}
    groups = alias_groups(" " * 60, given, [UNION], apart)
    assert {g.forms: g.entity for g in groups} == {("Alpina", "alpina"): None, ("UA",): "e1"}


# --- whatever the names ---------------------------------------------------------------------------

WORDS = "Ada Rossi Bruni UA Unione Alpina di S.p.A. La l’ (UA) A. …".split()
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
MENTIONS = st.lists(
    st.tuples(
        NAMES,
        st.sampled_from(["PER", "ORG", "LOC"]),
        st.sampled_from([None, "e1", "e2"]),
        st.sampled_from(["suggested", "accepted", "rejected"]),
    ),
    max_size=12,
)


def laid_out(names: list[tuple[str, str, str | None, Verdict]]) -> tuple[str, list[Mention]]:
    """A text of the names, and their mentions."""
    text, found = "", []
    for name, label, entity, status in names:
        one = mention(len(text), name, label)
        found.append(replace(one, entity=entity, status=status))
        text += name + ", "
    return text, found


@given(MENTIONS, st.randoms(use_true_random=False))
def test_groups_part_the_mentions_and_keep_labels_and_entities(
    names: list[tuple[str, str, str | None, Verdict]], random: Random
) -> None:
    """Each is in one group; labels and entities never mix; their order does not matter."""
    text, found = laid_out(names)
    groups = alias_groups(text, found, [UNION])
    ids = [id_ for group in groups for id_ in group.mentions]
    assert sorted(ids) == sorted(m.id for m in found if m.status != "rejected")
    by_id = {m.id: m for m in found}
    for group in groups:
        members = [by_id[id_] for id_ in group.mentions]
        assert {m.label for m in members} == {group.label}
        assert len({m.entity for m in members} - {None}) <= 1
        assert set(group.forms) == {" ".join(m.text.split()) for m in members}
        assert group.name
    shuffled = list(found)
    random.shuffle(shuffled)
    assert alias_groups(text, shuffled, [UNION]) == groups


@given(st.text(max_size=40), st.sampled_from(["PER", "ORG", "LOC"]))
def test_any_text_has_a_form(text: str, label: str) -> None:
    """Whatever was marked, comparing it never fails and never ends up empty."""
    form = form_of(text, label)
    assert form.words
    assert is_acronym(text) in (True, False)


def test_a_group_says_why() -> None:
    """The surest reason first."""
    text = "Istituto Boreale Alpino (IBA), IBA, Iba"
    (group,) = alias_groups(
        text, mentions_in(text, [("ORG", n) for n in ("Istituto Boreale Alpino", "IBA", "Iba")])
    )
    assert isinstance(group, AliasGroup)
    assert group.reasons == ("spelling", "definition")
