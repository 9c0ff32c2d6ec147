"""Who holds which office: the step that fills memberships."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hkgraph.extraction.events.statements import Said, joined
from hkgraph.extraction.roles.beside_names import roles_beside_name, roles_in_description
from hkgraph.extraction.roles.clauses import roles_in_clause
from hkgraph.extraction.roles.succession import roles_of_succession
from hkgraph.model import BlockKind, Kind, LocalId, Membership, MentionForm, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.reading import DraftMention, Reading
    from hkgraph.extraction.roles.findings import Role

#: Person, organisation and title in lower case.
_Key = tuple[LocalId, LocalId | None, str]

_UNTOLD = frozenset({BlockKind.BYLINE})


def find_roles(reading: Reading) -> None:
    """Fill ``reading.memberships``, and ``reading.statements`` with who holds them."""
    told = [role for role in _all_roles(reading) if role.organisation or role.title]
    roles = _completed([*told, *roles_of_succession(reading, told)])
    ids: dict[_Key, LocalId] = {}
    said: list[Said] = []
    for role in roles:
        if role.organisation is not None and role.title is None:
            said.append(_belonging(role, role.organisation))
            continue
        key = _key(role)
        if key not in ids:
            ids[key] = LocalId(f"m{len(reading.memberships) + 1}")
            tellings = [other for other in roles if _key(other) == key]
            reading.memberships.append(_membership(ids[key], tellings))
        one = _said(ids[key], role)
        said += [one] if role.body_at is None else [one, replace(one, evidence=role.body_at)]
    reading.statements += joined(said)


def _key(role: Role) -> _Key:
    return role.person, role.organisation, (role.title or "").lower()


def _membership(identifier: LocalId, tellings: list[Role]) -> Membership:
    role = tellings[0]
    return Membership(
        id=identifier,
        person=role.person,
        organisation=role.organisation,
        title=role.title,
        during=next((told.during for told in tellings if told.during), None),
    )


def _said(membership: LocalId, role: Role) -> Said:
    return Said(
        subject=role.person,
        predicate=Predicate.HAS_MEMBERSHIP,
        object=membership,
        evidence=role.evidence,
        voice=role.voice,
        rule=role.rule,
    )


def _belonging(role: Role, organisation: LocalId) -> Said:
    return Said(
        subject=role.person,
        predicate=Predicate.MEMBER_OF,
        object=organisation,
        evidence=role.evidence,
        voice=role.voice,
        rule=role.rule,
    )


def _completed(roles: list[Role]) -> list[Role]:
    """Drop a role without organisation where the same title is told with one."""
    told = {(r.person, (r.title or "").lower()) for r in roles if r.organisation is not None}
    return [r for r in roles if r.organisation or (r.person, (r.title or "").lower()) not in told]


def _all_roles(reading: Reading) -> Iterator[Role]:
    for mention in reading.mentions:
        block = reading.block_at(mention.start)
        if block is None or block.kind in _UNTOLD or not _is_person(reading, mention):
            continue
        if mention.form is MentionForm.NAME:
            yield from roles_beside_name(reading, mention)
        elif mention.form is MentionForm.NOMINAL:
            yield from roles_in_description(reading, mention)
    for token in reading.doc:
        yield from roles_in_clause(reading, token)


def _is_person(reading: Reading, mention: DraftMention) -> bool:
    return mention.entity is not None and reading.entities[mention.entity].kind is Kind.PERSON
