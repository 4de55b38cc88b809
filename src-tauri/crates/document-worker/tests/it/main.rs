//! The real worker, asked through the real client.

mod blanks;
mod files;
mod forms;
mod life;
mod samples;

use counter_documents::Worker;

fn worker() -> Worker {
    Worker::new(env!("CARGO_BIN_EXE_document-worker").into())
}
