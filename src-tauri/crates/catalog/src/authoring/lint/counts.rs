//! A row whose numbers, way of acceptance and words contradict each other: whoever reads one of them
//! is told something else than by the next.

use counter_core::item::{Accept, MaterialDef, Need};

use super::LintCode;
use super::look::Look;

/// Words by which a row says that it wants no copy.
const NO_COPY: [&str; 9] = [
    "不用复印",
    "无需复印",
    "不需复印",
    "免复印",
    "不收复印件",
    "不要复印件",
    "免交复印件",
    "不用带复印件",
    "复印件不用带",
];
const COPY: &str = "复印件";

/// Words by which a row says that it may be missing.
const MAY_BE_MISSING: [&str; 6] = ["免交", "不用交", "不用提交", "无需提交", "后补", "补交"];
/// One of them, but of the copy alone.
const COPY_MAY_BE_MISSING: &str = "免交复印件";

/// `path` is that of the row.
pub(super) fn lint_counts(path: &str, material: &MaterialDef, look: &mut Look) {
    let MaterialDef { id, original, copy, accept, .. } = material;
    if contradicts_acceptance(*accept, *original, *copy) {
        let at = format!("{id}: {accept:?}, original {original}, copy {copy}");
        look.add(LintCode::ContradictoryCounts, &format!("{path}/accept"), at);
    }
    for (field, text) in texts(material) {
        if contradicts_words(&field, text, *original, *copy) {
            let at = format!("{id}: {text}, original {original}, copy {copy}");
            look.add(LintCode::ContradictoryCounts, &format!("{path}/{field}"), at);
        }
        if is_always_wanted(material) && says_may_be_missing(text) {
            let at = format!("{id}: {text}");
            look.add(LintCode::ContradictoryNeed, &format!("{path}/{field}"), at);
        }
    }
}

/// What a certificate stands for need not come where the certificate is found.
fn is_always_wanted(material: &MaterialDef) -> bool {
    material.need == Need::Required && material.later_when.is_none() && material.cert.is_none()
}

fn says_may_be_missing(text: &str) -> bool {
    let text = text.replace(COPY_MAY_BE_MISSING, "");
    MAY_BE_MISSING.iter().any(|words| text.contains(words))
}

/// Without any number nothing is said of an original.
fn contradicts_acceptance(accept: Accept, original: u32, copy: u32) -> bool {
    match accept {
        Accept::Original => copy > 0,
        Accept::SeeOnly => copy > 0 || original == 0,
        Accept::SeeAndCopy | Accept::Both => original == 0 || copy == 0,
        Accept::Copy => original > 0 || copy == 0,
    }
}

fn texts(material: &MaterialDef) -> Vec<(String, &str)> {
    let points = material.points.iter().enumerate();
    let points = points.map(|(n, text)| (format!("points/{n}"), text.as_str()));
    let note = material.note.iter().map(|text| ("note".to_owned(), text.as_str()));
    let sample = material.sample.iter().map(|text| ("sample".to_owned(), text.as_str()));
    let name = std::iter::once(("name".to_owned(), material.name.as_str()));
    name.chain(note).chain(sample).chain(points).collect()
}

fn contradicts_words(field: &str, text: &str, original: u32, copy: u32) -> bool {
    if NO_COPY.iter().any(|words| text.contains(words)) {
        return copy > 0;
    }
    text.contains(COPY) && (copy == 0 || (field == "name" && original > 0))
}
