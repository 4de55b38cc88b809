//! Forms made into PDF: the typesetter, its fonts, and characters that no font has.

mod boxes;
mod code;
mod fonts;
mod glyphs;
mod refusal;
mod templates;
mod typesetter;
mod whole;

pub use fonts::find_fonts;
pub use typesetter::{Look, Typesetter};
