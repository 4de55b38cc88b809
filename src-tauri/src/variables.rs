//! Variables for the webview library and the processes that it starts. Setting one is sound while
//! nobody else reads them, so this is the first thing that the program does. (Starting anew with the
//! variables set was tried: it loads the library twice, a tenth of the whole start.)

use std::{env, fs, io};

/// The program's first thread, and the one by which the webview library's allocator tidies up from
/// its loading on: it reads no variable.
const THREADS: usize = 2;

/// What somebody has set stays. For the head of `main`: no thread of ours may run yet.
///
/// # Errors
/// More runs than is known of; nothing was set.
pub fn set_variables(wanted: &[(&str, &str)]) -> io::Result<()> {
    if fs::read_dir("/proc/self/task")?.count() > THREADS {
        return Err(io::Error::other("something else runs already"));
    }
    for (name, value) in wanted {
        if env::var_os(name).is_none() {
            // Sound: nobody reads the environment meanwhile.
            unsafe { env::set_var(name, value) };
        }
    }
    Ok(())
}
