//! What was right, what was missed and what was too much: the folded journal beside the scenario's
//! expectation.
use crate::cases::case_file::CaseFile;
use crate::cases::masking::mask_number;
use counter_catalog::{By, Condition, Scenario, Scenarios, Sequel};
use counter_core::case::{DecisionKind, Event, Fault, Reading};
use counter_core::casework::{CaseAssessment, CaseMaterial, is_of_row};
use counter_core::code::variant_code;
use counter_core::item::Item;
use counter_core::item::Supply;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Right,
    Missed,
    Extra,
}

/// `expected` and `found` are words of the catalogue, or codes where `point` has its own.
pub struct Finding {
    pub point: String,
    pub verdict: Verdict,
    pub subject: String,
    pub expected: String,
    pub found: String,
    pub rule: String,
    pub source: String,
    /// The rule is good advice, not law.
    pub advice: bool,
}

struct Judgement<'a> {
    scenarios: &'a Scenarios,
    scenario: &'a Scenario,
    findings: Vec<Finding>,
}

impl Judgement<'_> {
    fn note(&mut self, point: &str, verdict: Verdict, subject: &str, expected: &str, actual: &str) {
        let rule = match point {
            "decision" if !self.scenario.rules.contains_key("decision") => {
                variant_code(&self.scenario.decision)
            }
            other => other.to_owned(),
        };
        let rule = self.scenarios.rule_for(self.scenario, &rule);
        self.findings.push(Finding {
            point: point.to_owned(),
            verdict,
            subject: subject.to_owned(),
            expected: expected.to_owned(),
            found: actual.to_owned(),
            rule: rule.map(|r| r.text.clone()).unwrap_or_default(),
            source: rule.map(|r| r.source.clone()).unwrap_or_default(),
            advice: rule.is_some_and(|r| r.advice),
        });
    }

    fn check(&mut self, point: &str, subject: &str, expected: &str, actual: &str) {
        let verdict = if expected == actual { Verdict::Right } else { Verdict::Missed };
        self.note(point, verdict, subject, expected, actual);
    }
}

pub fn judge_case(scenarios: &Scenarios, scenario: &Scenario, file: &CaseFile) -> Vec<Finding> {
    let assessment = file.assess();
    let mut sheet = Judgement { scenarios, scenario, findings: Vec::new() };
    let expected_item = file.catalog.pack.item(&scenario.item);
    let name = |item: Option<&Item>| item.map(|i| i.name.clone()).unwrap_or_default();
    sheet.check("item", "", &name(expected_item), &name(file.item()));
    judge_people(&mut sheet, file);
    judge_receipt(&mut sheet, file);
    if scenario.wrong.is_some() {
        let is_refiled = file.case.refiled.is_some();
        sheet.check("refiled", "", "refiled", if is_refiled { "refiled" } else { "not_refiled" });
    }
    // Under another item neither its questions nor its list can be compared.
    if let Some(item) = expected_item.filter(|item| file.case.item.as_ref() == Some(&item.id)) {
        judge_answers(&mut sheet, &assessment, item);
        judge_papers(&mut sheet, &assessment);
    }
    judge_decision(&mut sheet, &assessment);
    judge_entrusted(&mut sheet, file);
    judge_sequel(&mut sheet, file);
    sheet.findings
}

fn judge_answers(sheet: &mut Judgement, assessment: &CaseAssessment, item: &Item) {
    for question in &item.questions {
        let Some(expected) = sheet.scenario.answers.get(&question.id) else { continue };
        let label = |id: Option<&String>| {
            let option = question.options.iter().find(|o| Some(&o.id) == id);
            option.map(|o| o.label.clone()).unwrap_or_default()
        };
        sheet.check(
            "answer",
            &question.text,
            &label(Some(expected)),
            &label(assessment.answers.get(&question.id)),
        );
    }
}

fn judge_people(sheet: &mut Judgement, file: &CaseFile) {
    for expected in &sheet.scenario.people {
        let role = variant_code(&expected.role);
        let actual = file.case.find_person(expected.role);
        let number = actual.map(|p| p.number.expose()).unwrap_or_default();
        let by_card = actual.is_some_and(|p| p.reading == Reading::Card);
        let as_asked = expected.by.is_none_or(|by| (by == By::Card) == by_card);
        let right = number == expected.number && as_asked;
        let verdict = if right { Verdict::Right } else { Verdict::Missed };
        // Masked, the last digit would be hidden: invented numbers may be read whole.
        sheet.note("person", verdict, &role, &expected.number, number);
    }
    for person in &file.case.people {
        if !sheet.scenario.people.iter().any(|p| p.role == person.role) {
            sheet.note(
                "other_card",
                Verdict::Extra,
                &variant_code(&person.role),
                "",
                &mask_number(person.number.expose()),
            );
        }
    }
}

fn judge_receipt(sheet: &mut Judgement, file: &CaseFile) {
    let stamped = file.case.received.is_some();
    let expects_stamp = sheet.scenario.decision != DecisionKind::Redirect;
    let stamp_word = |yes: bool| if yes { "stamped" } else { "not_stamped" };
    let verdict = match (expects_stamp, stamped) {
        (false, true) => Verdict::Extra,
        (true, false) => Verdict::Missed,
        _ => Verdict::Right,
    };
    sheet.note("received", verdict, "", stamp_word(expects_stamp), stamp_word(stamped));
}

fn judge_papers(sheet: &mut Judgement, assessment: &CaseAssessment) {
    if !matches!(sheet.scenario.decision, DecisionKind::Accept | DecisionKind::Correction) {
        return;
    }
    for brought in sheet.scenario.materials.iter().filter(|m| m.state == Condition::There) {
        if let Some(material) = assessment.find_material(&brought.id) {
            sheet.check("paper", material.name(), "done", handling_code(material));
        }
    }
}

/// How far a paper got on its way from the counter's top and back to its owner.
fn handling_code(material: &CaseMaterial) -> &'static str {
    let is_thing = material.def.supply == Supply::Object && material.papers.objects > 0;
    let wants_check = material.must_see_original() && material.checked.is_none();
    match (is_thing, material.pages.is_empty()) {
        (false, true) => "not_scanned",
        (false, false) if wants_check => "not_checked",
        _ if material.is_unsettled() => "not_returned",
        _ => "done",
    }
}

/// What the counter should have decided in the department's name.
fn judge_entrusted(sheet: &mut Judgement, file: &CaseFile) {
    let Some(expected) = sheet.scenario.entrusted else { return };
    let word = |granted: bool| if granted { "granted" } else { "not_granted" };
    let decided = file.case.counter_decision().and_then(|told| match &told.event {
        Event::Decided { granted, .. } => Some(*granted),
        Event::WithdrawalAsked { .. } | Event::Lapsed { .. } | Event::Void { .. } => None,
    });
    sheet.check("entrusted", "", word(expected), decided.map_or("left_to_department", word));
}

/// How the case went on after its first decision.
fn judge_sequel(sheet: &mut Judgement, file: &CaseFile) {
    let Some(sequel) = sheet.scenario.sequel else { return };
    let newest = file.case.decision().map(|(decision, _)| decision);
    let is_of = |kind| newest.is_some_and(|decision| decision.kind == kind);
    let (point, expected, otherwise, is_done) = match sequel {
        Sequel::Withdrawal => ("withdrawal", "asked", "not_asked", file.case.is_withdrawal_asked()),
        Sequel::FurtherNotice => {
            let is_on_new = newest.is_some_and(|decision| {
                decision.further.is_some() && !decision.names_seen_faults()
            });
            ("further_notice", "notified_again", "not_notified_again", is_on_new)
        }
        Sequel::AllCame => {
            let is_accepted = file.case.was_notified() && is_of(DecisionKind::Accept);
            ("all_came", "accepted_after", "not_accepted_after", is_accepted)
        }
    };
    sheet.check(point, "", expected, if is_done { expected } else { otherwise });
}

fn judge_decision(sheet: &mut Judgement, assessment: &CaseAssessment) {
    // Where the case goes on, what it began with.
    let decisions = &assessment.case.decisions;
    let judged = if sheet.scenario.sequel.is_some() { decisions.first() } else { decisions.last() };
    let Some((decision, _)) = judged else { return };
    sheet.check(
        "decision",
        "",
        &variant_code(&sheet.scenario.decision),
        &variant_code(&decision.kind),
    );
    let name = |id: &str| assessment.find_material(id).map_or(id, CaseMaterial::name).to_owned();
    let about = |fault: &Fault, id: &str| {
        fault.material.as_deref() == Some(id) || is_of_row(assessment, id, &fault.name)
    };
    for id in &sheet.scenario.faults {
        let is_named = decision.faults.iter().any(|fault| about(fault, id));
        sheet.check("fault", &name(id), "named", if is_named { "named" } else { "not_named" });
    }
    for fault in &decision.faults {
        if !sheet.scenario.faults.iter().any(|id| about(fault, id)) {
            sheet.note("off_list", Verdict::Extra, &fault.name, "", "named");
        }
    }
    if let Some(part) = &sheet.scenario.office {
        let office = decision.right_office.clone().unwrap_or_default();
        let verdict = if office.contains(part.as_str()) { Verdict::Right } else { Verdict::Missed };
        sheet.note("office", verdict, "", part, &office);
    }
}
