//! Finding an item among 11,773 by what clerks type: ours beside three JavaScript libraries, each
//! set up for Chinese and tuned on these queries (peers/search.js), and SQLite's FTS5 with
//! trigrams. The same items, the same 300 queries, the same run.

mod fts;

use std::collections::BTreeMap;
use std::process::Command;
use std::time::Instant;

use counter_catalog::{Pack, Search};
use pinyin::ToPinyin;
use serde_json::{Value, json};

use super::figure::{Figure, percentile};
use super::start::OURS;
use kit::place::{Place, program_path, repository_root};
use kit::{Fault, TestResult};

pub const FUSE: &str = "fuse.js";
pub const MINI: &str = "minisearch";
pub const FLEX: &str = "flexsearch";
pub const FTS: &str = "SQLite FTS5, trigrams";
pub const KINDS: [&str; 8] =
    ["all", "characters", "everyday", "pinyin", "initials", "mixed", "typo", "department"];
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
pub fn measure_search(most: usize) -> TestResult<Vec<Figure>> {
    let signed = generate_pack()?;
    let queries = select_queries(queries()?, most);
    let memory_before = resident()?;
    let start = Instant::now();
    let size = signed.len() as f64 / 1_048_576.0;
    let pack = Pack::from_file(signed).map_err(to_fault)?;
    let load = millis(start);
    // Beside the file's text, which it keeps.
    let pack_memory = resident()? - memory_before;
    let ours = measure_ours(&pack, &queries)?;
    let docs = docs(&pack);
    let mut results = measure_peers(&docs, &queries)?;
    results.push((FTS, fts::measure_fts(&docs, &queries)?));
    eprintln!("a pack of {size:.0} MiB, {pack_memory:.0} MiB more in memory");
    Ok(figures(load, &ours, &results))
}

/// Made by another program, so that what making it took is not in this one's memory.
fn generate_pack() -> TestResult<String> {
    let place = Place::new()?;
    let file = place.under("invented.pack");
    let mut command = Command::new(program_path("counter")?);
    command.args(["catalog", "generate", "--items", &ITEMS.to_string(), "--out"]).arg(&file);
    match command.output()?.status.success() {
        true => Ok(std::fs::read_to_string(&file)?),
        false => Err(Fault::wrong("the large pack could not be made")),
    }
}

fn figures(load: f64, ours: &Done, peers: &[(&'static str, Done)]) -> Vec<Figure> {
    let names: Vec<&'static str> =
        [OURS].into_iter().chain(peers.iter().map(|(name, _)| *name)).collect();
    let figure = |title: &'static str, unit: &'static str, value: &dyn Fn(&Done) -> Option<f64>| {
        let mut figure = Figure::new(title, unit, &names);
        for (name, result) in
            [(OURS, ours)].into_iter().chain(peers.iter().map(|(name, result)| (*name, result)))
        {
            value(result).into_iter().for_each(|value| figure.add(name, value));
        }
        figure.rows.retain(|row| !row.values.is_empty());
        figure
    };
    let mut figures = vec![
        figure(SLOWEST, "ms", &|result| Some(result.p99)),
        figure(BUILD, "ms", &|result| Some(result.build)),
    ];
    figures.push(figure("memory of the search's index", "MiB", &|result| {
        Some(result.memory).filter(|m| *m > 0.0)
    }));
    let mut read = Figure::new(LOAD, "ms", &[OURS]);
    read.add(OURS, load);
    figures.push(read);
    for kind in KINDS {
        figures.push(figure(label_of(kind), "%", &|result| {
            result.recall.get(kind).map(|share| share * 100.0)
        }));
    }
    figures
}

fn label_of(kind: &str) -> &'static str {
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

fn measure_ours(pack: &Pack, queries: &[Query]) -> TestResult<Done> {
    let memory_before = resident()?;
    let start = Instant::now();
    let search = Search::new(pack);
    let build = millis(start);
    let memory = resident()? - memory_before;
    Ok(measure_queries(queries, build, memory, |text| {
        search.find_items(text).into_iter().take(5).map(|hit| hit.id).collect()
    }))
}

/// Twenty queries warm up; then each is timed once, as a clerk asks.
fn measure_queries(
    queries: &[Query],
    build: f64,
    memory: f64,
    mut find: impl FnMut(&str) -> Vec<String>,
) -> Done {
    for query in queries.iter().step_by(queries.len().div_ceil(20).max(1)) {
        find(&query.text);
    }
    let (mut times, mut hits) = (Vec::new(), BTreeMap::<String, (f64, f64)>::new());
    for query in queries {
        let start = Instant::now();
        let ids = find(&query.text);
        times.push(millis(start));
        let hit = ids.iter().any(|id| *id == query.item || successor_of(id) == query.item);
        for kind in ["all", &query.kind] {
            let sum = hits.entry(kind.to_owned()).or_default();
            *sum = (sum.0 + f64::from(u8::from(hit)), sum.1 + 1.0);
        }
    }
    let recall = hits.into_iter().map(|(kind, (hits, all))| (kind, hits / all)).collect();
    Done { build, p99: percentile(&times, 0.99), memory, recall }
}

/// Finding an item that is history is finding what replaced it.
fn successor_of(id: &str) -> &str {
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
        let spellings =
            |first| names.iter().map(|name| letters(name, first)).collect::<Vec<_>>().join(" ");
        json!({
            "id": item.id, "name": item.name, "everyday": item.everyday,
            "department": item.department,
            "pinyin": spellings(false), "initials": spellings(true),
            "instead": item.legacy.as_ref().and_then(|legacy| legacy.instead.clone()),
        })
    };
    pack.briefs().map(doc).collect()
}

fn measure_peers(docs: &[Value], queries: &[Query]) -> TestResult<Vec<(&'static str, Done)>> {
    let place = Place::new()?;
    let file = place.under("search.json");
    let measure_queries =
        queries.iter().map(|q| json!({ "text": q.text, "kind": q.kind, "item": q.item }));
    std::fs::write(
        &file,
        json!({ "docs": docs, "queries": measure_queries.collect::<Vec<_>>() }).to_string(),
    )?;
    let out = Command::new("node")
        .arg(repository_root().join("tests/peers/search.js"))
        .arg(&file)
        .output();
    let out = out.map_err(|error| Fault::NotStarted("node", error))?;
    let report: Value = serde_json::from_slice(&out.stdout).map_err(|_| {
        Fault::wrong(format!("the peers: {}", String::from_utf8_lossy(&out.stderr)))
    })?;
    let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    let result = |name: &'static str| {
        let peer = report["peers"]
            .as_array()
            .and_then(|peers| peers.iter().find(|peer| peer["name"] == name));
        let peer = peer.ok_or_else(|| Fault::wrong(format!("{name} said nothing")))?;
        let shares = peer["recall"].as_object().into_iter().flatten();
        let recall = shares.map(|(kind, share)| (kind.clone(), number(share))).collect();
        let (build, p99, memory) =
            (number(&peer["build_ms"]), number(&peer["p99_ms"]), number(&peer["heap_mb"]));
        Ok((name, Done { build, p99, memory, recall }))
    };
    [FUSE, MINI, FLEX].into_iter().map(result).collect()
}

/// One a line, as people wrote them down: `- {text: 低保, kind: everyday, item: dibao}`.
fn queries() -> TestResult<Vec<Query>> {
    let text = std::fs::read_to_string(repository_root().join("tests/bench/queries.yaml"))?;
    let lines = text.lines().filter_map(|line| line.strip_prefix("- {")?.strip_suffix('}'));
    let query = |line: &str| {
        let field = |name: &str| {
            let value =
                line.split(", ").find_map(|part| part.strip_prefix(name)?.strip_prefix(": "));
            value.map(|value| value.trim_matches(['"', '\'']).to_owned())
        };
        let (text, kind, item) = (field("text"), field("kind"), field("item"));
        let query = text.zip(kind).zip(item).map(|((text, kind), item)| Query { text, kind, item });
        query.ok_or_else(|| Fault::wrong(format!("no query: {line}")))
    };
    lines.map(query).collect()
}

fn select_queries(all: Vec<Query>, most: usize) -> Vec<Query> {
    let mut subset = Vec::new();
    for kind in &KINDS[1..] {
        let count = all.iter().filter(|query| query.kind == *kind).count();
        let of_kind = all.iter().filter(|query| query.kind == *kind);
        let step = count.div_ceil(most.max(1)).max(1);
        subset.extend(of_kind.step_by(step).map(|q| Query {
            text: q.text.clone(),
            kind: q.kind.clone(),
            item: q.item.clone(),
        }));
    }
    subset
}

/// MiB of this process.
fn resident() -> TestResult<f64> {
    let text = std::fs::read_to_string("/proc/self/statm")?;
    let pages: f64 =
        text.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or_default();
    Ok(pages * 4096.0 / 1_048_576.0)
}

fn millis(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

fn to_fault(error: counter_catalog::CatalogError) -> Fault {
    Fault::wrong(error.code())
}
