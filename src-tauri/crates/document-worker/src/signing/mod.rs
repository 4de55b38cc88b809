//! A form signed on the screen, and the code by which a signed page is known again.

mod code;
mod ink;
mod layer;

pub use code::find_form_code;
pub use layer::append_layers;
