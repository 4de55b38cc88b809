//! The daily reconciliation (每日对账): each case taken in on a day is at the office or still here, and
//! the two add up. Not the sheet's look, and not where the cases come from.
//!
//! Invariant: the day's sheet (`core::daysheet`) counts a case for the day of its stamp, a slip's
//! for the slip's; taken in = at the office + handed over on paper + still here, each counted by
//! itself. It names no citizen.
use crate::case::{Case, Custody, WithdrawalRequest};
use crate::casework::CaseMaterial;
use crate::item::Supply;
use crate::state::{Delivery, Status};
use crate::time::date::Date;
use serde::{Deserialize, Serialize};

/// Where a case that was taken in lies now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lies {
    /// 已送达: the office has read every byte of its newest revision again.
    AtOffice,
    /// 在办: received, not decided yet.
    Open,
    /// 待上传: decided, on its way.
    Waiting,
    /// 搁置: set aside until somebody looks.
    Parked,
    /// 后台拒收.
    Refused,
    /// 已撤回: received, then ended by a request that somebody signed.
    Withdrawn,
    /// 已作废: received, then given up with a reason of the window's own.
    Voided,
    /// 纸质移交: the office did not take it, and got it on paper.
    OnPaper,
}

/// The day a case counts for: that of its stamp of receipt; without one (not our office) that of
/// its first decision. `None` for what was never taken in: a draft, or one given up as such; and for
/// what another window took in, which counts there.
pub fn day_of(case: &Case) -> Option<Date> {
    if case.continuation.is_some() {
        return None;
    }
    let decided = case.decisions.first().map(|(_, at)| *at);
    case.received.or(decided).map(|at| at.date())
}

pub fn place_of(case: &Case, newest: Delivery) -> Lies {
    match newest {
        Delivery::Acknowledged => Lies::AtOffice,
        Delivery::HandedOver => Lies::OnPaper,
        // Its place is taken in the very step that says so.
        Delivery::Replaced | Delivery::Queued | Delivery::Sending | Delivery::AwaitingMaterials => {
            Lies::Waiting
        }
        Delivery::Parked => Lies::Parked,
        Delivery::Refused => Lies::Refused,
        Delivery::None if case.status == Status::Voided => match &case.withdrawal {
            Some(WithdrawalRequest { signed: Some(_), .. }) => Lies::Withdrawn,
            _ => Lies::Voided,
        },
        Delivery::None => Lies::Open,
    }
}

/// What of a case stays at the window, by its kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HeldCount {
    pub originals: u32,
    /// The citizen's own copies, of which somebody said that they stay.
    pub copies: u32,
    pub objects: u32,
}

/// What was said to be held is one at least, of what the row is.
pub fn count_held(materials: &[CaseMaterial]) -> HeldCount {
    let mut count = HeldCount::default();
    for material in materials {
        let papers = material.papers;
        if material.copies_custody == Custody::Held {
            count.copies += papers.copies;
        }
        if material.custody == Custody::Held {
            let is_uncounted = papers.originals + papers.objects == 0;
            let is_object = material.def.supply == Supply::Object;
            count.originals += papers.originals + u32::from(is_uncounted && !is_object);
            count.objects += papers.objects + u32::from(is_uncounted && is_object);
        }
    }
    count
}

/// How many lie where; each is counted by itself, so that the sum can be held against how many
/// there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    pub at_office: u32,
    pub open: u32,
    pub waiting: u32,
    pub parked: u32,
    pub refused: u32,
    pub withdrawn: u32,
    pub voided: u32,
    pub on_paper: u32,
}

impl Sums {
    pub fn count_places(all: impl IntoIterator<Item = Lies>) -> Sums {
        let mut sums = Sums::default();
        for one in all {
            let place = match one {
                Lies::AtOffice => &mut sums.at_office,
                Lies::Open => &mut sums.open,
                Lies::Waiting => &mut sums.waiting,
                Lies::Parked => &mut sums.parked,
                Lies::Refused => &mut sums.refused,
                Lies::Withdrawn => &mut sums.withdrawn,
                Lies::Voided => &mut sums.voided,
                Lies::OnPaper => &mut sums.on_paper,
            };
            *place += 1;
        }
        sums
    }

    pub fn count_here(&self) -> u32 {
        let ended = self.withdrawn + self.voided;
        self.open + self.waiting + self.parked + self.refused + ended
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::fact::Fact;
    use crate::case::{Decision, DecisionKind};
    use crate::item::PersonRole;
    use crate::time::date::Moment;

    const NOON: i64 = 1_790_050_000_000;

    fn case(facts: &[Fact]) -> Case {
        let mut case = Case::empty(Moment::from_millis(NOON));
        for (n, fact) in facts.iter().enumerate() {
            case.apply(fact, Moment::from_millis(NOON + n as i64), "1001");
        }
        case
    }

    fn decided(kind: DecisionKind) -> Fact {
        Fact::Decided { decision: Decision::of_kind(kind) }
    }

    #[test]
    fn what_is_held_is_counted_with_its_things() {
        let json = r#"{"id":"shili","name":"示例","department":"示例局","task_type":"05",
            "project_type":"commitment","form":"f","materials":[
            {"id":"deed","name":"房产证"},{"id":"photo","name":"照片","supply":"object"},
            {"id":"hukou","name":"户口簿","accept":"see_and_copy"},{"id":"old","name":"旧证"},
            {"id":"badge","name":"徽章","supply":"object"}]}"#;
        let item: crate::item::Item = serde_json::from_str(json).unwrap();
        let material = |id: &str| id.to_owned();
        let (kind, held) = (crate::case::PaperKind::Original, Custody::Held);
        let copy = crate::case::PaperKind::Copy;
        let put = |id, custody| Fact::CustodySet { material: material(id), custody, place: None };
        let copies = |id, custody| Fact::CopiesSet { material: material(id), custody, place: None };
        let case = case(&[
            Fact::PapersCounted { material: material("deed"), kind, count: 2 },
            Fact::ObjectCounted { material: material("photo"), count: 3 },
            Fact::PapersCounted { material: material("hukou"), kind, count: 1 },
            Fact::PapersCounted { material: material("hukou"), kind: copy, count: 2 },
            put("deed", held),
            put("photo", held),
            Fact::PapersCounted { material: material("old"), kind: copy, count: 4 },
            copies("hukou", held),
            put("hukou", Custody::Returned),
            put("old", held),
            put("badge", held),
        ]);
        let today = Moment::from_millis(NOON).date();
        let assessment = crate::casework::CaseAssessment::new(&case, Some(&item), None, today);
        let told = HeldCount { originals: 2 + 1, copies: 2, objects: 3 + 1 };
        let why = "held is one at least, and of the other copies nobody said so";
        assert_eq!(count_held(&assessment.materials), told, "{why}");
    }

    #[test]
    fn a_case_counts_for_the_day_of_its_stamp() {
        let today = Moment::from_millis(NOON).date();
        let slip = Moment::from_millis(NOON - 3 * 86_400_000);
        let given_up = Fact::Abandoned { reason: "示例".into() };
        assert_eq!(day_of(&case(&[])), None);
        assert_eq!(day_of(&case(std::slice::from_ref(&given_up))), None);
        assert_eq!(day_of(&case(&[Fact::Received])), Some(today));
        assert_eq!(day_of(&case(&[Fact::Received, given_up])), Some(today));
        assert_eq!(day_of(&case(&[decided(DecisionKind::Redirect)])), Some(today));
        let noted = Fact::SlipNoted { slip: "A1".into(), received_at: slip };
        assert_eq!(
            day_of(&case(&[noted, Fact::Received])),
            Some(slip.date()),
            "the slip's day, not that of the entry"
        );
    }

    #[test]
    fn every_state_of_delivery_lies_somewhere_and_the_sum_is_true() {
        use Delivery::*;
        let received = case(&[Fact::Received]);
        let abandoned = || Fact::Abandoned { reason: "示例".into() };
        let (document, by) = ("d".to_owned(), PersonRole::Applicant);
        let drawn = Fact::WithdrawalDrawnUp { document: document.clone(), by, covered: false };
        let signed = Fact::WithdrawalSigned { document, pages: Vec::new() };
        let unsigned = case(&[Fact::Received, drawn.clone(), abandoned()]);
        let withdrawn = case(&[Fact::Received, drawn, signed, abandoned()]);
        let states =
            [None, Queued, Sending, AwaitingMaterials, Acknowledged, Refused, Parked, HandedOver];
        let mut all: Vec<Lies> = states.iter().map(|state| place_of(&received, *state)).collect();
        all.push(place_of(&withdrawn, None));
        all.push(place_of(&unsigned, None));
        let sums = Sums::count_places(all.iter().copied());
        let told = Sums {
            at_office: 1,
            open: 1,
            waiting: 3,
            parked: 1,
            refused: 1,
            withdrawn: 1,
            voided: 1,
            on_paper: 1,
        };
        assert_eq!(sums, told);
        assert_eq!((sums.at_office + sums.on_paper + sums.count_here()) as usize, all.len());
    }
}
