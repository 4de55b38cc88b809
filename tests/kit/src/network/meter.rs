//! A line with a meter: everything that goes to the office behind it is counted, connections and
//! bytes. It can be cut.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use crate::TestResult;

const LOOK_UP: Duration = Duration::from_millis(50);

#[derive(Default)]
struct Counts {
    connections: AtomicU64,
    bytes: AtomicU64,
    open: AtomicU64,
    cut: AtomicBool,
}

#[derive(Clone)]
pub struct Meter {
    counts: Arc<Counts>,
    pub port: u16,
}

impl Meter {
    /// Listens on a port of its own, as long as the test runs, for the office at `beyond`.
    pub fn in_front_of(beyond: u16) -> TestResult<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let meter = Self { counts: Arc::default(), port: listener.local_addr()?.port() };
        let counts = meter.counts.clone();
        thread::spawn(move || {
            for here in listener.incoming().flatten() {
                let counts = counts.clone();
                counts.connections.fetch_add(1, Ordering::SeqCst);
                thread::spawn(move || counts.carry(here, beyond));
            }
        });
        Ok(meter)
    }

    /// A cut line ends the connections that are open, and closes new ones without a word.
    pub fn set_cut(&self, cut: bool) {
        self.counts.cut.store(cut, Ordering::SeqCst);
    }

    /// Connections and bytes towards the office so far.
    pub fn counts(&self) -> (u64, u64) {
        (self.counts.connections.load(Ordering::SeqCst), self.counts.bytes.load(Ordering::SeqCst))
    }

    /// Connections that are open now.
    pub fn open_connections(&self) -> u64 {
        self.counts.open.load(Ordering::SeqCst)
    }
}

impl Counts {
    fn carry(&self, mut here: TcpStream, beyond: u16) {
        if self.cut.load(Ordering::SeqCst) {
            return;
        }
        let Ok(mut there) = TcpStream::connect((Ipv4Addr::LOCALHOST, beyond)) else { return };
        let (Ok(mut back_from), Ok(mut back_to)) = (there.try_clone(), here.try_clone()) else {
            return;
        };
        thread::spawn(move || {
            // Either end may go first; the other is told by the end of its stream.
            let _ = std::io::copy(&mut back_from, &mut back_to);
            let _ = back_to.shutdown(Shutdown::Both);
        });
        self.open.fetch_add(1, Ordering::SeqCst);
        let mut block = [0; 16 * 1024];
        // So that a cut is noticed on a silent connection too.
        let looks_up = here.set_read_timeout(Some(LOOK_UP)).is_ok();
        while looks_up && !self.cut.load(Ordering::SeqCst) {
            match here.read(&mut block) {
                Ok(read @ 1..) => {
                    self.bytes.fetch_add(read as u64, Ordering::SeqCst);
                    if there.write_all(&block[..read]).is_err() {
                        break;
                    }
                }
                Err(error)
                    if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
                _ => break,
            }
        }
        let _ = here.shutdown(Shutdown::Both);
        let _ = there.shutdown(Shutdown::Both);
        self.open.fetch_sub(1, Ordering::SeqCst);
    }
}
