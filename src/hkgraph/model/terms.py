"""The closed lists of the contract: kinds, modalities, predicates, event types."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What an entity is; each has one class in the graph."""

    PERSON = "person"
    ORGANISATION = "organisation"
    MEDIA = "media"
    OFFICE = "office"
    PLACE = "place"
    LAW = "law"
    OFFENCE = "offence"


class MentionForm(StrEnum):
    """How a mention names its entity."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Modality(StrEnum):
    """How a statement is made; contract.md section 4."""

    ASSERTED = "Asserted"
    REPORTED = "Reported"
    ALLEGED = "Alleged"
    PLANNED = "Planned"
    POSSIBLE = "Possible"


class TimeBasis(StrEnum):
    """Where a date comes from."""

    EXPLICIT = "Explicit"
    RELATIVE = "Relative"
    INFERRED = "Inferred"


class QuoteForm(StrEnum):
    """How a quotation stands in the text."""

    DIRECT = "Direct"
    INDIRECT = "Indirect"
    BLOCK = "Block"


class Predicate(StrEnum):
    """What a statement can say; the values are the contract's terms."""

    HAS_MEMBERSHIP = "org:hasMembership"
    MEMBER_OF = "org:memberOf"
    ORGANIZATION = "org:organization"
    ROLE = "org:role"
    MEMBER_DURING = "org:memberDuring"
    BASED_IN = "hk:basedIn"
    HAS_OFFICE_IN = "hk:hasOfficeIn"
    SUB_ORGANIZATION_OF = "org:subOrganizationOf"
    UNIT_OF = "org:unitOf"
    FOUNDING_DATE = "schema:foundingDate"
    DISSOLUTION_DATE = "schema:dissolutionDate"
    CONTAINED_IN_PLACE = "schema:containedInPlace"
    LEGISLATION_DATE = "schema:legislationDate"
    LEGISLATION_PASSED_BY = "schema:legislationPassedBy"
    LEGISLATION_JURISDICTION = "schema:legislationJurisdiction"
    LEGISLATION_CHANGES = "schema:legislationChanges"
    CRIMINALISES = "hk:criminalises"
    EVENT_TYPE = "sem:eventType"
    HAS_TIME = "sem:hasTime"
    HAS_PLACE = "sem:hasPlace"
    SUB_EVENT_OF = "sem:subEventOf"
    AGENT = "hk:agent"
    AFFECTS = "hk:affects"
    UNDER_LAW = "hk:underLaw"
    OFFENCE = "hk:offence"
    TERM = "hk:term"
    CAUSED_BY = "hk:causedBy"
    AFTER = "hk:after"
    MINIMUM_COUNT = "hk:minimumCount"
    CRITICISES = "hk:criticises"
    SUPPORTS = "hk:supports"
    ACCUSED_UNDER = "hk:accusedUnder"


EVENT_TYPES = frozenset(
    [
        "arrest",
        "charge",
        "trial",
        "conviction",
        "acquittal",
        "sentencing",
        "appeal",
        "quashing",
        "bail",
        "release",
        "founding",
        "dissolution",
        "closure",
        "departure",
        "merger",
        "appointment",
        "resignation",
        "election",
        "dismissal",
        "sanction",
        "entry-denial",
        "raid",
        "ban",
        "lawmaking",
        "amendment",
        "repeal",
        "ruling",
        "protest",
        "strike",
        "announcement",
        "statement",
        "interview",
        "meeting",
        "visit",
        "publication",
        "award",
        "death",
        "injury",
        "accident",
        "weather",
        "deal",
        "redundancy",
        "policy",
        "other",
    ]
)
