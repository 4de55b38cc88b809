//! The journal of one case: every fact is an entry, chained to the one before by SHA-256. Not the
//! state; that is folded in `case`.
//!
//! Invariant: entries are chained. `hash = SHA-256([case ⏎] prev ⏎ seq ⏎ time ⏎ clerk ⏎ body ⏎)`,
//! where body is the exact JSON stored; the case's id stands first in each case that says
//! `chain: 2` in its first entry, so that no journal can be given out for another case's. Every
//! reading of a case proves the chain; a broken one is `database_damaged`, not a guess.
pub use crate::case::chain::Chain;
use crate::case::fact::Fact;
use crate::time::date::Moment;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// One entry as it is read back.
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

/// One stored line, as the store keeps it. `body` is the exact JSON that was hashed, so that a newer
/// program never re-writes history.
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
    #[error("the formula is older than the case")]
    Formula,
}

/// The end of a case's journal, which the next line follows.
#[derive(Clone, Copy)]
pub struct Tail<'a> {
    /// The case's id.
    pub case: &'a str,
    pub chain: Chain,
    /// The last line's hash; `ROOT` before the first.
    pub prev: &'a str,
    /// Lines so far.
    pub length: u64,
}

/// SHA-256 over the case's id where the formula has it, previous hash, sequence, time, clerk and
/// body, each ended by a line feed.
fn chain_hash(tail: &Tail, at: &str, by: &str, body: &str) -> String {
    let case = (tail.chain == Chain::Second).then_some(tail.case);
    let seq = tail.length.to_string();
    let mut sum = Sha256::new();
    for part in case.into_iter().chain([tail.prev, &seq, at, by, body]) {
        sum.update(part.as_bytes());
        sum.update(b"\n");
    }
    hex::encode(sum.finalize())
}

/// The line that states `fact` after this end of a journal.
pub fn make_line(tail: Tail, at: Moment, by: &str, fact: &Fact) -> Result<Line, serde_json::Error> {
    let body = serde_json::to_string(fact)?;
    let at = serde_json::to_string(&at)?.trim_matches('"').to_owned();
    let hash = chain_hash(&tail, &at, by, &body);
    let (seq, prev) = (tail.length, tail.prev.to_owned());
    Ok(Line { seq, at, by: by.to_owned(), body, prev, hash })
}

/// Reads a case's whole journal and proves its chain. `least` is the oldest formula that this case
/// may have: the first one is only for cases that stood before there was another.
pub fn read_journal(case: &str, least: Chain, lines: &[Line]) -> Result<Vec<Entry>, ChainBroken> {
    let Some(first) = lines.first() else { return Ok(Vec::new()) };
    let chain = match read_entry(first).map(|entry| entry.fact) {
        Ok(Fact::Opened { chain, .. }) => chain,
        Ok(_) => Chain::First,
        // Altered, or of a later program: its hash says which.
        Err(unknown) => {
            let is_whole = |chain| {
                let tail = Tail { case, chain, prev: ROOT, length: 0 };
                first.hash == chain_hash(&tail, &first.at, &first.by, &first.body)
            };
            let is_known_formula = [Chain::Second, Chain::First].into_iter().any(is_whole);
            return Err(if is_known_formula { unknown } else { ChainBroken::At(first.seq) });
        }
    };
    let mut prev = ROOT;
    let mut entries = Vec::with_capacity(lines.len());
    for (length, line) in (0..).zip(lines) {
        let tail = Tail { case, chain, prev, length };
        let is_chained = line.seq == length
            && line.prev == prev
            && line.hash == chain_hash(&tail, &line.at, &line.by, &line.body);
        if !is_chained {
            return Err(ChainBroken::At(line.seq));
        }
        prev = &line.hash;
        entries.push(read_entry(line)?);
    }
    if chain < least { Err(ChainBroken::Formula) } else { Ok(entries) }
}

fn read_entry(line: &Line) -> Result<Entry, ChainBroken> {
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

    const CASE: &str = "6f0c0c5e-0000-4000-8000-000000000001";

    fn write_journal(case: &str, chain: Chain) -> Vec<Line> {
        let text = |t: &str| t.to_owned();
        let opened = Fact::Opened {
            station: text("示例镇便民服务中心"),
            window: text("3号窗"),
            pack_version: text("2026.11"),
            chain,
            continues: None,
        };
        let sections = [1u8, 2].map(|section| Fact::SectionOpened { section });
        let mut lines: Vec<Line> = Vec::new();
        for (length, fact) in (0..).zip([opened].into_iter().chain(sections)) {
            let prev = lines.last().map_or(ROOT.to_owned(), |line| line.hash.clone());
            let at = Moment::from_millis(1_790_000_000_000);
            let tail = Tail { case, chain, prev: &prev, length };
            lines.push(make_line(tail, at, "1001", &fact).unwrap());
        }
        lines
    }

    #[test]
    fn a_whole_chain_of_either_formula_reads_back() {
        for chain in [Chain::First, Chain::Second] {
            let lines = write_journal(CASE, chain);
            assert_eq!(read_journal(CASE, chain, &lines).unwrap().len(), 3);
            assert_eq!(lines[0].body.contains("chain"), chain == Chain::Second);
        }
    }

    /// What a journal of the first formula is to the byte: cases that stand have it for ever.
    #[test]
    fn the_first_formula_never_changes() {
        let lines = write_journal(CASE, Chain::First);
        let body = r#"{"fact":"opened","station":"示例镇便民服务中心","window":"3号窗","pack_version":"2026.11"}"#;
        assert_eq!(lines[0].body, body);
        let text = format!("\n0\n{}\n1001\n{body}\n", lines[0].at);
        assert_eq!(lines[0].hash, hex::encode(Sha256::digest(text)));
    }

    #[test]
    fn a_changed_removed_or_swapped_line_is_noticed() {
        for chain in [Chain::First, Chain::Second] {
            let mut changed = write_journal(CASE, chain);
            changed[1].body = changed[1].body.replace('1', "4");
            assert_eq!(read_journal(CASE, chain, &changed), Err(ChainBroken::At(1)));
            let mut removed = write_journal(CASE, chain);
            removed.remove(1);
            assert_eq!(read_journal(CASE, chain, &removed), Err(ChainBroken::At(2)));
            let mut swapped = write_journal(CASE, chain);
            swapped.swap(0, 1);
            assert!(read_journal(CASE, chain, &swapped).is_err());
        }
    }

    #[test]
    fn a_journal_is_no_other_cases() {
        let other = "6f0c0c5e-0000-4000-8000-000000000002";
        let lines = write_journal(CASE, Chain::Second);
        assert_eq!(read_journal(other, Chain::Second, &lines), Err(ChainBroken::At(0)));
        // Under the first formula it could be given out for any; so that one ends with the cases
        // that had it.
        let lines = write_journal(CASE, Chain::First);
        assert!(read_journal(other, Chain::First, &lines).is_ok());
        assert_eq!(read_journal(other, Chain::Second, &lines), Err(ChainBroken::Formula));
    }

    #[test]
    fn a_chain_of_a_later_program_is_told_as_unknown() {
        let mut lines = write_journal(CASE, Chain::Second);
        lines[0].body = lines[0].body.replace(r#""chain":2"#, r#""chain":3"#);
        assert_eq!(read_journal(CASE, Chain::First, &lines), Err(ChainBroken::At(0)), "altered");
        let tail = Tail { case: CASE, chain: Chain::Second, prev: ROOT, length: 0 };
        lines[0].hash = chain_hash(&tail, &lines[0].at, &lines[0].by, &lines[0].body);
        assert_eq!(read_journal(CASE, Chain::First, &lines), Err(ChainBroken::Unknown(0)));
    }
}
