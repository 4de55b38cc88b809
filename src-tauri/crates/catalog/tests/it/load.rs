//! A pack of 11,773 items: is what a clerk types among the first five, and soon enough? Limits are
//! ten times the goals, since this build is not the one that is shipped; figures are printed
//! (`--nocapture`).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

use counter_catalog::{
    ChecklistCase, Hit, Key, LintCode, Pack, Search, Source, generate_pack, lint_source,
};
use serde::Deserialize;

const ITEMS: usize = 11_773;
/// The file to be measured, for a process that does nothing else.
const FILE: &str = "COUNTER_LOAD_FILE";

#[derive(Deserialize)]
struct Query {
    text: String,
    kind: String,
    item: String,
}

fn queries() -> Vec<Query> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/bench/queries.yaml");
    serde_norway::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

fn large() -> &'static (Pack, Search) {
    static LARGE: OnceLock<(Pack, Search)> = OnceLock::new();
    LARGE.get_or_init(|| {
        let pack = generate_pack(ITEMS, 1).unwrap();
        let search = Search::new(&pack);
        (pack, search)
    })
}

/// Resident memory of this process, bytes.
fn resident() -> u64 {
    let pages = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    pages.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or(0) * 4096
}

/// What this thread has reckoned so far: whoever else is at work on the machine counts for nothing.
fn read_cpu_time() -> Duration {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(stat.split(' ').next().unwrap().parse().unwrap())
}

fn timed<T>(mut run: impl FnMut() -> T) -> (Duration, T) {
    let begun = read_cpu_time();
    let result = run();
    (read_cpu_time() - begun, result)
}

fn percentiles(mut times: Vec<(Duration, String)>, what: &str) -> Duration {
    times.sort();
    let at = |part: usize| times[(times.len() * part / 1000).min(times.len() - 1)].clone();
    println!("{what}: p50 {:?}, p99 {:?}, most {:?}", at(500).0, at(990).0, times[times.len() - 1]);
    at(990).0
}

#[test]
fn nearly_all_is_among_the_first_five() {
    let floors = [
        ("characters", 1.0),
        ("everyday", 1.0),
        ("pinyin", 1.0),
        ("initials", 0.971),
        ("mixed", 1.0),
        ("typo", 1.0),
        ("department", 1.0),
    ];
    let search = &large().1;
    let mut kinds: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for Query { text, kind, item } in queries() {
        let hits = search.find_items(&text);
        let place = hits.iter().position(|hit| hit.id == item);
        let [all, first, five] = kinds.entry(kind).or_default();
        *all += 1;
        *first += usize::from(place == Some(0));
        *five += usize::from(place.is_some_and(|place| place < 5));
        if place.is_none_or(|place| place >= 5) {
            let shown: Vec<_> =
                hits.iter().take(5).map(|hit| (&hit.name, &hit.why, hit.score)).collect();
            let wanted = place.map(|place| (&hits[place].why, hits[place].score));
            println!("{text}: {item} is {place:?} {wanted:?}: {shown:?}");
        }
    }
    println!("kind: all, first, among five: {kinds:?}");
    let sum = |at: usize| kinds.values().map(|counts| counts[at]).sum::<usize>();
    assert!(sum(2) * 100 >= sum(0) * 98, "{} of {}", sum(2), sum(0));
    for (kind, floor) in floors {
        let [all, _, five] = kinds[kind];
        assert!(five as f64 / all as f64 >= floor, "{kind}: {five} of {all}");
    }
}

#[test]
fn between_two_keys() {
    let search = &large().1;
    let mut whole = Vec::new();
    let mut typing = Vec::new();
    for Query { text, .. } in queries() {
        for (at, letter) in text.char_indices() {
            let begun = &text[..at + letter.len_utf8()];
            let time = (0..3).map(|_| timed(|| search.find_items(begun)).0).min().unwrap();
            if begun == text { &mut whole } else { &mut typing }.push((time, begun.to_owned()));
        }
    }
    let limit = Duration::from_millis(20);
    assert!(percentiles(whole, "queries") < limit);
    assert!(percentiles(typing, "their beginnings") < limit);
}

/// In a process of its own, as at a start: what another test frees would hide what this takes.
#[test]
fn loaded_and_indexed_at_a_start() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("large.pack");
    fs::write(&path, large().0.sign_pack(&Key::example_key().unwrap(), None).unwrap()).unwrap();
    let alone = ["--exact", "load::measured_alone", "--nocapture"];
    let done = Command::new(std::env::current_exe().unwrap())
        .args(alone)
        .env(FILE, &path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    println!("{}", said.lines().filter(|line| line.contains("KiB")).collect::<Vec<_>>().join("\n"));
    assert!(done.status.success(), "{said}{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn measured_alone() {
    let Ok(path) = std::env::var(FILE) else { return };
    let before = resident();
    let text = fs::read_to_string(path).unwrap();
    let length = text.len() / 1024;
    let begun = read_cpu_time();
    let pack = Pack::from_file(text).unwrap();
    let load = read_cpu_time() - begun;
    let loaded = resident();
    let (build, search) = timed(|| Search::new(&pack));
    let grown = |from: u64, to: u64| to.saturating_sub(from) / 1024;
    let [of_pack, of_index] = [grown(before, loaded), grown(loaded, resident())];
    println!("file {length} KiB; load {load:?}, {of_pack} KiB; index {build:?}, {of_index} KiB");
    assert!(!search.find_items("低保").is_empty());
    assert!(load < Duration::from_millis(1500), "{load:?}");
    assert!(build < Duration::from_secs(1), "{build:?}");
}

#[test]
fn the_same_seed_gives_the_same_pack_and_nothing_in_it_is_amiss() {
    let (pack, again) = (&large().0, generate_pack(ITEMS, 1).unwrap());
    assert!(pack.briefs().eq(again.briefs()) && pack.len() == ITEMS);
    assert_eq!((pack.id(), pack.title()), ("shili-fuzai", "示例事项包（负载示例）"));
    assert!(generate_pack(40, 2).unwrap().briefs().ne(generate_pack(40, 3).unwrap().briefs()));
    let names: std::collections::HashSet<&str> =
        pack.briefs().map(|brief| brief.name.as_str()).collect();
    assert_eq!(names.len(), ITEMS);
    let builtin = Source::builtin();
    let rest =
        builtin.files().filter(|(name, _)| !name.starts_with("items/") && *name != "cases.yaml");
    let sample = pack.items().filter(|item| item.id.starts_with("fuzai-")).step_by(58);
    let items = sample
        .map(|item| (format!("items/{}.yaml", item.id), serde_json::to_string(item).unwrap()));
    let source: Source =
        rest.map(|(name, text)| (name.to_owned(), text.to_owned())).chain(items).collect();
    assert!(source.files().count() >= 200 && ChecklistCase::from_source(&source).is_err());
    let found = lint_source(&source);
    let amiss: Vec<_> = found
        .iter()
        .filter(|one| one.code != LintCode::LeafWithoutTest && one.of.starts_with("fuzai"))
        .collect();
    assert!(amiss.is_empty(), "{:?}", &amiss[..amiss.len().min(5)]);
}

fn ids(hits: &[Hit]) -> Vec<&str> {
    hits.iter().map(|hit| hit.id.as_str()).collect()
}

#[test]
fn what_a_clerk_used_lately_comes_first_among_equals() {
    let search = &large().1;
    let plain = search.find_items("zmk");
    let lately = [plain[4].id.clone()];
    assert_eq!(search.find_with("zmk", &lately).best[0].id, lately[0], "{plain:?}");
    // A whole name stays before anything used lately.
    let hits = search.find_items("低保");
    let lately: Vec<String> = hits[1..].iter().map(|hit| hit.id.clone()).collect();
    assert_eq!(ids(&search.find_with("低保", &lately).best)[0], "dibao");
    let many = search.find_with("登记", &[]);
    assert_eq!(many.best.len(), 50);
    assert!(many.more > 0, "how many more there are is said");
}
