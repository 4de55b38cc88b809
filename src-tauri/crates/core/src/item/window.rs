//! Which items a window takes, by their class and level. Not who decides that: the centre file says
//! it, for each station.

use serde::{Deserialize, Serialize};

use super::Item;
use crate::text::normalize_code;

/// The classes and levels of items that a window takes; a missing list does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WindowScope {
    pub classes: Option<Vec<String>>,
    pub levels: Option<Vec<String>>,
}

/// What of an item belongs to another window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotThisWindow {
    Class,
    Level,
}

impl WindowScope {
    /// An item that does not say its class or its levels is taken: only what is surely another
    /// window's is stopped.
    pub fn takes_item(&self, item: &Item) -> Result<(), NotThisWindow> {
        if is_elsewhere(self.classes.as_deref(), item.class.as_slice()) {
            return Err(NotThisWindow::Class);
        }
        match is_elsewhere(self.levels.as_deref(), &item.levels) {
            true => Err(NotThisWindow::Level),
            false => Ok(()),
        }
    }
}

/// Whether something is said and none of it is taken; a blank word says nothing.
fn is_elsewhere(taken: Option<&[String]>, said: &[String]) -> bool {
    let Some(taken) = taken else { return false };
    let words: Vec<String> =
        said.iter().map(|word| normalize_code(word)).filter(|word| !word.is_empty()).collect();
    !words.is_empty() && !words.iter().any(|word| taken.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Levels by commas.
    fn item(class: Option<&str>, levels: &str) -> Item {
        let levels: Vec<&str> = levels.split(',').filter(|level| !level.is_empty()).collect();
        let json = serde_json::json!({
            "id": "shili", "name": "示例", "department": "示例局", "task_type": "21",
            "project_type": "on_the_spot", "form": "general", "class": class, "levels": levels,
        });
        serde_json::from_value(json).unwrap()
    }

    fn scope(classes: Option<&[&str]>, levels: Option<&[&str]>) -> WindowScope {
        let owned = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
        WindowScope { classes: classes.map(owned), levels: levels.map(owned) }
    }

    #[test]
    fn a_window_takes_what_is_not_surely_another_ones() {
        use NotThisWindow::{Class, Level};
        let all = scope(None, None);
        let personal = scope(Some(&["personal", "个人办事"]), None);
        let towns = scope(None, Some(&["5", "6"]));
        let both = scope(Some(&["personal"]), Some(&["5"]));
        let nothing = scope(Some(&[]), Some(&[]));
        for (window, class, levels, answer) in [
            (&all, Some("construction"), "4", Ok(())),
            (&personal, Some("personal"), "4", Ok(())),
            (&personal, Some("个人办事"), "", Ok(())),
            (&personal, Some("construction"), "5", Err(Class)),
            (&personal, Some("Personal"), "", Err(Class)),
            // Nothing is said, or nothing that anybody can read.
            (&personal, None, "4", Ok(())),
            (&personal, Some("　"), "", Ok(())),
            (&towns, Some("construction"), "4,5", Ok(())),
            (&towns, None, "４,５", Ok(())),
            (&towns, None, "3,4", Err(Level)),
            (&towns, None, " ,4", Err(Level)),
            (&towns, None, " ", Ok(())),
            (&towns, None, "", Ok(())),
            (&both, Some("personal"), "5", Ok(())),
            (&both, Some("personal"), "4", Err(Level)),
            (&both, Some("business"), "4", Err(Class)),
            (&both, None, "4", Err(Level)),
            (&nothing, None, "", Ok(())),
            (&nothing, Some("personal"), "", Err(Class)),
        ] {
            assert_eq!(
                window.takes_item(&item(class, levels)),
                answer,
                "{window:?} {class:?} {levels:?}"
            );
        }
    }
}
