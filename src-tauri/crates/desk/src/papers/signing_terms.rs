//! What is told to whoever signs the application form, on the citizen's screen and on the form itself:
//! what is kept of a signature, why and how long.
use super::sentences::{Ground, Sentence};
use crate::station::signature_rules::SignatureRules;

const USUAL: [Sentence; 5] = [
    Sentence::TermsOfProgram,
    Sentence::TermsPurpose,
    Sentence::TermsKept,
    Sentence::TermsGo,
    Sentence::TermsStay,
];

/// The place's words, or the program's where the place says nothing, and how long, a sentence each.
pub fn list_terms(rules: &SignatureRules) -> Vec<String> {
    let ground = Ground {
        is_place_silent: rules.texts.is_empty(),
        keep_days: Some(rules.keep_days),
        ..Ground::default()
    };
    let days = rules.keep_days.to_string();
    let usual = USUAL.iter().filter_map(|sentence| ground.find_words(*sentence));
    rules.texts.iter().cloned().chain(usual.map(|words| words.replace("{days}", &days))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::station::signature_rules::read_rules;
    use counter_centre::{Lines, SignatureTerms};

    #[test]
    fn something_is_always_told_and_nobody_takes_it_for_the_places() {
        let silent = list_terms(&read_rules(&SignatureTerms::default(), 30));
        assert_eq!(silent.len(), 4, "of a signature on paper too");
        assert!(silent[0].contains("没有另作说明"), "nobody takes it for the place's");
        assert!(silent[3].contains("满30日"));
        // What `core::retention` keeps is not promised to go.
        assert!(silent[3].contains("办结、部门确认收到"), "{}", silent[3]);
        let strokes = SignatureTerms { strokes: true, ..SignatureTerms::default() };
        assert_eq!(list_terms(&read_rules(&strokes, 30)), silent);
        assert!(!list_terms(&read_rules(&strokes, 0))[3].contains("销毁"), "nothing goes");
        let kept = Some(Lines::try_from("只用于本件。".to_owned()).unwrap());
        let own = list_terms(&read_rules(&SignatureTerms { kept, ..strokes }, 30));
        assert_eq!((own.len(), own[0].as_str()), (2, "只用于本件。"));
    }
}
