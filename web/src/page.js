// What the server wrote into the page for the script: addresses and prefixes.
const { dataset } = document.getElementById("asking");

export const endpoint = new URL(dataset.endpoint, location.href).href;
export const description = dataset.description;
export const search = dataset.search;
export const things = dataset.things;
export const base = dataset.base;
export const prefixes = JSON.parse(dataset.prefixes);
