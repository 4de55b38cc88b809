//! `make bench`: how the program stands beside its peers, measured in one run, in turns. What is
//! measured how is told in docs/bench.md. Nothing here is a test; `quick` is what the tests hold
//! loosely.

mod card;
mod durable;
mod facts;
mod figure;
mod fill;
mod number;
mod screen;
mod search;
mod start;
mod tree;
mod typing;
mod upload;

use serde_json::{Value, json};

pub use figure::Figure;

use kit::{Fault, TestResult, play_story};

/// How often each pair is measured.
pub struct Plan {
    pub starts: usize,
    pub typing: usize,
    pub numbers: usize,
    pub cards: usize,
    pub commits: usize,
    pub pages: usize,
    pub uploads: usize,
    /// Searches of each kind.
    pub queries: usize,
    pub fills: usize,
    pub chromium: bool,
}

impl Plan {
    /// Medians of fifteen pairs and more; the presses come in rounds of six.
    pub fn full() -> Self {
        Self {
            starts: 15,
            typing: 15,
            numbers: 15,
            cards: 30,
            commits: 200,
            pages: 30,
            uploads: 15,
            queries: 100,
            fills: 100,
            chromium: true,
        }
    }

    pub fn quick() -> Self {
        Self {
            starts: 1,
            typing: 2,
            numbers: 1,
            cards: 3,
            commits: 20,
            pages: 3,
            uploads: 3,
            queries: 2,
            fills: 5,
            chromium: false,
        }
    }
}

pub struct Report {
    pub figures: Vec<Figure>,
    facts: Value,
}

/// Measures everything of the plan, telling what it is at.
///
/// # Errors
/// Whatever kept it from measuring.
pub fn measure_all(plan: &Plan) -> TestResult<Report> {
    if plan.chromium && !start::has_chromium() {
        return Err(Fault::wrong("Chromium is not installed: run `scripts/setup.sh bench`"));
    }
    let at_start = facts::read_machine();
    let mut figures = measure_storage(plan)?;
    figures.extend(measure_search(plan)?);
    figures.extend(measure_filling(plan)?);
    eprintln!("reading ID cards …");
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    figures.push(runtime.block_on(card::measure_card_reads(plan.cards))?);
    figures.extend(measure_window(plan)?);
    eprintln!("accepting cases …");
    play_story("bench-number", async |story| {
        figures.push(number::measure_numbers(story, plan.numbers).await?);
        Ok(())
    })?;
    let facts = json!({ "before": at_start, "after": facts::read_machine(),
        "profile": facts::build_profile() });
    Ok(Report { figures, facts })
}

/// What a clerk feels of the window itself: its start, its memory, its keys.
///
/// # Errors
/// Whatever kept it from measuring.
pub fn measure_window(plan: &Plan) -> TestResult<Vec<Figure>> {
    eprintln!("starting programs …");
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let mut figures = runtime.block_on(async {
        start::Start::new(plan.chromium).await?.measure_starts(plan.starts).await
    })?;
    eprintln!("pressing keys …");
    play_story("bench-typing", async |story| {
        let typing = typing::measure_typing(story, plan.typing).await?;
        let slow = typing::slowest_presses(&typing);
        figures.extend([typing, slow]);
        Ok(())
    })?;
    Ok(figures)
}

/// What needs no window: the disk and the line.
///
/// # Errors
/// Whatever kept it from measuring.
pub fn measure_storage(plan: &Plan) -> TestResult<Vec<Figure>> {
    eprintln!("keeping and sending …");
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let uploads = runtime.block_on(upload::measure_uploads(plan.uploads))?;
    Ok(vec![
        durable::measure_decisions(plan.commits)?,
        durable::measure_pages(plan.pages)?,
        uploads,
    ])
}

/// Searching the catalogue: no window either.
///
/// # Errors
/// Whatever kept it from measuring.
pub fn measure_search(plan: &Plan) -> TestResult<Vec<Figure>> {
    eprintln!("searching …");
    search::measure_search(plan.queries)
}

/// Filling a form through the desk: no window, but the whole of a command.
///
/// # Errors
/// Whatever kept it from measuring.
pub fn measure_filling(plan: &Plan) -> TestResult<Vec<Figure>> {
    eprintln!("filling a form …");
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    Ok(vec![runtime.block_on(fill::measure_fills(plan.fills))?])
}

impl Report {
    pub fn find_figure(&self, what: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.what == what)
    }

    /// Each aim that was measured, and whether it was reached.
    pub fn list_aims(&self) -> String {
        let line = |(what, peer, aim): &(&str, &str, f64)| {
            let ratio = self.find_figure(what)?.ratio_to(peer)?;
            let reached = if ratio <= *aim { "reached" } else { "missed" };
            Some(format!("{reached}: {what}, {ratio:.2} of {peer}, at most {aim}\n"))
        };
        AIMS.iter().filter_map(line).collect()
    }

    pub fn to_json(&self) -> Value {
        json!({ "facts": self.facts,
            "figures": self.figures.iter().map(Figure::to_json).collect::<Vec<_>>() })
    }

    pub fn to_table(&self) -> String {
        let mut out =
            format!("{}\n\n{}", facts::describe_machine(&self.facts), figure::table_heading());
        for figure in &self.figures {
            figure.write_rows(&mut out);
        }
        out
    }
}

/// What the window aims at where the processor draws it, ours over the peer's. A machine that does
/// other things meanwhile may miss it: the tests hold [`SLACK`] times as much.
pub const AIMS: &[(&str, &str, f64)] = &[
    (start::TIME, start::BARE, 1.1),
    (start::MEMORY, start::BARE, 0.9),
    (start::MEMORY, start::CHROMIUM, 0.7),
    (typing::PRESS, start::BARE, 1.0),
    (typing::SLOW_PRESS, start::BARE, 1.0),
];
const SLACK: f64 = 10.0;

/// What must hold on any machine, however loaded: ten times what was measured (docs/bench.md), ours
/// over the peer's.
pub const LIMITS: &[(&str, &str, f64)] = &[
    ("ID card read", card::WIRE, 15.0),
    ("accept to the office's number", number::REQUEST, 5000.0),
    ("a decision on the disk", durable::COMMIT, 20.0),
    ("a page of 2 MiB sealed and on the disk", durable::AGE, 10.0),
    ("a file of 32 MiB to the office", upload::CURL, 10.5),
    (fill::FILL, fill::EXAMPLE_PACK, 10.0),
    (search::SLOWEST, search::FLEX, 5.0),
    (search::SLOWEST, search::MINI, 1.0),
    (search::BUILD, search::FLEX, 1.0),
];

/// # Errors
/// A figure is missing or far beyond its limit. Chromium's may be missing: it is measured only
/// where it was asked for.
pub fn check_limits(report: &Report) -> TestResult {
    let aims = AIMS.iter().map(|(what, peer, aim)| (*what, *peer, aim * SLACK));
    for (what, peer, limit) in aims.chain(LIMITS.iter().copied()) {
        let ratio = report.find_figure(what).and_then(|figure| figure.ratio_to(peer));
        if ratio.is_none() && peer == start::CHROMIUM {
            continue;
        }
        let ratio =
            ratio.ok_or_else(|| Fault::wrong(format!("{what} was not measured beside {peer}")))?;
        if ratio > limit {
            return Err(Fault::wrong(format!(
                "{what} is {ratio:.1} times that of {peer}; the limit is {limit}"
            )));
        }
    }
    Ok(())
}
