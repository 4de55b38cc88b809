//! The document worker: a program of its own that opens files from outside and typesets forms.
//!
//! It reads one request after another from standard input and answers on standard output (see
//! `counter_documents::wire`); it opens no socket, writes no file and logs nothing. Whatever a file
//! does to it, the clerk's program lives on and starts another.

mod budget;
mod file;
mod limits;
mod serve;
mod signing;
mod typeset;

use std::io::{BufWriter, stdin, stdout};
use std::process::ExitCode;
use std::thread;

/// Layout of nested tables recurses deeply in an unoptimised build.
const STACK: usize = 64 * 1024 * 1024;

fn main() -> ExitCode {
    limits::set_limits();
    // One thread does all the work: pdfium must never be entered from two.
    let work = thread::Builder::new().stack_size(STACK).spawn(|| {
        let mut tools = serve::Tools::new(budget::Budget::start_watch());
        // Not locked: when a file takes too much, another thread has the last word.
        tools.serve_requests(&mut stdin().lock(), &mut BufWriter::new(stdout()))
    });
    match work.map(|thread| thread.join()) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
