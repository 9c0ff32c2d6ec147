"""Bare surnames, acronyms and short forms, and which fuller name each stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.extraction.names.forms import bracketed_characters, first_names, surname
from hkgraph.extraction.names.senses import shared_home
from hkgraph.extraction.names.short_forms import abbreviates, is_short_form, stem
from hkgraph.model import Kind
from hkgraph.text import fold

if TYPE_CHECKING:
    from hkgraph.extraction.coreference.clusters import Cluster
    from hkgraph.extraction.coreference.register import Register
    from hkgraph.extraction.reading import DraftMention

#: What opens a short name behind a name ("(TCT)", "(the “Group”)").
_BRACKET = re.compile(r" \((?:the )?[“\"‘']?")


def is_short(register: Register, mention: DraftMention) -> bool:
    """Say whether a mention is a bare surname, or a noun such as "Alliance" alone."""
    text = register.text(mention)
    if mention.kind is Kind.PERSON:
        return " " not in text
    return text in words("organisation-heads") | words("media-heads")


def place_short(register: Register, mention: DraftMention) -> None:
    """Give a short name to the entity that it stands for, or to none where that is unclear."""
    if mention.kind is Kind.PERSON:
        _place_surname(register, mention)
    else:
        _place_noun(register, mention)


def _place_noun(register: Register, mention: DraftMention) -> None:
    """Give "the Alliance" to the body named last that is called so."""
    noun = register.text(mention)
    fits = [c for c in register.bodies if _has_word(c.names, noun)]
    if fits:
        last = {id(c): _last_before(c, mention.start) for c in fits}
        nearest = max(fits, key=lambda c: (last[id(c)], c is register.publisher))
        nearest.add(mention, noun)


def _has_word(names: list[str], word: str) -> bool:
    return any(" " in name and word in name.split() for name in names)


def _last_before(cluster: Cluster, start: int) -> int:
    return max((m.start for m in cluster.mentions if m.start < start), default=-1)


def _place_surname(register: Register, mention: DraftMention) -> None:
    text = register.text(mention)
    same = _called(register, text)
    if _stands_behind(register, mention, "surnamed"):
        # "A woman surnamed Chan" is nobody who was named before.
        same = [
            c for c in same if c.mentions and _stands_behind(register, c.mentions[0], "full name")
        ]
    gender = register.honorific(mention)
    same = _without_bystanders(register, same)
    if len(same) > 1 and gender:
        same = [c for c in same if c.gender in {"", gender}] or same
    if len(same) > 1:
        same = _of_title(register, mention, same)
    if len(same) > 1:
        same = _nearest(register, mention, same)
    if len(same) > 1:
        same = _most_told(mention, same)
    if not same:
        register.begin(Kind.PERSON).add(mention, text)
    elif len(same) == 1:
        same[0].add(mention, text)
        same[0].gender = same[0].gender or gender


def _called(register: Register, word: str) -> list[Cluster]:
    """Give the people of a surname, else those of a given name."""
    folded = fold(word)
    same = [c for c in register.people if folded in {fold(surname(n)) for n in c.names}]
    return same or [
        c for c in register.people if any(folded in first_names(n) for n in c.names if " " in n)
    ]


def _without_bystanders(register: Register, people: list[Cluster]) -> list[Cluster]:
    """Leave out who only wrote the article, or is only named as somebody's kin."""
    makers = [*register.authors, *register.contributors]
    told = [p for p in people if not any(p is maker for maker in makers)] or people
    return [p for p in told if not _is_kin(register, p)] or told


def _is_kin(register: Register, person: Cluster) -> bool:
    if not person.mentions:
        return False
    before = register.reading.article.text[: person.mentions[0].start].split()
    return bool(before) and before[-1].strip(",").lower() in words("kin-nouns")


def _stands_behind(register: Register, mention: DraftMention, words_before: str) -> bool:
    return register.reading.article.text[: mention.start].endswith(f"{words_before} ")


def _of_title(register: Register, mention: DraftMention, people: list[Cluster]) -> list[Cluster]:
    """Keep those who bore the title before the name earlier ("Superintendent Chan")."""
    title = register.reading.article.text[: mention.start].rstrip()[-30:].split()[-1:]
    if not title or not title[0].strip("\"“'‘")[:1].isupper():
        return people
    word = title[0].strip("\"“'‘")
    return [
        p for p in people if any(_stands_behind(register, m, word) for m in p.mentions)
    ] or people


def _nearest(register: Register, mention: DraftMention, people: list[Cluster]) -> list[Cluster]:
    """Keep those named in this block, else in the block before, else anywhere before."""
    blocks = register.reading.article.blocks
    here = next((i for i, b in enumerate(blocks) if b.start <= mention.start < b.end), 0)
    for block in (blocks[here], blocks[here - 1]) if here else blocks[:1]:
        until = min(block.end, mention.start)
        if named := [p for p in people if _is_named_in(p, block.start, until)]:
            return named
    return [p for p in people if _last_before(p, mention.start) >= 0] or people


def _most_told(mention: DraftMention, people: list[Cluster]) -> list[Cluster]:
    """Keep the one of whom the article has told most so far, if one stands out."""
    told = sorted(sum(m.start < mention.start for m in p.mentions) for p in people)
    return [
        p for p in people if sum(m.start < mention.start for m in p.mentions) == told[-1] > told[-2]
    ] or people


def _is_named_in(cluster: Cluster, start: int, end: int) -> bool:
    return any(start <= m.start < end for m in cluster.mentions)


def join_brackets(register: Register) -> None:
    """Let a short name in brackets join the name before it, and keep Chinese characters."""
    text = register.reading.article.text
    starts = {m.start: c for c in register.all for m in c.mentions}
    for cluster in tuple(register.all):
        for mention in tuple(cluster.mentions):
            behind = text[mention.end : mention.end + 20]
            if (characters := bracketed_characters(behind)) and characters not in cluster.names:
                cluster.names.append(characters)
            opening = _BRACKET.match(behind)
            short = starts.get(mention.end + opening.end()) if opening else None
            if short is None:
                continue
            if _may_join(register, short, cluster):
                register.merge(short, cluster)
            elif _may_join(register, cluster, short) and _abbreviates(short.names, cluster.names):
                register.merge(cluster, short)
                break


def _may_join(register: Register, short: Cluster, full: Cluster) -> bool:
    """Say whether two clusters that both still stand may be one."""
    standing = short is not full and short in register.all and full in register.all
    return standing and short.kind == full.kind and short.gazetteer is None


def _abbreviates(short: list[str], full: list[str]) -> bool:
    """Say whether capitals stand for a name ("HSBC" for "Hongkong and Shanghai Banking …")."""
    return any(abbreviates(s, f) for s in short for f in full)


def join_short_bodies(register: Register) -> None:
    """Let acronyms and parts of a name join the one fuller name that they fit."""
    bodies = [c for c in register.bodies if c.gazetteer is None and c.mentions]
    for short in sorted(bodies, key=lambda c: -len(c.fullest.split())):
        if any(shared_home(name) for name in short.names):
            continue
        rivals = [c for c in register.bodies if c is not short and c.mentions]
        fuller = [c for c in rivals if _shortens(short.names, c.names)]
        earlier = [c for c in fuller if c.mentions[0].start < short.mentions[0].start]
        own = [c for c in fuller if not {stem(n) for n in c.names}.isdisjoint(short.names)]
        best = own or earlier or fuller
        if len(best) == 1:
            register.merge(short, best[0])


def _shortens(short: list[str], full: list[str]) -> bool:
    return any(is_short_form(s, f) for s in short for f in full)
