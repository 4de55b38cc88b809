//! Whether an item's application form is signed before a case is accepted.

use serde::{Deserialize, Serialize};

use super::{Item, Supply};

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum SignatureRule {
    #[default]
    Required,
    /// The item's own rules ask for none.
    None,
}

impl SignatureRule {
    pub fn is_required(&self) -> bool {
        *self == Self::Required
    }
}

impl Item {
    /// A row of the list is the form that this program makes. Without one the list asks nobody for a
    /// form, so there is nothing to sign either (清单标准收件).
    pub fn has_form_row(&self) -> bool {
        self.materials.iter().any(|material| material.supply == Supply::Form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(more: serde_json::Value) -> Item {
        let mut json = serde_json::json!({
            "id": "shili", "name": "示例", "department": "示例局", "task_type": "05",
            "form": "general", "project_type": "commitment",
        });
        for (key, value) in more.as_object().unwrap() {
            json[key] = value.clone();
        }
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn an_item_that_says_nothing_wants_a_signature_and_is_written_as_before() {
        let silent = item(serde_json::json!({}));
        assert!(silent.signature.is_required());
        assert!(serde_json::to_value(&silent).unwrap().get("signature").is_none());
        let without = item(serde_json::json!({ "signature": "none" }));
        assert_eq!(without.signature, SignatureRule::None);
        assert_eq!(serde_json::to_value(&without).unwrap()["signature"], "none");
    }

    #[test]
    fn the_form_row_is_the_one_that_is_made_here() {
        let row = |supply: &str| {
            let row = serde_json::json!({ "id": "a", "name": "申请表", "supply": supply });
            serde_json::json!({ "materials": [row] })
        };
        assert!(item(row("form")).has_form_row());
        assert!(!item(row("paper")).has_form_row(), "brought along, like any other paper");
    }
}
