//! Kinds of file that people bring and that the counter does not take. Each is named, since each
//! has a way out of its own: who hears "unknown file" goes home for nothing.

use serde::{Deserialize, Serialize};

macro_rules! other_kinds {
    ($($name:ident = $code:literal,)*) => {
        /// What a file is that is not taken.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum OtherKind { $(#[serde(rename = $code)] $name),* }

        impl OtherKind {
            /// Every code, for the texts.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The stable code under which the program's texts know this kind.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }
        }
    };
}

other_kinds! {
    // photographs of telephones and cameras
    Heic = "heic",
    Avif = "avif",
    JpegXl = "jpeg_xl",
    Jpeg2000 = "jpeg_2000",
    WechatCache = "wechat_cache",
    Dicom = "dicom",
    // papers of other programs
    Ofd = "ofd",
    Word = "word",
    Sheet = "sheet",
    Slides = "slides",
    Office = "office",
    OfficeLocked = "office_locked",
    FirmLocked = "firm_locked",
    OpenDocument = "open_document",
    RichText = "rich_text",
    Xps = "xps",
    PostScript = "postscript",
    Djvu = "djvu",
    Ceb = "ceb",
    Caj = "caj",
    Ebook = "ebook",
    // pictures of other programs
    Photoshop = "photoshop",
    Drawing = "drawing",
    Vector = "vector",
    Icon = "icon",
    // many files in one
    Archive = "archive",
    Email = "email",
    // what is looked at or heard, not read
    Video = "video",
    Audio = "audio",
    Animation = "animation",
    // texts
    WebPage = "web_page",
    Xml = "xml",
    Text = "text",
    // what is no paper at all
    Program = "program",
    Shortcut = "shortcut",
    Placeholder = "placeholder",
    SideFile = "side_file",
    // members of a kind that is taken
    BigTiff = "big_tiff",
    TiffVariant = "tiff_variant",
    ImageVariant = "image_variant",
    PdfForm = "pdf_form",
    PdfPortfolio = "pdf_portfolio",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_there_once() {
        let mut codes = OtherKind::CODES.to_vec();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), OtherKind::CODES.len());
    }
}
