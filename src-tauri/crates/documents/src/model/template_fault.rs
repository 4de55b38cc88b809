//! What is wrong with a pack's own template, for whoever wrote it.

use serde::{Deserialize, Serialize};

/// The first fault that was found. Its words come of a sheet of invented people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateFault {
    /// From 1; 0 where no place in the template is known.
    pub line: usize,
    pub column: usize,
    pub message: String,
}

impl TemplateFault {
    /// Of the whole template.
    pub fn new(message: impl Into<String>) -> Self {
        Self { line: 0, column: 0, message: message.into() }
    }
}
