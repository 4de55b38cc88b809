//! A template that a pack brings for a paper, in the place of the program's own: Typst, as text.
//! What it makes, and whether it makes anything, the document worker finds out.

use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};

use super::source::LONGEST_FILE;
use crate::error::CatalogError;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The paper's stable name: `refusal`. One that this program has not is left alone.
    pub form: String,
    /// Of the text, hexadecimal.
    pub sha256: String,
    pub text: String,
}

/// As it stands in a pack's file.
#[derive(Serialize, Deserialize)]
struct TemplateLine {
    template: String,
    sha256: String,
    text: String,
}

impl Template {
    pub(super) fn new(form: &str, text: &str) -> Self {
        let sha256 = hex::encode(digest(&SHA256, text.as_bytes()));
        Self { form: form.to_owned(), sha256, text: text.to_owned() }
    }

    pub(super) fn read_line(line: &str) -> Result<Self, CatalogError> {
        let line: TemplateLine = serde_json::from_str(line.trim_end_matches('\n'))
            .map_err(|_| CatalogError::NotABundle("a line is neither an item nor a template"))?;
        if line.text.len() as u64 > LONGEST_FILE {
            return Err(CatalogError::FileTooLarge { name: file_name(&line.template) });
        }
        let template = Self::new(&line.template, &line.text);
        match template.sha256 == line.sha256 {
            true => Ok(template),
            false => Err(CatalogError::Damaged),
        }
    }

    pub(super) fn write_line(&self) -> Result<String, CatalogError> {
        let Self { form: template, sha256, text } = self.clone();
        let line = serde_json::to_string(&TemplateLine { template, sha256, text });
        line.map(|line| line + "\n").map_err(CatalogError::NotAnItem)
    }
}

fn file_name(form: &str) -> String {
    format!("templates/{form}.typ")
}
