//! What came to a case after its newest correction notice. Not whether a further notice may speak of it:
//! that is `casework::further_notice`.
use super::Case;
use super::decision::DecisionKind;
use super::fact::Fact;
use crate::identity::private::Private;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug, Default)]
pub(super) struct SinceNotice {
    pages: BTreeSet<String>,
    /// What was written into the form when the notice was given.
    fields_then: BTreeMap<String, Private>,
}

impl Case {
    /// The same notice in the place of one that the office did not take is no newer one.
    pub(super) fn note_since_notice(&mut self, fact: &Fact) {
        match fact {
            Fact::Decided { decision } if decision.kind == DecisionKind::Correction => {
                let fields_then = self.fields.clone();
                self.since_notice = SinceNotice { pages: BTreeSet::new(), fields_then };
            }
            Fact::PageAdded { page } => {
                self.since_notice.pages.insert(page.id.clone());
            }
            _ => {}
        }
    }

    /// There are pages under the row, and each of them came after the newest notice. Those of a
    /// certificate from the library came with it.
    pub fn has_only_new_pages(&self, material: &str) -> bool {
        let mut pages = self.pages_of(material).peekable();
        pages.peek().is_some() && pages.all(|page| self.since_notice.pages.contains(&page.id))
    }

    /// What was written into the field when the newest notice was given.
    pub fn value_at_notice(&self, field: &str) -> Option<&Private> {
        self.since_notice.fields_then.get(field)
    }

    /// Something is written in the field, and something else than when the newest notice was given.
    pub fn has_other_value(&self, field: &str) -> bool {
        let now = self.fields.get(field).filter(|value| !value.is_empty());
        now.is_some_and(|value| self.value_at_notice(field) != Some(value))
    }
}
