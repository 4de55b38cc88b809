//! What came of a scenario, as the screen shows it.
use crate::contract::views::{self, ResultLine};
use crate::practice::judgement::{Finding, Verdict};

pub fn result_line(finding: Finding) -> ResultLine {
    ResultLine {
        point: finding.point,
        verdict: match finding.verdict {
            Verdict::Right => views::Verdict::Right,
            Verdict::Missed => views::Verdict::Missed,
            Verdict::Extra => views::Verdict::Extra,
        },
        subject: finding.subject,
        expected: finding.expected,
        found: finding.found,
        rule: finding.rule,
        source: finding.source,
        advice: finding.advice,
    }
}
