"""What of the annotation the contract can express, what not, and why: all of it as data."""

from __future__ import annotations

from hkgraph.model import Kind, Modality, Predicate

KINDS: dict[str, Kind] = {
    "Person": Kind.PERSON,
    "Organization": Kind.ORGANISATION,
    "Office": Kind.OFFICE,
    "Place": Kind.PLACE,
    "Law": Kind.LAW,
}

#: Kinds of ours as they are scored; a kind that is missing here is left out.
SCORED_KINDS: dict[Kind, Kind] = {
    Kind.PERSON: Kind.PERSON,
    Kind.ORGANISATION: Kind.ORGANISATION,
    Kind.MEDIA: Kind.ORGANISATION,
    Kind.OFFICE: Kind.OFFICE,
    Kind.PLACE: Kind.PLACE,
    Kind.LAW: Kind.LAW,
}

#: Annotated type of event → slugs that count as right, the best first.
EVENT_TYPES: dict[str, tuple[str, ...]] = {
    "Announcement": ("announcement",),
    "Arrest": ("arrest",),
    "Disbandment": ("dissolution",),
    "EntryDenial": ("entry-denial",),
    "Establishment": ("founding",),
    "Interview": ("interview",),
    "Lawmaking": ("lawmaking", "repeal", "amendment"),
    "OfficeClosure": ("closure",),
    "OrganisationDeparture": ("departure",),
    "PolicyAnnouncement": ("policy", "announcement"),
    "Protest": ("protest",),
    "PublicationLaunch": ("publication",),
    "Redundancy": ("redundancy",),
    "Sanction": ("sanction",),
    "Speech": ("statement",),
}

#: Annotated type of event without a counterpart → slugs of ours that are then not held wrong.
TOLERATED_TYPES: dict[str, frozenset[str]] = {
    "Accession": frozenset({"other"}),
    "Campaign": frozenset({"other"}),
    "Exposure": frozenset({"publication", "other"}),
    "Reaction": frozenset({"statement", "announcement", "other"}),
}

#: Part that an entity plays in an annotated event, where that makes it a main participant.
MAIN_PARTS = frozenset(
    {"agent", "affected", "body", "employer", "interviewee", "law", "presenter", "speaker"}
)

STATUS: dict[str, Modality] = {
    "occurred": Modality.ASSERTED,
    "planned": Modality.PLANNED,
    "unmet-plan": Modality.PLANNED,
    "alleged": Modality.ALLEGED,
}
MODALITIES: dict[str, Modality] = {
    "asserted": Modality.ASSERTED,
    "reported": Modality.REPORTED,
    "planned": Modality.PLANNED,
    "discussed": Modality.POSSIBLE,
}

#: Annotated predicate → predicates of the contract that count as right.
PREDICATES: dict[str, frozenset[Predicate]] = {
    "after": frozenset({Predicate.AFTER}),
    "basedIn": frozenset({Predicate.BASED_IN}),
    "causedBy": frozenset({Predicate.CAUSED_BY}),
    "criminalises": frozenset({Predicate.CRIMINALISES}),
    "date": frozenset({Predicate.HAS_TIME}),
    "hasOfficeIn": frozenset({Predicate.HAS_OFFICE_IN}),
    "insertedInto": frozenset({Predicate.LEGISLATION_CHANGES}),
    "jurisdiction": frozenset({Predicate.LEGISLATION_JURISDICTION}),
    "passedBy": frozenset({Predicate.LEGISLATION_PASSED_BY}),
    "target": frozenset({Predicate.AFFECTS}),
    "unitOf": frozenset({Predicate.UNIT_OF, Predicate.SUB_ORGANIZATION_OF}),
}

#: The same for the corpus, whose annotation holds what is said of events with the event.
CORPUS_PREDICATES: dict[str, frozenset[Predicate]] = {
    "basedIn": frozenset({Predicate.BASED_IN}),
    "criminalises": frozenset({Predicate.CRIMINALISES}),
    "criticises": frozenset({Predicate.CRITICISES}),
    "dissolutionDate": frozenset({Predicate.DISSOLUTION_DATE}),
    "foundingDate": frozenset({Predicate.FOUNDING_DATE}),
    "hasOfficeIn": frozenset({Predicate.HAS_OFFICE_IN}),
    "jurisdiction": frozenset({Predicate.LEGISLATION_JURISDICTION}),
    "legislationChanges": frozenset({Predicate.LEGISLATION_CHANGES}),
    "legislationDate": frozenset({Predicate.LEGISLATION_DATE}),
    "memberOf": frozenset({Predicate.MEMBER_OF}),
    "partOf": frozenset(
        {Predicate.UNIT_OF, Predicate.SUB_ORGANIZATION_OF, Predicate.CONTAINED_IN_PLACE}
    ),
    "passedBy": frozenset({Predicate.LEGISLATION_PASSED_BY}),
    "supports": frozenset({Predicate.SUPPORTS}),
}
#: Field of an annotated event → predicate that says the same of ours.
EVENT_PARTS: dict[str, Predicate] = {
    "agent": Predicate.AGENT,
    "affects": Predicate.AFFECTS,
    "place": Predicate.HAS_PLACE,
    "law": Predicate.UNDER_LAW,
    "offence": Predicate.OFFENCE,
    "term": Predicate.TERM,
    "count": Predicate.MINIMUM_COUNT,
    "causedBy": Predicate.CAUSED_BY,
}
#: Types of event whose law is what they are about, not what they rest on.
OF_A_LAW = frozenset({"amendment", "lawmaking", "repeal"})
#: A title that says no more than that somebody belongs to a body.
NO_TITLE = "member"
CORPUS_MODALITIES: dict[str, Modality] = {modality.value.lower(): modality for modality in Modality}

NO_PREDICATE = "the contract has no such predicate"
#: Annotated predicate that is not scored as a relation → why.
PREDICATES_LEFT_OUT: dict[str, str] = {
    "bypassed": NO_PREDICATE,
    "disputes": "a link between statements of several articles; identity makes it, not extraction",
    "gaveNewPowersTo": NO_PREDICATE,
    "inRetaliationFor": "a motive; causedBy would say more than the text",
    "mayRelocateTo": NO_PREDICATE,
    "offenceScope": NO_PREDICATE,
    "protects": NO_PREDICATE,
    "stance": "a label, which the contract does not hold",
    "threatenedDirectly": NO_PREDICATE,
    "type": "a kind of organisation, which the contract does not tell apart",
    "upholds": NO_PREDICATE,
    "willContinueWorkOn": NO_PREDICATE,
    "worksOn": NO_PREDICATE,
    "writesFor": "who wrote for whom is in the article's own fields, and is scored there",
}
#: Annotated predicates that are scored as roles.
ROLE_PREDICATES = frozenset({"role", "occupation"})

EVENTS_LEFT_OUT = "the contract has no such type of event"
MENTIONS_LEFT_OUT = "they stand on the page around the articles, in no article"
BYLINES_LEFT_OUT = "the article text holds no bylines; they are scored as fields of the article"
PRONOUNS_LEFT_OUT = "the annotation marks no pronouns"
OUTSIDE_LEFT_OUT = "they stand in no annotated article"
DENIED_LEFT_OUT = "the annotation lists what happened or is to, not what did not"
OFFENCES_LEFT_OUT = "the annotation marks no offences; they are scored as objects of criminalises"
CROSS_SOURCE_LEFT_OUT = "links between articles are made by identity, not by extraction"
