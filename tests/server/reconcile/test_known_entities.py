"""``/reconcile/wikidata`` over the bundled knowledge base and a user's own words."""

import json

import pytest

from hkgraph.settings import Settings
from server.reconcile.shapes import checked, extend, reconcile

PATH = "/reconcile/wikidata"


def ids(candidates):
    return [one["id"] for one in candidates]


def matches(candidates):
    return [one["id"] for one in candidates if one["match"]]


def test_the_manifest_is_of_wikidatas_spaces(client):
    manifest = checked(client.get(PATH), "manifest")

    assert manifest["identifierSpace"] == "http://www.wikidata.org/entity/"
    assert manifest["schemaSpace"] == "http://www.wikidata.org/prop/direct/"
    assert manifest["view"]["url"] == "https://www.wikidata.org/wiki/{{id}}"
    assert manifest["suggest"]["type"]["service_url"] == "http://testserver/reconcile/wikidata"
    assert {one["id"] for one in manifest["defaultTypes"]} == {"Q5", "Q43229", "Q2221906", "Q7748"}


@pytest.mark.parametrize("name", ["Kenneth Roth", "Roth Kenneth", "Ken Roth", "Kenneth Rotth"])
def test_a_name_finds_its_entity(client, name):
    found = reconcile(client, PATH, q0={"query": name, "type": "Q5"})["q0"]

    assert ids(found)[:1] == ["Q6390647"]


def test_a_full_name_with_its_type_is_a_match(client):
    (found, *_) = reconcile(client, PATH, q0={"query": "Kenneth Roth", "type": "Q5"})["q0"]

    assert (found["id"], found["score"], found["match"]) == ("Q6390647", 100, True)
    assert found["type"] == [{"id": "Q5", "name": "human"}]


def test_entities_of_other_types_are_left_out(client):
    found = reconcile(
        client,
        PATH,
        person={"query": "Hong Kong", "type": "Q5"},
        place={"query": "Hong Kong", "type": "http://www.wikidata.org/entity/Q2221906"},
    )

    assert "Q8646" not in ids(found["person"])
    assert "Q8646" in ids(found["place"])


@pytest.mark.parametrize("text", ["Q8646", "http://www.wikidata.org/entity/Q8646"])
def test_an_id_is_a_match(client, text):
    assert matches(reconcile(client, PATH, q0={"query": text})["q0"]) == ["Q8646"]


def test_labels_and_descriptions_are_values(client):
    found = extend(client, ["Q8646", "Q999999999"], "Len", "Lzh", path=PATH)

    assert found["rows"]["Q8646"] == {"Len": [{"str": "Hong Kong"}], "Lzh": [{"str": "香港"}]}
    assert found["rows"]["Q999999999"] == {"Len": [], "Lzh": []}


def test_entities_types_and_properties_are_suggested(client):
    def suggested(kind, prefix):
        response = client.get(f"{PATH}/suggest/{kind}", params={"prefix": prefix})
        shape = {"entity": "entities", "type": "types", "property": "properties"}[kind]
        return ids(checked(response, f"suggested_{shape}")["result"])

    assert "Q6390647" in suggested("entity", "Kenneth Ro")
    assert suggested("type", "politic") == ["Q7278"]
    assert suggested("property", "P10") == ["P106"]


def test_properties_are_proposed_for_a_narrower_type(client):
    response = client.get(f"{PATH}/properties", params={"type": "Q7278"})

    assert {"Len", "P571"} <= {*ids(checked(response, "proposal")["properties"])}


def test_a_preview_leads_to_wikidata(client):
    page = client.get(f"{PATH}/preview", params={"id": "Q8646"})

    assert page.status_code == 200
    assert 'href="https://www.wikidata.org/wiki/Q8646"' in page.text
    assert "<dd>香港</dd>" in page.text


def test_a_users_own_entities_are_matched_too(store, serve_settings):
    (store / "words").mkdir()
    table = "qid\tlabel_en\ttype\tdescription\nQ999999999\tAda Lam-Wood\tperson\tchairwoman\n"
    (store / "words" / "people.tsv").write_text(table, encoding="utf-8")

    found = reconcile(serve_settings(Settings(store=store)), PATH, q0={"query": "Ada Lam Wood"})

    assert (found["q0"][0]["id"], found["q0"][0]["description"]) == ("Q999999999", "chairwoman")


def test_wrong_own_words_are_told_and_stop_nothing_else(store, serve_settings):
    (store / "words").mkdir()
    (store / "words" / "people.tsv").write_text("qid\n", encoding="utf-8")
    client = serve_settings(Settings(store=store))

    broken = client.post(PATH, data={"queries": json.dumps({"q0": {"query": "x"}})})

    assert (broken.status_code, client.get("/reconcile").status_code) == (500, 200)
    assert broken.json()["title"].startswith("people.tsv, line 1: ")
