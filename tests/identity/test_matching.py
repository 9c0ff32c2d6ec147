"""Names and evidence of two entities, and the score that comes of them."""

import pytest

from hkgraph.extraction.names.gazetteer import bundled_rows
from hkgraph.identity.keys import FOLDER
from hkgraph.identity.matching.comparison import APART, ENOUGH, compare
from hkgraph.identity.matching.names import compare_names, read_name
from hkgraph.identity.matching.profiles import EVERYDAY, Profile


def names(*spelt):
    return frozenset(read for one in spelt if (read := read_name(one)))


def person(*spelt, **more):
    return Profile(key="person/x", group="person", people=names(*spelt), **more)


def body(name, *aliases, **more):
    return Profile(
        key=f"organisation/{name}",
        group="organisation",
        name=name,
        aliases=frozenset(aliases),
        **more,
    )


def outcome(one, other):
    found = compare(one, other)
    if found is None or found.score <= APART:
        return "two"
    return "one" if found.score >= ENOUGH else "unsure"


@pytest.mark.parametrize(
    "form", ["Holden Chow Ho-ding", "Chow Ho-ding", "CHOW Ho-ding", "Chow Ho Ding", "Holden Chow"]
)
def test_forms_of_a_hong_kong_name_are_one_person(form):
    full = person("Holden Chow Ho-ding (周浩鼎)")

    assert outcome(full, person(form)) == "one"


def test_chinese_characters_are_a_name():
    assert outcome(person("Chow Hang-tung (鄒幸彤)"), person("鄒幸彤")) == "one"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lam Cheuk-ting", "Carrie Lam"),
        ("Lam Cheuk-ting", "Carrie Lam Cheng Yuet-ngor"),
        ("Henry Tang Wing-lok", "Henry Tang Ying-yen"),
        ("Chan Tong-kai", "Chan Kin-man"),
        ("Chow", "Chow Ho-ding"),
    ],
)
def test_people_of_one_surname_are_two(one, other):
    assert outcome(person(one), person(other)) == "two"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ken Roth", "Kenneth Roth"), ("Tsang Cheuk-ting", "Tsang Cheuk-tin")],
)
def test_names_that_are_nearly_one_are_for_people_to_judge(one, other):
    assert outcome(person(one), person(other)) == "unsure"


def test_a_short_first_name_is_enough_for_two_in_one_role():
    told = {"bodies": frozenset(["organisation/hrw"])}

    assert outcome(person("Ken Roth", **told), person("Kenneth Roth", **told)) == "one"


def test_two_chans_with_other_roles_do_not_merge():
    lawyer = person("Peter Chan", titles=frozenset(["barrister"]))
    councillor = person("Peter Chan", bodies=frozenset(["organisation/tuen-mun-council"]))

    assert outcome(lawyer, councillor) == "unsure"


def test_a_private_person_is_no_lawmaker_of_that_name():
    driver = person("Peter Chan", private=True)
    lawmaker = person("Peter Chan", titles=frozenset(["lawmaker"]))

    assert outcome(driver, lawmaker) == "two"


def test_two_private_people_of_one_common_name_are_left_to_people():
    assert outcome(person("Peter Chan", private=True), person("Peter Chan", private=True)) != "one"


def test_private_people_who_are_named_with_the_same_others_are_one():
    beside = frozenset(["person/ada-fong-mei-yee", "person/tom-grundy"])
    one = person("Chan Wai-man", private=True, company=beside)

    assert outcome(one, person("Chan Wai-man", private=True, company=beside)) == "one"


def test_people_of_other_ages_are_two():
    older = person("Chan Wai-man", born=(1970, 1971))

    assert outcome(older, person("Chan Wai-man", born=(1990, 1991))) == "two"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (body("high court", shared_name=True), body("high court", static=True), "unsure"),
        (body("tolo readers circle", "trc"), body("trc"), "one"),
        (body("tolo readers circle"), body("tolo readers"), "unsure"),
        (body("group 1 school"), body("group 2 school"), "two"),
        (body("harbour rail", "tolo rail"), body("tolo rail"), "one"),
    ],
)
def test_bodies(one, other, expected):
    assert outcome(one, other) == expected


def test_two_ids_of_wikidata_are_two_things():
    one = person("Edward Leung", linked=True, qids=frozenset(["Q1"]))

    assert outcome(one, person("Edward Leung", linked=True, qids=frozenset(["Q2"]))) == "two"


def test_a_score_says_what_it_is_made_of():
    told = {"titles": frozenset(["lawmaker"])}

    found = compare(person("Peter Chan", **told), person("Peter Chan", **told))

    assert found.reasons == ("common name (+1.5)", "same title (+0.7)")


def test_another_given_name_outweighs_an_alias_that_fits():
    found = compare_names(names("Ada Fong Mei-yee", "Ada Fong"), names("Ada Fong Suk-man"))

    assert found == {"other given name"}


def test_comparison_knows_no_left_and_right():
    one = person("Peter Chan", titles=frozenset(["lawmaker"]), company=frozenset(["person/a"]))
    other = person("Peter Chan Tai-man", private=True)

    assert compare(one, other) == compare(other, one)


def test_what_tells_nothing_is_called_as_the_gazetteer_calls_it():
    assert {f"{FOLDER[row.kind]}/{row.id}" for row in bundled_rows()} >= EVERYDAY
