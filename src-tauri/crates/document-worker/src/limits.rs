//! What this program may take from the computer, set by itself before it reads the first byte.

/// A hostile picture must run into this, not into the computer's memory; mapped fonts and libraries
/// count too.
#[cfg(unix)]
const MAX_MEMORY: u64 = 4 * 1024 * 1024 * 1024;

/// Limits memory and forbids core dumps, which would hold a citizen's papers.
#[cfg(unix)]
pub fn set_limits() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    for (resource, limit) in [(Resource::As, MAX_MEMORY), (Resource::Core, 0)] {
        let hard = getrlimit(resource).maximum;
        let limit = hard.map_or(limit, |hard| hard.min(limit));
        let limit = Rlimit { current: Some(limit), maximum: Some(limit) };
        // Where the system refuses, the client's time limit still holds.
        let _ = setrlimit(resource, limit);
    }
}

#[cfg(not(unix))]
pub fn set_limits() {}
