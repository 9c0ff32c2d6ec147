"""Counts by which constructions the development half of the gold corpus tells its events.

Every annotated telling of an event is put under one construction by its parse, and counted: how
often it stands, how often it tells a fact of the article's own, and how often extraction reads it
(an event of the same type rests on words that overlap it).

    python benchmarks/constructions.py [--real]

``--real`` counts only the articles that follow real ones closely (d21 and later).
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from hkgraph.articles.decode import decode
from hkgraph.articles.reader import read_file
from hkgraph.evaluation.align import overlap
from hkgraph.evaluation.corpus_format import find_source, read_corpus_gold
from hkgraph.evaluation.gather import gather
from hkgraph.extraction.extractor import Extractor
from hkgraph.extraction.grammar.passives import is_passive
from hkgraph.extraction.lexicon import table
from hkgraph.extraction.nlp import load_model
from hkgraph.model import Modality, Predicate

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "development"
FIRST_REAL = "d21"
LIGHT = {"make", "give", "hold", "stage", "take", "have", "get", "face", "win", "receive", "hand"}


def construction(root, in_head):
    """Name the construction by the head of a telling."""
    if in_head:
        return "headline"
    if root.pos_ in {"VERB", "AUX"}:
        return of_verb(root)
    return of_noun(root)


def of_verb(verb):
    with_agent = any(c.dep_ == "agent" for c in verb.children)
    passive = "passive with agent" if with_agent else "passive without agent"
    voice = passive if is_passive(verb) else "active verb"
    if verb.dep_ == "acl":
        return "participle behind a noun (reduced relative)"
    if verb.dep_ == "relcl":
        return f"relative clause, {voice}"
    return of_clause(verb) or voice


def of_clause(verb):
    """Name the construction of a clause inside another."""
    if verb.dep_ == "ccomp" and verb.head.lemma_ in table("speech-verbs"):
        return "clause that somebody is told to have said"
    if verb.tag_ == "VBG" and verb.dep_ in {"advcl", "pcomp"}:
        return "-ing clause beside a main clause"
    if verb.dep_ == "xcomp" or any(c.tag_ == "TO" for c in verb.children):
        return "infinitive (plan, wish, purpose)"
    return "subordinate clause (after, when, as …)" if verb.dep_ == "advcl" else None


def of_noun(noun):
    if noun.dep_ == "dobj" and noun.head.lemma_ in LIGHT:
        return "noun with a light verb (was handed a sentence)"
    if any(c.dep_ == "poss" for c in noun.children):
        return "noun with a possessor (its closure)"
    if any(c.lower_ in {"of", "by"} for c in noun.children):
        return "noun with of or by (the arrest of)"
    if noun.dep_ == "pobj":
        return "noun behind a preposition (after the raid)"
    return "other noun"


def line_around(text, at):
    start = text.rfind("\n", 0, at.start) + 1
    end = text.find("\n", at.end)
    return start, text[start : end if end >= 0 else len(text)]


def head_of(model, text, at):
    start, line = line_around(text, at)
    span = model(line).char_span(at.start - start, at.end - start, alignment_mode="expand")
    return span.root


def tellings(path, model, extractor):
    """Iterate over the tellings of one file: construction, whether a fact, whether read."""
    source = find_source(path)
    articles = read_file(source)
    gold = read_corpus_gold(path, source, articles)
    text = decode(source.read_bytes(), source.name).text
    ours = gather(gold, [(article, extractor.extract(article)) for article in articles])
    headlines = [article.headline for article in articles]
    typed = [s for s in ours.statements if s.predicate is Predicate.EVENT_TYPE]
    for event in gold.events:
        is_fact = event.polarity and Modality.ASSERTED in event.modalities
        for at in event.evidence:
            in_head = any(at.text in headline for headline in headlines)
            same = [s for s in typed if s.object in event.types]
            is_read = any(overlap(at, place) for s in same for place in s.evidence)
            yield construction(head_of(model, text, at), in_head), is_fact, is_read


def main(arguments):
    model, extractor = load_model(), Extractor()
    files = sorted(GOLD.glob("*.yaml"))
    if "--real" in arguments:
        files = [path for path in files if path.name >= FIRST_REAL]
    stood, facts, read = Counter(), Counter(), Counter()
    for path in files:
        for kind, is_fact, is_read in tellings(path, model, extractor):
            stood[kind] += 1
            facts[kind] += is_fact
            read[kind] += is_read
    print(f"| construction ({len(files)} articles) | tellings | tell a fact | read |")
    print("|---|--:|--:|--:|")
    for kind, count in stood.most_common():
        print(f"| {kind} | {count} | {facts[kind]} | {read[kind]} |")
    print(f"| all | {stood.total()} | {facts.total()} | {read.total()} |")


if __name__ == "__main__":
    main(sys.argv[1:])
