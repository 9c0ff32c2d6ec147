"""The same words of one speaker in several articles, despite spelling, cuts and quote marks.

Quotations meet through the runs of words that they share, so that each is compared with few.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from hkgraph.corroboration.links import Link, Relation, Said
from hkgraph.corroboration.voices import Voice, may_be_one_voice, voice_of
from hkgraph.corroboration.wording import spelled_alike, without_formulas
from hkgraph.identity.judgements import Judgements, Verdict
from hkgraph.identity.keys import NodeKey, quotation_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from hkgraph.model import ArticleKey, LocalId, Telling

    Nodes = Mapping[ArticleKey, Mapping[LocalId, NodeKey]]

#: Fewer words may be anybody's, any day.
LEAST_WORDS = 6
#: Where an article does not name the speaker, the words alone must tell.
LEAST_UNNAMED = 10
#: This share of the shorter quotation's words stands in the longer one, in their order.
ENOUGH = 0.9
#: A shorter run of words that two texts share is chance.
_RUN = 3
_INDEXED_RUN = 4
_WITHIN_DAYS = 30
#: Versions of one utterance that each further version is compared with.
_MOST = 40
#: A gap of so few words that turns the sense: "will" and "will not".
_SMALL_GAP = 4
_TURNING = frozenset(
    "not no never neither nor none nobody nothing without cannot cant wont dont doesnt didnt isnt"
    " arent wasnt werent hasnt havent hadnt wouldnt shouldnt couldnt".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quoted:
    """A quotation as it is compared.

    Attributes:
        words: In one spelling.
    """

    key: NodeKey
    said: Said
    words: tuple[str, ...]
    voice: Voice
    day: date | None

    @property
    def order(self) -> tuple[str, NodeKey]:
        """The earliest first."""
        return (self.day.isoformat() if self.day else "9999", self.key)


def find_same_utterances(
    tellings: Iterable[Telling], nodes: Nodes, judgements: Judgements
) -> Iterator[Link]:
    """Pair the quotations of different articles that are one utterance, both ways.

    Args:
        nodes: Canonical keys of what each article names.
    """
    quoted = sorted(_quoted(tellings, nodes), key=lambda one: one.order)
    known = {one.key: one for one in quoted}
    pairs = {
        (min(one.key, other.key), max(one.key, other.key))
        for one, other in _meetings([one for one in quoted if _is_telling(one)])
        if are_one_utterance(one.words, other.words)
    }
    for (left, right), judged in judgements.pairs.items():
        pair = NodeKey(left), NodeKey(right)
        if known.keys() >= set(pair):
            (pairs.add if judged.verdict is Verdict.YES else pairs.discard)(pair)
    for left, right in sorted(pairs):
        yield Link(Relation.SAME_UTTERANCE, known[left].said, known[right].said)
        yield Link(Relation.SAME_UTTERANCE, known[right].said, known[left].said)


def are_one_utterance(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether the words of one are those of the other, or a part of them.

    >>> are_one_utterance("we will never leave".split(), "we will leave".split())
    False
    """
    shorter, longer = sorted((one, other), key=len)
    same = 0
    for step in LCSseq.opcodes(shorter, longer):
        if step.tag == "equal":
            run = step.src_end - step.src_start
            same += run if run >= _RUN or run == len(shorter) else 0
        elif _turns(shorter[step.src_start : step.src_end], longer, step.dest_start, step.dest_end):
            return False
    return same >= ENOUGH * len(shorter)


def _turns(left_out: Sequence[str], longer: Sequence[str], start: int, end: int) -> bool:
    """Say whether words that only one of the two has make it another thing to say.

    What is left out at either end, or in a long cut, does not.
    """
    put_in = longer[start:end] if start > 0 and end < len(longer) else ()
    small = put_in if len(put_in) < _SMALL_GAP else ()
    return any(word in _TURNING or word.isdigit() for word in (*left_out, *small))


def _quoted(tellings: Iterable[Telling], nodes: Nodes) -> Iterator[_Quoted]:
    for telling in tellings:
        article = telling.article
        for quotation in telling.extract.quotations:
            yield _Quoted(
                key=quotation_key(article.key, quotation),
                said=Said(article.key, quotation),
                words=tuple(spelled_alike(quotation.span.text)),
                voice=voice_of(quotation, telling.extract, nodes[article.key]),
                day=article.published_day,
            )


def _is_telling(one: _Quoted) -> bool:
    """Say whether it holds enough that is not said on every day."""
    least = LEAST_WORDS if one.voice.is_named else LEAST_UNNAMED
    return len(one.words) >= least and len(without_formulas(one.words)) >= LEAST_WORDS


def _meetings(quoted: Iterable[_Quoted]) -> Iterator[tuple[_Quoted, _Quoted]]:
    """Pair each quotation with the earlier ones that share most with it."""
    having: defaultdict[tuple[str, ...], list[_Quoted]] = defaultdict(list)
    for one in quoted:
        ends = range(_INDEXED_RUN, len(one.words) + 1)
        runs = {one.words[end - _INDEXED_RUN : end] for end in ends}
        met: Counter[NodeKey] = Counter()
        earlier: dict[NodeKey, _Quoted] = {}
        for run in runs:
            for other in having[run]:
                met[other.key] += 1
                earlier[other.key] = other
            if len(having[run]) < _MOST:
                having[run].append(one)
        nearest = sorted(met, key=lambda key: (-met[key], earlier[key].order))[:_MOST]
        yield from ((one, earlier[key]) for key in nearest if _may_be_one(one, earlier[key]))


def _may_be_one(one: _Quoted, other: _Quoted) -> bool:
    if one.said.article == other.said.article or not may_be_one_voice(one.voice, other.voice):
        return False
    if one.day is None or other.day is None:
        return True
    return abs((one.day - other.day).days) <= _WITHIN_DAYS
