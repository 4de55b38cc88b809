//! Text that the file leaves to the computer's fonts. Where the computer has no Chinese font,
//! pdfium draws nothing in its place: a blank paper that looks like a page.

use counter_documents::DocumentError;
use pdfium_render::prelude::*;

/// One character without a font of its own, as large as its page.
const SAMPLE: &[u8] = include_bytes!("sample.pdf");
const SAMPLE_SIDE: Pixels = 64;

/// Whether this computer can draw a Chinese character that a file brings no font for.
pub fn can_draw_chinese(library: &Pdfium) -> bool {
    let draw = || -> Result<bool, PdfiumError> {
        let document = library.load_pdf_from_byte_slice(SAMPLE, None)?;
        let config = PdfRenderConfig::new().set_fixed_size(SAMPLE_SIDE, SAMPLE_SIDE);
        let image = document.pages().get(0)?.render_with_config(&config)?.as_image()?;
        Ok(image.to_luma8().pixels().any(|pixel| pixel.0[0] < 128))
    };
    draw().unwrap_or(false)
}

/// Whether a page has Chinese text that the file brings no font for.
pub fn needs_chinese_font(page: &PdfPage<'_>) -> bool {
    page.objects().iter().any(|object| match &object {
        PdfPageObject::Text(text) => is_bare_chinese(text),
        PdfPageObject::XObjectForm(form) => form
            .iter()
            .any(|inner| matches!(&inner, PdfPageObject::Text(text) if is_bare_chinese(text))),
        _ => false,
    })
}

fn is_bare_chinese(text: &PdfPageTextObject<'_>) -> bool {
    if text.font().is_embedded().unwrap_or(true) {
        return false;
    }
    // Of some encodings pdfium cannot even tell the characters without the font.
    let characters = text.text();
    characters.is_empty() || characters.chars().any(is_chinese)
}

fn is_chinese(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Refuses what would come out blank.
pub fn check_fonts(
    page: &PdfPage<'_>,
    can_draw: impl FnOnce() -> bool,
) -> Result<(), DocumentError> {
    if needs_chinese_font(page) && !can_draw() {
        return Err(DocumentError::FileFontMissing);
    }
    Ok(())
}
