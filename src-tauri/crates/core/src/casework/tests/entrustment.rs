use super::*;
use crate::case::{Event, EventAnswer};
use DecisionKind::{Accept, Refuse};
use proptest::prelude::*;

const POINTS: [&str; 3] = ["a", "b", "c"];

fn entrusted(refusal: bool) -> Item {
    let points: Vec<_> = POINTS.map(|id| json!({ "id": id, "text": "属实" })).to_vec();
    let (from, until) = (today(), today().checked_add(jiff::Span::new().days(30)).unwrap());
    let entrustment = json!({
        "document": "示例委托书", "from": from, "until": until, "stations": ["A"],
        "levels": ["5"], "refusal": refusal, "points": points,
    });
    Item { entrustment: serde_json::from_value(entrustment).unwrap(), ..item() }
}

fn tick(point: &str, met: bool) -> Fact {
    Fact::PointExamined { point: point.into(), met }
}

fn accepted(more: impl IntoIterator<Item = Fact>) -> Case {
    case(complete().into_iter().chain([decided(Accept), issued("acceptance_receipt")]).chain(more))
}

fn here() -> DecidingCounter<'static> {
    DecidingCounter { station: "A", levels: None, today: today(), has_number: true }
}

fn all_met() -> [Fact; 3] {
    POINTS.map(|point| tick(point, true))
}

fn judge(case: &Case, item: &Item, granted: bool) -> Option<DepartmentDecides> {
    judge_entrustment(case, item, granted, &here()).err()
}

#[test]
fn the_counter_grants_what_is_entrusted_when_every_point_is_ticked() {
    let item = entrusted(false);
    assert_eq!(judge(&accepted(all_met()), &item, true), None);
    assert_eq!(judge(&accepted([]), &item, true), Some(DepartmentDecides::PointsOpen));
    let taken_back = all_met().into_iter().chain([tick("b", false)]);
    assert_eq!(judge(&accepted(taken_back), &item, true), Some(DepartmentDecides::PointsOpen));
    let not = Some(DepartmentDecides::NotEntrusted);
    assert_eq!(judge(&accepted(all_met()), &super::item(), true), not);
}

#[test]
fn an_entrustment_without_points_or_of_several_departments_is_none() {
    let sound = entrusted(false);
    let no_points =
        sound.entrustment.clone().map(|own| crate::item::Entrustment { points: Vec::new(), ..own });
    let blank = Item { entrustment: no_points, ..sound.clone() };
    assert_eq!(judge(&accepted([]), &blank, true), Some(DepartmentDecides::PointsOpen));
    let part = json!({ "id": "fire", "department": "消防", "name": "验收" });
    let joint = serde_json::from_value(json!({ "lead": "fire", "parts": [part] })).unwrap();
    let several = Item { joint: Some(joint), ..sound };
    let not = Some(DepartmentDecides::NotEntrusted);
    assert_eq!(judge(&accepted(all_met()), &several, true), not);
}

#[test]
fn it_refuses_only_where_that_is_entrusted_and_a_point_is_not_met() {
    use DepartmentDecides::{PointsMet, RefusalNotEntrusted};
    let (granting, both) = (entrusted(false), entrusted(true));
    assert_eq!(judge(&accepted([tick("a", true)]), &granting, false), Some(RefusalNotEntrusted));
    assert_eq!(judge(&accepted([tick("a", true)]), &both, false), None);
    assert_eq!(judge(&accepted(all_met()), &both, false), Some(PointsMet));
}

#[test]
fn who_asked_to_withdraw_is_not_decided_about_here_until_the_office_says_no() {
    let wish = Fact::EventMade {
        id: "e".into(),
        event: Event::WithdrawalAsked { by: PersonRole::Applicant },
    };
    let no = EventAnswer::Refused { code: "already_asked".into() };
    let refused = Fact::EventAnswered { id: "e".into(), answer: no };
    let asked: Vec<Fact> = all_met().into_iter().chain([wish]).collect();
    let item = entrusted(false);
    let why = Some(DepartmentDecides::WithdrawalAsked);
    assert_eq!(judge(&accepted(asked.clone()), &item, true), why);
    assert_eq!(judge(&accepted(asked.into_iter().chain([refused])), &item, true), None);
}

/// What stood against deciding in each draw, by its own rule.
#[derive(Debug, Clone)]
struct Draw {
    status: usize,
    days: i64,
    station: bool,
    level: Option<bool>,
    refusal: bool,
    granted: bool,
    has_number: bool,
    ticks: Vec<(usize, bool)>,
}

fn draw() -> impl Strategy<Value = Draw> {
    let place = (any::<bool>(), any::<Option<bool>>());
    let kind = (any::<bool>(), any::<bool>(), any::<bool>());
    // Mostly accepted, and as often as not with all points met: else hardly any would be decided.
    let status = prop_oneof![1 => 0..3_usize, 3 => Just(3)];
    let ticks = prop_oneof![
        Just((0..POINTS.len()).map(|at| (at, true)).collect::<Vec<_>>()),
        prop::collection::vec((0..POINTS.len(), any::<bool>()), 0..8),
    ];
    (status, -2..33_i64, place, kind, ticks).prop_map(|(status, days, place, kind, ticks)| {
        let ((station, level), (refusal, granted, has_number)) = (place, kind);
        Draw { status, days, station, level, refusal, granted, has_number, ticks }
    })
}

/// Received, refused, sent back, and accepted.
fn drawn_case(draw: &Draw) -> Case {
    let mut facts = complete();
    match draw.status {
        0 => {}
        1 => facts.push(decided(Refuse)),
        2 => facts.extend([decided(Accept), sent_back(1, &["case"])]),
        _ => facts.push(decided(Accept)),
    }
    facts.extend(draw.ticks.iter().map(|(at, met)| tick(POINTS[*at], *met)));
    case(facts)
}

proptest! {
    #[test]
    fn the_counter_decides_exactly_within_term_place_points_and_numbers(
        drawn in draw(),
    ) {
        let last = |id: usize| drawn.ticks.iter().rev().find(|(at, _)| *at == id);
        let met = |id: usize| last(id).is_some_and(|tick| tick.1);
        let all_met = (0..POINTS.len()).all(met);
        let may = drawn.status == 3
            && (0..=30).contains(&drawn.days)
            && (drawn.station || drawn.level == Some(true))
            && (if drawn.granted { all_met } else { drawn.refusal && !all_met })
            && drawn.has_number;
        let levels = drawn.level.map(|fits| vec![(if fits { "5" } else { "4" }).to_owned()]);
        let counter = DecidingCounter {
            station: if drawn.station { "A" } else { "B" },
            levels: levels.as_deref(),
            today: today().checked_add(jiff::Span::new().days(drawn.days)).unwrap(),
            has_number: drawn.has_number,
        };
        let (case, item) = (drawn_case(&drawn), entrusted(drawn.refusal));
        let judged = judge_entrustment(&case, &item, drawn.granted, &counter);
        prop_assert_eq!(judged.is_ok(), may, "{:?}", judged.err());
    }
}
