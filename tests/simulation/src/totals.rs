//! What happened in one day or in many, counted.

use std::fmt;

#[derive(Default, Clone)]
pub struct Totals {
    pub days: u64,
    pub cases: u64,
    pub requests: u64,
    pub faults: u64,
    pub crashes: u64,
    pub restores: u64,
    pub parked: u64,
    pub replaced: u64,
    /// Of these, so many were at the office with a page missing.
    pub replaced_there: u64,
    /// Of these, so many with another list on the receipt.
    pub replaced_papers: u64,
    pub handed_over: u64,
    /// The office ended the station's installation.
    pub revoked: u64,
    /// Filed with something that the office found odd beside the account, which is not there.
    pub marked: u64,
    /// Events that the office vouched for.
    pub told: u64,
    /// Wishes that the office answered with no.
    pub wishes_refused: u64,
    /// Decided at the counter for a department, and ended as corrections never came.
    pub decided: u64,
    pub lapsed: u64,
    /// Asked to be void, as the item was wrong.
    pub voids: u64,
    /// 文号 that were taken and that no paper bears.
    pub spoilt: u64,
    /// Further correction notices, and promised papers with a later day.
    pub notified_again: u64,
    pub extended: u64,
}

impl Totals {
    pub fn count_request(&mut self, fault: bool) {
        self.requests += 1;
        self.faults += u64::from(fault);
    }

    pub fn add_all(&mut self, other: &Totals) {
        self.days += other.days;
        self.cases += other.cases;
        self.requests += other.requests;
        self.faults += other.faults;
        self.crashes += other.crashes;
        self.restores += other.restores;
        self.parked += other.parked;
        self.replaced += other.replaced;
        self.replaced_there += other.replaced_there;
        self.replaced_papers += other.replaced_papers;
        self.handed_over += other.handed_over;
        self.revoked += other.revoked;
        self.marked += other.marked;
        self.told += other.told;
        self.wishes_refused += other.wishes_refused;
        self.decided += other.decided;
        self.lapsed += other.lapsed;
        self.voids += other.voids;
        self.spoilt += other.spoilt;
        self.notified_again += other.notified_again;
        self.extended += other.extended;
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Totals { days, cases, requests, faults, crashes, restores, parked, replaced, .. } =
            self;
        let Totals { replaced_there, replaced_papers, handed_over, revoked, marked, .. } = self;
        let Totals { told, wishes_refused, decided, lapsed, voids, spoilt, .. } = self;
        let Totals { notified_again, extended, .. } = self;
        write!(
            f,
            "{days} days, each played twice: {cases} cases, {requests} requests, {faults} of them hit by a fault, \
             {crashes} ends of the program, {restores} old disks, {parked} cases set aside, {replaced} replaced, \
             {replaced_there} of them where the office had half of it, {replaced_papers} with another receipt, {handed_over} handed over on paper, {revoked} ends of an installation, {marked} filed with a mark, {told} events, {wishes_refused} wishes refused, \
             {decided} decided at the counter, {spoilt} numbers spoilt, {lapsed} lapsed, {voids} voids, {notified_again} further notices, {extended} later days"
        )
    }
}
