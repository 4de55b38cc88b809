//! Wrong conditions of what may follow, of fees and limits, and of what the item requires.

use counter_core::item::{Condition, Item};

use super::{Mutant, changes};

/// One that may follow in no situation stands without its condition; terms and requirements cannot.
pub(super) fn change_terms(item: &Item) -> Vec<Mutant> {
    let mut list = Vec::new();
    let mut put =
        |owner: &str, condition: &Condition, edit: &dyn Fn(&mut Item, Option<Condition>)| {
            for (tree, change) in changes::wrong_neighbours(item, condition.tree()) {
                let condition = tree.map(Condition::from);
                let text = condition.as_ref().map(|c| c.text().to_owned()).unwrap_or_default();
                let mut changed = item.clone();
                edit(&mut changed, condition);
                list.push((changed, owner.to_owned(), text, change));
            }
        };
    for (at, material) in item.materials.iter().enumerate() {
        let Some(later_when) = &material.later_when else { continue };
        put(&material.id, later_when, &|item, condition| {
            if let Some(material) = item.materials.get_mut(at) {
                material.later_when = condition;
            }
        });
    }
    for (at, terms) in item.terms.iter().enumerate() {
        put("terms", &terms.when, &|item, condition| {
            if let (Some(terms), Some(condition)) = (item.terms.get_mut(at), condition) {
                terms.when = condition;
            }
        });
    }
    for (at, requirement) in item.requires.iter().enumerate() {
        put("requires", &requirement.when, &|item, condition| {
            if let (Some(requirement), Some(condition)) = (item.requires.get_mut(at), condition) {
                requirement.when = condition;
            }
        });
    }
    list
}
