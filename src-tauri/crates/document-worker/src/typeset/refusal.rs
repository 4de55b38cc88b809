//! Why there is no paper, and how much of it is told.

use counter_documents::DocumentError;
use typst::diag::SourceDiagnostic;

pub enum Refusal {
    /// In Typst's words, which may quote the sheet.
    Diagnosed(Vec<SourceDiagnostic>),
    /// What every paper has and this one lacks.
    Lacking(&'static str),
    Failed(DocumentError),
}

impl From<DocumentError> for Refusal {
    fn from(error: DocumentError) -> Self {
        Self::Failed(error)
    }
}

pub fn diagnose(diagnostics: impl IntoIterator<Item = SourceDiagnostic>) -> Refusal {
    Refusal::Diagnosed(diagnostics.into_iter().collect())
}

/// Typst's own words may quote the sheet, so they go no further than a debugger's screen.
pub fn log_refusal(refusal: Refusal) -> DocumentError {
    match refusal {
        Refusal::Failed(error) => return error,
        Refusal::Lacking(part) if cfg!(debug_assertions) => eprintln!("{part}"),
        Refusal::Diagnosed(diagnostics) if cfg!(debug_assertions) => {
            diagnostics.iter().for_each(|diagnostic| eprintln!("{}", diagnostic.message));
        }
        Refusal::Lacking(_) | Refusal::Diagnosed(_) => {}
    }
    DocumentError::Unprintable
}
