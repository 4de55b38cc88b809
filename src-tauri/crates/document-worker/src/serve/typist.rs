//! Papers: from a sheet, from a paper that was made here, from strokes. No byte of a citizen's file
//! comes this way.

use super::Answer;
use crate::fonts::find_faces;
use crate::places::Places;
use crate::signing;
use crate::typeset::{Look, Typesetter};
use counter_documents::wire::{Reply, Request};
use counter_documents::{DocumentError, Typeset};

pub struct Typist {
    typesetter: Result<Box<Typesetter>, DocumentError>,
    /// By a pack's own template; otherwise by the built-in ones.
    by_template: bool,
}

impl Typist {
    pub fn load(places: &Places, by_template: bool) -> Self {
        let typesetter = Typesetter::load_fonts(find_faces(places)).map(Box::new);
        Self { typesetter, by_template }
    }

    /// None for another role's work.
    pub fn answer_request(&mut self, request: Request, body: Vec<u8>) -> Option<Answer> {
        match (self.by_template, request) {
            (false, Request::Typeset { sheet, letterhead }) => {
                let look = Look { letterhead, logo: body };
                Some(self.typeset(|typesetter| typesetter.typeset_sheet(&sheet, look)))
            }
            (false, Request::Reprint { pages, line }) => {
                Some(self.typeset(|typesetter| typesetter.reprint_paper(body, pages, &line)))
            }
            (false, Request::SignForm { layers }) => {
                Some(signing::append_layers(body, &layers).map(|form| (Reply::Signed, form)))
            }
            (true, Request::TypesetByTemplate { sheet, letterhead, template }) => {
                let look = Look { letterhead, logo: body };
                let make = |typesetter: &mut Typesetter| {
                    typesetter.typeset_by_template(&sheet, look, template)
                };
                Some(self.typeset(make))
            }
            (true, Request::TryTemplate { sheet, template }) => {
                let fault = self.typesetter().and_then(|it| it.try_template(&sheet, template));
                Some(fault.map(|fault| (Reply::TemplateTried { fault }, Vec::new())))
            }
            _ => None,
        }
    }

    pub fn list_families(&self) -> Vec<String> {
        self.typesetter.as_ref().map(|it| it.list_families()).unwrap_or_default()
    }

    fn typeset(
        &mut self,
        make: impl FnOnce(&mut Typesetter) -> Result<Typeset, DocumentError>,
    ) -> Answer {
        let Typeset { pdf, pages, missing, signature_boxes } = self.typesetter().and_then(make)?;
        Ok((Reply::Typeset { pages, missing, signature_boxes }, pdf))
    }

    fn typesetter(&mut self) -> Result<&mut Typesetter, DocumentError> {
        match &mut self.typesetter {
            Ok(typesetter) => Ok(typesetter),
            Err(error) => Err(*error),
        }
    }
}
