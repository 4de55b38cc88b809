//! Forms made into PDF: the typesetter, its fonts, and characters that no font has.

mod boxes;
mod code;
mod glyphs;
mod refusal;
mod templates;
mod typesetter;
mod whole;

pub use typesetter::{Look, Typesetter};
