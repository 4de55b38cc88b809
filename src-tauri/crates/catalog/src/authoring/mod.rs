//! What an author of a pack is helped with: checklist cases, lint, mutants, the difference of two
//! packs, an invented pack.

pub mod cases;
pub mod diff;
pub mod generate;
pub mod lint;
pub mod mutate;
mod situations;
