//! Forms through Typst: the templates are built in, or one came with a pack; the sheet is handed to
//! them as a file of data, the result is PDF/A.
//!
//! The same sheet gives the same bytes: no clock, no network, no packages.
//!
//! Invariant: a template sees what is in this struct and no other file of the computer.
//! Held by `a_template_reads_no_file_of_the_computer` (document-worker).

use super::boxes::find_signature_boxes;
use super::code::add_code_rows;
use super::glyphs::make_texts_printable;
use super::refusal::{Refusal, diagnose, log_refusal};
use super::templates::{REPRINT, TEMPLATES, find_template};
use super::whole::find_missing_part;
use crate::fonts::Face;
use counter_documents::sheet::Letterhead;
use counter_documents::{DocumentError, Sheet, TemplateFault, Typeset};
use serde_json::{Value, json};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Letters of what is wrong with a template: whoever wrote it may have it say anything.
const MAX_MESSAGE: usize = 300;

/// Under which a pack's own template is seen.
const OWN: &str = "own.typ";

/// Results of earlier forms are forgotten after this many others, lest a day's names stay in
/// memory.
const FORGET_AFTER: usize = 1;

fn file_id(name: &str) -> Result<FileId, DocumentError> {
    let path = VirtualPath::new(name).map_err(|_| DocumentError::Unprintable)?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// What papers bear of the place, with the picture that this program wrote; empty for none.
#[derive(Default)]
pub struct Look {
    pub letterhead: Letterhead,
    pub logo: Vec<u8>,
}

/// Everything Typst may see: the templates, the fonts, and one sheet with the place's look, or one
/// paper with its line.
pub struct Typesetter {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    templates: Vec<Source>,
    /// That came with a pack, of the paper at hand.
    own: Option<Source>,
    data_id: FileId,
    paper_id: FileId,
    logo_id: FileId,
    main: FileId,
    data: Bytes,
    paper: Bytes,
    logo: Bytes,
}

impl Typesetter {
    /// With these faces, of which there must be one at least.
    pub fn load_fonts(faces: Vec<Face>) -> Result<Self, DocumentError> {
        let faces = faces.into_iter();
        let fonts: Vec<Font> =
            faces.filter_map(|face| Font::new(Bytes::new(face.data), face.index)).collect();
        if fonts.is_empty() {
            return Err(DocumentError::FontMissing);
        }
        let mut templates = Vec::new();
        for (name, text) in TEMPLATES {
            templates.push(Source::new(file_id(name)?, text.to_owned()));
        }
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            templates,
            own: None,
            data_id: file_id("sheet.json")?,
            paper_id: file_id("paper.pdf")?,
            logo_id: file_id("logo.png")?,
            main: file_id("base.typ")?,
            data: Bytes::new(Vec::new()),
            paper: Bytes::new(Vec::new()),
            logo: Bytes::new(Vec::new()),
        })
    }

    /// Of the fonts that papers are made with.
    pub fn list_families(&self) -> Vec<String> {
        let mut families: Vec<_> =
            self.fonts.iter().map(|font| font.info().family.clone()).collect();
        families.dedup();
        families
    }

    pub fn typeset_sheet(&mut self, sheet: &Sheet, look: Look) -> Result<Typeset, DocumentError> {
        self.typeset_look(find_template(sheet), sheet, look).map_err(log_refusal)
    }

    /// By a template that came with a pack. It makes a whole paper or none.
    pub fn typeset_by_template(
        &mut self,
        sheet: &Sheet,
        look: Look,
        template: String,
    ) -> Result<Typeset, DocumentError> {
        self.typeset_own(sheet, look, template).map_err(log_refusal)
    }

    /// What is wrong with a template, told with its place: the sheet is of invented people.
    pub fn try_template(
        &mut self,
        sheet: &Sheet,
        template: String,
    ) -> Result<Option<TemplateFault>, DocumentError> {
        let own = Source::new(file_id(OWN)?, template.clone());
        match self.typeset_own(sheet, Look::default(), template) {
            Ok(_) => Ok(None),
            Err(Refusal::Failed(error)) => Err(error),
            Err(Refusal::Lacking(part)) => Ok(Some(TemplateFault::new(part))),
            Err(Refusal::Diagnosed(diagnostics)) => {
                self.own = Some(own);
                let fault = self.explain_fault(&diagnostics);
                self.own = None;
                Ok(Some(fault))
            }
        }
    }

    fn typeset_own(
        &mut self,
        sheet: &Sheet,
        look: Look,
        template: String,
    ) -> Result<Typeset, Refusal> {
        self.own = Some(Source::new(file_id(OWN)?, template));
        let outcome = self.typeset_look(OWN, sheet, look);
        self.own = None;
        outcome
    }

    fn typeset_look(
        &mut self,
        template: &str,
        sheet: &Sheet,
        look: Look,
    ) -> Result<Typeset, Refusal> {
        // What is kept for long is PDF/A.
        let standards =
            PdfStandards::new(&[PdfStandard::A_2b]).map_err(|_| DocumentError::Unprintable)?;
        let mut value = serde_json::to_value(sheet).map_err(|_| DocumentError::Unprintable)?;
        let letterhead =
            serde_json::to_value(&look.letterhead).map_err(|_| DocumentError::Unprintable)?;
        if let Some(members) = value.as_object_mut() {
            members.insert("letterhead".to_owned(), letterhead);
            members.insert("has_logo".to_owned(), json!(!look.logo.is_empty()));
        }
        self.logo = Bytes::new(look.logo);
        let outcome = self.typeset(template, value, standards);
        self.logo = Bytes::new(Vec::new());
        outcome
    }

    /// A PDF in a PDF is no PDF/A, and a reprint is not kept.
    pub fn reprint_paper(
        &mut self,
        pdf: Vec<u8>,
        pages: u32,
        line: &str,
    ) -> Result<Typeset, DocumentError> {
        self.paper = Bytes::new(pdf);
        let value = json!({ "pages": pages, "line": line });
        let result = self.typeset(REPRINT, value, PdfStandards::default());
        self.paper = Bytes::new(Vec::new());
        result.map_err(log_refusal)
    }

    fn typeset(
        &mut self,
        template: &str,
        mut value: Value,
        standards: PdfStandards,
    ) -> Result<Typeset, Refusal> {
        let missing = make_texts_printable(&mut value, &self.fonts);
        add_code_rows(&mut value);
        self.main = file_id(template)?;
        self.data = Bytes::from_string(value.to_string());
        let result = self.export_pdf(&value, standards);
        self.data = Bytes::new(Vec::new());
        typst::comemo::evict(FORGET_AFTER);
        Ok(Typeset { missing, ..result? })
    }

    fn export_pdf(&self, sheet: &Value, standards: PdfStandards) -> Result<Typeset, Refusal> {
        let document = typst::compile::<PagedDocument>(self).output.map_err(diagnose)?;
        // The built-in ones are held to it by their tests.
        let is_own = self.own.is_some();
        if let Some(part) = find_missing_part(&document, sheet).filter(|_| is_own) {
            return Err(Refusal::Lacking(part));
        }
        let options = PdfOptions {
            creator: Smart::Custom(Some("counter-workstation".to_owned())),
            standards,
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&document, &options).map_err(diagnose)?;
        Ok(Typeset {
            pdf,
            pages: document.pages().len() as u32,
            missing: Vec::new(),
            signature_boxes: find_signature_boxes(&document),
        })
    }

    /// The first thing that Typst says, and where in the template.
    fn explain_fault(&self, diagnostics: &[SourceDiagnostic]) -> TemplateFault {
        let Some(first) = diagnostics.first() else { return TemplateFault::new("") };
        let range = self.range(first.span);
        let place = self.own.as_ref().zip(range).and_then(|(own, range)| {
            let is_own = first.span.id() == Some(own.id());
            own.lines().byte_to_line_column(range.start).filter(|_| is_own)
        });
        let (line, column) = place.map_or((0, 0), |(line, column)| (line + 1, column + 1));
        TemplateFault { line, column, message: first.message.chars().take(MAX_MESSAGE).collect() }
    }
}

impl World for Typesetter {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let mut sources = self.templates.iter().chain(&self.own);
        sources.find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id {
            id if id == self.data_id => Ok(self.data.clone()),
            id if id == self.paper_id && !self.paper.is_empty() => Ok(self.paper.clone()),
            id if id == self.logo_id && !self.logo.is_empty() => Ok(self.logo.clone()),
            _ => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
