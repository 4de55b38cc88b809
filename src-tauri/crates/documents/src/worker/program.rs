//! How a worker is started: in a role, without any variable of this process. What it must know of the
//! computer it is told by arguments.

use super::wire::{LIMITS, Role};
use counter_child_pipe::Program;
use std::env;
use std::ffi::OsString;
use std::path::Path;

/// The variables that say where its fonts and libraries lie, and the arguments that hand them on.
const PLACES: [(&str, &str); 3] =
    [("COUNTER_FONTS", "--fonts"), ("HOME", "--home"), ("COUNTER_PDFIUM", "--pdfium")];

/// Its standard error is thrown away: what a library says about a citizen's file belongs in no log.
pub fn find_program(exe: &Path, role: Role) -> Program {
    let mut arguments: Vec<OsString> = vec![role.argument().into()];
    for (variable, argument) in PLACES {
        if let Some(place) = env::var_os(variable) {
            arguments.extend([argument.into(), place]);
        }
    }
    Program::new(exe.to_path_buf(), LIMITS).with_arguments(arguments).without_environment()
}
