// Asking the endpoint. YASQE reads a whole answer before it shows any of it, so that a million
// rows would fill the browser; here reading stops at a bound, and the answer then says so.
import { endpoint } from "./page.js";
import { clearPlace, showPlace } from "./place.js";
import { wholeLines, wholeRows } from "./whole.js";

const MOST_CHARACTERS = 4_000_000;
const LONGEST_IN_ADDRESS = 6_000;
const TRIPLES = "application/n-triples";
const ACCEPT = `application/sparql-results+json, ${TRIPLES};q=0.9`;
// YASR hands to its views the text and the media type of an answer and nothing else, so that a
// parameter of the type is where it can be told that there was more.
const CUT = ";cut=true";
// Told instead of N-Triples, so that YASR leaves the reading to us.
const GRAPH = "text/x-graph";

export const isCut = (results) => (results.getContentType() ?? "").includes(CUT);
export const isGraph = (results) => (results.getContentType() ?? "").startsWith(GRAPH);
export const fitsAddress = (query) => query.length <= LONGEST_IN_ADDRESS;

export async function ask(yasqe) {
  yasqe.abortQuery();
  clearPlace(yasqe);
  const stop = new AbortController();
  const request = requestFor(yasqe.getValue(), yasqe.getQueryMode(), stop.signal);
  const started = performance.now();
  yasqe.emit("query", request, stop);
  const answer = await answerTo(request, stop);
  if (!answer) return;
  const took = Math.max(1, Math.round(performance.now() - started));
  if (answer.fault) showPlace(yasqe, answer.fault);
  const shown = answer.fault ? new Error(JSON.stringify(answer.fault)) : answer;
  yasqe.emit("queryResponse", shown, took);
}

function requestFor(query, mode, signal) {
  const headers = { Accept: ACCEPT };
  const fields = new URLSearchParams({ [mode]: query });
  if (mode === "query" && fitsAddress(query)) {
    return new Request(`${endpoint}?${fields}`, { headers, signal });
  }
  return new Request(endpoint, { method: "POST", body: fields, headers, signal });
}

// Gives null if somebody stopped the query.
async function answerTo(request, stop) {
  let begun = false;
  try {
    const response = await fetch(request);
    if (!response.ok) return { fault: await faultOf(response) };
    begun = true;
    return await read(response, stop);
  } catch (error) {
    if (error.name === "AbortError") return null;
    return { fault: begun ? BROKEN_OFF : UNREACHED };
  }
}

async function read(response, stop) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const type = (response.headers.get("content-type") ?? "").replace(TRIPLES, GRAPH);
  const parts = [];
  for (let length = 0; length <= MOST_CHARACTERS;) {
    const { done, value } = await reader.read();
    if (done) return asResponse(parts.join(""), type);
    parts.push(value);
    length += value.length;
  }
  await reader.cancel();
  stop.abort(); // tells the server that nobody reads the rest
  const text = parts.join("");
  const whole = type.includes("json") ? wholeRows(text) : wholeLines(text);
  return asResponse(whole, type + CUT);
}

// YASR takes an empty text, which is what no triples are, for no answer.
function asResponse(text, type) {
  const content = text || "\n";
  const headers = new Headers({ "content-type": type });
  return { ok: true, status: 200, statusText: "OK", headers, content };
}

async function faultOf(response) {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return {
      title: `The server answered ${response.status} ${response.statusText}`,
      hint: text.slice(0, 500) || "Run the query again in a while.",
    };
  }
}

const BROKEN_OFF = {
  title: "The server broke the answer off before its end",
  hint:
    "The query went past a limit while it was answered, so that nothing is shown. " +
    "Ask for less, for example with LIMIT, or run it again.",
};
const UNREACHED = {
  title: "The server does not answer",
  hint: "Look whether you are connected, then run the query again.",
};
