//! What the system lets a process take. Where it refuses to set a limit, the other walls and the
//! parent's patience still hold.

/// Of the processor, in seconds, for as long as the process lives: nothing that is worth a clerk's
/// wait comes near it.
#[cfg(target_os = "linux")]
const PROCESSOR: u64 = 3_600;

/// In bytes; mapped files and libraries count too.
#[cfg(unix)]
pub fn limit_memory(bytes: u64) {
    lower_limit(rustix::process::Resource::As, bytes);
}

/// They would hold a citizen's papers.
#[cfg(unix)]
pub fn forbid_core_dumps() {
    lower_limit(rustix::process::Resource::Core, 0);
}

/// No new descriptor, no byte into any file, an end to what runs on.
#[cfg(target_os = "linux")]
pub(crate) fn close_limits() {
    use rustix::process::Resource;
    lower_limit(Resource::Cpu, PROCESSOR);
    lower_limit(Resource::Fsize, 0);
    lower_limit(Resource::Nofile, 0);
}

#[cfg(unix)]
fn lower_limit(resource: rustix::process::Resource, limit: u64) {
    use rustix::process::{Rlimit, getrlimit, setrlimit};
    let hard = getrlimit(resource).maximum;
    let limit = hard.map_or(limit, |hard| hard.min(limit));
    let _ = setrlimit(resource, Rlimit { current: Some(limit), maximum: Some(limit) });
}

#[cfg(not(unix))]
pub fn limit_memory(_: u64) {}

#[cfg(not(unix))]
pub fn forbid_core_dumps() {}
