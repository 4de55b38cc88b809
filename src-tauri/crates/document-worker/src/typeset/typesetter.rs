//! Forms through Typst: the templates are built in, the sheet is handed to them as a file of data,
//! the result is PDF/A.
//!
//! The same sheet gives the same bytes: no clock, no network, no packages.

use super::boxes::find_signature_boxes;
use super::code::add_code_rows;
use super::fonts::find_fonts;
use super::glyphs::make_texts_printable;
use counter_documents::{DocumentError, Sheet, Typeset};
use serde_json::{Value, json};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

const TEMPLATES: [(&str, &str); 13] = [
    ("base.typ", include_str!("../../templates/base.typ")),
    ("acceptance_receipt.typ", include_str!("../../templates/acceptance_receipt.typ")),
    ("application_form.typ", include_str!("../../templates/application_form.typ")),
    ("blank_form.typ", include_str!("../../templates/blank_form.typ")),
    ("correction_notice.typ", include_str!("../../templates/correction_notice.typ")),
    ("day_sheet.typ", include_str!("../../templates/day_sheet.typ")),
    ("key_card.typ", include_str!("../../templates/key_card.typ")),
    ("letter.typ", include_str!("../../templates/letter.typ")),
    ("materials_receipt.typ", include_str!("../../templates/materials_receipt.typ")),
    ("one_time_list.typ", include_str!("../../templates/one_time_list.typ")),
    ("refusal.typ", include_str!("../../templates/refusal.typ")),
    (REPRINT, include_str!("../../templates/reprint.typ")),
    ("setup_sheet.typ", include_str!("../../templates/setup_sheet.typ")),
];

const REPRINT: &str = "reprint.typ";

/// Results of earlier forms are forgotten after this many others, lest a day's names stay in
/// memory.
const FORGET_AFTER: usize = 1;

fn template_of(sheet: &Sheet) -> &'static str {
    match sheet {
        Sheet::AcceptanceReceipt(_) => "acceptance_receipt.typ",
        Sheet::ApplicationForm(_) => "application_form.typ",
        Sheet::BlankForm(_) => "blank_form.typ",
        Sheet::CorrectionNotice(_) => "correction_notice.typ",
        Sheet::DaySheet(_) => "day_sheet.typ",
        Sheet::KeyCard(_) => "key_card.typ",
        Sheet::Letter(_) => "letter.typ",
        Sheet::MaterialsReceipt(_) => "materials_receipt.typ",
        Sheet::OneTimeList(_) => "one_time_list.typ",
        Sheet::Refusal(_) => "refusal.typ",
        Sheet::SetupSheet(_) => "setup_sheet.typ",
    }
}

fn file_id(name: &str) -> Result<FileId, DocumentError> {
    let path = VirtualPath::new(name).map_err(|_| DocumentError::Unprintable)?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// Everything Typst may see: the templates, the fonts, and one sheet or one paper with its line.
pub struct Typesetter {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    templates: Vec<Source>,
    data_id: FileId,
    paper_id: FileId,
    main: FileId,
    data: Bytes,
    paper: Bytes,
}

impl Typesetter {
    pub fn load_fonts() -> Result<Self, DocumentError> {
        let fonts = find_fonts()?;
        let mut templates = Vec::new();
        for (name, text) in TEMPLATES {
            templates.push(Source::new(file_id(name)?, text.to_owned()));
        }
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            templates,
            data_id: file_id("sheet.json")?,
            paper_id: file_id("paper.pdf")?,
            main: file_id("base.typ")?,
            data: Bytes::new(Vec::new()),
            paper: Bytes::new(Vec::new()),
        })
    }

    pub fn typeset_sheet(&mut self, sheet: &Sheet) -> Result<Typeset, DocumentError> {
        // What is kept for long is PDF/A.
        let standards =
            PdfStandards::new(&[PdfStandard::A_2b]).map_err(|_| DocumentError::Unprintable)?;
        let value = serde_json::to_value(sheet).map_err(|_| DocumentError::Unprintable)?;
        self.typeset(template_of(sheet), value, standards)
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
        result
    }

    fn typeset(
        &mut self,
        template: &str,
        mut value: Value,
        standards: PdfStandards,
    ) -> Result<Typeset, DocumentError> {
        let missing = make_texts_printable(&mut value, &self.fonts);
        add_code_rows(&mut value);
        self.main = file_id(template)?;
        self.data = Bytes::from_string(value.to_string());
        let result = self.export_pdf(standards);
        self.data = Bytes::new(Vec::new());
        typst::comemo::evict(FORGET_AFTER);
        Ok(Typeset { missing, ..result? })
    }

    fn export_pdf(&self, standards: PdfStandards) -> Result<Typeset, DocumentError> {
        let document = typst::compile::<PagedDocument>(self).output.map_err(log_diagnostics)?;
        let options = PdfOptions {
            creator: Smart::Custom(Some("counter-workstation".to_owned())),
            standards,
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&document, &options).map_err(log_diagnostics)?;
        Ok(Typeset {
            pdf,
            pages: document.pages().len() as u32,
            missing: Vec::new(),
            signature_boxes: find_signature_boxes(&document),
        })
    }
}

/// Typst's own words may quote the sheet, so they go no further than a debugger's screen.
fn log_diagnostics(
    diagnostics: impl IntoIterator<Item = typst::diag::SourceDiagnostic>,
) -> DocumentError {
    if cfg!(debug_assertions) {
        for diagnostic in diagnostics {
            eprintln!("{}", diagnostic.message);
        }
    }
    DocumentError::Unprintable
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
        let template = self.templates.iter().find(|source| source.id() == id);
        template.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id {
            id if id == self.data_id => Ok(self.data.clone()),
            id if id == self.paper_id && !self.paper.is_empty() => Ok(self.paper.clone()),
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
