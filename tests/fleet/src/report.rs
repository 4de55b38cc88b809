//! Many runs of one town in one line of a table.

use super::{Policy, Run};
use kit::place::root;
use kit::{Fault, Told};

const BEGIN: &str = "<!-- fleet: written by `make fleet` -->\n";
const PICTURE: &str = "![What is taken over, and what arrives](fleet/fleet.svg)\n";
const END: &str = "<!-- fleet end -->";

/// Puts table and picture where tests/README.md has them.
///
/// # Errors
/// The page has no place for them.
pub fn publish(table: &str, picture: &str) -> Told {
    let folder = root().join("tests");
    let page = std::fs::read_to_string(folder.join("README.md"))?;
    let (before, rest) = page.split_once(BEGIN).ok_or_else(|| Fault::wrong("no place for the table"))?;
    let (_, after) = rest.split_once(END).ok_or_else(|| Fault::wrong("no end of the table"))?;
    std::fs::write(folder.join("README.md"), format!("{before}{BEGIN}\n{table}\n{PICTURE}\n{END}{after}"))?;
    std::fs::write(folder.join("fleet/fleet.svg"), picture)?;
    Ok(())
}

pub struct Summary {
    pub policy: Policy,
    pub gigabits: u64,
    pub runs: Vec<Run>,
}

impl Policy {
    pub fn name(self) -> &'static str {
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
        let mut all: Vec<f64> = self.runs.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        let at = |part: usize| all.get((all.len().saturating_sub(1)) * part / 2).copied().unwrap_or_default();
        [at(0), at(1), at(2)]
    }

    pub fn worst(&self, of: impl Fn(&Run) -> f64) -> f64 {
        self.spread(of)[2]
    }

    fn line(&self) -> String {
        let said = |of: &dyn Fn(&Run) -> f64, digits: usize| {
            let [_, median, worst] = self.spread(of);
            format!("{median:.digits$} / {worst:.digits$}")
        };
        let cells = [
            format!("{} Gbit/s", self.gigabits),
            self.policy.name().to_owned(),
            self.runs.len().to_string(),
            said(&|run| run.drained / 60.0, 2),
            said(&|run| run.drained / run.floor, 3),
            said(&|run| run.peak as f64, 0),
            said(&|run| run.refusals as f64 / run.acknowledged.max(1) as f64, 3),
            said(&|run| run.duplicates as f64, 0),
            said(&|run| run.requests as f64 / 1e6, 2),
            said(&|run| run.peak_requests as f64, 0),
            said(&|run| run.processor_seconds / run.drained.max(1.0), 1),
        ];
        format!("| {} |\n", cells.join(" | "))
    }
}

/// Each figure as median / worst over the seeds.
pub fn table(all: &[Summary]) -> String {
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
    let lines: String = all.iter().map(Summary::line).collect();
    format!("| {} |\n|{rule}|\n{lines}", head.join(" | "))
}
