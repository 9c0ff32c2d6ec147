"""``/review`` over real HTTP: looking is open, answering needs a token, errors are as elsewhere."""

import httpx2 as httpx
import pytest

from conftest import dump_of
from hkgraph.identity.judgements import Verdict
from hkgraph.server.app import create_app
from hkgraph.store.generations import StoreDir
from hkgraph.store.judgements import JudgementFile
from hkgraph.store.tokens import Tokens
from server.real_port import serving

BROWSER = {"accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


@pytest.fixture
def client(doubtful):
    app = create_app(doubtful.path, doubtful.settings)
    with serving(app) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.fixture
def token(doubtful):
    return Tokens(StoreDir(doubtful.path)).create("jane")


@pytest.fixture
def first(client):
    return client.get("/review").json()["questions"][0]


def standing(store):
    return JudgementFile(store.path).load().standing


def test_anybody_may_look(client, first):
    page = client.get("/review", headers=BROWSER)

    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert first["id"] in page.text
    assert page.text.count('<article class="side">') == 2
    assert "<blockquote>" in page.text


def test_a_skipped_question_makes_room_for_the_next(client, first):
    page = client.get(f"/review?after={first['id']}", headers=BROWSER)

    questions = client.get("/review").json()["questions"]
    assert f'value="{questions[1]["id"]}"' in page.text


def test_nobody_answers_without_a_token(client, first, doubtful):
    answer = client.post("/review", data={"question": first["id"], "answer": "yes"})

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert standing(doubtful) == ()


def test_an_answer_by_form_is_noted_under_the_name_of_the_token(client, first, token, doubtful):
    form = {"question": first["id"], "answer": "no", "why": "two days", "token": token}

    answer = client.post("/review", data=form, headers=BROWSER)

    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    (noted,) = standing(doubtful)
    assert (noted.verdict, noted.by, noted.why) == (Verdict.NO, "jane", "two days")


def test_a_token_may_come_in_the_header(client, first, token, doubtful):
    client.headers["authorization"] = f"Bearer {token}"

    answer = client.post("/review", data={"question": first["id"], "answer": "unsure"})

    assert answer.json() == {"answer": "unsure", "question": first["id"]}
    assert [one.verdict for one in standing(doubtful)] == [Verdict.UNSURE]


def test_undo_withdraws_and_leads_back_to_the_question(client, first, token, doubtful):
    client.post("/review", data={"question": first["id"], "answer": "no", "token": token})

    undone = client.post("/review", data={"answer": "undo", "token": token}, headers=BROWSER)

    assert undone.headers["location"] == f"/review?question={first['id']}"
    assert standing(doubtful) == ()


def test_publishing_makes_a_generation_that_follows(client, first, token, doubtful):
    before = dump_of(doubtful.path)
    client.post("/review", data={"question": first["id"], "answer": "yes", "token": token})

    published = client.post("/review", data={"answer": "publish", "token": token})

    assert published.json()["generation"] == StoreDir(doubtful.path).current().number
    assert dump_of(doubtful.path) != before
    assert first["id"] not in client.get("/review").text


def statements_with(client, day):
    query = f"""PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?s {{ ?s rdf:object <https://w3id.org/hkgraph/id/time/{day}> }}"""
    answer = client.get("/sparql", params={"query": query}).json()
    return [row["s"]["value"] for row in answer["results"]["bindings"]]


def test_a_statement_is_corrected_by_its_page(client, token):
    (iri,) = statements_with(client, "1990")
    assert iri in client.get("/review/statement", params={"iri": iri}, headers=BROWSER).text
    form = {"statement": iri, "answer": "correct", "text": "1991", "token": token}

    client.post("/review", data=form)
    client.post("/review", data={"answer": "publish", "token": token})

    assert statements_with(client, "1990") == []
    assert len(statements_with(client, "1991")) == 1


@pytest.mark.parametrize(
    "form", [{"answer": "perhaps"}, {"answer": "yes", "question": "same-0"}, {}]
)
def test_what_is_no_answer_is_told(client, token, doubtful, form):
    answer = client.post("/review", data={**form, "token": token})

    assert answer.status_code == 400
    assert answer.json()["hint"]
    assert standing(doubtful) == ()
