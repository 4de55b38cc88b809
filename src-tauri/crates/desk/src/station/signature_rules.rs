//! What the place settles of signatures: whether strokes on the citizen's screen are one, whether a
//! witness alone is enough, how long a form stands before the citizen, and what is told before
//! somebody signs. Paper, unless the place says otherwise.
use super::Station;
use counter_centre::SignatureTerms;

/// Where the place says none.
const IDLE_MINUTES: u32 = 5;

/// Where the place takes strokes and says nothing of them itself.
const USUAL_TERMS: [&str; 2] = [
    "屏幕上的签名用于确认本申请表的内容由您本人核对并签署。",
    "签名笔迹与申请表一起加密保存，并随本件送交受理部门。",
];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureRules {
    pub takes_strokes: bool,
    pub is_witness_enough: bool,
    pub idle_minutes: u32,
    /// What is kept of a signature, why and how long, a sentence each.
    pub terms: Vec<String>,
}

impl Default for SignatureRules {
    fn default() -> Self {
        SignatureRules {
            takes_strokes: false,
            is_witness_enough: false,
            idle_minutes: IDLE_MINUTES,
            terms: Vec::new(),
        }
    }
}

impl Station {
    /// By the centre's file, or by the one that is made here where nothing has effect.
    pub fn signature_rules(&self) -> SignatureRules {
        let made_here = || self.make_own_file().map(std::sync::Arc::new);
        let file = self.joined_centre().or_else(made_here);
        let place = file.as_ref().and_then(|file| file.body().place.as_ref());
        let terms = place.and_then(|place| place.signature.as_ref());
        let keep_days = self.settings().keep_days;
        terms.map(|terms| read_rules(terms, keep_days)).unwrap_or_default()
    }
}

/// Strokes go with the pages of their case, `keep_days` after the office has them (0: never).
fn read_rules(settled: &SignatureTerms, keep_days: u32) -> SignatureRules {
    let texts = settled.worth.iter().chain(&settled.kept).flat_map(|lines| lines.lines());
    let mut terms: Vec<String> = texts.map(str::to_owned).collect();
    if terms.is_empty() {
        terms.extend(USUAL_TERMS.map(str::to_owned));
    }
    terms.push(match keep_days {
        0 => "签名笔迹与本件材料一同保存在本窗口。".to_owned(),
        days => format!("部门确认收到满{days}日后，签名笔迹与本件材料一同从本窗口销毁。"),
    });
    SignatureRules {
        takes_strokes: settled.strokes,
        is_witness_enough: settled.witness_enough,
        idle_minutes: settled.idle_minutes.max(1),
        terms,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_unless_the_place_says_otherwise_and_something_is_always_told() {
        assert!(!SignatureRules::default().takes_strokes);
        let settled = SignatureTerms { strokes: true, ..SignatureTerms::default() };
        let rules = read_rules(&settled, 30);
        assert!(rules.takes_strokes && rules.idle_minutes == IDLE_MINUTES);
        assert_eq!(rules.terms.len(), 3);
        assert!(rules.terms[2].contains("满30日"));
        assert!(!read_rules(&settled, 0).terms[2].contains("销毁"), "nothing goes");
    }
}
