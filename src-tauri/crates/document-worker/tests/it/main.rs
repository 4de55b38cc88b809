//! The real worker, asked through the real client.

// A test may stop at what it does not expect; its helpers are no tests by clippy's measure.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::dbg_macro,
    clippy::print_stdout
)]

mod blanks;
mod files;
mod form_codes;
mod forms;
mod hard_papers;
mod hard_samples;
mod life;
mod looks;
mod odd_images;
mod odd_pdfs;
mod pdfs;
mod reprints;
mod samples;
mod signing;
mod templates;
mod tiff_writer;
mod tiffs;
mod walls;
mod walls_limits;

use counter_documents::Worker;

fn worker() -> Worker {
    Worker::new(env!("CARGO_BIN_EXE_document-worker").into())
}
