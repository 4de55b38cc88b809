//! Every printed sentence has its fact. Papers and submissions of random cases are made by the program's
//! own functions and read back: of a paper the data, the templates' labels and the sentences that hold
//! are taken out, and nothing is left, and each sentence that holds and belongs to the paper (`must`) is
//! there; a submission is what the journal says, field by field. What holds is read off the entries a
//! second time (`record`, `oracle`), not asked of the table's conditions. And each submission is filed at
//! an office in memory, which takes it (`filing`).
//!
//! Every text of every paper is judged as the sheet has it; of each case one paper is typeset by the
//! real worker and the text of its PDF judged, which also holds the templates to it.
mod carrying;
mod checks;
mod claims;
mod completing;
mod counting;
mod course;
mod day;
mod deciding;
mod dice;
mod filing;
mod intake;
mod labels;
mod lists;
mod meeting;
mod must;
mod oracle;
mod paper;
mod people;
mod planted;
mod press;
mod printing;
mod reading;
mod record;
mod rows;
mod scene;
mod station_papers;
mod story;
mod told;
mod window;
mod wire;
mod wire_parts;
mod wire_values;

use crate::cases::submission::tests::Door;
use crate::papers::sentences::Sentence;
use filing::SORTS;
use paper::{Body, Paper};
use press::Press;
use reading::{judge_leaves, list_leaves};
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use story::Story;
use window::STATION_CODE;
use wire::Filed;

const CASES: u64 = 300;
/// After them, of an item that asks for thirty papers; all that these print is typeset.
const LONG_CASES: u64 = 6;
/// The rarest first: of every second case the first or the second of these that it has is typeset,
/// of the others each in turn.
const FORMS: [&str; 21] = [
    "refiling_notice",
    "entrusted_refusal",
    "entrusted_grant",
    "lapse_notice",
    "deferred_commitment",
    "deferred_notice",
    "extension_notice",
    "special_notice",
    "withdrawal_request",
    "handover_slip",
    "mandate",
    "refusal",
    "correction_notice",
    "materials_receipt",
    "acceptance_receipt",
    "application_form",
    "blank_form",
    "one_time_list",
    "course_slip",
    "check_record",
    "day_sheet",
];
/// Lines of a report; one wrong word is in many cases.
const MOST_LINES: usize = 60;

#[derive(Default)]
struct Verdict {
    wrong: Vec<String>,
    typeset: BTreeSet<&'static str>,
    printed: BTreeSet<&'static str>,
    /// What the submissions held that the office was given.
    sorts: BTreeSet<&'static str>,
    filed: usize,
}

impl Verdict {
    fn add(&mut self, other: Verdict) {
        self.wrong.extend(other.wrong);
        self.typeset.extend(other.typeset);
        self.printed.extend(other.printed);
        self.sorts.extend(other.sorts);
        self.filed += other.filed;
    }
}

/// PAPER_SEED tells one case and typesets all of its papers.
#[test]
fn every_printed_sentence_has_its_fact() {
    let seed = std::env::var("PAPER_SEED").ok().and_then(|seed| seed.trim().parse().ok());
    if let Some(seed) = seed {
        return replay(seed);
    }
    let (next, sum) = (AtomicU64::new(1), Mutex::new(Verdict::default()));
    let hands = std::thread::available_parallelism().map_or(2, usize::from).clamp(1, 8);
    std::thread::scope(|scope| {
        for _ in 0..hands {
            scope.spawn(|| {
                let press = Press::start();
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed > CASES + LONG_CASES {
                        return;
                    }
                    let verdict = judge_case(&press, seed);
                    sum.lock().unwrap().add(verdict);
                }
            });
        }
    });
    let sum = sum.into_inner().unwrap();
    let unsaid = Sentence::ALL.iter().map(|sentence| sentence.words());
    let unsaid: Vec<&str> = unsaid.filter(|words| !sum.printed.contains(words)).collect();
    println!("{} submissions; never printed: {unsaid:#?}", sum.filed);
    let lines = sum.wrong.iter().take(MOST_LINES).cloned().collect::<Vec<_>>().join("\n");
    assert!(sum.wrong.is_empty(), "{} findings\n{lines}\n{}", sum.wrong.len(), how_to_replay());
    let gaps: Vec<&&str> = FORMS.iter().filter(|form| !sum.typeset.contains(*form)).collect();
    assert!(gaps.is_empty(), "papers that no case was typeset of: {gaps:?}");
    let unfiled: Vec<&&str> = SORTS.iter().filter(|sort| !sum.sorts.contains(*sort)).collect();
    assert!(unfiled.is_empty(), "in no submission: {unfiled:?}");
    assert!(sum.filed as u64 > CASES / 2, "{} submissions", sum.filed);
}

fn how_to_replay() -> &'static str {
    "replay: PAPER_SEED=… cargo test -p counter-desk --lib every_printed -- --nocapture"
}

/// Says which case it was, should it stop at what nobody expected.
struct Named(u64);

impl Drop for Named {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("it was the case of seed {}; {}", self.0, how_to_replay());
        }
    }
}

fn judge_case(press: &Press, seed: u64) -> Verdict {
    let _named = Named(seed);
    let story = Story::tell(seed);
    let mut verdict = judge_story(&story, seed);
    let sheets: Vec<&Paper> =
        story.papers.iter().filter(|paper| matches!(paper.body, Body::Sheet(_))).collect();
    let rare = || {
        let by_form = |form: &&str| sheets.iter().find(|paper| paper.form == *form);
        let mut papers = FORMS.iter().filter_map(by_form);
        let first = papers.next();
        if seed % 4 == 1 { first } else { papers.next().or(first) }
    };
    let in_turn = || sheets.get(seed as usize / 2 % sheets.len().max(1));
    let choice = if seed % 2 == 1 { rare() } else { in_turn() };
    let choice = if seed > CASES { sheets.clone() } else { choice.copied().into_iter().collect() };
    for paper in choice {
        verdict.typeset.insert(paper.form);
        let left = press.judge(paper);
        verdict.wrong.extend(left.iter().map(|left| tell(seed, paper.form, "PDF", left)));
    }
    verdict
}

/// All that a story printed and filed, as sheets and as sent.
fn judge_story(story: &Story, seed: u64) -> Verdict {
    let mut verdict = Verdict { filed: story.filed.len(), ..Verdict::default() };
    for paper in &story.papers {
        let leaves = match &paper.body {
            Body::Sheet(sheet) => list_leaves(sheet),
            Body::Line(line) => vec![line.clone()],
        };
        let sentences = Sentence::ALL.iter().map(|sentence| sentence.words());
        verdict.printed.extend(sentences.filter(|words| is_said(words, &leaves)));
        let left = judge_leaves(&leaves, &paper.claims);
        verdict.wrong.extend(left.iter().map(|left| tell(seed, paper.form, "sheet", left)));
    }
    let door = Door::open(STATION_CODE);
    for filed in &story.filed {
        verdict.sorts.extend(filed.list_sorts());
        let refusal = filed.find_refusal(&door);
        verdict.wrong.extend(refusal.map(|answer| tell(seed, "the office", "answer", &answer)));
        let differences = filed.find_differences();
        verdict.wrong.extend(differences.iter().map(|line| tell(seed, "the wire", "JSON", line)));
    }
    for (at, filed) in story.filed.iter().enumerate() {
        let is_kept = |before: &Filed| filed.submission.keeps_receipt(&before.submission);
        if !story.filed.iter().take(at).all(is_kept) {
            let line = "received at another time than an earlier revision says";
            verdict.wrong.push(tell(seed, "the wire", "JSON", line));
        }
    }
    verdict
}

fn tell(seed: u64, paper: &str, of: &str, left: &str) -> String {
    format!("seed {seed}, {paper} ({of}): {left}")
}

/// By its longest part without a gap.
fn is_said(words: &str, leaves: &[String]) -> bool {
    let parts = words.split(['{', '}']).step_by(2);
    let longest = parts.max_by_key(|part| part.len()).unwrap_or_default();
    leaves.iter().any(|leaf| leaf.contains(longest))
}

fn replay(seed: u64) {
    let _named = Named(seed);
    let (press, story) = (Press::start(), Story::tell(seed));
    for entry in &story.entries {
        println!("{} {} {}", entry.at, entry.by, serde_json::to_string(&entry.fact).unwrap());
    }
    let mut verdict = judge_story(&story, seed);
    for paper in &story.papers {
        if let Body::Sheet(sheet) = &paper.body {
            println!("{}: {}", paper.form, list_leaves(sheet).join(" | "));
        }
        let left = press.judge(paper);
        verdict.wrong.extend(left.iter().map(|left| tell(seed, paper.form, "PDF", left)));
    }
    assert!(verdict.wrong.is_empty(), "{}", verdict.wrong.join("\n"));
}
