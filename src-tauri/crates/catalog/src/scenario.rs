//! Practice scenarios: what a citizen says and lays down, and what a clerk should make of it, with
//! the rule for each point. Not the judging of what the clerk did; that needs a case, and is the
//! desk's.

use std::collections::{BTreeMap, BTreeSet};

use counter_core::case::DecisionKind;
use counter_core::item::{PersonRole, RowNeed, Supply, build_checklist, questions_unanswered};
use include_dir::{Dir, include_dir};
use serde::Deserialize;

use crate::error::CatalogError;
use crate::pack::{Pack, parse};

static BUILTIN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../practice");
const RULES: &str = "rules.yaml";

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    pub id: String,
    pub title: String,
    /// The citizen's words, and what can be seen.
    pub says: Vec<String>,
    /// The emulated reader's cards in the order in which they are laid on it.
    pub cards: Vec<String>,
    pub item: String,
    pub answers: BTreeMap<String, String>,
    /// What it is accepted as first, by mistake (作废重开).
    #[serde(default)]
    pub wrong: Option<WrongItem>,
    pub people: Vec<Somebody>,
    pub materials: Vec<Brought>,
    pub decision: DecisionKind,
    /// Materials that a correction notice must name.
    #[serde(default)]
    pub faults: Vec<String>,
    /// Words that must stand in the name of the right office.
    #[serde(default)]
    pub office: Option<String>,
    /// What the counter then decides in the department's name: whether it grants.
    #[serde(default)]
    pub entrusted: Option<bool>,
    /// How the case then goes on.
    #[serde(default)]
    pub sequel: Option<Sequel>,
    /// Another rule than the usual one, by point.
    #[serde(default)]
    pub rules: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrongItem {
    pub item: String,
    pub answers: BTreeMap<String, String>,
    /// The citizen has left before it is seen.
    #[serde(default)]
    pub gone: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Somebody {
    pub role: PersonRole,
    pub number: String,
    /// `card` or `typed`, where it matters.
    #[serde(default)]
    pub by: Option<By>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    Card,
    Typed,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brought {
    pub id: String,
    pub state: Condition,
    pub said: String,
}

/// What the clerk makes of a case after its first decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sequel {
    /// Of an accepted case the applicant asks to withdraw.
    Withdrawal,
    /// What came after the notice has a fault, and another notice says so.
    FurtherNotice,
    /// All that the notice asked for came, and the case is accepted.
    AllCame,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    There,
    Faulty,
    Missing,
}

/// Why something is right. `advice`: practice at the counter, or a law taken as a model, not the
/// law itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub text: String,
    pub source: String,
    pub advice: bool,
}

/// All scenarios with the rules they cite.
#[derive(Debug, Clone)]
pub struct Scenarios {
    pub all: Vec<Scenario>,
    pub rules: BTreeMap<String, Rule>,
}

/// The points that can be judged, each with a rule of the same name.
const POINTS: &[&str] = &[
    "item",
    "answer",
    "person",
    "other_card",
    "received",
    "paper",
    "accept",
    "fault",
    "off_list",
    "refuse",
    "redirect",
    "correction",
    "office",
    "not_received",
    "entrusted",
    "refiled",
    "withdrawal",
    "further_notice",
    "all_came",
];

impl Scenarios {
    /// The ones this program carries, by id.
    pub fn builtin() -> Result<Self, CatalogError> {
        let (mut all, mut rules) = (Vec::new(), None);
        for file in BUILTIN.files() {
            let (Some(name), Some(text)) = (file.path().to_str(), file.contents_utf8()) else {
                continue;
            };
            match name {
                RULES => rules = Some(parse(name, text)?),
                _ => all.push(parse::<Scenario>(name, text)?),
            }
        }
        all.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(Self { all, rules: rules.ok_or(CatalogError::Missing { name: RULES.to_owned() })? })
    }

    pub fn find_scenario(&self, id: &str) -> Option<&Scenario> {
        self.all.iter().find(|scenario| scenario.id == id)
    }

    /// The rule for a point of a scenario.
    pub fn rule_for(&self, scenario: &Scenario, point: &str) -> Option<&Rule> {
        self.rules.get(scenario.rules.get(point).map_or(point, String::as_str))
    }

    /// What an author should mend: `scenario: what`. Empty when every expectation can be met with
    /// this pack.
    pub fn lint_scenarios(&self, pack: &Pack) -> Vec<String> {
        let mut findings: Vec<String> = POINTS
            .iter()
            .filter(|p| !self.rules.contains_key(**p))
            .map(|p| format!("no rule {p}"))
            .collect();
        let ids: BTreeSet<&str> = self.all.iter().map(|s| s.id.as_str()).collect();
        if ids.len() != self.all.len() {
            findings.push("an id occurs twice".to_owned());
        }
        for scenario in &self.all {
            let unknown = scenario.rules.values().filter(|rule| !self.rules.contains_key(*rule));
            findings.extend(unknown.map(|rule| format!("{}: no rule {rule}", scenario.id)));
            findings.extend(
                scenario.faulty(pack).into_iter().map(|fault| format!("{}: {fault}", scenario.id)),
            );
        }
        findings
    }
}

impl Sequel {
    /// What it follows on.
    fn decision(self) -> DecisionKind {
        match self {
            Sequel::Withdrawal => DecisionKind::Accept,
            Sequel::FurtherNotice | Sequel::AllCame => DecisionKind::Correction,
        }
    }
}

impl Scenario {
    fn faulty(&self, pack: &Pack) -> Vec<String> {
        let Some(item) = pack.item(&self.item) else {
            return vec![format!("no item {}", self.item)];
        };
        let mut faults = Vec::new();
        for (question, option) in &self.answers {
            let is_option = item
                .questions
                .iter()
                .any(|q| q.id == *question && q.options.iter().any(|o| o.id == *option));
            if !is_option {
                faults.push(format!("no answer {question}.{option}"));
            }
        }
        if let Some(wrong) = &self.wrong {
            let found = pack.item(&wrong.item).filter(|found| found.id != item.id);
            let is_open =
                found.is_none_or(|found| !questions_unanswered(found, &wrong.answers).is_empty());
            faults.extend(is_open.then(|| "the wrong item cannot be accepted".to_owned()));
        }
        let redirect = self.decision == DecisionKind::Redirect;
        if !redirect && !questions_unanswered(item, &self.answers).is_empty() {
            faults.push("a question is left open".to_owned());
        }
        let rows = build_checklist(item, &self.answers);
        let need = |id: &str| rows.iter().find(|row| row.material == id).map(|row| &row.need);
        for brought in &self.materials {
            if need(&brought.id).is_none_or(|need| *need == RowNeed::NotNeeded) {
                faults.push(format!("{} is not on the list", brought.id));
            }
        }
        let lacking =
            |id: &str| self.materials.iter().any(|m| m.id == id && m.state != Condition::There);
        faults.extend(
            self.faults
                .iter()
                .filter(|id| !lacking(id))
                .map(|id| format!("{id} is a fault but is in order")),
        );
        let is_there =
            |id: &str| self.materials.iter().any(|m| m.id == id && m.state == Condition::There);
        let open = rows
            .iter()
            .filter(|row| row.need == RowNeed::Required && !is_there(&row.material))
            .filter(|row| {
                let supply = item.materials.iter().find(|m| m.id == row.material).map(|m| m.supply);
                let by_card = self.people.iter().all(|p| p.by != Some(By::Typed));
                supply != Some(Supply::Form) && (supply != Some(Supply::Chip) || !by_card)
            });
        let open: Vec<&String> = open.map(|row| &row.material).collect();
        match self.decision {
            DecisionKind::Accept if !open.is_empty() => {
                faults.push(format!("accepted without {open:?}"))
            }
            DecisionKind::Correction if open != self.faults.iter().collect::<Vec<_>>() => {
                faults.push(format!("the notice should name {open:?}"));
            }
            DecisionKind::Redirect if self.office.is_none() => {
                faults.push("no right office".to_owned())
            }
            _ => {}
        }
        let is_ours = self.decision == DecisionKind::Accept && item.entrustment.is_some();
        if self.entrusted.is_some() && !is_ours {
            faults.push("nothing is entrusted".to_owned());
        }
        let follows_on = self.sequel.map_or(self.decision, Sequel::decision);
        if follows_on != self.decision {
            faults.push(format!("{:?} does not follow on {:?}", self.sequel, self.decision));
        }
        faults
    }
}
