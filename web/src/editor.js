// The page /query: YASGUI in place of the plain form, which stays for browsers without script.
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasqe/build/yasqe.min.css";

import "./editor.css";
import { ask, fitsAddress } from "./asking.js";
import { Chart } from "./chart.js";
import { completeFromDataset } from "./completion.js";
import { element } from "./dom.js";
import { findingBox } from "./finding.js";
import { frame, tell } from "./frame.js";
import { endpoint, prefixes } from "./page.js";
import { showPlace } from "./place.js";
import { Fault, Raw, Verdict } from "./plain_views.js";
import { Table } from "./table.js";

const { Yasqe, Yasr } = Yasgui;

// The prototype is where every way to run a query ends: button, keys and tabs.
Yasqe.prototype.query = function query() {
  return ask(this);
};
completeFromDataset(Yasqe);
Yasr.registerPlugin("table", Table);
Yasr.registerPlugin("chart", Chart);
Yasr.registerPlugin("response", Raw);
Yasr.registerPlugin("boolean", Verdict);
Yasr.registerPlugin("error", Fault);
Yasr.defaults.pluginOrder = ["table", "chart", "response"];

const KEYS = "Ctrl + Enter runs, Ctrl + Space completes, Escape leaves the editor.";
const form = document.getElementById("editor");
const served = document.getElementById("served");
const typed = form.elements.query.value;
const yasgui = start();
yasgui.on("query", (_, tab) => {
  served?.remove();
  const query = tab.getYasqe().getValue();
  frame(tab.getYasr(), query);
  keepInAddress(query);
});
yasgui.on("queryAbort", (_, tab) => tell(tab.getYasr(), "Stopped"));
offerTabs();
offerThings();
offerExamples();
offerPrefixes();
openAddress();

function start() {
  const host = element("div", { class: "asking" });
  form.hidden = true;
  form.before(host);
  return new Yasgui(host, {
    persistenceId: "hkgraph",
    populateFromUrl: false,
    autofocus: false,
    requestConfig: { endpoint },
    contextMenuContainer: document.body,
    endpointCatalogueOptions: { getData: () => [] },
    endpointInfo: () => element("p", { class: "note keys" }, KEYS),
    yasqe: {
      value: typed,
      editorHeight: "22rem",
      screenReaderLabel: "SPARQL query; Escape leaves the editor",
      highlightSelectionMatches: false,
      extraKeys: { Esc: leave },
    },
    // Answers are not kept: they may be old, and are soon asked for again.
    yasr: { prefixes, maxPersistentResponseSize: 0 },
  });
}

// Tab indents in the editor, so that a keyboard needs another way out.
function leave(editor) {
  editor.getWrapperElement().querySelector(".yasqe_queryButton").focus();
}

function open(query, name) {
  const same = Object.values(yasgui._tabs).find((tab) => textOf(tab) === query);
  if (same) same.select();
  else yasgui.addTab(true, { name: yasgui.createTabName(name), yasqe: { value: query } });
  return yasgui.getTab();
}

function textOf(tab) {
  return tab.getYasqe()?.getValue() ?? tab.getPersistedJson().yasqe.value;
}

function keepInAddress(query) {
  const address = new URL(location.pathname, location.href);
  if (fitsAddress(query)) address.searchParams.set("query", query);
  history.replaceState(null, "", address);
}

function openAddress() {
  const query = new URLSearchParams(location.search).get("query");
  if (!query) return;
  const tab = open(query);
  const fault = document.getElementById("fault");
  if (fault) showPlace(tab.getYasqe(), fault.dataset);
  else tab.query();
}

// A list of tabs may hold tabs alone, so that the button for another one stands beside it.
function offerTabs() {
  const list = yasgui.rootEl.querySelector(".tabsList");
  const another = { type: "button", class: "another", "aria-label": "New tab", title: "New tab" };
  const button = element("button", { ...another, onclick: () => yasgui.addTab(true) }, "+");
  const bar = element("div", { class: "tab-bar" });
  list.before(bar);
  bar.append(list, button);
}

function offerThings() {
  const put = (iri) => {
    const yasqe = yasgui.getTab().getYasqe();
    yasqe.replaceSelection(iri);
    yasqe.focus();
  };
  document.getElementById("help").prepend(findingBox(put));
}

function offerExamples() {
  for (const example of document.querySelectorAll(".examples a")) {
    example.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a window of its own
      event.preventDefault();
      const query = new URL(example.href).searchParams.get("query");
      const tab = open(query, example.textContent);
      tab.query();
      document.querySelector(".asking").scrollIntoView({ block: "nearest" });
      tab.getYasqe().focus();
    });
  }
}

function offerPrefixes() {
  for (const button of document.querySelectorAll("[data-prefix]")) {
    button.addEventListener("click", () => {
      const yasqe = yasgui.getTab().getYasqe();
      yasqe.addPrefixes({ [button.dataset.prefix]: button.dataset.namespace });
      yasqe.focus();
    });
  }
}
