//! What an intruder would try from inside, in builds for testing alone. Nothing is done with what
//! is reached.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::net::{TcpStream, UdpSocket};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Duration;

use libc::c_long;

/// keyctl(2): the number of the session's own keyring.
const GET_KEYRING_ID: c_long = 0;
const SESSION_KEYRING: c_long = -3;

/// Each with what it is tried on: a path, an address, an amount, or words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attack {
    OpenFile,
    MakeFile,
    ConnectTcp,
    SendUdp,
    /// The Secret Service is asked over such a socket.
    ConnectBus,
    AskKeyring,
    /// Another program in a process of its own.
    StartProgram,
    /// Another program in this process's place.
    BecomeProgram,
    TraceProcess,
    ReadMemory,
    MakeRing,
    MakeMemoryFile,
    /// Where standard error leads.
    WriteOutput,
    /// So many bytes.
    TakeMemory,
    /// So many seconds of the processor.
    TakeTime,
}

impl Attack {
    pub const ALL: [Attack; 15] = [
        Attack::OpenFile,
        Attack::MakeFile,
        Attack::ConnectTcp,
        Attack::SendUdp,
        Attack::ConnectBus,
        Attack::AskKeyring,
        Attack::StartProgram,
        Attack::BecomeProgram,
        Attack::TraceProcess,
        Attack::ReadMemory,
        Attack::MakeRing,
        Attack::MakeMemoryFile,
        Attack::WriteOutput,
        Attack::TakeMemory,
        Attack::TakeTime,
    ];

    pub fn find(name: &str) -> Option<Attack> {
        Self::ALL.into_iter().find(|attack| format!("{attack:?}") == name)
    }

    /// # Errors
    /// What it is refused with.
    pub fn attempt(self, target: &str) -> io::Result<()> {
        match self {
            Attack::OpenFile => File::open(target).map(drop),
            Attack::MakeFile => {
                OpenOptions::new().write(true).create_new(true).open(target).map(drop)
            }
            Attack::ConnectTcp => TcpStream::connect(target).map(drop),
            Attack::SendUdp => {
                UdpSocket::bind("127.0.0.1:0")?.send_to(b"from inside", target).map(drop)
            }
            Attack::ConnectBus => UnixStream::connect(target).map(drop),
            Attack::AskKeyring => call(libc::SYS_keyctl, GET_KEYRING_ID, SESSION_KEYRING, &[]),
            Attack::StartProgram => Command::new(target).status().map(drop),
            Attack::BecomeProgram => Err(Command::new(target).exec()),
            // Nobody is traced by this process, and the kernel says so.
            Attack::TraceProcess => {
                let own = c_long::from(std::process::id());
                call(libc::SYS_ptrace, c_long::from(libc::PTRACE_DETACH), own, &[libc::ESRCH])
            }
            Attack::ReadMemory => {
                call(libc::SYS_process_vm_readv, c_long::from(std::process::id()), 0, &[])
            }
            Attack::MakeRing => call(libc::SYS_io_uring_setup, 1, 0, &[libc::EFAULT, libc::EPERM]),
            Attack::MakeMemoryFile => call(libc::SYS_memfd_create, 0, 0, &[libc::EFAULT]),
            Attack::WriteOutput => io::stderr().write_all(target.as_bytes()),
            Attack::TakeMemory => take_memory(target.parse().map_err(io::Error::other)?),
            Attack::TakeTime => {
                take_time(Duration::from_secs(target.parse().map_err(io::Error::other)?))
            }
        }
    }
}

/// A system call that the standard library has no words for. `reached` are the errors with which
/// the kernel answers what was asked.
fn call(number: c_long, first: c_long, second: c_long, reached: &[i32]) -> io::Result<()> {
    let none: c_long = 0;
    // SAFETY: numbers and null pointers alone, so the kernel touches no memory of this process.
    let outcome = unsafe { libc::syscall(number, first, second, none, none, none, none) };
    let error = io::Error::last_os_error();
    match outcome {
        -1 if error.raw_os_error().is_none_or(|code| !reached.contains(&code)) => Err(error),
        _ => Ok(()),
    }
}

/// Asked for and given back; what nobody writes to costs the machine nothing.
fn take_memory(bytes: usize) -> io::Result<()> {
    let rights = libc::PROT_READ | libc::PROT_WRITE;
    let kind = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
    // SAFETY: a new place of the kernel's choice, of which nobody else knows; it is given back
    // before anything could point to it.
    unsafe {
        let place = libc::mmap(std::ptr::null_mut(), bytes, rights, kind, -1, 0);
        if place == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        libc::munmap(place, bytes);
    }
    Ok(())
}

fn take_time(amount: Duration) -> io::Result<()> {
    let start = read_processor_time()?;
    while read_processor_time()?.saturating_sub(start) < amount {
        std::hint::black_box((0..100_000_u64).sum::<u64>());
    }
    Ok(())
}

/// Of all threads of this process.
fn read_processor_time() -> io::Result<Duration> {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the kernel writes to `time` alone, which outlives the call.
    let outcome = unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &raw mut time) };
    if outcome != 0 {
        return Err(io::Error::last_os_error());
    }
    let (seconds, nanos) = (time.tv_sec.unsigned_abs(), time.tv_nsec.unsigned_abs());
    Ok(Duration::from_secs(seconds) + Duration::from_nanos(nanos))
}
