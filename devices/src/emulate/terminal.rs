//! The emulated reader's end of the cable: a pseudo-terminal, a symbolic link that names it, and
//! the pace of a serial line, which a pseudo-terminal does not have of itself.

use std::ffi::OsStr;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::tcgetattr;

/// Bytes sent between two looks at the clock.
const BURST: usize = 8;
/// How long a look for requests lasts before other things are looked after.
const LOOK: Duration = Duration::from_millis(10);

pub struct TerminalLine {
    master: OwnedFd,
    path: PathBuf,
    link: Option<PathBuf>,
}

impl TerminalLine {
    pub fn open_link(link: Option<&Path>) -> io::Result<Self> {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
        grantpt(&master)?;
        unlockpt(&master)?;
        let name = ptsname(&master, Vec::new())?;
        let path = PathBuf::from(OsStr::from_bytes(name.as_bytes()));
        if let Some(link) = link {
            publish_link(&path, link)?;
        }
        Ok(Self { master, path, link: link.map(Path::to_owned) })
    }

    pub fn terminal_path(&self) -> &Path {
        &self.path
    }

    /// The speed the other side has set.
    pub fn baud_rate(&self) -> u32 {
        tcgetattr(&self.master).map_or(0, |settings| settings.output_speed())
    }

    /// What has come in, waiting a moment for it.
    pub fn receive_bytes(&self, into: &mut Vec<u8>) -> io::Result<()> {
        let mut poll_fd = PollFd::new(&self.master, PollFlags::IN);
        let look = Timespec { tv_sec: 0, tv_nsec: i64::from(LOOK.subsec_nanos()) };
        poll(std::slice::from_mut(&mut poll_fd), Some(&look))?;
        let events = poll_fd.revents();
        if !events.contains(PollFlags::IN) {
            // Hung up: nobody has the other end open, and looking again at once would only spin.
            if events.contains(PollFlags::HUP) {
                into.clear();
                std::thread::sleep(LOOK);
            }
            return Ok(());
        }
        let mut chunk = [0; 512];
        match rustix::io::read(&self.master, &mut chunk) {
            Ok(count) => into.extend(chunk.iter().take(count)),
            Err(rustix::io::Errno::IO | rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    /// Sends at the pace of the wire, as long as `plugged`. A byte is ten bits.
    pub fn send_bytes(
        &self,
        bytes: &[u8],
        speed: u32,
        plugged: impl Fn() -> bool,
    ) -> io::Result<()> {
        let started = Instant::now();
        for (burst, part) in bytes.chunks(BURST).enumerate() {
            let bytes = (burst * BURST + part.len()) as u64;
            let due = Duration::from_micros(bytes * 10_000_000 / u64::from(speed.max(300)));
            std::thread::sleep(due.saturating_sub(started.elapsed()));
            if !plugged() {
                return Ok(());
            }
            self.write_bytes(part)?;
        }
        Ok(())
    }

    fn write_bytes(&self, mut part: &[u8]) -> io::Result<()> {
        while !part.is_empty() {
            match rustix::io::write(&self.master, part) {
                Ok(count) => part = part.get(count..).unwrap_or_default(),
                Err(rustix::io::Errno::INTR) => {}
                // Nobody is listening: the bytes are lost, as on a real cable.
                Err(rustix::io::Errno::IO) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

impl Drop for TerminalLine {
    fn drop(&mut self) {
        let is_ours = |link: &&PathBuf| std::fs::read_link(link).is_ok_and(|to| to == self.path);
        if let Some(link) = self.link.as_ref().filter(is_ours) {
            // Another emulator may have taken the name meanwhile; a failure leaves a dead link.
            let _ = std::fs::remove_file(link);
        }
    }
}

/// Puts the link in place at once, over an older one, never over a file.
fn publish_link(path: &Path, link: &Path) -> io::Result<()> {
    match std::fs::symlink_metadata(link) {
        Ok(old) if !old.is_symlink() => return Err(io::ErrorKind::AlreadyExists.into()),
        _ => {}
    }
    let mut temporary = link.as_os_str().to_owned();
    temporary.push(format!(".{}", std::process::id()));
    std::os::unix::fs::symlink(path, &temporary)?;
    std::fs::rename(&temporary, link)
}
