// Three search libraries of others on our catalogue and queries, each set up as its documentation advises for Chinese and
// tuned on these very queries, so that none is beaten by a poor setting. One JSON object goes to stdout.
// Arguments: file {"docs": […], "queries": […]}; --most N takes N queries of each kind, since fuse.js takes its time.
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Document } from "flexsearch";
import Fuse from "fuse.js";
import MiniSearch from "minisearch";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
const fields = ["name", "everyday", "department", "pinyin", "initials"];
const runs = /\p{Script=Han}+|[a-z0-9]+/gu;
const joined = (doc, field) => [doc[field]].flat().join(" ");

// None of the three breaks Chinese into words. Pairs of characters say which word it is; single ones survive a wrong
// character, where both pairs are lost. Letters stay whole: each library completes and forgives them in its own way.
function terms(text) {
  return Array.from(text.toLowerCase().matchAll(runs), ([run]) => {
    if (/^[a-z0-9]/.test(run)) return [run];
    const characters = [...run];
    return [...characters, ...characters.slice(1).map((character, i) => characters[i] + character)];
  }).flat();
}

function fuse(docs) {
  const words = (field) => (doc) => doc[field].split(" "); // a slip is measured against one word, not against all of them
  const index = new Fuse(docs, {
    useTokenSearch: true, // a whole sentence as one pattern finds nothing: 0.77 instead of 0.96 of a sample
    tokenize: terms,
    ignoreLocation: true, // the word asked for stands anywhere in a name
    threshold: 0.3, // one slip in four letters; 0.4 finds no more
    keys: [
      { name: "name", weight: 3 },
      { name: "everyday", weight: 3 },
      { name: "department", weight: 0.5 }, // hundreds of items share it, so it only decides between equals
      { name: "pinyin", weight: 2, getFn: words("pinyin") },
      { name: "initials", weight: 2, getFn: words("initials") },
    ],
  });
  return (text) => index.search(text, { limit: 5 }).map(({ item }) => item.id);
}

function minisearch(docs) {
  const index = new MiniSearch({ fields, extractField: joined, tokenize: terms, processTerm: (term) => term });
  index.addAll(docs);
  const options = {
    prefix: true, // pinyin is cut mid-syllable while it is typed
    fuzzy: (term) => /^[a-z]/.test(term) && 0.2, // a pair of characters with one changed is another word
    boost: { name: 1.5, everyday: 2, department: 0.5 },
    boostTerm: (term) => (term.length > 1 ? 1 : 0.5), // a single character is weak evidence
  };
  return (text) => index.search(text, options).slice(0, 5).map(({ id }) => id);
}

function flexsearch(docs) {
  const field = (name, tokenize, from = name) => {
    return { field: name, custom: (doc) => joined(doc, from), tokenize, encode: terms };
  };
  const index = new Document({
    document: {
      id: "id",
      index: [
        field("name", "strict"), // the encoder has split it already, as the documentation asks
        field("everyday", "strict"),
        field("department", "strict"),
        field("pinyin", "forward"), // "full" is not needed: people begin at the beginning
        field("initials", "forward"),
        field("slips", "tolerant", "pinyin"), // "forward" forgives no slip and "tolerant" completes nothing, so both
      ],
    },
  });
  for (const doc of docs) index.add(doc);
  // It ranks within a field only, and its own merge puts the fields one after another (0.81 of all instead of 0.95).
  return (text) => {
    const scores = new Map();
    for (const { field: name, result } of index.search(text, { limit: 50, suggest: true })) {
      const weight = name === "department" ? 0.3 : 1;
      result.forEach((id, rank) => scores.set(id, (scores.get(id) ?? 0) + weight / (rank + 1)));
    }
    return [...scores].sort((a, b) => b[1] - a[1]).slice(0, 5).map(([id]) => id);
  };
}

function spread(list, most) {
  return list.length <= most ? list : Array.from({ length: most }, (_, i) => list[Math.floor((i * list.length) / most)]);
}

function heap() {
  collect();
  return process.memoryUsage().heapUsed;
}

const round = (number, digits) => Number(number.toFixed(digits));
const since = (start) => Number(process.hrtime.bigint() - start) / 1e6;

function measure(name, build, docs, queries) {
  const before = heap();
  const start = process.hrtime.bigint();
  const find = build(docs);
  const build_ms = round(since(start), 0);
  const heap_mb = round((heap() - before) / 1e6, 1);
  for (const { text } of spread(queries, 20)) find(text);
  // An item that is history may name its replacement: finding the one is finding the other.
  const stands = new Map(docs.map(({ id, instead }) => [id, instead ?? id]));
  const times = [];
  const hits = {};
  for (const { text, kind, item } of queries) {
    const asked = process.hrtime.bigint();
    const found = find(text);
    times.push(since(asked));
    const hit = found.some((id) => stands.get(id) === item);
    for (const group of ["all", kind]) (hits[group] ??= []).push(hit);
  }
  times.sort((a, b) => a - b);
  const percentile = (share) => round(times[Math.ceil(times.length * share) - 1], 3);
  const recall = Object.fromEntries(
    Object.entries(hits).map(([group, list]) => [group, round(list.filter(Boolean).length / list.length, 3)]),
  );
  const { version } = JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url)));
  return { name, version, build_ms, heap_mb, p50_ms: percentile(0.5), p99_ms: percentile(0.99), recall };
}

const [file, flag, most] = process.argv.slice(2);
const { docs, queries } = JSON.parse(readFileSync(file));
const kinds = [...new Set(queries.map(({ kind }) => kind))].map((kind) => queries.filter((query) => query.kind === kind));
const asked = flag === "--most" ? kinds.flatMap((list) => spread(list, Number(most))) : queries;
const peers = { "fuse.js": fuse, minisearch, flexsearch };
console.log(JSON.stringify({ peers: Object.entries(peers).map(([name, build]) => measure(name, build, docs, asked)) }));
