//! 救济途径: the law's own words on what an applicant can do against a refusal (periods of 行政复议法
//! and 行政诉讼法), with the place's offices in them, and what the place adds.
use super::context::PaperContext;
use super::sentences::{Ground, Sentence};
use counter_centre::PaperTexts;

/// The law leaves the court open where the place names none.
const ANY_COURT: &str = "人民法院";

/// Of a paper that refuses.
pub fn print_remedies(context: &PaperContext, ground: &Ground) -> Vec<String> {
    let law = ground.find_words(Sentence::Remedies);
    let law = law.map(|words| name_offices(words, context.paper_texts()));
    law.into_iter().chain(context.place_remedies()).collect()
}

/// What a refusal will say of it.
pub fn offer_remedies(texts: Option<&PaperTexts>) -> String {
    name_offices(Sentence::Remedies.words(), texts)
}

pub fn name_offices(words: &str, texts: Option<&PaperTexts>) -> String {
    let review = texts.and_then(|texts| texts.review_office.as_deref());
    let review = review.map(|office| format!("向{office}")).unwrap_or_default();
    let court = texts.and_then(|texts| texts.court.as_deref()).unwrap_or(ANY_COURT);
    words.replace("{review}", &review).replace("{court}", court)
}

#[cfg(test)]
mod tests {
    use super::*;
    use counter_centre::Line;

    #[test]
    fn offices_are_named_where_the_place_names_them() {
        let usual = offer_remedies(None);
        assert!(usual.contains("六十日内依法申请行政复议"), "{usual}");
        assert!(usual.contains("依法向人民法院提起行政诉讼"), "{usual}");
        let line = |text: &str| Line::try_from(text.to_owned()).ok();
        let texts = PaperTexts {
            review_office: line("示例区人民政府"),
            court: line("示例区人民法院"),
            ..PaperTexts::default()
        };
        let named = offer_remedies(Some(&texts));
        assert!(named.contains("六十日内依法向示例区人民政府申请行政复议"), "{named}");
        assert!(named.contains("依法向示例区人民法院提起行政诉讼"), "{named}");
    }
}
