//! Lists and blanks that were typeset to be looked at and printed: in memory alone, nothing
//! personal in them.
use std::collections::HashMap;

/// Only the newest few can be looked at again; they can be made anew at any time.
const MOST: usize = 16;

#[derive(Clone)]
pub struct TypesetSheet {
    /// The kind of paper.
    pub form: &'static str,
    pub pdf: Vec<u8>,
}

#[derive(Default)]
pub struct RecentSheets(HashMap<String, TypesetSheet>);

impl RecentSheets {
    pub fn put_sheet(&mut self, id: &str, sheet: TypesetSheet) {
        if self.0.len() > MOST {
            self.0.clear();
        }
        self.0.insert(id.to_owned(), sheet);
    }

    pub fn find_sheet(&self, id: &str) -> Option<TypesetSheet> {
        self.0.get(id).cloned()
    }
}
