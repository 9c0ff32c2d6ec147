"""A common noun with what stands before it: determiner, owner and modifiers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_RANKS = frozenset(["first", "second", "third", "last", "other", "same", "only"])
_NARROWING = frozenset(["relcl", "acl"])
_NARROWING_LINKS = frozenset(["behind", "of", "for", "in", "at", "from", "that", "with", "on"])


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase headed by a common noun.

    Attributes:
        determiner: In lower case; empty if there is none.
        owner: The possessive before it ("its", "Amnesty"), if any.
        modifiers: Tokens between determiner or owner and the head, in order.
    """

    head: Token
    determiner: str
    owner: Token | None
    modifiers: tuple[Token, ...]

    @property
    def start(self) -> int:
        """The first character: of the determiner or owner, where there is one."""
        tokens = [self.head, *self.modifiers]
        tokens += [opening.left_edge for opening in _openings(self.head)]
        first = min(tokens, key=lambda token: token.i)
        while first.i > 1 and first.nbor(-1).text == "-" and not first.nbor(-1).whitespace_:
            # The parser may part the first half of "vice-chairwoman".
            first = first.nbor(-2)
        return first.idx

    @property
    def end(self) -> int:
        """One past the last character of the head."""
        return self.head.idx + len(self.head)

    @property
    def words(self) -> tuple[str, ...]:
        """Modifiers and head in lower case, without marks."""
        tokens = (*self.modifiers, self.head)
        return tuple(token.lower_ for token in tokens if token.is_alpha)

    @property
    def is_definite(self) -> bool:
        """Say whether it takes up something known."""
        return self.determiner in {"the", "this", "that"} and self.owner is None

    @property
    def is_narrowed(self) -> bool:
        """Say whether the phrase itself tells which one is meant, and takes nothing up."""
        if any(t.tag_ == "JJS" or t.lower_ in _RANKS for t in self.modifiers):
            return True
        return any(self._is_narrowing(child) for child in self.head.rights)

    def _is_narrowing(self, child: Token) -> bool:
        if child.dep_ in _NARROWING:
            return child.left_edge.nbor(-1).text != ","
        is_next = child.i == self.head.i + 1
        return child.dep_ == "prep" and child.lower_ in _NARROWING_LINKS and is_next


def noun_phrase(head: Token) -> NounPhrase:
    """Read the phrase that a noun heads."""
    determiner = next((c.lower_ for c in head.lefts if c.dep_ == "det"), "")
    owner = next((c for c in head.lefts if c.dep_ == "poss"), None)
    floor = max((c.right_edge.i for c in _openings(head)), default=head.left_edge.i - 1)
    modifiers = tuple(t for t in head.doc[head.left_edge.i : head.i] if t.i > floor)
    return NounPhrase(head, determiner, owner, _near(modifiers))


def _openings(head: Token) -> list[Token]:
    return [child for child in head.lefts if child.dep_ in {"det", "poss"}]


def _near(modifiers: tuple[Token, ...]) -> tuple[Token, ...]:
    """Keep the unbroken run of modifiers right before the head."""
    kept = modifiers
    for index, token in enumerate(modifiers):
        if token.text in {",", "(", ")", "“", "”", '"', ":", ";"} or token.is_space:
            kept = modifiers[index + 1 :]
    return kept
