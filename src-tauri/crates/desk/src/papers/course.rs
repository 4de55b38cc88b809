//! 办理进度告知单: what happened to a case so far, what the citizen has to do next, and how often somebody came. The
//! same words go into the code that a phone reads off the screen, there without a name and without what a
//! clerk wrote. Its wording is an example.
use super::context::PaperContext;
use super::letters::{counts_working_days, special_procedure};
use super::parts::{deadline_sentence, paper_head, received_on};
use super::sentences::{Ground, Sentence};
use super::wording::{deadline_day, long_date};
use crate::cases::case_file::CaseFile;
use counter_core::calendar::Deadline;
use counter_core::case::{Milestone, MilestoneKind, tell_story};
use counter_core::casework::{AskedPaper, NextThing, NextThingKind, find_next_thing};
use counter_core::clock::{ClockView, legal_clock};
use counter_core::journal::Entry;
use counter_documents::Sheet;
use counter_documents::sheet::{Letter, LetterFact, LetterKind};

/// What a phone still reads off a screen at once.
const CODE_BYTES: usize = 900;
/// Where no name is known, or none is to be said.
const SOME_PROCEDURE: &str = "特别程序";
const SOME_OFFICE: &str = "告知书载明的机关";

/// Whether a name may stand in it, and what a clerk wrote.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Saying {
    OnPaper,
    InPublic,
}

/// The course of a case as papers and screens tell it.
pub struct CaseCourse {
    pub milestones: Vec<Milestone>,
    pub next: NextThing,
    /// On how many days somebody was here.
    pub visits: usize,
}

impl CaseCourse {
    pub fn new(
        context: &PaperContext,
        file: &CaseFile,
        entries: &[Entry],
        visits: usize,
    ) -> CaseCourse {
        let next = find_next_thing(&file.assess(), &clock_today(context, file));
        CaseCourse { milestones: tell_story(entries), next, visits }
    }

    /// A line for each thing that happened.
    pub fn lines(&self, file: &CaseFile) -> Vec<String> {
        self.milestones.iter().map(|milestone| tell_milestone(file, milestone)).collect()
    }

    pub fn next_words(&self, context: &PaperContext, file: &CaseFile, saying: Saying) -> String {
        tell_next(context, file, &self.next, saying)
    }

    /// What the code on a screen holds: what is left out is the oldest, and it says so.
    pub fn short_text(&self, context: &PaperContext, file: &CaseFile) -> String {
        let number = file.case.display_number().map(|number| format!("编号 {number}"));
        let next = format!("下一步：{}", self.next_words(context, file, Saying::InPublic));
        let head: Vec<String> =
            [Some(file.item_name()), number, Some(next)].into_iter().flatten().collect();
        let lines = self.lines(file);
        let cut = |from: usize| {
            let left = (from > 0).then(|| "…".to_owned());
            let shown = lines.iter().skip(from).cloned();
            head.iter().cloned().chain(left).chain(shown).collect::<Vec<_>>().join("\n")
        };
        let fits = |from: &usize| cut(*from).len() <= CODE_BYTES;
        cut((0..lines.len()).find(fits).unwrap_or(lines.len()))
    }
}

pub fn course_slip(context: &PaperContext, file: &CaseFile, course: &CaseCourse) -> Sheet {
    let fact = |label: &str, value: String| LetterFact { label: label.to_owned(), value };
    let received = file.case.received.map(|_| fact("收件时间", received_on(file)));
    let next = fact("下一步", course.next_words(context, file, Saying::OnPaper));
    let visits = fact("到现场次数", tell_visits(file, course.visits));
    Sheet::Letter(Letter {
        kind: LetterKind::CourseSlip,
        head: paper_head(context, file, file.case.display_number()),
        facts: received.into_iter().chain([next, visits]).collect(),
        points: course.lines(file),
        ..Letter::default()
    })
}

fn clock_today(context: &PaperContext, file: &CaseFile) -> ClockView {
    let (today, calendar) = (context.now.date(), &context.catalog.calendar);
    let status = file.case.legal_status();
    file.settled_item()
        .map(|item| legal_clock(&item, &file.course(), status, calendar, today))
        .unwrap_or_default()
}

fn tell_visits(file: &CaseFile, visits: usize) -> String {
    let promised = file.item().and_then(|item| item.visits);
    let ground = Ground {
        is_of_visits: true,
        has_promised_visits: promised.is_some(),
        are_visits_example: promised.is_some_and(|promised| !promised.official),
        ..Ground::default()
    };
    let words = ground.say(Sentence::VISITS).replace("{count}", &visits.to_string());
    let most = promised.map(|promised| promised.most.to_string());
    words.replace("{most}", &most.unwrap_or_default())
}

fn tell_milestone(file: &CaseFile, milestone: &Milestone) -> String {
    let is_by_counter = milestone.number.is_some();
    let words = Ground::of_milestone(milestone.kind, is_by_counter).say(Sentence::COURSE);
    let count = milestone.count.map(|count| count.to_string()).unwrap_or_default();
    let unit = if counts_working_days(file) { "个工作日" } else { "日" };
    let what = match milestone.kind {
        MilestoneKind::Special | MilestoneKind::SpecialEnded => {
            milestone.procedure.map_or(SOME_PROCEDURE, special_procedure).to_owned()
        }
        MilestoneKind::Extended => format!("{count}{unit}"),
        _ => milestone.number.clone().unwrap_or_default(),
    };
    let until = milestone.until.map(long_date).unwrap_or_default();
    let words = words.replace("{day}", &long_date(milestone.on)).replace("{until}", &until);
    words.replace("{count}", &count).replace("{what}", &what)
}

fn tell_next(context: &PaperContext, file: &CaseFile, next: &NextThing, saying: Saying) -> String {
    let words = Ground::of_next(next.kind, next.until.is_some()).say(Sentence::NEXT);
    let papers: Vec<String> =
        next.papers.iter().map(|paper| name_paper(file, paper, saying)).collect();
    let office = next.office.as_deref().filter(|_| saying == Saying::OnPaper);
    let what = match (papers.is_empty(), next.procedure) {
        (false, _) => papers.join("、"),
        (true, Some(procedure)) => special_procedure(procedure).to_owned(),
        (true, None) if next.kind == NextThingKind::AwaitProcedure => SOME_PROCEDURE.to_owned(),
        (true, None) => office.unwrap_or(SOME_OFFICE).to_owned(),
    };
    let until = next.until.and_then(tell_day).unwrap_or_default();
    let words = words.replace("{until}", &until).replace("{what}", &what);
    match words.contains("{due}") {
        true => words.replace("{due}", &deadline_sentence(context, file)),
        false => words,
    }
}

/// With what there is to know of the day.
fn tell_day(deadline: Deadline) -> Option<String> {
    deadline_day(&ClockView { deadline: Some(deadline), ..ClockView::default() })
}

/// What a clerk wrote is named by its place on the notice, in public.
fn name_paper(file: &CaseFile, paper: &AskedPaper, saying: Saying) -> String {
    match (saying, &paper.material) {
        (Saying::OnPaper, _) => paper.name.clone(),
        (Saying::InPublic, Some(material)) => file.material_name(material).to_owned(),
        (Saying::InPublic, None) => format!("告知书第{}项", paper.place),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::example::{ALLOWANCE, at, case_file, context};
    use counter_core::case::{Decision, DecisionKind, Fault};
    use counter_core::date::Moment;
    use counter_core::fact::Fact;

    fn entries(facts: &[Fact]) -> Vec<Entry> {
        let entry = |(seq, fact): (u64, &Fact)| Entry {
            seq,
            at: at(),
            by: "1001".into(),
            fact: fact.clone(),
            prev: String::new(),
            hash: String::new(),
        };
        (0..).zip(facts).map(entry).collect()
    }

    fn course(facts: &[Fact]) -> (CaseFile, CaseCourse) {
        let file = case_file(ALLOWANCE, facts);
        let course = CaseCourse::new(&context(), &file, &entries(facts), 1);
        (file, course)
    }

    fn notice(names: &[(Option<&str>, &str)]) -> Fact {
        let fault = |(material, name): &(Option<&str>, &str)| Fault {
            material: material.map(str::to_owned),
            name: (*name).to_owned(),
            problem: "未提交".into(),
            fix: "请提交。".into(),
            reason: None,
        };
        let faults = names.iter().map(fault).collect();
        let kind = DecisionKind::Correction;
        Fact::Decided { decision: Decision { faults, ..Decision::of_kind(kind) } }
    }

    #[test]
    fn a_slip_says_what_was_what_comes_next_and_how_often_somebody_came() {
        let facts = [Fact::Received, notice(&[(Some("household_register"), "户口簿")])];
        let (file, course) = course(&facts);
        let Sheet::Letter(slip) = course_slip(&context(), &file, &course) else { unreachable!() };
        let lines = ["2026年9月21日，收到申请材料。", "2026年9月21日，告知需要补正的内容，共1项。"];
        assert_eq!(slip.points, lines);
        let said: Vec<(&str, &str)> =
            slip.facts.iter().map(|fact| (fact.label.as_str(), fact.value.as_str())).collect();
        assert_eq!(said[1], ("下一步", "请把下列补正材料一次带到本窗口：户口簿。"));
        assert_eq!(said[2], ("到现场次数", "已到现场1次，承诺最多1次（示例）"));
    }

    #[test]
    fn in_public_nothing_is_named_that_a_clerk_wrote() {
        let asked = [(None, "陈示例的说明"), (Some("household_register"), "陈示例的户口簿")];
        let (file, course) = course(&[Fact::Received, notice(&asked)]);
        let paper = course.next_words(&context(), &file, Saying::OnPaper);
        assert!(paper.contains("陈示例的说明、陈示例的户口簿"), "{paper}");
        let code = course.short_text(&context(), &file);
        assert!(!code.contains("陈示例"), "{code}");
        assert!(
            code.contains(&format!("告知书第1项、{}", file.material_name("household_register")))
        );
    }

    #[test]
    fn what_a_code_has_no_room_for_is_the_oldest() {
        let one = [Fact::Received, notice(&[(None, "说明")])];
        let facts: Vec<Fact> = one.iter().cloned().cycle().take(60).collect();
        let (file, course) = course(&facts);
        let code = course.short_text(&context(), &file);
        assert!(code.len() <= CODE_BYTES, "{}", code.len());
        assert!(code.starts_with(&file.item_name()) && code.contains("\n…\n"), "{code}");
        assert!(code.ends_with(&course.lines(&file).pop().unwrap()), "the newest stays");
    }

    #[test]
    fn a_day_gone_by_is_told_of_the_day_it_was() {
        let received_at = Moment::from_millis(at().millis() - 2 * 86_400_000);
        let slip = Fact::SlipNoted { slip: "0009".into(), received_at };
        let (file, course) = course(&[slip, Fact::Received]);
        assert_eq!(course.lines(&file), ["2026年9月19日，收到申请材料。"]);
    }
}
