//! What whoever signs a form declares: the words of the pack's form, or the usual ones where it has none.
use super::sentences::{Ground, Sentence, SilentForm};

const USUAL: [Sentence; 3] =
    [Sentence::DeclaredTrue, Sentence::DeclaredChecked, Sentence::DeclaredOnBlank];

/// `own`: of the form's definition, which is the application form or a blank one.
pub fn list_declaration(own: &[String], form: SilentForm) -> Vec<String> {
    if !own.is_empty() {
        return own.to_vec();
    }
    let ground = Ground { silent_form: Some(form), ..Ground::default() };
    let usual = USUAL.iter().filter_map(|sentence| ground.find_words(*sentence));
    usual.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packs_words_stand_alone_and_a_blank_form_speaks_of_nothing_handed_in() {
        let own = vec!["本人承诺。".to_owned()];
        assert_eq!(list_declaration(&own, SilentForm::Application), own);
        let filled = list_declaration(&[], SilentForm::Application);
        assert!(filled.len() == 2 && filled[0].contains("所提交的材料"), "{filled:?}");
        let blank = list_declaration(&[], SilentForm::Blank);
        assert!(blank.len() == 1 && !blank[0].contains("所提交的材料"), "{blank:?}");
    }
}
