//! The chain of the audit trail. It lies beside the cases' journals and holds across all of them: who
//! takes a line away, or puts one in, has to make every later line anew.
//!
//! Invariant: lines of the audit trail are chained. `hash = SHA-256` over the formula's name, the
//! previous hash, the line's turn, its time, who, what, the case's id and the outcome, each behind its
//! length. Lines that were written before there was a chain have no hash: they are counted, never
//! proved.
//! Held by `each_word_of_a_line_counts`, `a_line_altered_taken_away_or_put_in_is_told`.
use sha2::{Digest, Sha256};

/// Names the formula; another formula is another word.
const FORMULA: &str = "audit/1";
/// Hash of the line before the first one that is chained.
const ROOT: &str = "";

/// What a line says. Its turn counts from 1 over all lines, without a gap.
#[derive(Clone, Copy, Debug)]
pub struct AuditText<'a> {
    pub turn: u64,
    pub at: &'a str,
    pub by: &'a str,
    pub action: &'a str,
    pub case: Option<&'a str>,
    pub outcome: &'a str,
}

pub fn hash_line(prev: &str, line: &AuditText) -> String {
    let turn = line.turn.to_string();
    let case = line.case.unwrap_or_default();
    let mut sum = Sha256::new();
    for part in [FORMULA, prev, &turn, line.at, line.by, line.action, case, line.outcome] {
        sum.update(format!("{} ", part.len()).as_bytes());
        sum.update(part.as_bytes());
    }
    hex::encode(sum.finalize())
}

/// What was read of a trail so far, from its first line on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrailProof {
    /// The turn of the last line; how many there are.
    pub lines: u64,
    /// Of before there was a chain: nothing proves them.
    pub unchained: u64,
    /// The last line's hash; empty where none is chained.
    pub head: String,
    /// The first line that does not follow from the one before.
    pub broken: Option<u64>,
}

impl TrailProof {
    /// The next line, with what is stored of its chain.
    pub fn follow(&mut self, line: &AuditText, prev: Option<&str>, hash: Option<&str>) {
        match hash {
            None if self.head == ROOT => self.unchained += 1,
            Some(hash) if self.is_next(line, prev, hash) => {}
            _ => _ = self.broken.get_or_insert(line.turn),
        }
        self.lines = line.turn;
        if let Some(hash) = hash {
            hash.clone_into(&mut self.head);
        }
    }

    fn is_next(&self, line: &AuditText, prev: Option<&str>, hash: &str) -> bool {
        line.turn == self.lines + 1
            && prev == Some(self.head.as_str())
            && hash == hash_line(&self.head, line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: AuditText = AuditText {
        turn: 1,
        at: "2026-11-22 10:00",
        by: "1001",
        action: "reveal",
        case: Some("c"),
        outcome: "ok",
    };

    /// Line, previous hash, hash.
    type Stored = (AuditText<'static>, Option<String>, Option<String>);

    fn chained(count: u64) -> Vec<Stored> {
        let mut prev = ROOT.to_owned();
        (1..=count)
            .map(|turn| {
                let line = AuditText { turn, ..LINE };
                let hash = hash_line(&prev, &line);
                (line, Some(std::mem::replace(&mut prev, hash.clone())), Some(hash))
            })
            .collect()
    }

    fn prove(lines: &[Stored]) -> TrailProof {
        let mut proof = TrailProof::default();
        for (line, prev, hash) in lines {
            proof.follow(line, prev.as_deref(), hash.as_deref());
        }
        proof
    }

    #[test]
    fn each_word_of_a_line_counts() {
        let whole = hash_line(ROOT, &LINE);
        for other in [
            AuditText { turn: 2, ..LINE },
            AuditText { at: "2026-11-22 10:01", ..LINE },
            AuditText { by: "1002", ..LINE },
            AuditText { action: "print", ..LINE },
            AuditText { case: None, ..LINE },
            AuditText { outcome: "begun", ..LINE },
            // Nothing moves from one word to the next.
            AuditText { by: "1001r", action: "eveal", ..LINE },
        ] {
            assert_ne!(hash_line(ROOT, &other), whole, "{other:?}");
        }
        assert_ne!(hash_line(&whole, &LINE), whole);
    }

    #[test]
    fn a_line_altered_taken_away_or_put_in_is_told() {
        let whole = chained(5);
        let proof = prove(&whole);
        assert_eq!((proof.lines, proof.unchained, proof.broken), (5, 0, None));
        assert_eq!(Some(&proof.head), whole[4].2.as_ref());

        let mut altered = whole.clone();
        altered[2].0.by = "9999";
        assert_eq!(prove(&altered).broken, Some(3));
        let mut shorter = whole.clone();
        shorter.remove(2);
        assert_eq!(prove(&shorter).broken, Some(4));
        let mut begun_later = whole.clone();
        begun_later.remove(0);
        assert_eq!(prove(&begun_later).broken, Some(2));
        let mut longer = whole.clone();
        longer.insert(2, (AuditText { turn: 3, ..LINE }, None, None));
        assert_eq!(prove(&longer).broken, Some(3), "no line without a hash behind one with");
        // A cut end is a whole chain: what the office was told of it tells.
        assert_eq!(prove(&whole[..4]).broken, None);
    }

    #[test]
    fn lines_of_before_are_counted_and_not_proved() {
        let old = |turn| (AuditText { turn, ..LINE }, None, None);
        let mut lines: Vec<Stored> = vec![old(1), old(2)];
        let proof = prove(&lines);
        assert_eq!((proof.lines, proof.unchained, proof.head.as_str()), (2, 2, ROOT));
        let line = AuditText { turn: 3, ..LINE };
        lines.push((line, Some(ROOT.to_owned()), Some(hash_line(ROOT, &line))));
        let proof = prove(&lines);
        assert_eq!((proof.lines, proof.unchained, proof.broken), (3, 2, None));
    }
}
