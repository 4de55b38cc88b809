//! What one file may take of this program's time and memory. Libraries cannot be stopped half way;
//! so when a file has taken its share, a second thread says so to the client and ends the program.
//! The client starts another.
//!
//! Processor time is counted, not the clock: a sound file is not refused because the machine is
//! busy with something else.

use crate::meter::Meter;
use counter_documents::DocumentError;
use counter_documents::wire::{LIMITS, Reply};
use std::io::stdout;
use std::process::abort;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// Pages beyond this are no longer drawn when a file comes in, only opened.
const DRAWING: Duration = Duration::from_secs(10);
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// How much one job may take.
#[derive(Clone, Copy)]
pub struct Share {
    /// For one page, and for whatever comes before the first.
    step: Duration,
    /// For all of them.
    whole: Duration,
    /// Of memory in use.
    memory: u64,
}

/// The largest page that is taken decodes to less than half of the memory.
pub const OF_FILE: Share = Share {
    step: Duration::from_secs(4),
    whole: Duration::from_secs(30),
    memory: 2560 * 1024 * 1024,
};

/// A paper by a template that came with a pack.
pub const OF_TEMPLATE: Share = Share {
    step: Duration::from_secs(20),
    whole: Duration::from_secs(20),
    memory: 1024 * 1024 * 1024,
};

struct Job {
    call: u64,
    share: Share,
    started: Duration,
    step_started: Duration,
}

struct Watch {
    meter: Meter,
    job: Mutex<Option<Job>>,
    begun: Condvar,
}

/// Watches the job at hand.
#[derive(Clone)]
pub struct Budget(Arc<Watch>);

impl Budget {
    /// Starts the thread that watches.
    pub fn start_watch(meter: Meter) -> Self {
        let watch = Arc::new(Watch { meter, job: Mutex::default(), begun: Condvar::new() });
        let watched = Arc::clone(&watch);
        thread::spawn(move || watched.watch_jobs());
        Self(watch)
    }

    pub fn begin_job(&self, call: u64, share: Share) {
        let now = self.0.meter.processor_time();
        *self.0.lock() = Some(Job { call, share, started: now, step_started: now });
        self.0.begun.notify_one();
    }

    /// A page is done; the next has a share of its own.
    pub fn begin_step(&self) {
        if let Some(job) = self.0.lock().as_mut() {
            job.step_started = self.0.meter.processor_time();
        }
    }

    /// Whether pages may still be drawn to see whether they can be.
    pub fn allows_drawing(&self) -> bool {
        let now = self.0.meter.processor_time();
        self.0.lock().as_ref().is_none_or(|job| now.saturating_sub(job.started) < DRAWING)
    }

    /// From here on the answer is written by who did the job.
    pub fn end_job(&self) {
        self.0.lock().take();
    }
}

impl Watch {
    fn lock(&self) -> MutexGuard<'_, Option<Job>> {
        self.job.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn watch_jobs(&self) {
        let mut slot = self.lock();
        loop {
            slot = match slot.as_ref() {
                None => self.begun.wait(slot).unwrap_or_else(PoisonError::into_inner),
                Some(job) if job.is_overdrawn(&self.meter) => give_up(job.call),
                Some(_) => {
                    let waited = self.begun.wait_timeout(slot, LOOK_EVERY);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }
}

impl Job {
    fn is_overdrawn(&self, meter: &Meter) -> bool {
        let now = meter.processor_time();
        now.saturating_sub(self.step_started) > self.share.step
            || now.saturating_sub(self.started) > self.share.whole
            || meter.memory_in_use().is_some_and(|bytes| bytes > self.share.memory)
    }
}

/// Holds the job's lock: nobody else writes an answer.
fn give_up(call: u64) -> ! {
    let reply = Reply::Failed { error: DocumentError::TooHeavy };
    if let Ok(header) = serde_json::to_vec(&reply) {
        let _ = LIMITS.write_frame(&mut stdout(), call, &header, &[]);
    }
    end_program()
}

/// As one who is asked to end: an abort would be taken for a fault of the program.
fn end_program() -> ! {
    #[cfg(unix)]
    {
        use rustix::process::{Signal, getpid, kill_process};
        let _ = kill_process(getpid(), Signal::TERM);
    }
    abort()
}
