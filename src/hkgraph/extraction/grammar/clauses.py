"""Who does what: the logical arguments of a verb or of a noun that names an event.

A clause is read the same whether the sentence is active, passive, a relative clause, a participle
behind a noun, an infinitive whose subject stands elsewhere, or a noun with a possessor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.extraction.grammar.companions import framing_verb, placing_verbs
from hkgraph.extraction.grammar.nominals import (
    antecedent,
    cut_off,
    described_by,
    prepositional_objects,
    spread,
)
from hkgraph.extraction.grammar.objects import (
    SUBJECT_DEPS,
    datives,
    direct_objects,
    doings,
    predicatives,
)
from hkgraph.extraction.grammar.passives import is_passive
from hkgraph.extraction.grammar.subjects import surface_subjects
from hkgraph.extraction.grammar.tellers import (
    announcing_verb_of,
    issuing_verb_of,
    makers,
    telling_verb_of,
)
from hkgraph.extraction.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spacy.tokens import Token

#: Arguments of one clause by slot: ``subject`` and ``object`` (the logical ones), ``theme`` (what
#: is given or refused to the object), ``sole`` (the subject of a clause without object), ``actor``
#: (the subject of a clause with one), ``possessor``, ``modifier``, ``doing`` (the verb behind
#: "cease"), ``theme_doing`` (the verb behind "permission to"), ``aim`` (the verb behind "in order
#: to"), ``teller`` and ``hearer`` (who says something to whom "in a speech"), ``announcer`` (who
#: makes it known), ``doer`` and ``undergoer`` (who does something "in protest", who is hurt "in a
#: crash"), ``predicative`` ("found guilty"), ``manner`` ("closed lower"),
#: ``purpose`` (what the main clause does something to "in order to"), ``described`` (what a noun is
#: said to be), ``holder`` (of what stands behind "with"), ``itself`` (the noun), ``negation``
#: ("not"), every preposition
#: by its own name, and with ``_doing`` the verb behind it ("from entering").
Arguments = dict[str, tuple["Token", ...]]

_MANNER_DEPS = frozenset({"advmod", "acomp", "npadvmod", "prt"})
_PREPOSITION_DEPS = frozenset({"prep", "agent", "dative"})
_VERBAL = frozenset({"VERB", "AUX"})
_AWAY = frozenset({"aside", "back", "down", "off"})
_REASONS = frozenset({"of", "for", "with"})
_SEQUELS = frozenset({"after", "following", "upon", "since"})
_DIRECTIONS = frozenset({"closer", "close", "back", "straight", "away", "out"})
_INNER_PREPOSITIONS = frozenset({"in", "at", "under", "over", "on", "near", "outside"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A predicate with its arguments.

    Attributes:
        predicate: The verb, or the noun that names the event.
        anchor: The verb that carries tense and mood for it; the predicate itself for a verb.
        arguments: Tokens by slot, coordinated ones spread out.
    """

    predicate: Token
    anchor: Token
    arguments: Mapping[str, tuple[Token, ...]]

    def get(self, slot: str) -> tuple[Token, ...]:
        """Give the tokens in a slot, none if it is empty."""
        return self.arguments.get(slot, ())


def clause_of(token: Token) -> Clause:
    """Read the clause that a verb or an event noun heads."""
    if token.pos_ in {"VERB", "AUX"}:
        return Clause(predicate=token, anchor=token, arguments=verb_arguments(token))
    return _noun_clause(token)


def as_headline(clause: Clause) -> Clause:
    """Read a past form without object as headlines mean it: "Activist jailed", passive."""
    verb = clause.predicate
    is_short = verb.tag_ in {"VBD", "VBN"} and not any(c.dep_ == "aux" for c in verb.children)
    if not is_short or clause.get("object") or not clause.get("subject"):
        return clause
    arguments = {k: v for k, v in clause.arguments.items() if k not in {"subject", "sole"}}
    turned = arguments | {"object": clause.get("subject"), "subject": clause.get("by")}
    return Clause(predicate=verb, anchor=clause.anchor, arguments=turned)


def verb_arguments(verb: Token) -> Arguments:
    """Give the logical arguments of a verb."""
    surface = surface_subjects(verb)
    direct = direct_objects(verb)
    receivers = datives(verb)
    direct = tuple(noun for noun in direct if noun not in receivers)
    obliques = _obliques(verb, direct)
    if is_passive(verb):
        doers = obliques.pop("by", ()) or _doers_behind(verb)
        found = {"subject": doers, "object": surface, "theme": direct}
    elif receivers:
        found = {"subject": surface, "object": receivers, "theme": direct}
    else:
        found = {"subject": surface, "object": direct}
    lone = "actor" if found["object"] else "sole"
    obliques["predicative"] = predicatives(verb)
    obliques["manner"] = tuple(c for c in verb.children if c.dep_ in _MANNER_DEPS)
    obliques["negation"] = tuple(c for c in verb.children if c.dep_ == "neg")
    obliques["doing"] = doings(verb)
    obliques["theme_doing"] = tuple(
        c for noun in direct for c in noun.children if c.dep_ == "acl" and c.pos_ == "VERB"
    )
    obliques["aim"] = tuple(c for c in verb.rights if c.dep_ in {"advcl", "xcomp"} and _is_to(c))
    if wished := tuple(c for c in verb.children if _is_marked(c, "for")):
        obliques["for_doing"] = wished
    if verb.dep_ == "advcl" and any(c.tag_ == "TO" for c in verb.children):
        obliques["purpose"] = direct_objects(verb.head)
    return (
        obliques | {slot: held for slot, held in found.items() if held} | {lone: found["subject"]}
    )


def _doers_behind(verb: Token) -> tuple[Token, ...]:
    """Find who does it behind a noun that the parser gave the "by" to ("cleared of riot by X")."""
    links = (c for c in verb.rights if c.dep_ == "prep" and c.lower_ in _REASONS)
    nouns = (noun for link in links for noun in prepositional_objects(link))
    by = (c for noun in nouns for c in noun.rights if c.lower_ == "by")
    return tuple(t for link in by for t in prepositional_objects(link))


def _is_to(clause: Token) -> bool:
    return clause.pos_ == "VERB" and any(c.tag_ == "TO" for c in clause.lefts)


def _is_marked(clause: Token, word: str) -> bool:
    """Say whether a clause opens with a word ("for the three to be freed")."""
    is_clause = clause.dep_ in {"advcl", "ccomp", "xcomp"}
    return is_clause and any(c.dep_ == "mark" and c.lower_ == word for c in clause.children)


def _obliques(head: Token, objects: Iterable[Token] = ()) -> Arguments:
    """Give prepositional arguments, those of the objects after those of the head itself.

    What hangs on an adverb of direction is the verb's own ("edges closer to the coast").
    """
    found: dict[str, list[Token]] = {}
    adverbs = (c for c in head.children if c.dep_ == "advmod" and c.lower_ in _DIRECTIONS)
    for holder in (head, *objects, *adverbs):
        for child in holder.children:
            if child.dep_ not in _PREPOSITION_DEPS or child.pos_ not in {"ADP", "SCONJ", "VERB"}:
                continue
            if holder.dep_ == "advmod" or holder == head or child.lower_ in _INNER_PREPOSITIONS:
                found.setdefault(child.lower_, []).extend(prepositional_objects(child))
                doing = (c for c in child.children if c.dep_ == "pcomp" and c.pos_ in _VERBAL)
                found.setdefault(f"{child.lower_}_doing", []).extend(doing)
    return {name: tuple(tokens) for name, tokens in found.items() if tokens}


def _noun_clause(noun: Token) -> Clause:
    arguments = _obliques(noun)
    if "of" not in arguments:
        arguments["of"] = cut_off(noun)
    if noun.pos_ == "ADJ":
        arguments["subject"] = spread(c for c in noun.children if c.dep_ == "nsubj")
    arguments["possessor"] = spread(_owners(noun)) or _undergoers(noun)
    arguments["holder"] = _holders(noun)
    if "by" not in arguments:
        arguments["by"] = makers(noun)
    telling_verb = telling_verb_of(noun)
    if telling_verb is not None and is_passive(telling_verb):
        telling_verb = None
    arguments |= _speakers(noun, telling_verb) | _players(noun)
    arguments["described"] = described_by(noun)
    arguments["itself"] = (noun,)
    arguments["modifier"] = tuple(
        c for c in noun.children if c.dep_ in {"compound", "nmod", "amod"} and c.pos_ != "VERB"
    )
    for verb in placing_verbs(noun):
        arguments = _obliques(verb) | arguments
    anchor = _carrying_verb(noun)
    if anchor is None:
        copula = noun.head if noun.dep_ == "attr" else noun
        return Clause(predicate=noun, anchor=telling_verb or copula, arguments=arguments)
    outer = verb_arguments(anchor)
    held = {slot: tokens for slot, tokens in outer.items() if noun not in tokens}
    merged = held | {slot: tokens for slot, tokens in arguments.items() if tokens}
    return Clause(predicate=noun, anchor=anchor, arguments=merged)


def _speakers(noun: Token, telling_verb: Token | None) -> Arguments:
    """Find who speaks in what a noun names, and who puts it out."""
    verbs = {
        "teller": telling_verb,
        "issuer": issuing_verb_of(noun),
        "announcer": announcing_verb_of(noun),
    }
    found = {slot: surface_subjects(verb) for slot, verb in verbs.items() if verb is not None}
    if telling_verb is not None:
        outer = verb_arguments(telling_verb)
        found["hearer"] = (*outer.get("object", ()), *outer.get("to", ()), *outer.get("with", ()))
    return found


def _players(noun: Token) -> Arguments:
    """Find who does something in what a noun names, and to whom something befalls in it.

    "The crash" takes up what was told before, and has its people from there.
    """
    verb = framing_verb(noun)
    if verb is None or any(c.lower_ in {"the", "this", "that"} for c in noun.lefts):
        return {}
    outer = verb_arguments(verb)
    befallen = outer.get("object") or outer.get("sole", ())
    return {"doer": outer.get("subject", ()), "undergoer": befallen}


def _owners(noun: Token) -> Iterator[Token]:
    """Iterate over the possessors of a noun, or of the name right behind it ("its unit Y")."""
    holders = (noun, *described_by(noun)) if noun.dep_ in {"compound", "nmod"} else (noun,)
    return (antecedent(c) for holder in holders for c in holder.lefts if c.dep_ == "poss")


def _undergoers(noun: Token) -> tuple[Token, ...]:
    """Find to whom it happened or will ("Y was banned after conviction", "Y awaits trial")."""
    link, is_bare = noun.head, not any(c.dep_ in {"det", "poss"} for c in noun.lefts)
    if not is_bare or noun.tag_ != "NN":
        return ()
    if noun.dep_ == "dobj" and link.lemma_ == "await":
        return surface_subjects(link)
    verb = link.head
    if verb.pos_ != "VERB" or link.lower_ not in _SEQUELS:
        return ()
    if is_passive(verb):
        return surface_subjects(verb)
    return tuple(t for t in direct_objects(verb) if t.ent_type_ == "PERSON")


def _holders(noun: Token) -> tuple[Token, ...]:
    """Find who has what stands behind "with" ("Y, with offices in …,")."""
    link = noun.head
    if noun.dep_ != "pobj" or link.lower_ != "with" or link.head.pos_ not in {"NOUN", "PROPN"}:
        return ()
    return (link.head,)


def _carrying_verb(noun: Token) -> Token | None:
    """Find the verb that only carries or places the noun ("made an announcement")."""
    head = noun.head
    if noun.dep_ in {"dobj", "nsubjpass"} and head.lemma_ in words("light-verbs"):
        # "Put off a hearing" says something of it, "put on a march" does not.
        is_put_off = any(c.dep_ == "prt" and c.lower_ in _AWAY for c in head.children)
        return None if is_put_off else head
    if noun.dep_ in SUBJECT_DEPS and head.lemma_ in words("event-placing-verbs"):
        return head
    return None
