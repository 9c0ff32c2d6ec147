"""Wikidata, as far as hkgraph asks it: a real HTTP server that speaks its protocol.

It refuses whoever names no contact, answers ``wbsearchentities``, ``wbgetentities`` (redirects,
missing ids, wanted languages and properties) and one form of SPARQL, and has faults on order:
``server.faults`` holds what it does instead of answering, one for each request to come, and
``server.break_after`` after how many answers it gives no more.
"""

import json
import time
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

from remotes import serving

CONTACT = "desk@example.org"
#: Of wbgetentities, by what ``props`` asks for.
_FIELDS = ("labels", "descriptions", "aliases", "claims", "sitelinks")


class Wikidata:
    """What the server knows; ``asked`` are the parameters of each request that it answered."""

    def __init__(self, remote, entities=(), redirects=None):
        self.origin = remote.origin
        self.entities = {one["id"]: one for one in entities}
        self.redirects = redirects or {}
        self.faults = []
        self.break_after = None
        self.asked = []
        self.agents = []
        remote.routes["/w/api.php"] = lambda request: self._serve(request, self._api)
        remote.routes["/sparql"] = lambda request: self._serve(request, self._sparql)

    @property
    def environment(self):
        return {
            "HKGRAPH_WIKIDATA_API": f"{self.origin}/w/api.php",
            "HKGRAPH_WIKIDATA_SPARQL": f"{self.origin}/sparql",
            "HKGRAPH_ALLOWED_PRIVATE_HOSTS": self.origin,
            "HKGRAPH_CONTACT": CONTACT,
        }

    def _serve(self, request, respond):
        agent = request.headers.get("User-Agent", "")
        self.agents.append(agent)
        if "@" not in agent:
            body = b"Please set a user-agent and respect our robot policy."
            request.answer(403, body, {"Content-Type": "text/plain"})
            return
        if self.break_after is not None and len(self.asked) >= self.break_after:
            request.answer(503, b"", {})
            return
        if self.faults:
            self.faults.pop(0)(request)
            return
        query = urlsplit(request.path).query
        parameters = {name: values[0] for name, values in parse_qs(query).items()}
        self.asked.append(parameters)
        answer_json(request, respond(parameters))

    def _api(self, parameters):
        if parameters.get("maxlag") != "5" or parameters.get("format") != "json":
            return {"error": {"code": "badvalue", "info": "the tests expect maxlag and format"}}
        return getattr(self, f"_{parameters['action']}")(parameters)

    def _wbsearchentities(self, parameters):
        text, language = parameters["search"].casefold(), parameters["language"]
        found = []
        for qid, entity in self.entities.items():
            names = _names(entity, language)
            match = next((name for name in names if name.casefold().startswith(text)), None)
            if match:
                found.append(
                    {
                        "id": qid,
                        "title": qid,
                        "concepturi": f"http://www.wikidata.org/entity/{qid}",
                        "repository": "wikidata",
                        "label": names[0],
                        "match": {"type": "label", "language": language, "text": match},
                    }
                )
        limit = int(parameters["limit"])
        return {"searchinfo": {"search": text}, "search": found[:limit], "success": 1}

    def _wbgetentities(self, parameters):
        ids = parameters["ids"].split("|")
        if len(ids) > 50:
            return {"error": {"code": "toomanyvalues", "info": "Too many values supplied"}}
        return {"entities": dict(map(self._entity, ids, [parameters] * len(ids))), "success": 1}

    def _entity(self, qid, parameters):
        target = self.redirects.get(qid, qid)
        if target not in self.entities:
            return qid, {"id": qid, "missing": ""}
        props = parameters["props"].split("|")
        whole = self.entities[target]
        kept = {name: whole[name] for name in _FIELDS if name in props}
        for name in ("labels", "descriptions", "aliases"):
            if kept.get(name):
                wanted = parameters["languages"].split("|")
                kept[name] = {k: v for k, v in kept[name].items() if k in wanted}
        lead = {"redirects": {"from": qid, "to": target}} if target != qid else {}
        return qid, {"pageid": 1, "type": "item", "id": target, **lead, **kept}

    def _sparql(self, parameters):
        """Answer ``SELECT … { ?item wdt:P17 wd:Q8646 } ORDER BY ?item LIMIT n OFFSET m``."""
        words = parameters["query"].replace("{", " ").replace("}", " ").split()
        at = next(i for i, word in enumerate(words) if word.startswith("wdt:P"))
        name, value = words[at].removeprefix("wdt:"), words[at + 1].removeprefix("wd:")
        first, count = int(words[words.index("OFFSET") + 1]), int(words[words.index("LIMIT") + 1])
        found = sorted(
            f"http://www.wikidata.org/entity/{qid}"
            for qid, entity in self.entities.items()
            if value in _values(entity, name)
        )
        rows = [{"item": {"type": "uri", "value": one}} for one in found[first : first + count]]
        return {"head": {"vars": ["item"]}, "results": {"bindings": rows}}


def _names(entity, language):
    labels, aliases = entity["labels"] or {}, entity["aliases"] or {}
    label = [labels[language]["value"]] if language in labels else []
    return label + [one["value"] for one in aliases.get(language, [])]


def _values(entity, name):
    for statement in (entity["claims"] or {}).get(name, []):
        yield statement["mainsnak"]["datavalue"]["value"]["id"]


def answer_json(request, content, status=200, **headers):
    body = json.dumps(content).encode()
    request.answer(status, body, {"Content-Type": "application/json; charset=utf-8", **headers})


def too_many(after):
    """Refuse for now, and say when to come again."""
    return lambda request: request.answer(429, b"Too many requests", {"Retry-After": after})


def lagged(request):
    """Say, with status 200, that the servers lag."""
    told = {"code": "maxlag", "info": "Waiting for db1: 6.2 seconds lagged.", "lag": 6.2}
    answer_json(request, {"error": told}, **{"Retry-After": "7"})


def malformed(request):
    request.answer(200, b'{"entities": {"Q1"', {"Content-Type": "application/json"})


def hang_up(request):
    request.close_connection = True
    request.connection.close()


def cut_off(request):
    """Promise more than comes."""
    request.answer(200, b'{"search"', {"Content-Length": "900"})
    request.close_connection = True


def slow(seconds):
    def wait(request):
        time.sleep(seconds)
        request.answer(200, b"{}", {})

    return wait


@contextmanager
def playing_wikidata(entities=(), redirects=None):
    with serving() as remote:
        yield Wikidata(remote, entities, redirects)
