"""Which pairs are worth a comparison: those that stand in one block."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hkgraph.identity.matching.profiles import Profile

#: Words so long tell which body is meant; shorter ones stand in many names.
_TELLING = 4


def iter_pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Give each pair once, in order.

    A block holds what is of one kind and shares a surname and an initial, the Chinese characters,
    a name or acronym, the first telling words, or an id of Wikidata.
    Two things that static resources know are only paired where both are of one key or one id.
    """
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for number, profile in enumerate(profiles):
        for block in _blocks(profile):
            blocks[f"{profile.group} {block}"].append(number)
    pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
    yield from sorted(p for p in pairs if not _are_known(profiles[p[0]], profiles[p[1]]))


def _are_known(one: Profile, other: Profile) -> bool:
    is_one = one.key == other.key or (one.linked and other.linked and one.qids == other.qids)
    return one.static and other.static and not is_one


def _blocks(profile: Profile) -> set[str]:
    found = set(profile.qids)
    for name in profile.people:
        found |= name.blocks
    if not profile.people:
        found |= {profile.name, *profile.aliases}
        telling = [word for word in profile.name.split() if len(word) >= _TELLING]
        found.add(" ".join(telling[:2]))
    return found - {""}
