//! The line between station and office, with its weather. Every fate of a request is drawn from the
//! seed.
use crate::plan::Weather;
use crate::sync::lock;
use crate::world::World;
use bytes::Bytes;
use counter_backoffice::transport::Answer;
use counter_backoffice::{OFFICE_HEADER, Request, Response, Submission, Transport, TransportError};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};

/// Of a page, a gateway lets so much through at once.
const LARGEST: usize = 200;

pub struct Line(pub Weak<World>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Arrives,
    Unreachable,
    Untrusted,
    /// Never arrives; nobody knows.
    Lost,
    /// Done, and the answer is lost.
    AnswerLost,
    /// Done, and the line breaks while the answer comes.
    AnswerCut,
    Twice,
    /// Arrives long after it was given up.
    Late,
    AnswerTruncated,
    RequestTruncated,
    FaultBefore,
    FaultAfter,
    TooMany,
    Html,
    Gateway,
    EndBefore,
    EndAfter,
}

const MISHAPS: [Fate; 14] = [
    Fate::Unreachable,
    Fate::Lost,
    Fate::AnswerLost,
    Fate::AnswerLost,
    Fate::AnswerCut,
    Fate::Twice,
    Fate::Twice,
    Fate::Late,
    Fate::Late,
    Fate::AnswerTruncated,
    Fate::RequestTruncated,
    Fate::FaultBefore,
    Fate::FaultAfter,
    Fate::EndAfter,
];

impl World {
    fn draw_fate(&self) -> Fate {
        if !self.faults.load(Ordering::Relaxed) {
            return Fate::Arrives;
        }
        let weather = *lock(&self.weather);
        self.rng(|r| {
            let mishap = |r: &mut fastrand::Rng| match r.u8(..40) {
                0 => Fate::EndBefore,
                _ => MISHAPS[r.usize(..MISHAPS.len())],
            };
            match weather {
                Weather::Fair if r.u8(..40) == 0 => mishap(r),
                Weather::Bad if r.u8(..3) == 0 => mishap(r),
                Weather::Fair | Weather::Bad => Fate::Arrives,
                Weather::Down => [Fate::Unreachable, Fate::Lost][usize::from(r.u8(..4) == 0)],
                Weather::Portal => Fate::Html,
                Weather::Stranger => Fate::Untrusted,
                Weather::Storm => {
                    [Fate::FaultBefore, Fate::FaultAfter, Fate::Arrives][r.usize(..3)]
                }
                Weather::Busy => Fate::TooMany,
                Weather::Gateway => Fate::Gateway,
            }
        })
    }

    /// What arrived whole may not stay whole.
    fn maybe_corrupt(&self, case: &str) {
        if self.faults.load(Ordering::Relaxed) && self.rng(|r| r.u8(..16)) == 0 {
            self.log(format!("{case} rots"));
            lock(&self.far).as_ref().into_iter().for_each(|far| far.corrupt_part(case));
        }
    }

    async fn deliver(&self, request: Request) -> Result<Response, TransportError> {
        let answer = lock(&self.far).as_ref().map(|far| far.call(request));
        match answer {
            Some(answer) => answer.await,
            None => Err(TransportError::Unreachable),
        }
    }

    /// What the line held back arrives now, out of its order.
    pub async fn deliver_late(&self) {
        loop {
            let first = {
                let mut late = lock(&self.late);
                let due = late.keys().next().copied().filter(|(at, _)| *at <= self.elapsed_ms());
                due.and_then(|key| late.remove(&key))
            };
            let Some(request) = first else { return };
            let request_line = format!(
                "late: {} {}",
                request.method(),
                lock(&self.trace).path(request.uri().path())
            );
            let status = self.deliver(request).await.map(|answer| answer.status().as_u16());
            self.log(format!("{request_line} → {status:?}"));
        }
    }

    /// Of a case that went on paper nothing leaves any more, but what was decided after that.
    fn watch_given_up(&self, request: &Request, path: &str) {
        let submission = serde_json::from_slice::<Submission>(request.body()).ok();
        let (case, revision) = match (&submission, path.strip_prefix("/cases/")) {
            (Some(filed), _) => (filed.case.to_string(), Some(filed.revision)),
            (None, Some(rest)) => (rest.split('/').next().unwrap_or_default().to_owned(), None),
            (None, None) => return,
        };
        let ledger = lock(&self.ledger);
        let copy_ms = ledger.copied_at.filter(|_| ledger.restored).unwrap_or(i64::MAX);
        let Some((given_up, _)) = ledger.handed_over.get(&case).filter(|(_, at)| *at < copy_ms)
        else {
            return;
        };
        let went_on = ledger.made.contains_key(&format!("{case}.{}", given_up + 1));
        if revision.map_or(!went_on, |revision| revision <= *given_up) {
            self.break_with(format!("{path} of {case}, which went on paper"));
        }
    }

    fn watch(&self, path: &str) {
        let until = self.quiet_until.load(Ordering::Relaxed);
        if self.elapsed_ms() < until && self.faults.load(Ordering::Relaxed) {
            self.break_with(format!("{path} although the office asked for quiet until {until}"));
        }
        if self.paused.load(Ordering::Relaxed) {
            self.break_with(format!("{path} although somebody stopped delivery"));
        }
        if *lock(&self.weather) == Weather::Down && path != "/hello" {
            let count = self.into_the_dark.fetch_add(1, Ordering::Relaxed) + 1;
            if count > 3 {
                self.break_with(format!("{count} requests into one outage, the last {path}"));
            }
        }
    }

    async fn exchange(&self, request: Request) -> Result<Response, TransportError> {
        if self.is_crashed() {
            self.fell.notify_one();
            return std::future::pending().await;
        }
        let path = lock(&self.trace).path(request.uri().path());
        let request_line = format!("{} {path}", request.method());
        self.watch(&path);
        self.watch_given_up(&request, &path);
        let fate = self.draw_fate();
        if let Some(case) =
            path.strip_prefix("/cases/").and_then(|path| path.strip_suffix("/complete"))
        {
            self.maybe_corrupt(case.split('/').next().unwrap_or_default());
        }
        lock(&self.sum).count_request(fate != Fate::Arrives);
        self.advance(self.rng(|r| r.i64(20..400)));
        self.deliver_late().await;
        let answer = self.play_fate(request, fate).await;
        let status = answer.as_ref().map(|a| a.status().as_u16());
        self.log(format!("{request_line} {fate:?} → {status:?}"));
        // The clerk does not wait for the line.
        self.do_own_work();
        answer
    }

    async fn pass_gateway(&self, request: Request) -> Result<Response, TransportError> {
        let page = |status| Ok(answer(status, &[("content-type", "text/html")], "<html>no</html>"));
        let is_upload = request.uri().path().starts_with("/uploads/");
        match request.method().as_str() {
            "PATCH" => return page(405),
            "HEAD" => return page(403),
            _ if is_upload && request.body().len() > LARGEST => return page(413),
            _ => {}
        }
        if self.rng(|r| r.u8(..6)) == 0 {
            return page([200, 302, 403, 411][self.rng(|r| r.usize(..4))]);
        }
        self.deliver(request).await.map(|mut answer| {
            for name in [OFFICE_HEADER, "tus-resumable", "upload-offset", "location"] {
                answer.headers_mut().remove(name);
            }
            answer
        })
    }

    async fn end_program(&self) -> Result<Response, TransportError> {
        self.crash();
        self.fell.notify_one();
        std::future::pending().await
    }

    async fn play_fate(&self, request: Request, fate: Fate) -> Result<Response, TransportError> {
        let given_up = || {
            self.advance(60_000);
            Err(TransportError::TimedOut)
        };
        match fate {
            Fate::Arrives => self.deliver(request).await,
            Fate::Unreachable => Err(TransportError::Unreachable),
            Fate::Untrusted => Err(TransportError::Untrusted),
            Fate::Lost => given_up(),
            Fate::AnswerLost => {
                let _ = self.deliver(request).await;
                given_up()
            }
            Fate::AnswerCut => {
                let _ = self.deliver(request).await;
                Err(TransportError::Broken)
            }
            Fate::Twice => {
                let first = self.deliver(request.clone()).await;
                let second = self.deliver(request).await;
                if self.rng(|r| r.bool()) { first } else { second }
            }
            Fate::Late => {
                let at = self.elapsed_ms() + self.rng(|r| r.i64(1_000..40 * 60_000));
                let n = lock(&self.sum).requests as usize;
                lock(&self.late).insert((at, n), request);
                given_up()
            }
            Fate::AnswerTruncated => self.deliver(request).await.map(|answer| {
                let (mut head, body) = answer.into_parts();
                let half = body.slice(..body.len() / 2);
                for name in ["location", "upload-offset"] {
                    head.headers.remove(name);
                }
                Response::from_parts(head, half)
            }),
            Fate::RequestTruncated => {
                let (head, body) = request.into_parts();
                let half = body.slice(..body.len() / 2);
                self.deliver(Request::from_parts(head, half)).await
            }
            Fate::FaultBefore => Ok(answer(502, &[], "bad gateway")),
            Fate::FaultAfter => {
                let _ = self.deliver(request).await;
                Ok(answer(500, &[(OFFICE_HEADER, "1")], ""))
            }
            Fate::TooMany => {
                // Fifteen minutes of it are kept, so is a little less than that.
                self.quiet_until.store(self.elapsed_ms() + 899_000, Ordering::Relaxed);
                Ok(answer(429, &[("retry-after", "315360000")], ""))
            }
            Fate::Html => Ok(answer(200, &[("content-type", "text/html")], "<html>sign in</html>")),
            Fate::Gateway => self.pass_gateway(request).await,
            Fate::EndBefore => self.end_program().await,
            Fate::EndAfter => {
                let _ = self.deliver(request).await;
                self.end_program().await
            }
        }
    }
}

fn answer(status: u16, headers: &[(&'static str, &'static str)], body: &'static str) -> Response {
    let mut answer = http::Response::new(Bytes::from_static(body.as_bytes()));
    *answer.status_mut() = http::StatusCode::from_u16(status).unwrap();
    for (name, value) in headers {
        answer.headers_mut().insert(*name, http::HeaderValue::from_static(value));
    }
    answer
}

impl Transport for Line {
    fn call(&self, request: Request) -> Answer<'_> {
        let world: Option<Arc<World>> = self.0.upgrade();
        Box::pin(async move {
            match world {
                Some(world) => world.exchange(request).await,
                None => Err(TransportError::Unreachable),
            }
        })
    }
}
