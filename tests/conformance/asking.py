"""The three ways to send a query: by GET, as a form, and as it is."""

from urllib.parse import urlencode

import pytest

from conformance.wire import FORM, QUERY


def in_each_form(client, query, **parameters):
    """Send a query by GET, as a form, and directly, and give the three replies."""
    encoded = urlencode(parameters, doseq=True)
    form = urlencode({"query": query, **parameters}, doseq=True)
    direct = client.send("POST", f"/sparql?{encoded}", {"Content-Type": QUERY}, query)
    return [client.get(f"/sparql?{form}"), client.post(form, FORM), direct]


def in_form(client, form, query, **parameters):
    return in_each_form(client, query, **parameters)[["get", "form", "direct"].index(form)]


def value(reply):
    assert reply.status == 200, reply.body
    return reply.json()["results"]["bindings"][0]["v"]["value"]


in_all_forms = pytest.mark.parametrize("form", ["get", "form", "direct"])
