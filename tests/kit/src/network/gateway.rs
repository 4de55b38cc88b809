//! A gateway before the office, as data centres have one: it passes requests on as they are, but
//! for what its rules forbid, which it answers itself. Counts what it refused and what passed.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::message::{read_body, read_head};
use crate::TestResult;

/// What it does not let pass. Everything else goes on to the office.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Larger bodies: nginx's 413, given in the middle of the body, and the connection is closed.
    pub largest: Option<usize>,
    /// The same without an answer.
    pub hangs_up: Option<usize>,
    /// Such methods, and the status they are answered with.
    pub methods: &'static [&'static str],
    pub method_status: u16,
    /// A body, even an empty one, whose length is not said before: 411.
    pub needs_length: bool,
    /// The first so many requests whose line begins so: status, and what is said besides.
    pub first: Option<(&'static str, u32, u16, &'static str)>,
    /// Of what a case needs, one request in so many is refused with this status, whichever it is.
    pub every: Option<(u32, u16)>,
    /// How many of those came.
    pub counted: u32,
    /// Headers of the answers that it takes away.
    pub strips: &'static [&'static str],
    /// Writes a charset behind every media type, both ways.
    pub adds_charset: bool,
    /// Anything but GET, or everything, is answered by a sign-in page.
    pub signs_in: Option<SignIn>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignIn {
    AllButGet,
    All,
}

/// What came to it.
#[derive(Clone, Debug, Default)]
pub struct Traffic {
    pub requests: u32,
    pub refused: u32,
    /// Of them, for their size.
    pub too_large: u32,
    /// Bytes of bodies that came, passed or not.
    pub bytes: u64,
    /// The largest body that passed.
    pub largest: usize,
    /// The heads' first lines, with a `!` before what was refused.
    pub lines: Vec<String>,
}

#[derive(Clone)]
pub struct Gateway {
    state: Arc<Mutex<(Rules, Traffic)>>,
    office: u16,
    pub port: u16,
}

impl Gateway {
    /// On a port of its own, as long as the test runs.
    pub fn in_front_of(office: u16, rules: Rules) -> TestResult<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let state = Arc::new(Mutex::new((rules, Traffic::default())));
        let gateway = Self { state, office, port: listener.local_addr()?.port() };
        let listening = gateway.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let gateway = listening.clone();
                // Either end may hang up; that ends the connection and nothing else.
                thread::spawn(move || drop(gateway.serve(client)));
            }
        });
        Ok(gateway)
    }

    /// Other rules from now on.
    pub fn set_rules(&self, rules: Rules) {
        self.state().0 = rules;
    }

    pub fn traffic(&self) -> Traffic {
        self.state().1.clone()
    }

    fn state(&self) -> MutexGuard<'_, (Rules, Traffic)> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self, mut client: TcpStream) -> std::io::Result<()> {
        let mut office = TcpStream::connect((Ipv4Addr::LOCALHOST, self.office))?;
        loop {
            let head = String::from_utf8_lossy(&read_head(&mut client)?).into_owned();
            let length = content_length(&head);
            let verdict = self.judge(&head, length);
            if let Some(Refusal { answer, hangs_up }) = verdict {
                // In the middle of the body, as servers do; the rest of it is not heard.
                let mut start_of_body = vec![0; length.unwrap_or(0).min(64 * 1024)];
                client.read_exact(&mut start_of_body)?;
                if !hangs_up {
                    client.write_all(answer.as_bytes())?;
                }
                return client.shutdown(Shutdown::Both);
            }
            let rules = self.state().0.clone();
            let mut body = vec![0; length.unwrap_or(0)];
            client.read_exact(&mut body)?;
            office.write_all(&[rules.reword(&head, &[]).as_bytes(), &body].concat())?;
            let reply = read_head(&mut office)?;
            let reply_body = read_body(&mut office, &reply, !head.starts_with("HEAD "))?;
            let reply = rules.reword(&String::from_utf8_lossy(&reply), rules.strips);
            client.write_all(&[reply.as_bytes(), &reply_body].concat())?;
        }
    }

    fn judge(&self, head: &str, length: Option<usize>) -> Option<Refusal> {
        let mut state = self.state();
        let (rules, traffic) = &mut *state;
        traffic.requests += 1;
        traffic.bytes += length.unwrap_or(0) as u64;
        let line = head.lines().next().unwrap_or_default().to_owned();
        let refusal = rules.judge(&line, length);
        let mark = if refusal.is_some() { "!" } else { "" };
        traffic.lines.push(format!("{mark}{line} {}", length.unwrap_or(0)));
        match &refusal {
            Some(refusal) => {
                traffic.refused += 1;
                traffic.too_large += u32::from(refusal.is_for_size());
            }
            None => traffic.largest = traffic.largest.max(length.unwrap_or(0)),
        }
        refusal
    }
}

struct Refusal {
    answer: String,
    hangs_up: bool,
}

impl Refusal {
    fn is_for_size(&self) -> bool {
        self.hangs_up || self.answer.starts_with("HTTP/1.1 413")
    }
}

impl Rules {
    fn judge(&mut self, line: &str, length: Option<usize>) -> Option<Refusal> {
        let (method, size) = (line.split(' ').next().unwrap_or_default(), length.unwrap_or(0));
        if let Some((begins, left @ 1.., status, besides)) = self.first
            && line.starts_with(begins)
        {
            self.first = Some((begins, left - 1, status, besides));
            return Some(page(status, besides));
        }
        if self.hangs_up.is_some_and(|largest| size > largest) {
            return Some(Refusal { answer: String::new(), hangs_up: true });
        }
        let is_out = match self.signs_in {
            Some(SignIn::All) => true,
            Some(SignIn::AllButGet) => method != "GET",
            None => false,
        };
        let lacks_length = !matches!(method, "GET" | "HEAD") && length.is_none();
        let refusals = [
            (is_out, 200),
            (self.methods.contains(&method), self.method_status),
            (self.largest.is_some_and(|largest| size > largest), 413),
            (self.needs_length && lacks_length, 411),
            (self.is_turn(line), self.every.map_or(0, |(_, status)| status)),
        ];
        let refused = refusals.iter().find(|(applies, _)| *applies)?;
        Some(page(refused.1, ""))
    }

    /// Whether it is one of those that are refused by their number.
    fn is_turn(&mut self, line: &str) -> bool {
        let Some((every, _)) = self.every else { return false };
        let is_counted = line.contains(" /cases") || line.contains(" /uploads");
        self.counted += u32::from(is_counted);
        is_counted && self.counted.is_multiple_of(every)
    }

    /// The head as it goes on.
    fn reword(&self, head: &str, strips: &[&str]) -> String {
        let mut lines = String::new();
        for line in head.split_inclusive("\r\n") {
            let name = line.split(':').next().unwrap_or_default().to_lowercase();
            if strips.contains(&name.as_str()) {
                continue;
            }
            match name == "content-type" && self.adds_charset {
                true => lines.push_str(&format!("{}; charset=UTF-8\r\n", line.trim_end())),
                false => lines.push_str(line),
            }
        }
        lines
    }
}

/// As nginx words it; a sign-in page looks like any other.
fn page(status: u16, besides: &str) -> Refusal {
    let body =
        format!("<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>");
    let length = body.len();
    let answer = format!(
        "HTTP/1.1 {status} Gateway\r\nContent-Type: text/html\r\n{besides}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    Refusal { answer, hangs_up: false }
}

fn content_length(head: &str) -> Option<usize> {
    let head = head.to_lowercase();
    head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok())
}
