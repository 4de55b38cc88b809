//! What may stand at the other end of the line: the reference office in a process of its own, a peer that never
//! answers, one that answers anything, and nobody at all.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::thread;

use crate::child::Running;
use crate::place::program;
use crate::{Told, until};

/// The reference office; ends when dropped, keeps its data in its folder, and can be started again on the same port.
pub struct Office {
    _running: Running,
}

impl Office {
    pub async fn open(port: u16, data: &Path) -> Told<Self> {
        let counter = program("counter")?;
        let running = Running::start_at("counter", counter, |command| {
            command.args(["office", "--listen", &format!("127.0.0.1:{port}")]);
            command.arg("--data").arg(data);
        })?;
        until("the office", async || Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok())).await?;
        Ok(Self { _running: running })
    }
}

/// A port where nobody listens: connections are refused.
pub fn nobody() -> Told<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Takes every connection and says nothing, as long as the test runs.
pub fn never_answers(port: u16) -> Told {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    thread::spawn(move || {
        // Kept, since a dropped connection would be an answer.
        let _all: Vec<TcpStream> = listener.incoming().flatten().collect();
    });
    Ok(())
}

/// Answers every request with the same bytes: a 500, a login page, garbage.
pub fn always_answers(port: u16, answer: &'static [u8]) -> Told {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    thread::spawn(move || {
        for mut connection in listener.incoming().flatten() {
            let mut request = [0; 4096];
            // A peer that went away needs no answer.
            let _ = connection.read(&mut request).and_then(|_| connection.write_all(answer));
        }
    });
    Ok(())
}
