"""Unnamed groups in an annotation: "three teachers" is a number of people, not an entity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = dict[str, Any]

_ENDS = ("subject", "object", "person")
_PARTS = ("agent", "affects")


def without_groups(tree: Row) -> Row:
    """Take groups out of an annotation, as the graph has only how many they are.

    Their mentions become descriptions, which are neither missed nor wrong; they take no part in
    events, roles and relations. What they say has no speaker.

    Args:
        tree: The annotation as read; it is left as it is.
    """
    groups = {name for name, row in tree["entities"].items() if row.get("group") == "true"}
    return {
        **tree,
        "entities": {
            name: _described(row) if name in groups else row
            for name, row in tree["entities"].items()
        },
        "events": [_event(row, groups) for row in tree["events"]],
        "quotations": [_unsaid(row, groups) for row in tree["quotations"]],
        "roles": _of_others(tree["roles"], groups),
        "relations": _of_others(tree.get("relations", ()), groups),
    }


def _described(row: Row) -> Row:
    return {**row, "mentions": [], "nominals": [*row["mentions"], *row.get("nominals", ())]}


def _event(row: Row, groups: set[str]) -> Row:
    parts = {part: [who for who in row.get(part, ()) if who not in groups] for part in _PARTS}
    rest = {key: value for key, value in row.items() if key not in _PARTS}
    return rest | {part: held for part, held in parts.items() if held}


def _unsaid(row: Row, groups: set[str]) -> Row:
    return {k: v for k, v in row.items() if k != "speaker" or v not in groups}


def _of_others(rows: Iterable[Row], groups: set[str]) -> list[Row]:
    return [row for row in rows if not groups & {str(row.get(end)) for end in _ENDS}]
