"""People who are called by what they are: "the activist", "the tycoon", "the 68-year-old"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.agents import describes_name, is_person
from hkgraph.extraction.coreference.descriptions import descriptors
from hkgraph.extraction.lexicon import table, words
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.coreference.clusters import Cluster
    from hkgraph.extraction.coreference.discourse import Discourse, Use
    from hkgraph.extraction.coreference.noun_phrases import NounPhrase

#: What was done to somebody tells nobody apart ("the arrested man").
_DEALT_WITH = frozenset({"accused", "arrested", "alleged", "detained", "injured", "same"})
#: Those of whom an article has one, whom it may name only later ("the judge", then his name).
_ONE_OF_A_CASE = frozenset(["judge", "magistrate", "coroner"])
#: Adjectives that tell one such person from another.
_TELLING_APART = frozenset(
    "another assistant acting current deputy elder latest new next old older other previous second"
    " senior third trial vice young younger youngest".split()
)
_YEARS = frozenset(["year", "old", "-"])
#: By how many points one of several who are called alike must lead.
_SURE = 40


def refer_to_described(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Let "the activist" stand for the person who was called so before."""
    if not phrase.is_definite or not _is_one(phrase) or describes_name(discourse, phrase.head):
        return False
    if phrase.head.dep_ in {"appos", "attr", "compound"} or phrase.is_narrowed:
        return False
    found = _described(discourse, phrase) or _one_of_case(discourse, phrase)
    if found is None:
        return False
    discourse.refer(found, phrase.head, phrase.start, phrase.end, MentionForm.NOMINAL)
    return True


def _is_one(phrase: NounPhrase) -> bool:
    """Say whether a phrase means one person, also by a noun that takes up people only."""
    is_trade = phrase.head.lower_ in words("occupations") or (
        phrase.head.lower_ in table("person-noun-kin")
    )
    return is_person(phrase) or (is_trade and phrase.head.tag_ == "NN")


def _described(discourse: Discourse, phrase: NounPhrase) -> Cluster | None:
    """Find who fits every word, else the only one who fits the noun."""
    people = _people(discourse, before=phrase.head)
    wanted, noun = _wanted(discourse, phrase), phrase.head.lower_
    exact = [p for p in people if wanted <= p.described_as]
    kin = {noun, *table("person-noun-kin").get(noun, "").split()}
    alike = [p for p in people if not kin.isdisjoint(p.described_as)]
    if exact:
        return _nearest(discourse, phrase.head, exact if len(phrase.words) > 1 else alike)
    is_one = len(alike) == 1 and _may_be(alike[0], phrase, wanted - {noun})
    return alike[0] if is_one else None


def _wanted(discourse: Discourse, phrase: NounPhrase) -> set[str]:
    """Give the words that a person must be known by, without the name of the city."""
    home = [t for t in phrase.modifiers if _is_home(discourse, t)]
    return descriptors(phrase) - _DEALT_WITH - {t.lower_ for t in home}


def _is_home(discourse: Discourse, token: Token) -> bool:
    mention = discourse.mention_at(token)
    return mention is not None and mention.gazetteer == "hong-kong"


def _may_be(person: Cluster, phrase: NounPhrase, more: set[str]) -> bool:
    """Say whether the words beside the noun only adorn it ("the veteran politician")."""
    ages = {word for word in more if word.isdigit()}
    known = {word for word in person.described_as if word.isdigit()}
    if ages and known and ages.isdisjoint(known):
        return False
    adorning = (t for t in phrase.modifiers if t.lower_ in more and not t.is_digit)
    return all(_adorns(token) or token.lower_ in person.described_as for token in adorning)


def _adorns(token: Token) -> bool:
    if token.lower_ in _TELLING_APART or token.ent_type_ in {"NORP", "ORDINAL", "GPE"}:
        return False
    return token.lower_ in _YEARS or token.pos_ == "ADJ" or token.tag_ in {"VBN", "VBG", "HYPH"}


def _people(discourse: Discourse, *, before: Token) -> list[Cluster]:
    """Give the people spoken of before a word, each once."""
    found: list[Cluster] = []
    for use in discourse.uses:
        person = use.cluster
        if use.head.i >= before.i:
            break
        if person is not None and person.kind is Kind.PERSON and person not in found:
            found.append(person)
    return found


def _nearest(discourse: Discourse, noun: Token, people: list[Cluster]) -> Cluster | None:
    """Give the only one, else the one who is clearly most present."""
    if len(people) == 1:
        return people[0]
    if any(person.anonymous for person in people):
        return None

    def fits(use: Use) -> bool:
        return any(use.cluster is person for person in people)

    return discourse.most_present(noun, fits, lambda _: 0, margin=_SURE)


def _one_of_case(discourse: Discourse, phrase: NounPhrase) -> Cluster | None:
    """Look ahead for the one judge that an article names."""
    noun = phrase.head.lower_
    if noun not in _ONE_OF_A_CASE or len(phrase.words) > 1:
        return None
    named = [p for p in discourse.register.people if noun in p.described_as]
    return named[0] if len(named) == 1 else None


def refer_by_age(discourse: Discourse, token: Token) -> bool:
    """Let "the 68-year-old" stand for the one person told to be of that age."""
    start, age = _age_before(token)
    if start is None:
        return False
    people = _people(discourse, before=token)
    found = [p for p in people if age in p.described_as]
    if len(found) != 1:
        return False
    discourse.refer(found[0], token, start, token.idx + len(token), MentionForm.NOMINAL)
    return True


def _age_before(token: Token) -> tuple[int | None, str]:
    """Give where "the 68-year-old" begins, and the age, if a phrase of the kind ends here."""
    if token.lower_ != "old" or token.i < 6 or token.nbor(-2).lower_ != "year":
        return None, ""
    age, opening = token.nbor(-4), token.nbor(-5)
    behind = token.nbor() if token.i + 1 < len(token.doc) else None
    goes_on = behind is not None and (behind.pos_ in {"NOUN", "PROPN", "ADJ"} or behind.text == "-")
    if not age.is_digit or opening.lower_ != "the" or goes_on:
        return None, ""
    return opening.idx, age.text
