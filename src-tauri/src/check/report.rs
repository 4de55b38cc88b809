//! The findings as they are told: a line each, or one object. The exit code says the worst.

use counter_desk::check::{Condition, Finding, State};
use serde_json::{Value, json};

use super::{Language, chinese, english};

pub struct Report<'a> {
    pub findings: &'a [Finding],
    pub is_english: bool,
}

/// 0 nothing is wrong, 1 warnings only, 2 something is wrong.
pub fn exit_code(findings: &[Finding]) -> u8 {
    match find_worst(findings) {
        State::NotChecked | State::Ok => 0,
        State::Warning => 1,
        State::Problem => 2,
    }
}

fn find_worst(findings: &[Finding]) -> State {
    findings.iter().map(|finding| finding.condition.state()).max().unwrap_or(State::NotChecked)
}

impl Report<'_> {
    fn language(&self) -> &'static Language {
        if self.is_english { &english::LANGUAGE } else { &chinese::LANGUAGE }
    }

    /// What is wrong has what to do below it.
    pub fn as_lines(&self) -> String {
        let language = self.language();
        let mut lines: Vec<String> = Vec::new();
        for finding in self.findings {
            let condition = finding.condition;
            let (says, next) = self.find_words(finding);
            let state = (language.state)(condition.state());
            let name = (language.name)(condition.check());
            lines.push(format!("[{state}] {name}{}{says}", language.colon));
            lines.extend(next.map(|next| format!("    → {next}")));
        }
        let counts = [State::Problem, State::Warning, State::NotChecked, State::Ok].map(|state| {
            let count = self.findings.iter().filter(|one| one.condition.state() == state).count();
            format!("{} {count}", (language.state)(state))
        });
        lines.push(counts.join(" · "));
        lines.join("\n")
    }

    pub fn as_json(&self) -> String {
        let checks: Vec<Value> = self.findings.iter().map(|finding| self.row(finding)).collect();
        json!({
            "version": env!("CARGO_PKG_VERSION"),
            "state": find_worst(self.findings),
            "checks": checks,
        })
        .to_string()
    }

    fn row(&self, finding: &Finding) -> Value {
        let condition: Condition = finding.condition;
        let (says, next) = self.find_words(finding);
        json!({
            "check": condition.check(), "code": condition.code(), "state": condition.state(),
            "says": says, "next": next, "params": finding.params,
        })
    }

    /// What is said, and what is to be done where something is.
    fn find_words(&self, finding: &Finding) -> (String, Option<String>) {
        let (says, next) = (self.language().words)(finding.condition);
        let next = (!next.is_empty()).then(|| fill_in(next, finding));
        (fill_in(says, finding), next)
    }
}

fn fill_in(text: &str, finding: &Finding) -> String {
    let mut filled = text.to_owned();
    for (name, value) in &finding.params {
        filled = filled.replace(&format!("{{{name}}}"), value);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const BOTH: [bool; 2] = [false, true];

    /// With each of its parameters.
    fn make_finding(condition: Condition) -> Finding {
        let finding = Finding::new(condition);
        condition
            .params()
            .iter()
            .fold(finding, |finding, name| finding.with(name, format!("<{name}>")))
    }

    #[test]
    fn every_condition_is_told_whole_in_both_languages() {
        for condition in Condition::ALL {
            let finding = make_finding(*condition);
            let texts = BOTH.map(|is_english| {
                let findings = std::slice::from_ref(&finding);
                Report { findings, is_english }.find_words(&finding)
            });
            for (says, next) in &texts {
                let text = format!("{says} {}", next.clone().unwrap_or_default());
                assert!(!says.is_empty() && !text.contains(['{', '}']), "{condition:?}: {text}");
                for name in condition.params() {
                    assert!(text.contains(&format!("<{name}>")), "{condition:?}: {name}");
                }
            }
            let [(chinese, first), (english, second)] = &texts;
            assert_ne!(chinese, english);
            assert_eq!(first.is_some(), second.is_some(), "{condition:?}: what to do");
            if condition.state() >= State::Warning {
                assert!(first.is_some(), "{condition:?} leaves somebody without what to do");
            }
        }
    }

    #[test]
    fn the_exit_code_is_that_of_the_worst_and_what_was_not_looked_at_is_no_fault() {
        let code = |conditions: &[Condition]| {
            let findings: Vec<Finding> = conditions.iter().map(|one| make_finding(*one)).collect();
            exit_code(&findings)
        };
        assert_eq!(code(&[]), 0);
        assert_eq!(code(&[Condition::DiskFine, Condition::OfficeOwnTrial]), 0);
        assert_eq!(code(&[Condition::DiskLow, Condition::FontsFound]), 1);
        assert_eq!(code(&[Condition::DiskLow, Condition::FontsMissing]), 2);
    }

    #[test]
    fn one_object_says_what_the_lines_say() {
        let findings = [Condition::DiskLow, Condition::ReaderUnset].map(make_finding);
        for is_english in BOTH {
            let report = Report { findings: &findings, is_english };
            let object: Value = serde_json::from_str(&report.as_json()).unwrap();
            assert_eq!(object["state"], "warning");
            let rows = object["checks"].as_array().unwrap();
            let codes: BTreeSet<&str> =
                rows.iter().map(|row| row["code"].as_str().unwrap()).collect();
            assert_eq!(codes, BTreeSet::from(["disk_low", "reader_unset"]));
            assert_eq!(
                (&rows[0]["check"], &rows[1]["state"]),
                (&json!("disk"), &json!("not_checked"))
            );
            assert_eq!(rows[0]["params"]["free"], "<free>");
            let lines = report.as_lines();
            for row in rows {
                assert!(lines.contains(row["says"].as_str().unwrap()), "{lines}");
            }
        }
    }
}
