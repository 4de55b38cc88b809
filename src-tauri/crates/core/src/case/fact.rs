//! The journal of one case: every fact is an entry, chained to the one before by SHA-256. Not the
//! state; that is folded in `case`.
//!
//! Invariant: entries are chained. `hash = SHA-256(prev ⏎ seq ⏎ time ⏎ clerk ⏎ body ⏎)`, where body
//! is the exact JSON stored. Every reading of a case proves the chain; a broken one is
//! `database_damaged`, not a guess.
//!
//! Invariant: a fact never changes its meaning. New facts are added; an unknown one stops the
//! reading instead of being skipped.
use crate::case::certificate::{Ground, Held, Miss};
use crate::case::decision::{Comment, Decision, Document};
use crate::case::hold::{HoldReason, Originals};
use crate::case::page::{Custody, PageOf};
use crate::case::person::Person;
use crate::case::step::Step;
use crate::identity::private::Private;
use crate::time::date::Moment;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What can be true of a case. Entries are only ever appended; a fact never changes its meaning,
/// new ones are added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    Opened {
        station: String,
        window: String,
        pack_version: String,
    },
    ItemChosen {
        item: String,
        pack_version: String,
    },
    Answered {
        question: String,
        option: String,
    },
    /// A new person, or a newer reading of the one with the same id.
    PersonPut {
        person: Person,
    },
    PersonRemoved {
        person: String,
    },
    /// The deliberate stamp: papers handed over and kept. The legal clock counts from this entry's
    /// time (行政许可法 art. 32).
    Received,
    PageAdded {
        page: PageOf,
    },
    PageAssigned {
        page: String,
        material: Option<String>,
    },
    PageTurned {
        page: String,
        turns: u8,
    },
    PageMoved {
        page: String,
        to: u32,
    },
    PageDeleted {
        page: String,
    },
    PageRestored {
        page: String,
    },
    /// The clerk had the page on the screen. Without it an original cannot be stated as checked.
    PageShown {
        page: String,
    },
    /// The last page operation was taken back by its inverse.
    Undone {
        by: Box<Fact>,
    },
    OriginalChecked {
        material: String,
    },
    CustodySet {
        material: String,
        custody: Custody,
    },
    ProblemSet {
        material: String,
        problem: Option<String>,
    },
    ObjectCounted {
        material: String,
        count: u32,
    },
    FieldFilled {
        field: String,
        value: Private,
    },
    Decided {
        decision: Decision,
    },
    ProvisionalNumber {
        number: String,
    },
    OfficialNumber {
        number: String,
    },
    DocumentIssued {
        document: Document,
    },
    Printed {
        document: String,
        reprint: bool,
        printer: Option<String>,
    },
    /// The office has read every byte of this revision again. Journals from before there were
    /// revisions mean the first.
    Acknowledged {
        digest: String,
        #[serde(default = "first_revision")]
        revision: u32,
    },
    /// A supervisor looked at this revision and sent it back to the window (退件).
    SentBack {
        id: String,
        revision: u32,
        by: String,
        by_name: String,
        at: Moment,
        comments: Vec<Comment>,
    },
    /// The last of the papers that the correction notice asked for came in: the time to decide
    /// counts from this entry's day, whenever the slip is written.
    CorrectionsIn,
    /// What the deciding office said of the case's way: its special procedures, an extension, the
    /// decision, the handing over.
    StepTold {
        id: String,
        step: Step,
        by_name: String,
        at: Moment,
    },
    DeliveryRefused {
        code: String,
    },
    /// The office does not take this revision, and its papers or words are put right. The decision
    /// stands; `code` is what the office, or delivery here, said.
    ReplacementBegun {
        revision: u32,
        code: String,
    },
    /// Nothing was put right after all: the revision is tried again as it is.
    ReplacementDropped {
        revision: u32,
    },
    /// The next revision goes in the place of this one and of whatever before it the office has
    /// not acknowledged: the same decision, at its own time. `papers`: the list on its receipt is
    /// another one, so that its papers are made anew.
    Replaced {
        revision: u32,
        papers: bool,
    },
    /// This revision, and whatever before it the office has not acknowledged, was handed over on
    /// paper and is not sent any more.
    HandedOver {
        revision: u32,
        code: String,
    },
    Abandoned {
        reason: String,
    },
    SectionOpened {
        section: u8,
    },
    /// Put aside while somebody copies, telephones or fetches something; says where the originals
    /// are meanwhile.
    Held {
        reason: HoldReason,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Private>,
        originals: Originals,
    },
    Resumed,
    /// A colleague at the same window goes on from here; the one who opened the case stays named.
    TakenOver {
        from: String,
        to: String,
    },
    /// People, pages and answers were copied from another case of the same visit. Nothing of it was
    /// changed there.
    CarriedFrom {
        case: String,
    },
    /// Taken in on a numbered paper slip while the counter was out; the stamp of receipt then bears
    /// this time.
    SlipNoted {
        slip: String,
        received_at: Moment,
    },
    /// A certificate from the library stands in for a row's paper; its pages were added with it.
    CertificateUsed {
        certificate: Held,
    },
    /// The library was asked, or could not be, and the row's paper is collected.
    CertificateMissed {
        material: String,
        reason: Miss,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ground: Option<Ground>,
    },
}

fn first_revision() -> u32 {
    1
}

/// One line of the journal. `body` is the exact JSON that was hashed, so that a newer program never
/// re-writes history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub seq: u64,
    pub at: Moment,
    pub by: String,
    pub fact: Fact,
    pub prev: String,
    pub hash: String,
}

/// Hash of the entry before the first one.
pub const ROOT: &str = "";

/// SHA-256 over previous hash, sequence, time, clerk and body, each ended by a line feed.
pub fn chain_hash(prev: &str, seq: u64, at: &str, by: &str, body: &str) -> String {
    let mut sum = Sha256::new();
    for part in [prev, &seq.to_string(), at, by, body] {
        sum.update(part.as_bytes());
        sum.update(b"\n");
    }
    hex::encode(sum.finalize())
}

/// One stored line, as the store keeps it.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    pub seq: u64,
    pub at: String,
    pub by: String,
    pub body: String,
    pub prev: String,
    pub hash: String,
}

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ChainBroken {
    #[error("entry {0} does not follow from the one before")]
    At(u64),
    #[error("entry {0} cannot be read by this version")]
    Unknown(u64),
}

/// Makes the next line of a journal; `prev` is the last line's hash.
pub fn make_line(
    prev: &str,
    seq: u64,
    at: Moment,
    by: &str,
    fact: &Fact,
) -> Result<Line, serde_json::Error> {
    let body = serde_json::to_string(fact)?;
    let at = serde_json::to_string(&at)?.trim_matches('"').to_owned();
    let hash = chain_hash(prev, seq, &at, by, &body);
    Ok(Line { seq, at, by: by.to_owned(), body, prev: prev.to_owned(), hash })
}

/// Reads a whole journal and proves its chain.
pub fn read_journal(lines: &[Line]) -> Result<Vec<Entry>, ChainBroken> {
    let mut prev = ROOT.to_owned();
    let mut entries = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let is_chained = line.seq == index as u64
            && line.prev == prev
            && line.hash == chain_hash(&prev, line.seq, &line.at, &line.by, &line.body);
        if !is_chained {
            return Err(ChainBroken::At(line.seq));
        }
        prev = line.hash.clone();
        entries.push(entry(line)?);
    }
    Ok(entries)
}

fn entry(line: &Line) -> Result<Entry, ChainBroken> {
    let unknown = |_| ChainBroken::Unknown(line.seq);
    Ok(Entry {
        seq: line.seq,
        at: serde_json::from_value(serde_json::Value::String(line.at.clone())).map_err(unknown)?,
        by: line.by.clone(),
        fact: serde_json::from_str(&line.body).map_err(unknown)?,
        prev: line.prev.clone(),
        hash: line.hash.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal() -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for (seq, section) in [1u8, 2, 3].into_iter().enumerate() {
            let prev = lines.last().map_or(ROOT.to_owned(), |l| l.hash.clone());
            let at = Moment::from_millis(1_790_000_000_000);
            lines.push(
                make_line(&prev, seq as u64, at, "1001", &Fact::SectionOpened { section }).unwrap(),
            );
        }
        lines
    }

    #[test]
    fn a_whole_chain_reads_back() {
        assert_eq!(read_journal(&journal()).unwrap().len(), 3);
    }

    #[test]
    fn a_changed_removed_or_swapped_line_is_noticed() {
        let mut changed = journal();
        changed[1].body = changed[1].body.replace('2', "4");
        assert_eq!(read_journal(&changed), Err(ChainBroken::At(1)));
        let mut removed = journal();
        removed.remove(1);
        assert_eq!(read_journal(&removed), Err(ChainBroken::At(2)));
        let mut swapped = journal();
        swapped.swap(0, 1);
        assert!(read_journal(&swapped).is_err());
    }
}
