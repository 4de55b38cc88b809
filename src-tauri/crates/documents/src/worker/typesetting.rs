//! Sheets to papers: by the built-in templates, or by a pack's own in a process apart.

use super::client::{Worker, blame_file};
use super::wire::{Reply, Request};
use crate::sheet::{Letterhead, make_sample_sheets};
use crate::{DocumentError, Sheet, TemplateFault, Typeset};
use std::sync::Arc;

/// Whose its logo is.
const PLACE: &str = "place";

/// How the papers of a place look, beside what they say.
#[derive(Clone, Default)]
pub struct Look {
    pub letterhead: Letterhead,
    /// As [`Worker::rewrite_logo`] gave it; empty for none.
    pub logo: Arc<Vec<u8>>,
}

impl Worker {
    /// The printed form of a sheet, as PDF/A, with nothing of any place on it.
    pub async fn typeset_sheet(&self, sheet: &Sheet) -> Result<Typeset, DocumentError> {
        self.typeset_paper(sheet, &Look::default()).await
    }

    /// The printed form of a sheet as the papers of a place look, by the built-in template.
    pub async fn typeset_paper(
        &self,
        sheet: &Sheet,
        look: &Look,
    ) -> Result<Typeset, DocumentError> {
        let sheet = Box::new(sheet.clone());
        let request = Request::Typeset { sheet, letterhead: look.letterhead.clone() };
        read_typeset(self.papers.ask(&request, look.logo.clone()).await?)
    }

    /// The same by a pack's own template.
    ///
    /// # Errors
    /// `Unprintable` where it makes no paper of the sheet, `TooHeavy` and `TimedOut` where it takes
    /// more than its share: then the built-in one is there.
    pub async fn typeset_by_template(
        &self,
        sheet: &Sheet,
        look: &Look,
        template: &str,
    ) -> Result<Typeset, DocumentError> {
        let (sheet, template) = (Box::new(sheet.clone()), template.to_owned());
        let letterhead = look.letterhead.clone();
        let request = Request::TypesetByTemplate { sheet, letterhead, template };
        read_typeset(self.templates.ask(&request, look.logo.clone()).await.map_err(blame_file)?)
    }

    /// What is wrong with a pack's template for papers of this form, tried with sheets of invented
    /// people. Of a form that no pack makes templates for nothing is known.
    ///
    /// # Errors
    /// It could not be tried: no program, no font.
    pub async fn find_template_fault(
        &self,
        form: &str,
        template: &str,
    ) -> Result<Option<TemplateFault>, DocumentError> {
        for sheet in make_sample_sheets(form) {
            let request =
                Request::TryTemplate { sheet: Box::new(sheet), template: template.to_owned() };
            let outcome = self.templates.ask(&request, Arc::default()).await.map_err(blame_file);
            match outcome {
                Ok((Reply::TemplateTried { fault: None }, _)) => {}
                Ok((Reply::TemplateTried { fault }, _)) => return Ok(fault),
                Ok(_) => return Err(DocumentError::WorkerDied),
                Err(error) if error.is_of_template() => {
                    return Ok(Some(TemplateFault::new(error.code())));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    /// A picture from outside as the head of papers can bear it: PNG without anything but pixels.
    pub async fn rewrite_logo(&self, picture: Vec<u8>) -> Result<Vec<u8>, DocumentError> {
        let request = Request::RewriteLogo;
        let outcome = self.ask_of(&self.files, PLACE, &request, Arc::new(picture)).await;
        match outcome.map_err(blame_file)? {
            (Reply::Picture { .. }, png) => Ok(png),
            _ => Err(DocumentError::WorkerDied),
        }
    }

    /// The number of the process that works with a pack's templates, where it runs.
    pub fn template_process_id(&self) -> Option<u32> {
        self.templates.process_id()
    }
}

fn read_typeset((reply, pdf): (Reply, Vec<u8>)) -> Result<Typeset, DocumentError> {
    match reply {
        Reply::Typeset { pages, missing, signature_boxes } => {
            Ok(Typeset { pdf, pages, missing, signature_boxes })
        }
        _ => Err(DocumentError::WorkerDied),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_computer_lacks_is_held_against_no_template() {
        for error in [DocumentError::WorkerMissing, DocumentError::FontMissing] {
            assert!(!error.is_of_template(), "{error}");
        }
        assert!(DocumentError::TooHeavy.is_of_template());
    }

    #[tokio::test]
    async fn a_template_without_a_worker_is_not_judged() {
        let worker = Worker::new("/nowhere/document-worker".into());
        let outcome = worker.find_template_fault("refusal", "").await;
        assert_eq!(outcome, Err(DocumentError::WorkerMissing));
        assert_eq!(worker.find_template_fault("day_sheet", "").await, Ok(None));
    }

    /// `true` ends at once, as a worker does that a template kills.
    #[tokio::test]
    async fn a_template_that_stops_its_process_has_a_fault() {
        let worker = Worker::new("/bin/true".into());
        let fault = worker.find_template_fault("refusal", "").await.unwrap().unwrap();
        assert_eq!(fault, TemplateFault::new("document_stops_worker"));
    }
}
