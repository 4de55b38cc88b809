//! Which way a case goes at a trial's department, and what comes next on it. Pure: a seed, the case
//! and what was said before.

use counter_backoffice::StepRequest;
use counter_core::case::{Special, Step};
use counter_core::date::Date;
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use super::super::step_rules::may_follow;

/// The time that an example of an expert review needs, in working days.
const REVIEW_DAYS: u32 = 5;
const EXTENSION_DAYS: u32 = 5;
const EXTENSION_REASON: &str = "示例：案情复杂，需要进一步审查。";
/// One in so many is refused.
const REFUSED_ONE_IN: u16 = 100;

/// What a department makes of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    pub is_reviewed: bool,
    pub is_extended: bool,
    pub is_granted: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    BeginReview,
    EndReview,
    Extend,
    Decide,
    HandOver,
    End,
    MakeVoid,
}

/// Where a case stands there.
pub struct Walk<'a> {
    pub case: Uuid,
    /// What was said before, each with its id, by whomever.
    pub steps: &'a [(String, Step)],
    pub is_withdrawal_asked: bool,
    /// The window asked it to make the case void, after its first word.
    pub is_void_asked: bool,
    /// Since it was filed, or since the last word.
    pub waited_ms: i64,
    pub day_ms: i64,
    pub today: Date,
}

impl Course {
    /// What takes its time has all that can happen to it, so that whoever tries the program sees it; what
    /// is done on the spot is only decided. One in a hundred is refused, and the same under a seed.
    pub fn draw(seed: u64, case: Uuid, is_on_the_spot: bool) -> Course {
        let dice = Sha256::new().chain_update(seed.to_be_bytes()).chain_update(case).finalize();
        let byte = |at: usize| dice.get(at).copied().unwrap_or_default();
        let roll = u16::from_be_bytes([byte(0), byte(1)]);
        Course {
            is_reviewed: !is_on_the_spot,
            is_extended: !is_on_the_spot,
            is_granted: roll % REFUSED_ONE_IN > 0,
        }
    }

    fn acts(&self) -> impl Iterator<Item = Act> {
        let acts = [
            self.is_reviewed.then_some(Act::BeginReview),
            self.is_reviewed.then_some(Act::EndReview),
            self.is_extended.then_some(Act::Extend),
            Some(Act::Decide),
            Some(Act::HandOver),
        ];
        acts.into_iter().flatten()
    }
}

impl Act {
    /// Working days after the word before it.
    fn days(self) -> i64 {
        match self {
            Act::BeginReview | Act::End | Act::MakeVoid => 1,
            Act::EndReview => i64::from(REVIEW_DAYS),
            Act::Extend | Act::HandOver => 2,
            Act::Decide => 4,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Act::BeginReview => "begin_review",
            Act::EndReview => "end_review",
            Act::Extend => "extend",
            Act::Decide => "decide",
            Act::HandOver => "hand_over",
            Act::End => "end",
            Act::MakeVoid => "make_void",
        }
    }

    /// The same for the same case: what was entered and not answered is entered once.
    fn make_id(self, case: Uuid) -> Uuid {
        let digest = Sha256::new().chain_update(self.name()).chain_update(case).finalize();
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        Builder::from_random_bytes(bytes).into_uuid()
    }

    fn make_step(self, course: &Course, walk: &Walk<'_>) -> Step {
        let on = walk.today;
        match self {
            Act::BeginReview => Step::SpecialProcedure {
                procedure: Special::ExpertReview,
                from: on,
                days: REVIEW_DAYS,
                working: true,
            },
            Act::EndReview => {
                let begun = Act::BeginReview.make_id(walk.case).to_string();
                Step::SpecialEnded { begun, on }
            }
            Act::Extend => {
                Step::Extended { days: EXTENSION_DAYS, reason: EXTENSION_REASON.to_owned() }
            }
            Act::Decide => Step::Decided { granted: course.is_granted, on },
            Act::HandOver => Step::Delivered { on },
            Act::End => Step::Withdrawn { on },
            Act::MakeVoid => Step::Voided { on },
        }
    }
}

/// What is said next, if its day has come. What cannot be said any more, as somebody decided by
/// hand, is left out.
pub fn find_next(course: &Course, walk: &Walk<'_>) -> Option<StepRequest> {
    let void = walk.is_void_asked.then_some(Act::MakeVoid);
    let asked = void.into_iter().chain(walk.is_withdrawal_asked.then_some(Act::End));
    let mut requests = asked.chain(course.acts()).map(|act| {
        let request = StepRequest { id: act.make_id(walk.case), step: act.make_step(course, walk) };
        (act, request)
    });
    let (act, request) = requests.find(|(_, request)| {
        let is_new = !walk.steps.iter().any(|(id, _)| *id == request.id.to_string());
        is_new && may_follow(walk.steps, &request.step)
    })?;
    // Nobody decides what experts, or others, still look at.
    let waits = act == Act::Decide && is_paused(walk.steps);
    (!waits && walk.waited_ms >= act.days() * walk.day_ms).then_some(request)
}

/// A special procedure was begun and is not over.
fn is_paused(steps: &[(String, Step)]) -> bool {
    let is_over = |id: &String| {
        steps
            .iter()
            .any(|(_, step)| matches!(step, Step::SpecialEnded { begun, .. } if begun == id))
    };
    steps.iter().any(|(id, step)| matches!(step, Step::SpecialProcedure { .. }) && !is_over(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const CASE: Uuid = Uuid::from_u128(7);
    const WHOLE: Course = Course { is_reviewed: true, is_extended: true, is_granted: true };

    fn walk(steps: &[(String, Step)], days: i64, is_withdrawal_asked: bool) -> Walk<'_> {
        let (day_ms, today) = (1000, date(2026, 12, 3));
        let waited_ms = days * day_ms;
        let is_void_asked = false;
        Walk { case: CASE, steps, is_withdrawal_asked, is_void_asked, waited_ms, day_ms, today }
    }

    /// All that comes, whatever it waits for.
    fn play(course: &Course, mut steps: Vec<(String, Step)>, is_asked: bool) -> Vec<Step> {
        while let Some(next) = find_next(course, &walk(&steps, 99, is_asked)) {
            steps.push((next.id.to_string(), next.step));
        }
        steps.into_iter().map(|(_, step)| step).collect()
    }

    #[test]
    fn a_whole_life_is_a_review_an_extension_a_decision_and_the_handing_over() {
        let steps = play(&WHOLE, Vec::new(), false);
        let on = date(2026, 12, 3);
        assert!(matches!(
            steps[0],
            Step::SpecialProcedure { procedure: Special::ExpertReview, days: 5, .. }
        ));
        assert!(matches!(steps[1], Step::SpecialEnded { .. }));
        assert!(matches!(steps[2], Step::Extended { days: 5, .. }));
        assert_eq!(steps[3..], [Step::Decided { granted: true, on }, Step::Delivered { on }]);
        let days: i64 = WHOLE.acts().map(Act::days).sum();
        assert_eq!(days, 14, "at half a minute a day, within ten minutes");
        let short = Course { is_reviewed: false, is_extended: false, is_granted: false };
        let refused = [Step::Decided { granted: false, on }, Step::Delivered { on }];
        assert_eq!(play(&short, Vec::new(), false), refused);
    }

    #[test]
    fn each_act_waits_for_its_day() {
        assert!(find_next(&WHOLE, &walk(&[], 0, false)).is_none());
        let begun = find_next(&WHOLE, &walk(&[], 1, false)).unwrap();
        assert_eq!(find_next(&WHOLE, &walk(&[], 1, false)).unwrap(), begun, "the same step again");
        let steps = [(begun.id.to_string(), begun.step)];
        assert!(find_next(&WHOLE, &walk(&steps, 4, false)).is_none());
        assert!(find_next(&WHOLE, &walk(&steps, 5, false)).is_some());
    }

    #[test]
    fn what_somebody_entered_by_hand_comes_first() {
        let on = date(2026, 12, 3);
        let decided = ("by hand".to_owned(), Step::Decided { granted: false, on });
        let after = play(&WHOLE, vec![decided.clone()], false);
        assert_eq!(after, [decided.1, Step::Delivered { on }]);
        let hearing = Step::SpecialProcedure {
            procedure: Special::Hearing,
            from: on,
            days: 3,
            working: true,
        };
        let open = play(&WHOLE, vec![("by hand".to_owned(), hearing)], false);
        assert!(matches!(open.last(), Some(Step::Extended { .. })), "the decision waits: {open:?}");
    }

    #[test]
    fn a_withdrawal_that_was_taken_ends_it_unless_it_was_decided_before() {
        let on = date(2026, 12, 3);
        assert_eq!(play(&WHOLE, Vec::new(), true), [Step::Withdrawn { on }]);
        let decided = ("by hand".to_owned(), Step::Decided { granted: true, on });
        let crossed = play(&WHOLE, vec![decided.clone()], true);
        assert_eq!(crossed, [decided.1, Step::Delivered { on }]);
    }

    #[test]
    fn a_void_that_was_taken_as_a_request_is_done_unless_it_was_decided_before() {
        let on = date(2026, 12, 3);
        let next = |step: Step| {
            let steps = [("by hand".to_owned(), step)];
            let asked = Walk { is_void_asked: true, ..walk(&steps, 99, false) };
            find_next(&WHOLE, &asked).map(|request| request.step)
        };
        let extended = Step::Extended { days: 5, reason: "案情复杂".into() };
        assert_eq!(next(extended), Some(Step::Voided { on }));
        assert_eq!(next(Step::Decided { granted: true, on }), Some(Step::Delivered { on }));
        assert_eq!(next(Step::Voided { on }), None, "nothing follows it");
    }

    #[test]
    fn one_in_a_hundred_is_refused_and_a_seed_decides_the_same_again() {
        let draw = |seed, n| Course::draw(seed, Uuid::from_u128(n), false);
        let count = |seed| (0..10_000).filter(|n| !draw(seed, *n).is_granted).count();
        assert!((60..=140).contains(&count(1)), "{}", count(1));
        assert!((0..10_000).all(|n| draw(1, n) == draw(1, n)));
        assert!((0..1_000).any(|n| draw(1, n) != draw(2, n)));
        let spot = Course::draw(1, CASE, true);
        assert!(!spot.is_reviewed && !spot.is_extended);
    }
}
