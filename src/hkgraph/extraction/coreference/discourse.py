"""What has been spoken of up to a point of the text, and how present each thing is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.clusters import BODIES
from hkgraph.extraction.reading import DraftMention
from hkgraph.extraction.speech.quote_marks import find_quoted
from hkgraph.model import BlockKind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.coreference.clusters import Cluster
    from hkgraph.extraction.coreference.register import Register
    from hkgraph.extraction.reading import Reading
    from hkgraph.extraction.speech.quote_marks import Quoted

SUBJECTS = frozenset(["nsubj", "nsubjpass"])
_OBJECTS = frozenset(["dobj", "iobj", "dative", "agent"])
_LOCAL_TOPICS = frozenset(["hong-kong-places", "courts"])
_NEAR = frozenset(["asia", "beijing", "china", "mainland-china"])
#: From so many names of other countries for one of Hong Kong, the article is about elsewhere.
_FAR_SHARE = 3
#: How present a thing is after so many sentences.
_BY_DISTANCE = (85, 45, 20, 8)
_OTHER_BLOCK = 20
_SUBJECT, _OBJECT, _OBLIQUE, _OWNER = 40, 15, 8, 4
#: By how much the best must lead for a reference to be sure.
_MARGIN = 12


@dataclass(frozen=True, slots=True)
class Use:
    """One place where something is spoken of.

    Attributes:
        cluster: None for a thing that is no entity, such as a plan, but may still be meant by "it".
        head: The token that stands for it in the sentence.
        sentence: Number of the sentence.
    """

    cluster: Cluster | None
    head: Token
    sentence: int


@dataclass(slots=True)
class Discourse:
    """The uses of all things in an article, in order, while references are being resolved."""

    reading: Reading
    register: Register
    uses: list[Use] = field(default_factory=list)
    _quoted: list[Quoted] = field(init=False)
    _sentence_of: list[int] = field(init=False)
    _covered: dict[int, DraftMention] = field(init=False)
    _called: dict[str, Use] = field(default_factory=dict)
    _elsewhere: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Lay out the named mentions."""
        self._quoted = find_quoted(self.reading.article)
        self._sentence_of = [0] * len(self.reading.doc)
        for number, sentence in enumerate(self.reading.doc.sents):
            for token in sentence:
                self._sentence_of[token.i] = number
        self._covered = {}
        for cluster in self.register.all:
            for mention in cluster.mentions:
                self._lay_out(cluster, mention)
        self.uses.sort(key=lambda use: use.head.i)

    def _lay_out(self, cluster: Cluster, mention: DraftMention) -> None:
        block = self.reading.block_at(mention.start)
        tokens = self.reading.tokens(mention.start, mention.end)
        for token in tokens:
            self._covered[token.i] = mention
        if not mention.is_demonym and not (block and block.kind is BlockKind.BYLINE):
            self.uses.append(Use(cluster, tokens.root, self.sentence_of(tokens.root)))

    def sentence_of(self, token: Token) -> int:
        """Give the number of the token's sentence."""
        return self._sentence_of[token.i]

    @property
    def is_about_hong_kong(self) -> bool:
        """Say whether the article names Hong Kong, or two things of it, and not mostly others."""
        local = [c for c in self.register.all if c.gazetteer == "hong-kong" or _is_local(c)]
        abroad = (c for c in self.register.all if c.topic == "world-places")
        foreign = sum(len(c.mentions) for c in abroad if c.gazetteer not in _NEAR)
        if foreign > _FAR_SHARE * sum(len(c.mentions) for c in local):
            return False
        return len(local) > 1 or any(c.gazetteer == "hong-kong" for c in local)

    def dismiss(self, noun: Token) -> None:
        """Keep in mind that a noun means something of elsewhere here ("police in Melbourne")."""
        self._elsewhere[noun.lower_] = self.sentence_of(noun)

    def is_elsewhere(self, noun: Token, *, called: str = "") -> bool:
        """Say whether the same noun, or another, meant something of elsewhere just before."""
        last = self._elsewhere.get(called or noun.lower_)
        return last is not None and self.sentence_of(noun) - last < len(_BY_DISTANCE)

    def is_quoted(self, token: Token) -> bool:
        """Say whether a token stands inside quote marks."""
        index = bisect_right(self._quoted, token.idx, key=lambda quoted: quoted.start) - 1
        return index >= 0 and token.idx < self._quoted[index].end

    def is_named(self, token: Token) -> bool:
        """Say whether a token is part of a mention already."""
        return token.i in self._covered

    def mention_at(self, token: Token) -> DraftMention | None:
        """Give the mention that a token is part of."""
        return self._covered.get(token.i)

    def cluster_at(self, token: Token) -> Cluster | None:
        """Give what a token speaks of, as the head of a mention."""
        index = bisect_left(self.uses, token.i, key=lambda use: use.head.i)
        found = self.uses[index : index + 1]
        return found[0].cluster if found and found[0].head.i == token.i else None

    def refer(self, cluster: Cluster, head: Token, start: int, end: int, form: MentionForm) -> None:
        """Add a mention by a pronoun or a common noun."""
        mention = DraftMention(start=start, end=end, kind=cluster.kind, form=form)
        self.reading.mentions.append(mention)
        cluster.mentions.append(mention)
        for token in self.reading.tokens(start, end):
            self._covered.setdefault(token.i, mention)
        self.note(cluster, head)

    def called(self, noun: Token) -> Cluster | None:
        """Give what the same noun meant a few sentences before ("the group")."""
        last = self._called.get(noun.lower_)
        if last is None or self.sentence_of(noun) - last.sentence >= len(_BY_DISTANCE):
            return None
        return last.cluster

    def call(self, noun: Token, cluster: Cluster) -> None:
        """Keep in mind what a noun means here."""
        self._called[noun.lower_] = Use(cluster, noun, self.sentence_of(noun))

    def note(self, cluster: Cluster | None, head: Token) -> None:
        """Keep in mind that something is spoken of here."""
        use = Use(cluster, head, self.sentence_of(head))
        index = bisect_left(self.uses, head.i, key=lambda u: u.head.i)
        self.uses.insert(index, use)

    def before(self, token: Token) -> Iterator[Use]:
        """Give the uses before a token that are near enough to be meant, the nearest first."""
        here = self.sentence_of(token)
        index = bisect_left(self.uses, token.i, key=lambda use: use.head.i)
        for use in reversed(self.uses[:index]):
            if here - use.sentence >= len(_BY_DISTANCE):
                return
            if self.is_quoted(use.head) and not self.is_quoted(token):
                continue
            yield use

    def most_present(
        self,
        token: Token,
        fits: Callable[[Use], bool],
        bonus: Callable[[Use], int],
        *,
        margin: int = _MARGIN,
    ) -> Cluster | None:
        """Find what a pronoun or noun at ``token`` most likely means, where that is sure.

        Args:
            token: The pronoun or noun.
            fits: Says whether a use may be meant at all.
            bonus: Points for agreement beyond place and role.
            margin: By how many points the best must lead.
        """
        scores: dict[int, int] = {}
        owners: dict[int, Cluster | None] = {}
        for use in self.before(token):
            if not fits(use):
                continue
            key = id(use.cluster) if use.cluster else -use.head.i
            points = self._presence(use, token) + bonus(use)
            scores[key] = max(points, scores.get(key, 0))
            owners[key] = use.cluster
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < margin):
            return None
        return owners[ranked[0][0]]

    def _presence(self, use: Use, token: Token) -> int:
        distance = self.sentence_of(token) - use.sentence
        here = self.reading.block_at(token.idx)
        far = here is not None and use.head.idx < here.start
        return _BY_DISTANCE[distance] + role_points(use.head) - _OTHER_BLOCK * far


def _is_local(cluster: Cluster) -> bool:
    named = any("Hong Kong" in name for name in cluster.names)
    return cluster.topic in _LOCAL_TOPICS or (named and cluster.topic != "world-places")


def role_points(token: Token) -> int:
    """Weigh the part that a noun plays in its sentence."""
    weight = 0
    while token.dep_ in {"conj", "appos"} and token.head.i < token.i:
        token, weight = token.head, weight - 6
    if token.dep_ in SUBJECTS:
        return weight + _SUBJECT + 5 * (token.head.dep_ == "ROOT")
    if token.dep_ == "ROOT":
        # The parser took the subject for a fragment of its own ("Its head, Mung, made known …").
        return weight + _SUBJECT
    if token.dep_ in _OBJECTS or (token.dep_ == "pobj" and token.head.dep_ == "agent"):
        return weight + _OBJECT
    if token.dep_ == "pobj":
        return weight + _OBLIQUE
    return weight + (_OWNER if token.dep_ == "poss" else 0)


def is_body(cluster: Cluster | None) -> bool:
    """Say whether a thing is an organisation or a medium."""
    return cluster is not None and cluster.kind in BODIES
