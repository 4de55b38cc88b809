//! What the system lets a process take. Where it refuses to set a limit, the other walls and the
//! parent's patience still hold.

/// Of the processor, in seconds, for as long as the process lives: nothing that is worth a clerk's
/// wait comes near it.
#[cfg(target_os = "linux")]
const PROCESSOR: u64 = 3_600;
/// As a test has it, which waits for no hour.
#[cfg(target_os = "linux")]
const SHORT_PROCESSOR: u64 = 2;

/// In bytes; mapped files and libraries count too.
#[cfg(unix)]
pub fn limit_memory(bytes: u64) {
    #[cfg(target_os = "linux")]
    if crate::mutants::Mutant::MemoryWithoutEnd.is_planted() {
        return;
    }
    lower_limit(rustix::process::Resource::As, bytes);
}

/// Nobody reads this process's memory, which holds keys or a citizen's papers: no core is dumped,
/// and no other process of the same user traces it or opens its memory (on Linux). What it starts
/// is a program of its own and says so itself; no core is dumped of that either.
#[cfg(unix)]
pub fn forbid_dumps() {
    lower_limit(rustix::process::Resource::Core, 0);
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}

/// No new descriptor, no byte into any file, an end to what runs on.
#[cfg(target_os = "linux")]
pub(crate) fn close_limits() {
    use rustix::process::Resource;
    let is_short = crate::mutants::Mutant::ShortHour.is_planted();
    lower_limit(Resource::Cpu, if is_short { SHORT_PROCESSOR } else { PROCESSOR });
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
pub fn forbid_dumps() {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rustix::process::{DumpableBehavior, dumpable_behavior};

    #[test]
    fn neither_a_core_nor_another_process_gets_the_memory() {
        super::forbid_dumps();
        let limits = std::fs::read_to_string("/proc/self/limits").unwrap();
        let core = limits.lines().find_map(|line| line.strip_prefix("Max core file size"));
        let core: Vec<&str> = core.unwrap().split_whitespace().take(2).collect();
        assert_eq!(core, ["0", "0"]);
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
    }
}
