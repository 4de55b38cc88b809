//! A line with weather: it stands between the program and the office, passes one exchange after the
//! other, and can be slow, cut an answer or a request in the middle, hold one back, or answer
//! itself like a stranger.

use std::io::Write;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::message::read_message;
use super::storm::draw_trouble;
use crate::{TestResult, wait_until};

/// Requests are named as their first line begins: `POST /cases `, `PATCH /uploads`.
#[derive(Clone, Copy, PartialEq)]
pub enum Weather {
    Fair,
    /// Every answer comes this much later; the office has done its part at once.
    Slow(Duration),
    /// Somebody else answers everything with the same bytes: a login page, a 500, garbage.
    Stranger(&'static [u8]),
    /// The answer breaks off after so many bytes.
    CutAnswer(&'static str, usize),
    /// The office has done its part, and its answer never comes.
    HoldAnswer(&'static str),
    /// So many bytes of the body reach the office, and no more.
    HoldRequest(&'static str, usize),
    /// Every second exchange is cut, truncated, doubled or late, as the seed has it.
    Storm(u64),
}

const LOOK_AGAIN: Duration = Duration::from_millis(20);

#[derive(Clone)]
pub struct Relay {
    port: u16,
    office: u16,
    sky: Arc<Mutex<(Weather, Vec<String>)>>,
    /// Exchanges so far, and how many of them a storm has cut.
    passed: Arc<(AtomicU64, AtomicU64)>,
}

impl Relay {
    pub fn open(office: u16) -> TestResult<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let relay = Self {
            port,
            office,
            sky: Arc::new(Mutex::new((Weather::Fair, Vec::new()))),
            passed: Arc::default(),
        };
        let listening = relay.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let relay = listening.clone();
                // A line that broke is what this is for.
                thread::spawn(move || drop(relay.serve(client)));
            }
        });
        Ok(relay)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// The weather from now on; what was heard before is forgotten.
    pub fn set_weather(&self, weather: Weather) {
        *self.sky() = (weather, Vec::new());
    }

    /// Waits until such a request has come since the weather changed.
    pub async fn wait_for_request(&self, request: &str) -> TestResult {
        wait_until(&format!("the request {request}"), async || {
            Ok(self.sky().1.iter().any(|line| line.starts_with(request)).then_some(()))
        })
        .await
    }

    pub fn exchange_count(&self) -> u64 {
        self.passed.0.load(Ordering::SeqCst)
    }

    /// Exchanges that a storm has cut.
    pub fn cut_count(&self) -> u64 {
        self.passed.1.load(Ordering::SeqCst)
    }

    fn sky(&self) -> MutexGuard<'_, (Weather, Vec<String>)> {
        self.sky.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self, mut client: TcpStream) -> std::io::Result<()> {
        let mut office: Option<TcpStream> = None;
        loop {
            let (head, body) = read_message(&mut client, true)?;
            let line = String::from_utf8_lossy(&head).lines().next().unwrap_or_default().to_owned();
            let weather = self.sky().0;
            if let Weather::Stranger(answer) = weather {
                self.sky().1.push(line);
                return client.write_all(answer);
            }
            let far = match &mut office {
                Some(far) => far,
                None => office.insert(TcpStream::connect((Ipv4Addr::LOCALHOST, self.office))?),
            };
            let number = self.passed.0.fetch_add(1, Ordering::SeqCst);
            if let Weather::Storm(seed) = weather
                && let Some((trouble, dice)) = draw_trouble(seed, number)
            {
                self.passed.1.fetch_add(u64::from(trouble.is_cut()), Ordering::SeqCst);
                let request = (&*head, &*body, !line.starts_with("HEAD "));
                match trouble.play(dice, (&mut client, far), request)? {
                    true => continue,
                    false => return Ok(()),
                }
            }
            far.write_all(&head)?;
            if let Weather::HoldRequest(to, after) = weather
                && line.starts_with(to)
            {
                far.write_all(&body[..after.min(body.len())])?;
                return self.hold(line, weather);
            }
            far.write_all(&body)?;
            let (head, body) = read_message(far, !line.starts_with("HEAD "))?;
            let answer = [head, body].concat();
            match weather {
                Weather::HoldAnswer(to) if line.starts_with(to) => return self.hold(line, weather),
                Weather::CutAnswer(to, after) if line.starts_with(to) => {
                    self.sky().1.push(line);
                    return client.write_all(&answer[..after.min(answer.len())]);
                }
                Weather::Slow(late) => self.wait(weather, late),
                _ => {}
            }
            self.sky().1.push(line);
            client.write_all(&answer)?;
        }
    }

    /// Until the weather changes; then both connections break.
    fn hold(&self, line: String, weather: Weather) -> std::io::Result<()> {
        self.sky().1.push(line);
        self.wait(weather, Duration::MAX);
        Ok(())
    }

    fn wait(&self, weather: Weather, at_most: Duration) {
        let start = Instant::now();
        while self.sky().0 == weather && start.elapsed() < at_most {
            thread::sleep(LOOK_AGAIN);
        }
    }
}
