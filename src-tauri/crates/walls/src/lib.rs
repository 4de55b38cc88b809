//! What a process gives up for good before it reads the first byte of a file from outside: new
//! privileges, files and connections (Landlock), every system call that it needs no longer
//! (seccomp), and what its limits leave.
//!
//! Whatever a library reads from files is read before; every other thread is started after.
//!
//! And what every program keeps to itself: its files, and its memory.

#[cfg(all(debug_assertions, target_os = "linux"))]
pub mod attack;
#[cfg(target_os = "linux")]
mod calls;
#[cfg(target_os = "linux")]
mod files;
mod limits;
#[cfg(target_os = "linux")]
mod mutants;
mod private;

pub use limits::{forbid_dumps, limit_memory};
pub use private::{close_to_others, keep_files_private};

use std::io;

/// How far the walls reach: an older kernel has less.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Level {
    pub no_new_privileges: bool,
    /// The version of Landlock that is in force.
    pub landlock: Option<u32>,
    /// Only the system calls that are listed are made.
    pub system_calls: bool,
}

/// Builds them round this process, with all threads that it will ever start.
///
/// # Errors
/// Another thread runs, which would stay outside; nothing was built.
#[cfg(target_os = "linux")]
pub fn build_walls() -> io::Result<Level> {
    use mutants::Mutant;
    if std::fs::read_dir("/proc/self/task")?.count() != 1 {
        return Err(io::Error::other("a thread runs outside of the walls"));
    }
    if Mutant::WallsLeftOut.is_planted() {
        return Ok(Level::default());
    }
    if Mutant::LimitsAlone.is_planted() {
        limits::close_limits();
        return Ok(Level::default());
    }
    let no_new_privileges = give_up_privileges();
    let landlock = files::shut_files();
    if Mutant::CallsLeftOpen.is_planted() {
        return Ok(Level { no_new_privileges, landlock, system_calls: false });
    }
    // After Landlock, which is told over a descriptor; before the list, which changes no limit.
    limits::close_limits();
    let system_calls = calls::refuse_calls().is_ok();
    Ok(Level { no_new_privileges, landlock, system_calls })
}

/// There are none here.
#[cfg(not(target_os = "linux"))]
pub fn build_walls() -> io::Result<Level> {
    Ok(Level::default())
}

/// Nothing that this process starts ever runs with more rights than it has. Whether that holds.
#[cfg(target_os = "linux")]
pub fn give_up_privileges() -> bool {
    rustix::thread::set_no_new_privs(true).is_ok()
}

#[cfg(not(target_os = "linux"))]
pub fn give_up_privileges() -> bool {
    false
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;

    fn read_walls() -> Vec<String> {
        let status = std::fs::read_to_string("/proc/thread-self/status").unwrap();
        let is_wall = |line: &&str| line.starts_with("NoNewPrivs:") || line.starts_with("Seccomp:");
        status.lines().filter(is_wall).map(str::to_owned).collect()
    }

    #[test]
    fn beside_another_thread_nothing_is_built() {
        let (sender, receiver) = std::sync::mpsc::channel::<()>();
        let other = std::thread::spawn(move || receiver.recv().is_err());
        let before = read_walls();
        assert!(build_walls().is_err());
        assert_eq!((read_walls(), before.len()), (before, 2));
        drop(sender);
        assert!(other.join().unwrap());
    }
}
