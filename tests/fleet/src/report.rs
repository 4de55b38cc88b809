//! Many runs of one town in one line of a table.

use std::io;
use std::path::Path;

use super::{Policy, Run};

const BEGIN: &str = "<!-- fleet: written by `make fleet` -->\n";
const PICTURE: &str = "![What is taken over, and what arrives](fleet/fleet.svg)\n";
const END: &str = "<!-- fleet end -->";

/// Puts the table where tests/README.md has it, and the picture beside this crate's manifest.
///
/// # Errors
/// The page has no place for them, or cannot be written.
pub fn publish_table(table: &str, picture: &str) -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = folder.with_file_name("README.md");
    let text = std::fs::read_to_string(&page)?;
    let (head, tail) =
        text.split_once(BEGIN).ok_or_else(|| io::Error::other("no place for the table"))?;
    let (_, tail) = tail.split_once(END).ok_or_else(|| io::Error::other("no end of the table"))?;
    std::fs::write(&page, format!("{head}{BEGIN}\n{table}\n{PICTURE}\n{END}{tail}"))?;
    std::fs::write(folder.join("fleet.svg"), picture)
}

pub struct Summary {
    pub policy: Policy,
    pub gigabits: u64,
    pub runs: Vec<Run>,
}

impl Policy {
    pub fn label(self) -> &'static str {
        match self {
            Policy::Open => "no pace, no turns",
            Policy::Blind => "pace, refusal without a time",
            Policy::RetryAfter => "pace, Retry-After from the backlog",
            Policy::Turns => "**pace and turns (the product)**",
        }
    }
}

impl Summary {
    /// Least, median and greatest of a figure.
    fn spread(&self, of: impl Fn(&Run) -> f64) -> [f64; 3] {
        let mut values: Vec<f64> = self.runs.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        let at = |part: usize| {
            values.get((values.len().saturating_sub(1)) * part / 2).copied().unwrap_or_default()
        };
        [at(0), at(1), at(2)]
    }

    pub fn worst(&self, of: impl Fn(&Run) -> f64) -> f64 {
        self.spread(of)[2]
    }

    fn line(&self) -> String {
        let median_and_worst = |figure: &dyn Fn(&Run) -> f64, digits: usize| {
            let [_, median, worst] = self.spread(figure);
            format!("{median:.digits$} / {worst:.digits$}")
        };
        let cells = [
            format!("{} Gbit/s", self.gigabits),
            self.policy.label().to_owned(),
            self.runs.len().to_string(),
            median_and_worst(&|run| run.drained / 60.0, 2),
            median_and_worst(&|run| run.drained / run.floor, 3),
            median_and_worst(&|run| run.peak as f64, 0),
            median_and_worst(&|run| run.refusals as f64 / run.acknowledged.max(1) as f64, 3),
            median_and_worst(&|run| run.duplicates as f64, 0),
            median_and_worst(&|run| run.requests as f64 / 1e6, 2),
            median_and_worst(&|run| run.peak_requests as f64, 0),
            median_and_worst(&|run| run.processor_seconds / run.drained.max(1.0), 1),
        ];
        format!("| {} |\n", cells.join(" | "))
    }
}

/// Each figure as median / worst over the seeds.
pub fn format_table(values: &[Summary]) -> String {
    let head = [
        "wire",
        "rule",
        "seeds",
        "drain, min",
        "× floor",
        "peak cases/s",
        "refusals a case",
        "duplicates",
        "requests, million",
        "peak requests/s",
        "processors busy",
    ];
    let rule = vec!["---"; head.len()].join("|");
    let lines: String = values.iter().map(Summary::line).collect();
    format!("| {} |\n|{rule}|\n{lines}", head.join(" | "))
}
