//! What the place settles of signatures: whether strokes on the citizen's screen are one, whether a
//! witness alone is enough, how long a form stands before the citizen, and what is told before
//! somebody signs. Paper, unless the place says otherwise.
use super::Station;
use counter_centre::SignatureTerms;

/// Where the place says nothing of it: whose words follow is said first.
const USUAL_TERMS: [&str; 3] = [
    "本窗口所在单位没有另作说明，以下是本系统的说明。",
    "签名用于确认本申请表的内容由您本人核对并签署。",
    "签名（屏上笔迹或签名纸的扫描页）与申请表一起加密保存，并随本件送交受理部门。",
];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureRules {
    pub takes_strokes: bool,
    pub is_witness_enough: bool,
    pub idle_minutes: u32,
    /// What is kept of a signature, why and how long, a sentence each: told before anybody signs,
    /// on the screen or on paper.
    pub terms: Vec<String>,
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

/// Signatures go with the pages of their case, `keep_days` after the office has them (0: never).
fn read_rules(settled: &SignatureTerms, keep_days: u32) -> SignatureRules {
    let texts = settled.worth.iter().chain(&settled.kept).flat_map(|lines| lines.lines());
    let mut terms: Vec<String> = texts.map(str::to_owned).collect();
    if terms.is_empty() {
        terms.extend(USUAL_TERMS.map(str::to_owned));
    }
    terms.push(match keep_days {
        0 => "签名与本件材料一同保存在本窗口的计算机里。".to_owned(),
        days => format!("部门确认收到满{days}日后，签名与本件材料一同从本窗口的计算机销毁。"),
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
    use counter_centre::Lines;

    #[test]
    fn paper_unless_the_place_says_otherwise_and_something_is_always_told() {
        let silent = read_rules(&SignatureTerms::default(), 30);
        assert!(!silent.takes_strokes && !silent.is_witness_enough && silent.idle_minutes == 5);
        assert_eq!(silent.terms.len(), 4, "of a signature on paper too");
        assert!(silent.terms[0].contains("没有另作说明"), "nobody takes it for the place's");
        let settled = SignatureTerms { strokes: true, ..SignatureTerms::default() };
        let rules = read_rules(&settled, 30);
        assert!(rules.takes_strokes);
        assert_eq!(rules.terms, silent.terms);
        assert!(rules.terms[3].contains("满30日"));
        assert!(!read_rules(&settled, 0).terms[3].contains("销毁"), "nothing goes");
        let kept = Some(Lines::try_from("只用于本件。".to_owned()).unwrap());
        let own = read_rules(&SignatureTerms { kept, ..settled }, 30);
        assert_eq!((own.terms.len(), own.terms[0].as_str()), (2, "只用于本件。"));
    }
}
