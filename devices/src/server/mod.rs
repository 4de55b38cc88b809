//! The side of `device-host`: the drivers there are, and the answering of calls.

mod drivers;
mod serve;
mod work;

pub use drivers::builtin_drivers;
pub use serve::serve_calls;
