//! How long somebody is waited for who sends bytes, or takes them: not for ever, however few they
//! move just often enough. Only the time of waiting counts, not what the office takes itself.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Instant, Sleep};

use super::BytePace;

pub struct Patience {
    pace: BytePace,
    moved: u64,
    /// Before the wait that goes on.
    waited: Duration,
    wait: Option<Wait>,
}

struct Wait {
    since: Instant,
    over: Pin<Box<Sleep>>,
}

impl Patience {
    pub fn new(pace: BytePace) -> Self {
        Patience { pace, moved: 0, waited: Duration::ZERO, wait: None }
    }

    /// They moved so many bytes, and are not waited for now.
    pub fn note_progress(&mut self, bytes: usize) {
        self.waited += self.wait.take().map_or(Duration::ZERO, |wait| wait.since.elapsed());
        self.moved += bytes as u64;
    }

    /// They are waited for. Ready once that was long enough.
    pub fn poll_end(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let left = self.find_left();
        let wait = self.wait.get_or_insert_with(|| {
            let over = Box::pin(tokio::time::sleep(left));
            Wait { since: Instant::now(), over }
        });
        wait.over.as_mut().poll(cx)
    }

    fn find_left(&self) -> Duration {
        let seconds = self.moved / self.pace.bytes_a_second.max(1);
        let granted = self.pace.grace + Duration::from_secs(seconds);
        self.pace.silence.min(granted.saturating_sub(self.waited))
    }
}
