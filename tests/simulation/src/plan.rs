//! What the seed has in store for a day: cases, weather, accidents. All by the dice, before the day
//! begins.
use counter_core::case::{Decision, DecisionKind, Deferred, Extension, FurtherNotice, LapseTerms};
use counter_core::date::Date;
use fastrand::Rng;
use std::collections::BTreeMap;

pub const MINUTE: i64 = 60_000;
/// Faults end here; what is not delivered a while later never will be.
pub const EVENING: i64 = 8 * 60 * MINUTE;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weather {
    Fair,
    /// Some requests and answers are lost, doubled, late, cut.
    Bad,
    Down,
    Portal,
    /// Somebody else's certificate.
    Stranger,
    /// 5xx, before and after the office did what was asked.
    Storm,
    /// 429 with a wait of ten years.
    Busy,
    /// A gateway that knows neither PATCH nor HEAD, lets only crumbs of a page through, takes the
    /// office's headers away, and refuses what it likes now and then.
    Gateway,
}

#[derive(Clone, Debug)]
pub enum Event {
    Open(usize),
    Page(usize),
    Decide(usize),
    Weather(Weather),
    Stop,
    Resume,
    Crash,
    /// By so many milliseconds.
    Clock(i64),
    /// The disk is copied; the copy comes back later.
    Copy,
    Restore,
    OfficeRestart,
    /// The office ends this installation; it keeps what it has.
    Expire,
    /// Joined anew where that was so, and signed in.
    SignIn,
    /// What is acknowledged is purged.
    Purge,
    /// Somebody releases what is set aside.
    Release,
    /// What the office does not take of a case is put right and goes in its place, or the case goes
    /// on paper.
    WayOut(usize),
    /// The applicant asks to withdraw.
    Wish(usize),
    /// The window ends its part: decides for the department, or ends what never was corrected.
    End(usize),
    Evening,
}

/// What a case will be.
#[derive(Clone, Debug)]
pub struct Intake {
    pub id: uuid::Uuid,
    pub pages: Vec<Vec<u8>>,
    /// The office will never take it as it is first decided.
    pub poisoned: bool,
    /// Its first page goes bad on the station's disk as it is decided: the office has the case then,
    /// with a page missing.
    pub rotten: bool,
    /// Somebody puts that right, sooner or later.
    pub mended: bool,
    /// A page is found that nobody scanned at first, and the applicant gets another receipt.
    pub longer: bool,
    /// Or hands the case over on paper.
    pub on_paper: bool,
    /// A correction notice first, then accepted as the second revision.
    pub twice: bool,
    /// And another notice between the two.
    pub again: bool,
    /// The corrections never come, and the window ends the case.
    pub lapses: bool,
    /// Accepted with a paper to come, and whole at last.
    pub deferred: bool,
    /// Which gets a later day before it comes.
    pub extended: bool,
    /// Its department entrusted the decision to the counter.
    pub entrusted: bool,
    /// Once it is accepted the applicant asks to withdraw.
    pub withdraws: bool,
    /// In writing, which goes along.
    pub signs_wish: bool,
}

impl Intake {
    pub fn needs_way_out(&self) -> bool {
        (self.poisoned || self.rotten) && self.mended
    }

    /// What the window decides of it, the first decision first.
    pub fn list_decisions(&self, today: Date) -> Vec<Decision> {
        let lapse = self.lapses.then(|| lapse_terms(today));
        let notice = Decision { lapse, ..Decision::of_kind(DecisionKind::Correction) };
        let further = FurtherNotice { seen_before: Vec::new(), reason: None };
        let another = Decision { further: Some(further), ..notice.clone() };
        let later = today.tomorrow().unwrap_or(today);
        let extension = Extension { from: today, reason: "住院".into() };
        [
            (self.twice, notice),
            (self.twice && self.again, another),
            (self.deferred, accept_until(today, None)),
            (self.deferred && self.extended, accept_until(later, Some(extension))),
            (!self.lapses, Decision::of_kind(DecisionKind::Accept)),
        ]
        .into_iter()
        .filter_map(|(is_made, decision)| is_made.then_some(decision))
        .collect()
    }

    /// Decisions after the first one, or after the second of a case that gets a notice.
    fn count_later(&self) -> i64 {
        i64::from(self.twice && self.again)
            + i64::from(self.deferred)
            + i64::from(self.deferred && self.extended)
    }
}

/// As a place might state it.
pub fn lapse_terms(until: Date) -> LapseTerms {
    LapseTerms { until, consequence: "终止办理".into(), source: "示例办法第十条".into() }
}

fn accept_until(until: Date, extended: Option<Extension>) -> Decision {
    let deferred = Deferred { until, materials: vec!["m2".into()], extended };
    Decision { deferred: Some(deferred), ..Decision::of_kind(DecisionKind::Accept) }
}

pub struct Plan {
    pub cases: Vec<Intake>,
    pub events: BTreeMap<(i64, usize), Event>,
}

pub fn draw_plan(rng: &mut Rng) -> Plan {
    let cases: Vec<Intake> = (0..rng.usize(17..=22)).map(|n| intake(rng, n)).collect();
    let mut plan = Plan { cases: Vec::new(), events: BTreeMap::new() };
    for (n, case) in cases.iter().enumerate() {
        let mut at = rng.i64(0..EVENING - 60 * MINUTE);
        plan.at(at, Event::Open(n));
        for _ in &case.pages {
            at += rng.i64(10_000..MINUTE);
            plan.at(at, Event::Page(n));
        }
        at += rng.i64(MINUTE..5 * MINUTE);
        plan.at(at, Event::Decide(n));
        if case.twice {
            at += rng.i64(MINUTE..20 * MINUTE);
            plan.at(at, Event::Decide(n));
        }
        for turn in 1..=case.count_later() {
            plan.at(at + turn * 25 * MINUTE, Event::Decide(n));
        }
        if case.needs_way_out() {
            plan.at(at + 45 * MINUTE, Event::WayOut(n));
        }
    }
    weather(rng, &mut plan);
    accidents(rng, &mut plan);
    plan.at(EVENING, Event::Evening);
    plan.cases = cases;
    plan
}

impl Plan {
    pub fn at(&mut self, at: i64, event: Event) {
        let n = self.events.len();
        self.events.insert((at, n), event);
    }
}

fn intake(rng: &mut Rng, n: usize) -> Intake {
    let pages = if rng.u8(..4) == 0 { 2 } else { 1 };
    // Small, and cut into smaller pieces: what counts is how many pieces there are.
    let page = |rng: &mut Rng| (0..rng.usize(200..2_600)).map(|_| rng.u8(..)).collect();
    let word = rng.u64(..);
    let poisoned = rng.u8(..20) == 0;
    let rotten = !poisoned && (word >> 8).is_multiple_of(24);
    let twice = rng.u8(..5) == 0;
    // Dice of its own: what becomes of one case moves no other.
    let mut fate = Rng::with_seed(word);
    let lapses = twice && fate.u8(..3) == 0;
    let entrusted = !lapses && fate.u8(..3) == 0;
    Intake {
        id: uuid::Uuid::from_u128(
            u128::from(word) << 64 | u128::from(rng.u32(..)) << 32 | n as u128,
        ),
        pages: (0..pages).map(|_| page(rng)).collect(),
        poisoned,
        rotten,
        mended: rotten || word.is_multiple_of(2),
        longer: (word >> 24).is_multiple_of(2),
        on_paper: (word >> 16).is_multiple_of(3),
        twice,
        again: fate.bool(),
        lapses,
        deferred: !lapses && !entrusted && fate.u8(..3) == 0,
        extended: fate.bool(),
        entrusted,
        withdraws: (word >> 32).is_multiple_of(3),
        signs_wish: (word >> 40).is_multiple_of(2),
    }
}

/// At least one outage, and spells of everything else.
fn weather(rng: &mut Rng, plan: &mut Plan) {
    let mut spell = |plan: &mut Plan, weather: Weather, longest: i64| {
        let at = rng.i64(0..EVENING - 30 * MINUTE);
        let until = (at + rng.i64(MINUTE..longest)).min(EVENING - MINUTE);
        plan.at(at, Event::Weather(weather));
        plan.at(until, Event::Weather(if rng.bool() { Weather::Fair } else { Weather::Bad }));
    };
    spell(plan, Weather::Down, 120 * MINUTE);
    spell(plan, Weather::Bad, 240 * MINUTE);
    for weather in [
        Weather::Down,
        Weather::Portal,
        Weather::Stranger,
        Weather::Storm,
        Weather::Busy,
        Weather::Gateway,
        Weather::Bad,
    ] {
        spell(plan, weather, 40 * MINUTE);
    }
}

fn accidents(rng: &mut Rng, plan: &mut Plan) {
    let mut at = |plan: &mut Plan, event: Event| {
        let when = rng.i64(MINUTE..EVENING - MINUTE);
        plan.at(when, event);
        when
    };
    let mut dice =
        fastrand::Rng::with_seed(plan.events.len() as u64 ^ at(plan, Event::Purge) as u64);
    for _ in 0..dice.usize(0..3) {
        at(plan, Event::Crash);
    }
    if dice.bool() {
        let stops_at = at(plan, Event::Stop);
        plan.at(stops_at + dice.i64(MINUTE..40 * MINUTE), Event::Resume);
    }
    if dice.u8(..3) == 0 {
        let ten_years = 315_576_000_000;
        at(plan, Event::Clock(if dice.bool() { ten_years } else { -ten_years }));
        if dice.bool() {
            at(plan, Event::Clock(dice.i64(-ten_years..ten_years)));
        }
    }
    if dice.u8(..3) == 0 {
        let copies_at = at(plan, Event::Copy);
        plan.at(dice.i64(copies_at..EVENING), Event::Restore);
    }
    if dice.bool() {
        at(plan, Event::OfficeRestart);
    }
    if dice.u8(..3) == 0 {
        let expires_at = at(plan, Event::Expire);
        plan.at(expires_at + dice.i64(MINUTE..90 * MINUTE), Event::SignIn);
    }
    if dice.bool() {
        at(plan, Event::Release);
    }
}
