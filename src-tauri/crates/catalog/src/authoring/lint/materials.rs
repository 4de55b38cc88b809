//! Faults of an item's materials: asked twice, of nobody, with codes and parts that do not exist.

use counter_core::item::{Item, MaterialDef, Row, RowNeed, Supply, build_checklist};

use super::LintCode;
use super::counts::lint_counts;
use super::look::{Look, find_repeated};
use crate::authoring::situations::list_situations;
use crate::pack::Pack;

/// A name with one of these is of two papers, both wanted.
const BESIDES: [char; 3] = ['及', '与', '和'];

pub(super) fn lint_materials(pack: &Pack, item: &Item, look: &mut Look) {
    for (at, id) in find_repeated(item.materials.iter().map(|candidate| candidate.id.as_str())) {
        look.add(LintCode::DuplicateId, &format!("materials/{at}/id"), id);
    }
    for (at, material) in item.materials.iter().enumerate() {
        let path = |field: &str| format!("materials/{at}/{field}");
        lint_counts(&format!("materials/{at}"), material, look);
        if material.supply == Supply::Chip && material.person.is_none() {
            look.add(LintCode::ChipOfNobody, &path("supply"), material.id.clone());
        }
        if material.cert.is_some() && plain(&material.name).contains(BESIDES) {
            look.add(LintCode::CertificateOfPart, &path("cert"), material.id.clone());
        }
        // 0: the author left it out.
        if material.kind > 3 {
            look.add(
                LintCode::UnknownCode,
                &path("kind"),
                format!("{}: {}", material.id, material.kind),
            );
        }
        if ![0, 10, 20, 99].contains(&material.source) {
            look.add(
                LintCode::UnknownCode,
                &path("source"),
                format!("{}: {}", material.id, material.source),
            );
        }
        if let Some(form) = material.blank.as_ref().filter(|form| pack.form(form).is_none()) {
            look.add(LintCode::UnknownForm, &path("blank"), format!("{}: {form}", material.id));
        }
        for (n, part) in material.parts.iter().enumerate() {
            let is_part = item
                .joint
                .as_ref()
                .is_some_and(|joint| joint.parts.iter().any(|candidate| candidate.id == *part));
            if !is_part {
                look.add(
                    LintCode::UnknownPart,
                    &path(&format!("parts/{n}")),
                    format!("{}: {part}", material.id),
                );
            }
        }
    }
    twice(item, look);
}

/// Two rows for one paper, needed at one time and not one of a group: the same name but for
/// brackets, or one person's card read twice.
fn twice(item: &Item, look: &mut Look) {
    let card = |material: &MaterialDef| material.person.filter(|_| material.supply == Supply::Chip);
    let alike = |a: &MaterialDef, b: &MaterialDef| {
        plain(&a.name) == plain(&b.name) || (card(a).is_some() && card(a) == card(b))
    };
    let mut pairs = Vec::new();
    for (at, a) in item.materials.iter().enumerate() {
        for (later, b) in item.materials.iter().enumerate().skip(at + 1) {
            let group = a.any_group.is_some() && a.any_group == b.any_group;
            if !group && alike(a, b) {
                pairs.push(((at, a), (later, b)));
            }
        }
    }
    if pairs.is_empty() {
        return;
    }
    let lists: Vec<_> =
        list_situations(item).iter().map(|answers| build_checklist(item, answers)).collect();
    let is_needed =
        |rows: &[Row], at: usize| rows.get(at).is_some_and(|row| row.need != RowNeed::NotNeeded);
    for ((first, a), (second, b)) in pairs {
        if lists.iter().any(|rows| is_needed(rows, first) && is_needed(rows, second)) {
            look.add(
                LintCode::MaterialAskedTwice,
                &format!("materials/{second}"),
                format!("{}: {}", b.id, a.id),
            );
        }
    }
}

/// Without brackets and what they hold.
fn plain(name: &str) -> String {
    let mut depth = 0;
    let letters = name.chars().filter(|c| {
        depth += i32::from("（([".contains(*c));
        let outside = depth == 0;
        depth -= i32::from("）)]".contains(*c));
        outside && !c.is_whitespace()
    });
    letters.collect()
}
