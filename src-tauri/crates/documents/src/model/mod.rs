//! What a file from outside can be, what is made of it, and what can be wrong with it.

mod error;
mod file;
mod kind;
mod opening;
mod other_kind;
mod side_file;
mod signature;
mod signing;
mod template_fault;
mod wall_level;

pub use error::DocumentError;
pub use file::{Inspected, OpenedFile, Picture, Typeset, WorkerTools};
pub use kind::Kind;
pub use other_kind::OtherKind;
pub use signing::{SignatureBox, StrokeLayer, StrokePoint, remove_layer};
pub use template_fault::TemplateFault;
pub use wall_level::WallLevel;
