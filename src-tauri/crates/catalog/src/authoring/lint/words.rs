//! Faults of an item as a whole: its words, codes, form, departments' parts and days.

use counter_core::item::Item;
use counter_core::text::normalize_code;

use super::LintCode;
use super::look::{Look, find_repeated};
use crate::pack::Pack;

const CATCH_ALL: [&str; 11] = [
    "其他材料",
    "其它材料",
    "其他相关",
    "其它相关",
    "其他有关",
    "其他需要",
    "其他证明",
    "相关材料",
    "有关材料",
    "按要求提供",
    "要求的材料",
];

/// Who must not be asked to certify (民政部等 2020: twenty kinds that neighbourhoods do not issue).
const VILLAGE: [&str; 8] =
    ["村居", "村(居)", "村（居）", "村委", "居委", "村民委员会", "居民委员会", "社区"];

/// Power categories of Guangdong's item table, TASK_TYPE.
const TASK_TYPES: [&str; 12] =
    ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "20", "21"];

pub(super) fn lint_words(pack: &Pack, item: &Item, look: &mut Look) {
    if pack.form(&item.form).is_none() {
        look.add(LintCode::UnknownForm, "form", item.form.clone());
    }
    let instead = item.legacy.as_ref().and_then(|legacy| legacy.instead.as_deref());
    if let Some(id) = instead.filter(|id| pack.item(id).is_none()) {
        look.add(LintCode::UnknownReplacement, "legacy/instead", id);
    }
    if !item.signature.is_required() && !item.has_form_row() {
        look.add(LintCode::IdleSignature, "signature", "none");
    }
    if !TASK_TYPES.contains(&item.task_type.as_str()) {
        look.add(LintCode::UnknownCode, "task_type", item.task_type.clone());
    }
    let classes = item.class.iter().map(|word| ("class".to_owned(), word));
    let levels = item.levels.iter().enumerate();
    let levels = levels.map(|(at, word)| (format!("levels/{at}"), word));
    for (path, word) in classes.chain(levels).filter(|(_, word)| !is_one_word(word)) {
        look.add(LintCode::UnusableWord, &path, word.clone());
    }
    if let Some((from, until)) = item.effective.and_then(|days| days.from.zip(days.until))
        && from > until
    {
        look.add(LintCode::NeverInForce, "effective", format!("{from}, {until}"));
    }
    if let Some(joint) =
        item.joint.as_ref().filter(|joint| !joint.parts.iter().any(|part| part.id == joint.lead))
    {
        look.add(LintCode::UnknownPart, "joint/lead", joint.lead.clone());
    }
    let parts = item.joint.iter().flat_map(|joint| &joint.parts);
    for (at, id) in find_repeated(parts.map(|part| part.id.as_str())) {
        look.add(LintCode::DuplicateId, &format!("joint/parts/{at}/id"), id);
    }
    clauses(item, look);
}

/// As a centre file can have it.
pub(super) fn is_one_word(text: &str) -> bool {
    let word = normalize_code(text);
    !word.is_empty() && !word.contains(' ')
}

fn clauses(item: &Item, look: &mut Look) {
    let mut texts: Vec<(String, &str)> = Vec::new();
    for (name, list) in [("conditions", &item.conditions), ("points", &item.points)] {
        texts.extend(
            list.iter().enumerate().map(|(n, text)| (format!("{name}/{n}"), text.as_str())),
        );
    }
    let entrusted = item.entrustment.iter().flat_map(|entrustment| &entrustment.points);
    let entrusted = entrusted.enumerate();
    texts.extend(
        entrusted.map(|(n, point)| (format!("entrustment/points/{n}/text"), point.text.as_str())),
    );
    for (at, material) in item.materials.iter().enumerate() {
        texts.push((format!("materials/{at}/name"), &material.name));
        texts.extend(
            material.note.iter().map(|text| (format!("materials/{at}/note"), text.as_str())),
        );
        let points = material.points.iter().enumerate();
        texts.extend(points.map(|(n, text)| (format!("materials/{at}/points/{n}"), text.as_str())));
        if of_a_village(&material.name) {
            look.add(
                LintCode::VillageCertificate,
                &format!("materials/{at}/name"),
                material.name.clone(),
            );
        }
    }
    for (path, text) in texts {
        if CATCH_ALL.iter().any(|clause| text.contains(clause)) {
            look.add(LintCode::CatchAllClause, &path, text);
        }
    }
}

fn of_a_village(name: &str) -> bool {
    // 农村居民 is nobody's certificate.
    let name = name.replace("农村居", "");
    name.contains("证明") && VILLAGE.iter().any(|issuer| name.contains(issuer))
}
