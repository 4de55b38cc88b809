//! What an author should mend in a pack before it is served, each with its place in the file.
//! Not whether the lists are right: that is what the checklist cases say (`cases`).

mod acting;
mod calendar;
mod counts;
mod entrustment;
mod files;
mod forms;
mod look;
mod materials;
mod place;
mod questions;
mod visits;
mod words;

use counter_core::form::FormDef;
use counter_core::item::Item;
use serde::Serialize;

use crate::authoring::cases::ChecklistCase;
use crate::error::CatalogError;
use crate::pack::{Pack, Source};
use look::Look;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LintCode {
    /// A file that looks like content and is read by nobody: `.yml`, a folder within `items`, a
    /// copy.
    IgnoredFile,
    /// The same name twice in one place of a file: only the last one counts.
    DuplicateKey,
    /// A character that nobody sees, pasted along: a name with it is not the name without it.
    UnseenCharacter,
    /// A day of `calendar.yaml` that contradicts another, or a statutory holiday that is worked.
    CalendarContradicts,
    /// A year whose free weekdays are more or fewer than its holidays and make-up days explain.
    UnevenYear,
    /// Not YAML, a field that does not exist or lacks, a condition that is none: the file cannot be
    /// read as what it should be.
    Malformed,
    /// A condition names a question or option that does not exist.
    DanglingReference,
    /// A condition names a fact the counter does not know, or compares it as it cannot be compared.
    UnknownFact,
    /// `known_when` with an answer in it.
    KnownFromAnswer,
    /// A clause that lets the counter ask for anything (其他材料, 按要求提供).
    CatchAllClause,
    /// A certificate that a village or neighbourhood must not be asked for.
    VillageCertificate,
    /// The same paper twice in one situation.
    MaterialAskedTwice,
    /// Numbers of originals and copies, way of acceptance and words of a row that contradict each
    /// other.
    ContradictoryCounts,
    /// A row that is always wanted and says of itself that it need not come, or may come later.
    ContradictoryNeed,
    /// An electronic certificate for a row that asks for something besides it.
    CertificateOfPart,
    /// The item or material names a form the pack does not have.
    UnknownForm,
    /// An option nobody can choose, since its question is never asked.
    UnreachableOption,
    /// A condition that no situation fulfils.
    ContradictoryCondition,
    /// A condition that every situation fulfils.
    IdleCondition,
    /// A question whose answer changes neither a material nor another question, and asks for nobody.
    IdleQuestion,
    /// More situations than are looked at: of so many nothing is known, and no comparison of two
    /// versions and no mutation shows what changes there. The item is to be split.
    TooManySituations,
    /// An option that no checklist case chooses.
    LeafWithoutTest,
    DuplicateId,
    /// Replaced by an item the pack does not have.
    UnknownReplacement,
    /// A code that is not in its list. It is kept as it is.
    UnknownCode,
    /// A class or level that no centre file can name: empty, or several words.
    UnusableWord,
    /// A part of a joint item that does not exist, or an item with parts and no lead among them.
    UnknownPart,
    /// From a later day than until.
    NeverInForce,
    /// An entrustment (委托) by which nobody can decide: it names no document, no place or no points,
    /// or is of an item that several departments decide.
    UnusableEntrustment,
    /// A promised number of visits that no item of a counter has: none, or more than anybody promises.
    UnlikelyVisits,
    /// Read from a chip, but nobody's.
    ChipOfNobody,
    /// An option by which the applicant would act for the applicant.
    ActsForThemselves,
    /// An option whose label says that somebody else comes, and that asks for nobody.
    ActingUnsaid,
    /// Somebody acts in a situation in which the list has no row of theirs, though the item has one:
    /// a situation that there is not, or a condition that forgot it.
    ActorWithoutRow,
    /// A field prefilled from a source that does not exist.
    UnknownPrefill,
    /// A choice without options, or a condition on a field or value that does not exist.
    BrokenField,
    /// `signature: none` in an item whose list has no form that is made here: nobody signs it anyway.
    IdleSignature,
    /// A template of a paper that there is not, or for which packs make none.
    UnknownTemplate,
    /// A template that makes no paper of a sheet of invented people, or takes too long for it.
    BrokenTemplate,
    /// A sample that the field would not take, or a number that could be somebody's.
    BrokenSample,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Lint {
    /// Name in the pack: `items/dibao.yaml`.
    pub file: String,
    /// From 1; 0 where the file cannot be read that far.
    pub line: usize,
    pub column: usize,
    pub code: LintCode,
    /// Id of the item, or of the form.
    pub of: String,
    /// The material, question or field, and the words in question.
    pub at: String,
    /// In an item that is no longer issued: kept as it was, nobody has to mend it.
    pub legacy: bool,
}

/// Everything found, file by file; empty when there is nothing to mend.
pub fn lint_source(source: &Source) -> Vec<Lint> {
    let mut findings = files::lint_files(source);
    let items =
        readable(source, source.read_folder("items", |item: &Item| &item.id), &mut findings);
    let forms =
        readable(source, source.read_folder("forms", |form: &FormDef| &form.id), &mut findings);
    // Nothing can be said of a pack that does not hold together.
    let Some(pack) = whole(source, &items, &forms, &mut findings) else { return findings };
    let cases = ChecklistCase::from_source(source);
    if let Err(error @ CatalogError::Malformed { .. }) = &cases {
        findings.push(malformed(
            source.text("cases.yaml").unwrap_or_default(),
            "cases.yaml",
            error,
        ));
    }
    let cases = cases.unwrap_or_default();
    findings.extend(calendar::lint_calendar(source, &pack));
    for (file, item) in &items {
        let mut look =
            Look::new(file, source.text(file).unwrap_or_default(), &item.id, item.legacy.is_some());
        questions::lint_questions(item, &cases, &mut look);
        materials::lint_materials(&pack, item, &mut look);
        words::lint_words(&pack, item, &mut look);
        entrustment::lint_entrustment(item, &mut look);
        visits::lint_visits(item, &mut look);
        findings.extend(look.found);
    }
    for (file, form) in &forms {
        let mut look = Look::new(file, source.text(file).unwrap_or_default(), &form.id, false);
        forms::lint_form(&pack, form, &mut look);
        findings.extend(look.found);
    }
    findings.sort();
    findings
}

fn readable<'a, T>(
    source: &Source,
    files: impl Iterator<Item = (&'a str, Result<T, CatalogError>)>,
    found: &mut Vec<Lint>,
) -> Vec<(&'a str, T)> {
    let mut readable = Vec::new();
    for (file, parsed) in files {
        match parsed {
            Ok(value) => readable.push((file, value)),
            Err(error) => {
                found.push(malformed(source.text(file).unwrap_or_default(), file, &error))
            }
        }
    }
    readable
}

/// The reader gives the place of the list around a condition; the condition itself is found by its
/// own error.
fn malformed(text: &str, file: &str, error: &CatalogError) -> Lint {
    let (place, at) = match (place::broken_condition(text), error) {
        (Some((place, wrong)), CatalogError::Malformed { cause, .. })
            if cause.to_string().contains("condition, ") =>
        {
            (Some((place.line, place.column)), format!("condition, {wrong}"))
        }
        (_, CatalogError::Malformed { cause, .. }) => {
            (cause.location().map(|at| (at.line(), at.column())), cause.to_string())
        }
        _ => (None, error.to_string()),
    };
    let (line, column) = place.unwrap_or_default();
    let stem = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".yaml").to_owned();
    Lint { file: file.into(), line, column, code: LintCode::Malformed, of: stem, at, legacy: false }
}

fn whole(
    source: &Source,
    items: &[(&str, Item)],
    forms: &[(&str, FormDef)],
    found: &mut Vec<Lint>,
) -> Option<Pack> {
    let items = items.iter().map(|(_, item)| item.clone()).collect();
    let pack =
        Pack::assemble_pack(source, items, forms.iter().map(|(_, form)| form.clone()).collect());
    match pack {
        Ok(pack) => Some(pack),
        Err(error) => {
            let file = if let CatalogError::Malformed { name, .. } = &error {
                name.clone()
            } else {
                "pack.yaml".into()
            };
            found.push(malformed(source.text(&file).unwrap_or_default(), &file, &error));
            None
        }
    }
}
