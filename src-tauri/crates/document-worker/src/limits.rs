//! What this program may take from the computer, set by itself before it reads the first byte; and
//! what it takes of a signature and of a page that a code is looked for on.

/// All who sign one form, each once.
pub const MAX_LAYERS: usize = 16;
/// Of all of them together: some minutes of a pen that says where it is 200 times a second.
pub const MAX_STROKE_POINTS: usize = 100_000;
/// An A4 sheet at 300 dpi; a code is large enough to be read on it.
pub const MAX_CODE_SIDE: u32 = 3_600;
/// A signed form has few pages, and the code is in the foot of each.
pub const MAX_CODE_PAGES: u32 = 8;

/// A hostile picture must run into this, not into the computer's memory; mapped fonts and libraries
/// count too.
#[cfg(unix)]
const MAX_MEMORY: u64 = 4 * 1024 * 1024 * 1024;

/// A template that came with a pack runs into this one: fonts and libraries have a quarter of it.
#[cfg(unix)]
const MAX_TEMPLATE_MEMORY: u64 = 2 * 1024 * 1024 * 1024;

/// Limits memory and forbids core dumps, which would hold a citizen's papers.
#[cfg(unix)]
pub fn set_limits() {
    use rustix::process::Resource;
    lower_limits(&[(Resource::As, MAX_MEMORY), (Resource::Core, 0)]);
}

/// Of a process that works with a pack's template, for as long as it lives: less memory, and no byte
/// into any file.
#[cfg(unix)]
pub fn set_template_limits() {
    use rustix::process::Resource;
    lower_limits(&[(Resource::As, MAX_TEMPLATE_MEMORY), (Resource::Fsize, 0)]);
}

#[cfg(unix)]
fn lower_limits(limits: &[(rustix::process::Resource, u64)]) {
    use rustix::process::{Rlimit, getrlimit, setrlimit};
    for (resource, limit) in limits.iter().copied() {
        let hard = getrlimit(resource).maximum;
        let limit = hard.map_or(limit, |hard| hard.min(limit));
        let limit = Rlimit { current: Some(limit), maximum: Some(limit) };
        // Where the system refuses, the client's time limit still holds.
        let _ = setrlimit(resource, limit);
    }
}

#[cfg(not(unix))]
pub fn set_limits() {}

#[cfg(not(unix))]
pub fn set_template_limits() {}
