//! What a driver has to do, and how one is found by a device's name. README.md says how to add one.

mod printer;
mod reader;
mod registry;
mod scanner;

pub use printer::PrinterDriver;
pub use reader::ReaderDriver;
pub use registry::Registry;
pub use scanner::ScannerDriver;

use std::future::Future;
use std::pin::Pin;

/// What a driver does in its own time. A trait object cannot have `async fn`.
pub type DriverFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
