//! What an intruder would try from inside, in builds for testing alone. Nothing is done with what
//! is reached.

use std::fs::{File, OpenOptions};
use std::io;
use std::net::{TcpStream, UdpSocket};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::process::Command;

use libc::c_long;

/// keyctl(2): the number of the session's own keyring.
const GET_KEYRING_ID: c_long = 0;
const SESSION_KEYRING: c_long = -3;

/// Each with what it is tried on: a path, or an address.
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
}

impl Attack {
    pub const ALL: [Attack; 12] = [
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
