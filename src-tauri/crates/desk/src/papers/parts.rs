//! Parts that papers of a case share: the head, an opening, the sentence about the deadline.
use super::card_remarks::typed_numbers;
use super::context::PaperContext;
use super::sentences::{Due, Ground, Sentence};
use super::wording::{deadline_day, long_date, long_moment};
use crate::cases::case_file::CaseFile;
use counter_core::calendar::Deadline;
use counter_core::case::Person;
use counter_core::casework::find_representative;
use counter_core::clock::{ClockKind, ClockView, Course, Stage, legal_clock, stage_clock};
use counter_core::item::PersonRole;
use counter_core::state::Status;
use counter_documents::sheet::Head;

/// Paper that people carry about names them, and no more.
pub fn paper_head(context: &PaperContext, file: &CaseFile, number: Option<&str>) -> Head {
    head_signed_by(context, file, number, find_representative(&file.case))
}

/// The same of a paper that this person signs for the applicant; none: the applicant does.
pub fn head_signed_by(
    context: &PaperContext,
    file: &CaseFile,
    number: Option<&str>,
    representative: Option<&Person>,
) -> Head {
    let name = |role: PersonRole| file.case.find_person(role).map(Person::full_name);
    Head {
        station: context.station_line(),
        window: context.clerk.window.clone(),
        clerk_name: context.clerk.name.clone(),
        number: number.map(str::to_owned),
        provisional: number.is_some() && file.case.official.is_none(),
        printed_at: context.printed_at(),
        mark: context.mark.clone(),
        item_name: file.item_name(),
        department: file.item().map(|item| item.department.clone()).unwrap_or_default(),
        applicant_name: name(PersonRole::Applicant).unwrap_or_default(),
        agent_name: representative.map(Person::full_name),
        agent_role: representative.map(|person| person.role.word().to_owned()),
        agent_mandate: representative.and_then(mandate_words),
        typed_numbers: typed_numbers(file),
        place: context.place_lines(),
    }
}

/// By what, how far and until when whoever acts may do so, as the clerk put it on record.
pub fn mandate_words(person: &Person) -> Option<String> {
    let mandate = person.mandate.as_ref()?;
    let ground = Ground::of_mandate(mandate);
    let acts_by = ground.say(Sentence::ACTS_BY).replace("{paper}", mandate.paper.expose());
    let relation = match person.relation.as_str() {
        "" => String::new(),
        relation => format!("与申请人关系：{relation}；"),
    };
    let last_day = mandate.last_day().map(long_date).unwrap_or_default();
    let until = ground.say(Sentence::ACTS_TO).replace("{day}", &last_day);
    Some(format!("{acts_by}{relation}{}；{until}", mandate.extent.expose()))
}

/// What a paper slip took in says so: the time is the slip's, whenever it was entered (补录).
pub fn received_on(file: &CaseFile) -> String {
    let received = file.case.received.map(long_moment).unwrap_or_default();
    match &file.case.slip {
        Some((slip, _)) => format!("{received}（纸质登记单 {slip} 号补录）"),
        None => received,
    }
}

/// Those of the sentences that may stand, with what is set into them.
pub fn opening_words(file: &CaseFile, ground: &Ground, sentences: &[Sentence]) -> String {
    let words = ground.say(sentences).replace("{received}", &received_on(file));
    words.replace("{item}", &file.item_name())
}

/// What is known of the window's clock, where the paper bears a code.
pub fn clock_words(ground: &Ground) -> String {
    use Sentence::{ClockConfirmed, ClockUnconfirmed, ClockUnknown};
    let words = ground.say(&[ClockConfirmed, ClockUnconfirmed, ClockUnknown]);
    let confirmed = ground.clock.and_then(|clock| clock.confirmed);
    words.replace("{clock}", &confirmed.map(long_moment).unwrap_or_default())
}

/// 核验码 in groups; empty where nothing is decided yet.
pub fn code_words(file: &CaseFile, ground: &Ground) -> String {
    let code = file.receipt_code().filter(|_| ground.has_code);
    code.map(|code| code.to_string()).unwrap_or_default()
}

/// Until when it must be said what is missing, where such a limit runs. What is done on the spot has
/// it too, beside the day on which it is to be done: silence accepts it just so.
pub fn notice_sentence(context: &PaperContext, file: &CaseFile, ground: &Ground) -> String {
    let words = file.settled_item().zip(ground.find_words(Sentence::FiveDays));
    let words = words.and_then(|(item, words)| {
        let (calendar, today) = (&context.catalog.calendar, context.now.date());
        let clock = stage_clock(&item, Stage::Notice, &file.course(), calendar, today);
        let day = deadline_day(&clock).filter(|_| clock.kind == ClockKind::CorrectionNotice)?;
        Some(words.replace("{day}", &day))
    });
    words.unwrap_or_default()
}

/// By when a case that stands accepted, or is about to, is to be finished, as its paper says it; and
/// the day in those words, for the office. None where they name none.
pub struct DueDay {
    pub words: String,
    pub day: Option<Deadline>,
}

/// `is_deferred`: on 容缺受理通知书, where the day stands by itself; else the receipt's sentence.
pub fn say_due_day(context: &PaperContext, file: &CaseFile, is_deferred: bool) -> DueDay {
    let clock = completion_clock(context, file);
    if is_deferred {
        return DueDay { words: due_day(&clock), day: clock.deadline };
    }
    let (due, day) = judge_due(context, file, &clock);
    let words = Ground { due: Some(due), ..Ground::default() }.say(Sentence::DUE);
    let known_day = clock.deadline.filter(|_| due != Due::Guide);
    DueDay { words: words.replace("{day}", &day), day: known_day }
}

/// On what the day rests, and the day as it is written.
fn judge_due(context: &PaperContext, file: &CaseFile, clock: &ClockView) -> (Due, String) {
    match (clock.kind, deadline_day(clock)) {
        (ClockKind::OnTheSpot, _) => {
            let is_today = |day: &Deadline| day.date == context.now.date();
            match clock.deadline.filter(|day| !is_today(day)) {
                Some(other) => (Due::ThatDay, long_date(other.date)),
                None => (Due::Today, String::new()),
            }
        }
        // What only a class or the statute gives was promised by nobody.
        (ClockKind::Promise, Some(day)) if !clock.from_class && !clock.from_statute => {
            (if names_promise(file) { Due::Promised } else { Due::Legal }, day)
        }
        _ => (Due::Guide, String::new()),
    }
}

fn names_promise(file: &CaseFile) -> bool {
    let item = file.settled_item();
    let limit = item.as_ref().and_then(|item| item.limit.as_ref());
    limit.is_some_and(|limit| limit.promise_days.is_some())
}

/// The sentence about the deadline that counts from the acceptance.
pub fn deadline_sentence(context: &PaperContext, file: &CaseFile) -> String {
    say_due_day(context, file, false).words
}

pub(super) fn due_day(clock: &ClockView) -> String {
    deadline_day(clock).unwrap_or_else(|| "以办事指南为准".to_owned())
}

/// The clock of the time to decide, of a case that stands accepted or is about to. 当场或当天 is the
/// day on which the papers were all here: of a day gone by nothing is promised for today.
fn completion_clock(context: &PaperContext, file: &CaseFile) -> ClockView {
    let Some(item) = file.settled_item() else { return ClockView::default() };
    let accepted = Some(file.case.accepted_at().unwrap_or(context.now).date());
    let course = Course { accepted, ..file.course() };
    let (calendar, today) = (&context.catalog.calendar, context.now.date());
    let clock = legal_clock(&item, &course, Status::Accepted, calendar, today);
    if clock.kind != ClockKind::OnTheSpot || file.case.was_notified() {
        return clock;
    }
    let received = file.case.received.map(|at| Deadline::firm(at.date()));
    ClockView { deadline: received.or(clock.deadline), ..clock }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::example::*;
    use crate::papers::letters::deferred_notice;
    use crate::papers::printed_words::print_words;
    use counter_core::case::{Decision, DecisionKind, Deferred};
    use counter_core::date::{Date, Moment};
    use counter_core::fact::Fact;
    use counter_core::item::ProjectType;
    use counter_documents::Sheet;
    use jiff::civil::date;

    const ON_THE_SPOT: &str = "chengxiang-yanglao";
    const SLIP_DAY: Date = date(2026, 9, 19);

    /// Taken in on a slip of the day before yesterday, and accepted today.
    fn accepted_late(item: &str, deferred: Option<Deferred>) -> (CaseFile, Decision) {
        let received_at = Moment::from_millis(at().millis() - 2 * 86_400_000);
        let slip = Fact::SlipNoted { slip: "0009".into(), received_at };
        let decision = Decision { deferred, ..Decision::of_kind(DecisionKind::Accept) };
        let decided = Fact::Decided { decision: decision.clone() };
        (case_file(item, &[slip, Fact::Received, decided]), decision)
    }

    #[test]
    fn the_day_on_the_wire_is_the_day_that_the_paper_names() {
        let (file, _) = accepted_late(ON_THE_SPOT, None);
        assert_eq!(file.case.accepted_at().map(Moment::date), Some(date(2026, 9, 21)));
        let promise = print_words(&context(), &file).promise.unwrap();
        assert_eq!(promise.text, "即办 · 应于2026年9月19日当天办结");
        assert_eq!((promise.day, promise.provisional), (Some(SLIP_DAY), false));
        let today = case_file(
            ON_THE_SPOT,
            &[Fact::Received, Fact::Decided { decision: Decision::of_kind(DecisionKind::Accept) }],
        );
        let promise = print_words(&context(), &today).promise.unwrap();
        assert_eq!(promise.text, "即办 · 今天办结");
        assert_eq!(promise.day, Some(at().date()));
    }

    #[test]
    fn a_notice_of_papers_to_follow_names_the_same_day() {
        let deferred = Deferred { until: at().date(), materials: Vec::new(), extended: None };
        let (file, decision) = accepted_late(ON_THE_SPOT, Some(deferred));
        let Some(Sheet::Letter(letter)) = deferred_notice(&context(), &file, &decision, None)
        else {
            panic!("no letter")
        };
        let due = letter.facts.iter().find(|fact| fact.label == "办结期限").unwrap();
        assert_eq!(due.value, "2026年9月19日");
        let promise = print_words(&context(), &file).promise.unwrap();
        assert_eq!(
            (promise.text.as_str(), promise.day),
            ("办结期限：2026年9月19日", Some(SLIP_DAY))
        );
    }

    #[test]
    fn the_five_days_run_beside_what_is_done_on_the_spot() {
        let situations: [(&str, &[(&str, &str)]); 2] = [
            ("weisheng-xuke", &[("biz", "new"), ("mode", "commitment")]),
            ("juzhuzheng", &[("biz", "endorse")]),
        ];
        for (item, answers) in situations {
            let answered = answers.iter().map(|(question, option)| Fact::Answered {
                question: (*question).to_owned(),
                option: (*option).to_owned(),
            });
            let facts: Vec<Fact> = answered.chain([Fact::Received]).collect();
            let file = case_file(item, &facts);
            let kind = file.settled_item().map(|item| item.project_type);
            assert_eq!(kind, Some(ProjectType::OnTheSpot), "{item}");
            let words = notice_sentence(&context(), &file, &Ground::new(&file, None));
            assert!(words.starts_with("补正告知期限 "), "{item}: {words}");
        }
    }
}
