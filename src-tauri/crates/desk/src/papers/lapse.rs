//! 终止办理告知书: the window ends a case whose corrections never came by the day that its notice stated.
//! It says no more than the notice did, how the applicant was told before, and what can be done against it.
//! Its wording is an example.
use super::context::PaperContext;
use super::materials::list_with_form;
use super::parts::{opening_words, paper_head, received_on};
use super::remedies::print_remedies;
use super::sentences::{Ground, Sentence};
use super::wording::long_date;
use crate::cases::case_file::CaseFile;
use counter_core::case::{LapseTerms, LapseWarning};
use counter_documents::Sheet;
use counter_documents::sheet::{Letter, LetterFact, LetterKind};

pub fn lapse_notice(
    context: &PaperContext,
    file: &CaseFile,
    terms: &LapseTerms,
    warning: &LapseWarning,
) -> Sheet {
    use Sentence::{LapseByMessage, LapseByTelephone, LapseEnds, LapseInPerson, LapseStated};
    let ground = Ground { lapse: Some(warning.how), ..Ground::default() };
    let points = [LapseEnds, LapseByTelephone, LapseByMessage, LapseInPerson];
    let points = points.iter().filter_map(|point| ground.find_words(*point));
    let points = points
        .map(|words| fill_terms(words, terms).replace("{day}", &long_date(warning.on)))
        .chain(print_remedies(context, &ground));
    let fact = |label: &str, value: String| LetterFact { label: label.to_owned(), value };
    Sheet::Letter(Letter {
        kind: LetterKind::LapseNotice,
        head: paper_head(context, file, file.case.display_number()),
        opening: fill_terms(&opening_words(file, &ground, &[LapseStated]), terms),
        facts: vec![fact("收件时间", received_on(file)), fact("补正期限", long_date(terms.until))],
        materials: list_with_form(file, context.scans),
        points: points.collect(),
        ..Letter::default()
    })
}

/// Day, consequence and source as the notice states them.
pub fn fill_terms(words: &str, terms: &LapseTerms) -> String {
    let LapseTerms { until, consequence, source } = terms;
    let words = words.replace("{until}", &long_date(*until));
    words.replace("{consequence}", consequence).replace("{source}", source)
}
