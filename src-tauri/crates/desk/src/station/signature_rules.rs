//! What the place settles of signatures: whether strokes on the citizen's screen are one, whether a
//! witness alone is enough, how long a form stands before the citizen, and what is told before
//! somebody signs. Paper, unless the place says otherwise.
use super::Station;
use counter_centre::SignatureTerms;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureRules {
    pub takes_strokes: bool,
    pub is_witness_enough: bool,
    pub idle_minutes: u32,
    /// What the place says of what a signature is worth and what is kept of it, a line each; empty
    /// where it says nothing.
    pub texts: Vec<String>,
    /// So many days after the office has them signatures go with the pages of their case; 0 for never.
    pub keep_days: u32,
}

impl Station {
    /// By the centre's file, or by the one that is made here where nothing has effect.
    pub fn signature_rules(&self) -> SignatureRules {
        let file = self.file_in_force();
        let place = file.as_ref().and_then(|file| file.body().place.as_ref());
        let settled = place.and_then(|place| place.signature.clone()).unwrap_or_default();
        read_rules(&settled, self.settings().keep_days)
    }
}

pub fn read_rules(settled: &SignatureTerms, keep_days: u32) -> SignatureRules {
    let texts = settled.worth.iter().chain(&settled.kept).flat_map(|lines| lines.lines());
    SignatureRules {
        takes_strokes: settled.strokes,
        is_witness_enough: settled.witness_enough,
        idle_minutes: settled.idle_minutes.max(1),
        texts: texts.map(str::to_owned).collect(),
        keep_days,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_unless_the_place_says_otherwise() {
        let silent = read_rules(&SignatureTerms::default(), 30);
        assert!(!silent.takes_strokes && !silent.is_witness_enough && silent.idle_minutes == 5);
        let settled = SignatureTerms { strokes: true, ..SignatureTerms::default() };
        assert!(read_rules(&settled, 30).takes_strokes);
    }
}
