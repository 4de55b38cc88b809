//! The program `document-worker`; what it does is in the library beside it.

use std::process::ExitCode;

fn main() -> ExitCode {
    counter_document_worker::run_program()
}
