//! The document worker: a program of its own that opens files from outside, or typesets forms.
//!
//! It reads one request after another from standard input and answers on standard output (see
//! `counter_documents::wire`); it opens no socket, writes no file and logs nothing. Whatever a file
//! does to it, the clerk's program lives on and starts another.
//!
//! Invariant: what a citizen brought is read behind the walls, by a process of one role that has one
//! thread when they are built.
//! Held by `every_thread_of_every_role_is_behind_the_walls` (document-worker).

#[cfg(all(debug_assertions, target_os = "linux"))]
mod attack;
mod budget;
mod file;
mod fonts;
mod limits;
mod meter;
mod places;
mod serve;
mod signing;
mod typeset;

use counter_documents::WallLevel;
use counter_documents::wire::{LIMITS, Role};
use std::env::args_os;
use std::io::{self, BufWriter, stdin, stdout};
use std::process::ExitCode;
use std::thread;

/// The work of `--open` without pipe, walls and limits, for files that a fuzzer finds.
#[doc(hidden)]
pub use {places::Places, serve::Opener};

/// Layout of nested tables recurses deeply in an unoptimised build.
const STACK: usize = 64 * 1024 * 1024;

/// What `document-worker` does.
pub fn run_program() -> ExitCode {
    let Some((role, places)) = places::read_arguments(args_os().skip(1)) else {
        return refuse_arguments();
    };
    match run_role(role, &places) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// A parent of another version may start it by other words, and hears the version all the same.
fn refuse_arguments() -> ExitCode {
    match LIMITS.greet_parent(&mut stdin().lock(), &mut stdout().lock()) {
        Ok(false) => ExitCode::SUCCESS,
        _ => ExitCode::from(2),
    }
}

fn run_role(role: Role, places: &Places) -> io::Result<()> {
    limits::set_limits(role);
    let kit = serve::Kit::load(role, places);
    let meter = meter::Meter::open();
    let counter_walls::Level { no_new_privileges, landlock, system_calls } =
        counter_walls::build_walls()?;
    let walls = WallLevel { no_new_privileges, landlock, system_calls };
    // One thread does all the work: pdfium must never be entered from two.
    let work = thread::Builder::new().stack_size(STACK).spawn(move || {
        let mut server = serve::Server::new(kit, budget::Budget::start_watch(meter), walls);
        // Not locked: when a file takes too much, another thread has the last word.
        server.serve_requests(&mut stdin().lock(), &mut BufWriter::new(stdout()))
    })?;
    work.join().unwrap_or_else(|_| Err(io::Error::other("the work was given up")))
}
