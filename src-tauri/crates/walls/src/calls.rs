//! The system calls that are left: memory, threads, waiting, and what is open already. Every other
//! one answers `ENOSYS`, so that libraries do as on a kernel that has no such call.
//!
//! So is `clone3`, whose flags no filter can read: glibc starts a thread by `clone` then, which is
//! left to threads.

use seccompiler::SeccompCmpArgLen::{Dword, Qword};
use seccompiler::SeccompCmpOp::{self, Eq, MaskedEq};
use seccompiler::{
    BackendError, BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCondition, SeccompFilter,
    SeccompRule, TargetArch,
};
use std::collections::BTreeMap;

/// Whatever their arguments are.
const FREE: [libc::c_long; 32] = [
    // What is open: standard input and output, and this process's own figures.
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_pread64,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_close,
    // Memory.
    libc::SYS_brk,
    libc::SYS_mmap,
    libc::SYS_mprotect,
    libc::SYS_mremap,
    libc::SYS_munmap,
    libc::SYS_madvise,
    // Threads and signals.
    libc::SYS_futex,
    libc::SYS_set_robust_list,
    libc::SYS_rseq,
    libc::SYS_gettid,
    libc::SYS_getpid,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_restart_syscall,
    // Time and chance.
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_gettimeofday,
    libc::SYS_getrandom,
    libc::SYS_sysinfo,
    // The end.
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// For all threads there are and will be.
pub fn refuse_calls() -> Result<(), seccompiler::Error> {
    seccompiler::apply_filter_all_threads(&make_filter()?)
}

fn make_filter() -> Result<BpfProgram, BackendError> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
        FREE.iter().map(|number| (*number, Vec::new())).collect();
    let thread = libc::CLONE_THREAD as u64;
    let own = u64::from(std::process::id());
    rules.insert(libc::SYS_clone, allow_where(0, Dword, MaskedEq(thread), thread)?);
    // This process ends itself.
    rules.insert(libc::SYS_kill, allow_where(0, Dword, Eq, own)?);
    rules.insert(libc::SYS_tgkill, allow_where(0, Dword, Eq, own)?);
    // A thread's name.
    rules.insert(libc::SYS_prctl, allow_where(0, Dword, Eq, libc::PR_SET_NAME as u64)?);
    // Limits are asked for, not set.
    rules.insert(libc::SYS_prlimit64, allow_where(2, Qword, Eq, 0)?);
    let here = TargetArch::try_from(std::env::consts::ARCH)?;
    let refused = SeccompAction::Errno(libc::ENOSYS as u32);
    SeccompFilter::new(rules, refused, SeccompAction::Allow, here)?.try_into()
}

/// Where this argument compares so.
fn allow_where(
    argument: u8,
    length: SeccompCmpArgLen,
    operator: SeccompCmpOp,
    value: u64,
) -> Result<Vec<SeccompRule>, BackendError> {
    let condition = SeccompCondition::new(argument, length, operator, value)?;
    Ok(vec![SeccompRule::new(vec![condition])?])
}
