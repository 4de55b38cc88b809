//! Finding an item among 11,773 by what clerks type: ours beside three JavaScript libraries, each set up for Chinese and tuned
//! on these queries (peers/search.js), and SQLite's FTS5 with trigrams. The same items, the same 300 queries, the same run.

mod fts;

use std::collections::BTreeMap;
use std::process::Command;
use std::time::Instant;

use counter_catalog::{Pack, Search};
use pinyin::ToPinyin;
use serde_json::{Value, json};

use super::figure::{Figure, percentile};
use super::start::OURS;
use kit::place::{Place, program, root};
use kit::{Fault, Told};

pub const FUSE: &str = "fuse.js";
pub const MINI: &str = "minisearch";
pub const FLEX: &str = "flexsearch";
pub const FTS: &str = "SQLite FTS5, trigrams";
pub const KINDS: [&str; 8] = ["all", "characters", "everyday", "pinyin", "initials", "mixed", "typo", "department"];
const ITEMS: usize = 11_773;

pub const SLOWEST: &str = "a search among 11,773 items, slowest of a hundred (p99)";
pub const BUILD: &str = "the search's index of 11,773 items built";
pub const LOAD: &str = "a signed pack of 11,773 items read";
pub const FOUND: &str = "queries whose item is among the first five, all kinds";

struct Query {
    text: String,
    kind: String,
    item: String,
}

/// What one of them did: milliseconds and shares.
#[derive(Default)]
struct Done {
    build: f64,
    p99: f64,
    memory: f64,
    recall: BTreeMap<String, f64>,
}

/// `most`: queries of each kind; fuse.js takes its time.
pub fn rounds(most: usize) -> Told<Vec<Figure>> {
    let signed = invented()?;
    let queries = chosen(queries()?, most);
    let before = resident()?;
    let began = Instant::now();
    let size = signed.len() as f64 / 1_048_576.0;
    let pack = Pack::from_file(signed).map_err(said)?;
    let load = millis(began);
    // Beside the file's text, which it keeps.
    let held = resident()? - before;
    let ours = ours(&pack, &queries)?;
    let docs = docs(&pack);
    let mut all = peers(&docs, &queries)?;
    all.push((FTS, fts::run(&docs, &queries)?));
    eprintln!("a pack of {size:.0} MiB, {held:.0} MiB more in memory");
    Ok(figures(load, &ours, &all))
}

/// Made by another program, so that what making it took is not in this one's memory.
fn invented() -> Told<String> {
    let place = Place::new()?;
    let file = place.under("invented.pack");
    let mut made = Command::new(program("counter")?);
    made.args(["catalog", "generate", "--items", &ITEMS.to_string(), "--out"]).arg(&file);
    match made.output()?.status.success() {
        true => Ok(std::fs::read_to_string(&file)?),
        false => Err(Fault::wrong("the large pack could not be made")),
    }
}

fn figures(load: f64, ours: &Done, all: &[(&'static str, Done)]) -> Vec<Figure> {
    let who: Vec<&'static str> = [OURS].into_iter().chain(all.iter().map(|(who, _)| *who)).collect();
    let figure = |what: &'static str, unit: &'static str, value: &dyn Fn(&Done) -> Option<f64>| {
        let mut figure = Figure::new(what, unit, &who);
        for (name, done) in [(OURS, ours)].into_iter().chain(all.iter().map(|(who, done)| (*who, done))) {
            value(done).into_iter().for_each(|value| figure.add(name, value));
        }
        figure.rows.retain(|row| !row.values.is_empty());
        figure
    };
    let mut figures =
        vec![figure(SLOWEST, "ms", &|done| Some(done.p99)), figure(BUILD, "ms", &|done| Some(done.build))];
    figures.push(figure("memory of the search's index", "MiB", &|done| Some(done.memory).filter(|m| *m > 0.0)));
    let mut read = Figure::new(LOAD, "ms", &[OURS]);
    read.add(OURS, load);
    figures.push(read);
    for kind in KINDS {
        figures.push(figure(named(kind), "%", &|done| done.recall.get(kind).map(|share| share * 100.0)));
    }
    figures
}

fn named(kind: &str) -> &'static str {
    match kind {
        "characters" => "… of them typed in characters",
        "everyday" => "… of them in everyday words",
        "pinyin" => "… of them in pinyin",
        "initials" => "… of them in initials",
        "mixed" => "… of them mixed",
        "typo" => "… of them with one slip",
        "department" => "… of them with the department",
        _ => FOUND,
    }
}

fn ours(pack: &Pack, queries: &[Query]) -> Told<Done> {
    let before = resident()?;
    let began = Instant::now();
    let search = Search::new(pack);
    let build = millis(began);
    let memory = resident()? - before;
    Ok(asked(queries, build, memory, |text| search.find(text).into_iter().take(5).map(|hit| hit.id).collect()))
}

/// Twenty queries warm up; then each is timed once, as a clerk asks.
fn asked(queries: &[Query], build: f64, memory: f64, mut find: impl FnMut(&str) -> Vec<String>) -> Done {
    for query in queries.iter().step_by(queries.len().div_ceil(20).max(1)) {
        find(&query.text);
    }
    let (mut times, mut hits) = (Vec::new(), BTreeMap::<String, (f64, f64)>::new());
    for query in queries {
        let began = Instant::now();
        let found = find(&query.text);
        times.push(millis(began));
        let hit = found.iter().any(|id| *id == query.item || instead(id) == query.item);
        for kind in ["all", &query.kind] {
            let sum = hits.entry(kind.to_owned()).or_default();
            *sum = (sum.0 + f64::from(u8::from(hit)), sum.1 + 1.0);
        }
    }
    let recall = hits.into_iter().map(|(kind, (hits, all))| (kind, hits / all)).collect();
    Done { build, p99: percentile(&times, 0.99), memory, recall }
}

/// Finding an item that is history is finding what replaced it.
fn instead(id: &str) -> &str {
    if id == "zaishengyu" { "shengyu-dengji" } else { id }
}

/// With the letters that a person types: the peers know no pinyin.
fn docs(pack: &Pack) -> Vec<Value> {
    let letters = |text: &str, first: bool| -> String {
        let spelt = text.chars().map(|c| match c.to_pinyin() {
            Some(sound) if first => sound.first_letter().to_owned(),
            Some(sound) => sound.plain().replace('ü', "v"),
            None => c.to_lowercase().to_string(),
        });
        spelt.collect()
    };
    let doc = |item: &counter_catalog::Brief| {
        let names: Vec<&String> = std::iter::once(&item.name).chain(&item.everyday).collect();
        let all = |first| names.iter().map(|name| letters(name, first)).collect::<Vec<_>>().join(" ");
        json!({
            "id": item.id, "name": item.name, "everyday": item.everyday, "department": item.department,
            "pinyin": all(false), "initials": all(true),
            "instead": item.legacy.as_ref().and_then(|legacy| legacy.instead.clone()),
        })
    };
    pack.briefs().map(doc).collect()
}

fn peers(docs: &[Value], queries: &[Query]) -> Told<Vec<(&'static str, Done)>> {
    let place = Place::new()?;
    let file = place.under("search.json");
    let asked = queries.iter().map(|q| json!({ "text": q.text, "kind": q.kind, "item": q.item }));
    std::fs::write(&file, json!({ "docs": docs, "queries": asked.collect::<Vec<_>>() }).to_string())?;
    let out = Command::new("node").arg(root().join("tests/peers/search.js")).arg(&file).output();
    let out = out.map_err(|error| Fault::NotStarted("node", error))?;
    let told: Value = serde_json::from_slice(&out.stdout)
        .map_err(|_| Fault::wrong(format!("the peers: {}", String::from_utf8_lossy(&out.stderr))))?;
    let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    let done = |name: &'static str| {
        let one = told["peers"].as_array().and_then(|all| all.iter().find(|one| one["name"] == name));
        let one = one.ok_or_else(|| Fault::wrong(format!("{name} said nothing")))?;
        let shares = one["recall"].as_object().into_iter().flatten();
        let recall = shares.map(|(kind, share)| (kind.clone(), number(share))).collect();
        let (build, p99, memory) = (number(&one["build_ms"]), number(&one["p99_ms"]), number(&one["heap_mb"]));
        Ok((name, Done { build, p99, memory, recall }))
    };
    [FUSE, MINI, FLEX].into_iter().map(done).collect()
}

/// One a line, as people wrote them down: `- {text: 低保, kind: everyday, item: dibao}`.
fn queries() -> Told<Vec<Query>> {
    let text = std::fs::read_to_string(root().join("tests/bench/queries.yaml"))?;
    let lines = text.lines().filter_map(|line| line.strip_prefix("- {")?.strip_suffix('}'));
    let query = |line: &str| {
        let field = |name: &str| {
            let value = line.split(", ").find_map(|part| part.strip_prefix(name)?.strip_prefix(": "));
            value.map(|value| value.trim_matches(['"', '\'']).to_owned())
        };
        let (text, kind, item) = (field("text"), field("kind"), field("item"));
        let whole = text.zip(kind).zip(item).map(|((text, kind), item)| Query { text, kind, item });
        whole.ok_or_else(|| Fault::wrong(format!("no query: {line}")))
    };
    lines.map(query).collect()
}

fn chosen(all: Vec<Query>, most: usize) -> Vec<Query> {
    let mut taken = Vec::new();
    for kind in &KINDS[1..] {
        let count = all.iter().filter(|query| query.kind == *kind).count();
        let of_kind = all.iter().filter(|query| query.kind == *kind);
        let step = count.div_ceil(most.max(1)).max(1);
        taken.extend(of_kind.step_by(step).map(|q| Query {
            text: q.text.clone(),
            kind: q.kind.clone(),
            item: q.item.clone(),
        }));
    }
    taken
}

/// MiB of this process.
fn resident() -> Told<f64> {
    let text = std::fs::read_to_string("/proc/self/statm")?;
    let pages: f64 = text.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or_default();
    Ok(pages * 4096.0 / 1_048_576.0)
}

fn millis(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

fn said(error: counter_catalog::CatalogError) -> Fault {
    Fault::wrong(error.code())
}
