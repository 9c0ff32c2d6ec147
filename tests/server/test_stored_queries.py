import json

import pytest
from pyoxigraph import RdfFormat, parse

from hkgraph.queries import read_queries
from hkgraph.resources import resource

SPEAKER = "https://w3id.org/hkgraph/id/person/mabel-tang"
QUERIES = read_queries(resource("queries"))
RUN = "/queries/quotations_by"


def test_the_list_of_queries_names_each(browser):
    page = browser.get("/queries").text

    assert 'href="/queries/quotations_by"' in page


def test_a_stored_query_runs_with_its_parameter(browser):
    page = browser.get("/queries/quotations_by", params={"speaker": SPEAKER}).text

    assert "We have kept the light" in page


def test_a_stored_query_gives_data_to_programs(client):
    response = client.get(
        "/queries/quotations_by", params={"speaker": SPEAKER, "format": "csv", "download": "1"}
    )

    assert response.headers["content-disposition"] == 'attachment; filename="quotations_by.csv"'
    assert response.text.startswith("speaker,published,words,article\r\n")
    assert "2021-09-30" in response.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/queries/nothing", 404),
        ("/queries/..%2F..%2Fpyproject", 404),
        ("/queries/quotations_by?speaker=x>%20}%20DROP", 400),
        ("/queries/quotations_by?other=1", 400),
    ],
)
def test_a_wrong_name_or_value_is_refused(client, path, status):
    response = client.get(path)

    assert response.status_code == status
    assert "title" in response.json()


@pytest.mark.parametrize("accept", ["application/json", "*/*", "application/json, */*;q=0.1"])
def test_the_list_as_json_has_all_that_a_program_needs_to_run_each(client, accept):
    response = client.get("/queries", headers={"accept": accept})

    found = {query["name"]: query for query in response.json()["queries"]}
    assert list(found) == list(QUERIES)
    assert found["quotations_by"]["url"] == f"http://testserver{RUN}"
    assert found["quotations_by"]["parameters"] == [
        {
            "name": "speaker",
            "type": "iri",
            "description": QUERIES["quotations_by"].head.params["speaker"].description,
            "example": QUERIES["quotations_by"].head.params["speaker"].example,
        }
    ]


@pytest.mark.parametrize(
    ("wish", "media_type", "form"),
    [
        ({"headers": {"accept": "text/turtle"}}, "text/turtle", RdfFormat.TURTLE),
        ({"params": {"format": "jsonld"}}, "application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_the_list_as_rdf_has_each_query_with_its_parameters(client, wish, media_type, form):
    response = client.get("/queries", **wish)

    subjects = {quad.subject.value for quad in parse(response.content, format=form)}
    assert response.headers["content-type"].startswith(media_type)
    assert {f"http://testserver/queries/{name}" for name in QUERIES} <= subjects
    assert f"http://testserver{RUN}#speaker" in subjects


@pytest.mark.parametrize(
    "wish", [{"headers": {"accept": "image/png"}}, {"params": {"format": "x"}}]
)
def test_a_list_in_no_format_that_there_is_is_refused(client, wish):
    assert client.get("/queries", **wish).status_code == 406


def test_a_value_of_another_type_is_refused_with_the_parameter_and_an_example(client):
    problem = client.get(RUN, params={"speaker": "no iri"}).json()

    assert problem["status"] == 400
    assert "the parameter 'speaker' is wrong" in problem["title"]
    assert QUERIES["quotations_by"].head.params["speaker"].example in problem["hint"]


def test_a_parameter_that_the_query_does_not_have_is_refused_with_those_it_has(client):
    problem = client.get(RUN, params={"spaeker": SPEAKER}).json()

    assert (problem["status"], problem["hint"]) == (400, "It takes: speaker.")


def test_a_misspelt_name_is_not_found_and_the_right_one_is_suggested(client):
    problem = client.get("/queries/quotation_by").json()

    assert (problem["status"], problem["hint"]) == (404, "Use one of: quotations_by.")


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_a_stored_query_answers_in_every_format_of_its_kind(client, form):
    response = client.get(RUN, params={"speaker": SPEAKER, "format": form})

    assert "We have kept the light" in response.text


@pytest.mark.parametrize("path", ["/queries", RUN])
def test_head_gives_what_get_gives_without_the_body(client, path):
    got, asked = client.get(path), client.head(path)

    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["content-type"] == got.headers["content-type"]


def test_a_client_that_holds_the_answer_is_told_so(client):
    tag = client.get(RUN, params={"format": "csv"}).headers["etag"]

    again = client.get(RUN, params={"format": "csv"}, headers={"if-none-match": tag})

    assert (again.status_code, again.content) == (304, b"")


def test_openapi_has_each_stored_query_with_its_typed_parameters(client):
    paths = client.get("/openapi.json").json()["paths"]

    [speaker, form] = paths[RUN]["get"]["parameters"]
    assert {f"/queries/{name}" for name in QUERIES} <= set(paths)
    assert (speaker["name"], speaker["schema"]) == ("speaker", {"type": "string", "format": "iri"})
    assert form["name"] == "format"
    assert "text/csv" in json.dumps(paths[RUN]["get"]["responses"]["200"])
