"""``/reconcile`` over the graph's own entities: candidates, suggestions, values, previews."""

import json

import pytest

from hkgraph.settings import Settings
from server.reconcile.shapes import checked, extend, reconcile
from server.sample_store import publish

ID = "https://w3id.org/hkgraph/id/"
TWO_CHANS = f"""
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix schema: <https://schema.org/> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix : <{ID}person/> .
<a:g> {{
  :chan-1 a schema:Person ; skos:prefLabel "Chan Tai-man"@en .
  :chan-2 a schema:Person ; skos:prefLabel "Chan Tai-man"@en .
  <{ID}role/one> a org:Membership ; org:member :chan-1 ; org:role <{ID}role/baker> .
  <{ID}role/two> a org:Membership ; org:member :chan-2 ; org:role <{ID}role/judge> .
  <{ID}role/baker> a org:Role ; skos:prefLabel "baker"@en .
  <{ID}role/judge> a org:Role ; skos:prefLabel "judge"@en .
}}
"""


@pytest.fixture
def chans(store, serve_settings):
    """A client of a graph with two people of one name."""
    publish(store, TWO_CHANS.encode())
    return serve_settings(Settings(store=store))


def ids(candidates):
    return [one["id"] for one in candidates]


def matches(candidates):
    return [one["id"] for one in candidates if one["match"]]


def test_the_manifest_says_what_the_service_can_do_and_where(client):
    manifest = checked(client.get("/reconcile"), "manifest")

    assert manifest["versions"] == ["0.2"]
    assert manifest["identifierSpace"] == ID
    assert manifest["view"]["url"] == "http://testserver/id/{{id}}"
    assert manifest["suggest"]["entity"] == {
        "service_url": "http://testserver/reconcile",
        "service_path": "/suggest/entity",
    }
    assert {one["id"] for one in manifest["defaultTypes"]} >= {"schema:Person", "hk:Event"}


def test_the_view_of_an_escaped_id_is_the_page_of_the_thing(browser):
    url = browser.get("/reconcile").json()["view"]["url"]

    page = browser.get(url.replace("{{id}}", "person%2Fmabel-tang"))

    assert "<h1>Mabel Tang</h1>" in page.text


def test_a_name_is_matched_with_its_only_bearer(client):
    (found,) = reconcile(client, q0={"query": "Mabel Tang"})["q0"]

    assert (found["id"], found["score"], found["match"]) == ("person/mabel-tang", 100, True)
    assert found["type"] == [{"id": "schema:Person", "name": "person"}]
    assert found["description"] == "person · chairwoman · Lantern Society"


@pytest.mark.parametrize("name", ["Tang, Mabel", "鄧美寶", "MABEL TANG", "mabel-tang"])
def test_a_name_is_matched_in_other_order_script_and_case(client, name):
    assert matches(reconcile(client, q0={"query": name})["q0"]) == ["person/mabel-tang"]


@pytest.mark.parametrize("name", ["Mabl Tang", "Mabel Tang Society", "Chair Mabel Tang"])
def test_a_name_with_a_slip_or_a_word_too_many_finds_candidates(client, name):
    assert "person/mabel-tang" in ids(reconcile(client, q0={"query": name})["q0"])


def test_a_family_name_alone_is_never_a_match(client):
    (found,) = reconcile(client, q0={"query": "Tang"})["q0"]

    assert (found["id"], found["match"]) == ("person/mabel-tang", False)


def test_of_two_namesakes_neither_is_a_match(chans):
    found = reconcile(chans, q0={"query": "Chan Tai Man"})["q0"]

    assert sorted(ids(found)) == ["person/chan-1", "person/chan-2"]
    assert matches(found) == []


@pytest.mark.parametrize(("role", "person"), [("baker", "chan-1"), ("judge", "chan-2")])
def test_a_property_tells_namesakes_apart(chans, role, person):
    query = {"query": "Chan Tai-man", "properties": [{"pid": "org:role", "v": role}]}

    found = reconcile(chans, q0=query)["q0"]

    assert matches(found) == [f"person/{person}"]
    assert {"id": "agrees_org:role", "value": 100.0} in found[0]["features"]


def test_what_contradicts_a_property_is_no_match(client):
    query = {"query": "Mabel Tang", "properties": [{"pid": "org:role", "v": "baker"}]}

    assert matches(reconcile(client, q0=query)["q0"]) == []


def test_an_entity_and_its_name_will_both_do_as_value(client):
    by_id = {"pid": "org:organization", "v": {"id": "organisation/lantern-society"}}
    by_name = {"pid": "org:organization", "v": ["Evening Peak", "Lantern Society"]}

    found = reconcile(
        client,
        q0={"query": "Mabel Tang", "properties": [by_id]},
        q1={"query": "Mabel Tang", "properties": [by_name]},
    )

    assert matches(found["q0"]) == matches(found["q1"]) == ["person/mabel-tang"]


@pytest.mark.parametrize("year", ["1994", 1994])
def test_an_event_is_found_by_its_properties_alone(client, year):
    query = {
        "properties": [
            {"pid": "hk:affects", "v": "Lantern Society"},
            {"pid": "sem:hasTime", "v": year},
        ]
    }

    assert matches(reconcile(client, q0=query)["q0"]) == ["event/founding-1"]


def test_a_type_leaves_others_out_and_should_only_puts_them_behind(client):
    found = reconcile(
        client,
        strict={"query": "Lantern Society", "type": "schema:Person"},
        loose={"query": "Lantern Society", "type": ["schema:Person"], "type_strict": "should"},
        right={"query": "Lantern Society", "type": "schema:Organization"},
    )

    assert found["strict"] == []
    assert (ids(found["loose"])[0], matches(found["loose"])) == (
        "organisation/lantern-society",
        [],
    )
    assert matches(found["right"]) == ["organisation/lantern-society"]


def test_all_types_must_be_there_where_all_are_asked_for(client):
    types = ["schema:Organization", "schema:NewsMediaOrganization"]

    found = reconcile(
        client,
        paper={"query": "Morning Harbour", "type": types, "type_strict": "all"},
        club={"query": "Lantern Society", "type": types, "type_strict": "all"},
    )

    assert ids(found["paper"]) == ["organisation/morning-harbour"]
    assert found["club"] == []


def test_a_limit_cuts_the_candidates_and_not_the_margin(chans):
    (found,) = reconcile(chans, q0={"query": "Chan Tai-man", "limit": 1})["q0"]

    assert found["match"] is False


@pytest.mark.parametrize("text", ["person/mabel-tang", f"{ID}person/mabel-tang", "person/m-tang"])
def test_an_id_an_iri_and_a_merged_id_give_the_entity(client, text):
    assert matches(reconcile(client, q0={"query": text})["q0"]) == ["person/mabel-tang"]


def test_a_batch_may_come_in_the_address(client):
    queries = json.dumps({"a": {"query": "Mabel Tang"}, "b": {"query": "nobody at all"}})

    batch = checked(client.get("/reconcile", params={"queries": queries}), "result_batch")

    assert [len(batch[key]["result"]) for key in "ab"] == [1, 0]


def test_an_empty_name_has_no_candidates(client):
    assert reconcile(client, q0={"query": ""}, q1={"query": " -'"}) == {"q0": [], "q1": []}


def test_a_callback_is_left_alone_and_never_run(client):
    response = client.get("/reconcile", params={"callback": "alert"})

    assert checked(response, "manifest")["name"] == "hkgraph"


def test_entities_are_suggested_while_somebody_types(client):
    answer = client.get("/reconcile/suggest/entity", params={"prefix": "mab"})

    assert checked(answer, "suggested_entities")["result"] == [
        {
            "id": "person/mabel-tang",
            "name": "Mabel Tang",
            "description": "person · chairwoman · Lantern Society",
            "notable": [{"id": "schema:Person", "name": "person"}],
        }
    ]


def test_an_id_is_suggested_too(client):
    answer = client.get("/reconcile/suggest/entity", params={"prefix": "place/hong-kong"})

    assert ids(checked(answer, "suggested_entities")["result"]) == ["place/hong-kong"]


def test_a_cursor_skips_what_was_suggested(client):
    def suggested(cursor):
        parameters = {"prefix": "l", "cursor": cursor}
        answer = client.get("/reconcile/suggest/entity", params=parameters)
        return ids(checked(answer, "suggested_entities")["result"])

    assert suggested(1) == suggested(0)[1:]
    assert suggested(100) == []


def test_types_are_suggested_by_a_word_of_their_name(client):
    answer = client.get("/reconcile/suggest/type", params={"prefix": "outl"})

    assert checked(answer, "suggested_types")["result"] == [
        {
            "id": "schema:NewsMediaOrganization",
            "name": "news outlet",
            "broader": [{"id": "schema:Organization", "name": "organisation"}],
        }
    ]


def test_properties_are_suggested_by_id(client):
    answer = client.get("/reconcile/suggest/property", params={"prefix": "hk:off"})

    assert ids(checked(answer, "suggested_properties")["result"]) == ["hk:offence"]


def test_what_a_broader_type_has_is_proposed_for_the_narrower(client):
    answer = client.get("/reconcile/properties", params={"type": "hk:Office", "limit": 4})

    proposal = checked(answer, "proposal")

    assert (proposal["type"], proposal["limit"]) == ("hk:Office", 4)
    assert ids(proposal["properties"]) == [
        *("schema:sameAs", "skos:altLabel", "org:memberOf", "hk:basedIn"),
    ]


def test_values_are_entities_texts_and_days(client):
    found = extend(
        client,
        ["organisation/lantern-society", "article/a1", "person/nobody"],
        *("hk:basedIn", "skos:altLabel", "schema:datePublished"),
    )

    assert found["rows"] == {
        "organisation/lantern-society": {
            "hk:basedIn": [{"id": "place/hong-kong", "name": "Hong Kong"}],
            "skos:altLabel": [{"str": "the Society"}],
            "schema:datePublished": [],
        },
        "article/a1": {
            "hk:basedIn": [],
            "skos:altLabel": [],
            "schema:datePublished": [{"date": "2021-09-30T00:00:00Z"}],
        },
        "person/nobody": {"hk:basedIn": [], "skos:altLabel": [], "schema:datePublished": []},
    }


def test_a_year_is_no_day(client):
    found = extend(client, ["event/founding-1"], "sem:hasTime")

    assert found["rows"]["event/founding-1"]["sem:hasTime"] == [{"str": "1994"}]


def test_what_is_only_planned_is_no_value(client):
    found = extend(client, ["event/closure-1"], "hk:affects", "sem:hasTime")

    assert found["rows"]["event/closure-1"] == {"hk:affects": [], "sem:hasTime": []}


def test_links_to_wikidata_name_the_service_that_knows_them(client):
    found = extend(client, ["place/hong-kong"], "schema:sameAs")

    assert found["meta"] == [
        {
            "id": "schema:sameAs",
            "name": "Wikidata",
            "service": "http://testserver/reconcile/wikidata",
        }
    ]
    assert found["rows"]["place/hong-kong"]["schema:sameAs"][0]["id"] == "Q8646"


def test_a_limit_of_values_is_kept(client):
    prop = {"id": "skos:altLabel", "settings": {"limit": "1"}}

    found = extend(client, ["person/mabel-tang"], prop)

    assert len(found["rows"]["person/mabel-tang"]["skos:altLabel"]) == 1


def test_a_preview_may_be_framed_and_runs_nothing(client):
    response = client.get("/reconcile/preview", params={"id": "person/mabel-tang"})

    assert response.status_code == 200
    assert "x-frame-options" not in response.headers
    policy = response.headers["content-security-policy"]
    assert "frame-ancestors" not in policy
    assert policy.startswith("default-src 'none'")
    assert 'href="http://testserver/id/person%2Fmabel-tang"' in response.text
    assert "<dt>role</dt><dd>chairwoman</dd>" in response.text


@pytest.mark.parametrize("path", ["/reconcile", "/reconcile/suggest/type", "/search", "/"])
def test_nothing_but_previews_may_be_framed(client, path):
    response = client.get(path)

    assert response.headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in response.headers["content-security-policy"]


def test_markup_in_a_name_is_shown_in_a_preview_and_never_run(client):
    page = client.get("/reconcile/preview", params={"id": "person/hostile"}).text

    assert "<script" not in page
    assert "&lt;script&gt;" in page
