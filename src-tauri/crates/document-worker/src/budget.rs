//! What one file may take of this program's time and memory. Libraries cannot be stopped half way;
//! so when a file has taken its share, a second thread says so to the client and ends the program.
//! The client starts another.
//!
//! Processor time is counted, not the clock: a sound file is not refused because the machine is
//! busy with something else.

use counter_documents::DocumentError;
use counter_documents::wire::{LIMITS, Reply};
use std::io::stdout;
use std::process::abort;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

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

/// A paper by a template that came with a pack: the first one reads the fonts as well.
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

#[derive(Default)]
struct Watch {
    job: Mutex<Option<Job>>,
    begun: Condvar,
}

/// Watches the job at hand.
#[derive(Clone)]
pub struct Budget(Arc<Watch>);

impl Budget {
    /// Starts the thread that watches.
    pub fn start_watch() -> Self {
        let watch = Arc::<Watch>::default();
        let watched = Arc::clone(&watch);
        thread::spawn(move || watched.watch_jobs());
        Self(watch)
    }

    pub fn begin_job(&self, call: u64, share: Share) {
        let now = processor_time();
        *self.0.lock() = Some(Job { call, share, started: now, step_started: now });
        self.0.begun.notify_one();
    }

    /// A page is done; the next has a share of its own.
    pub fn begin_step(&self) {
        if let Some(job) = self.0.lock().as_mut() {
            job.step_started = processor_time();
        }
    }

    /// Whether pages may still be drawn to see whether they can be.
    pub fn allows_drawing(&self) -> bool {
        let job = self.0.lock();
        job.as_ref().is_none_or(|job| processor_time().saturating_sub(job.started) < DRAWING)
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
                Some(job) if job.is_overdrawn() => give_up(job.call),
                Some(_) => {
                    let waited = self.begun.wait_timeout(slot, LOOK_EVERY);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }
}

impl Job {
    fn is_overdrawn(&self) -> bool {
        let now = processor_time();
        now.saturating_sub(self.step_started) > self.share.step
            || now.saturating_sub(self.started) > self.share.whole
            || memory_in_use().is_some_and(|bytes| bytes > self.share.memory)
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

/// Of this process, in all its threads; where the system does not say, the time that has passed.
fn processor_time() -> Duration {
    read_processor_time().unwrap_or_else(time_passed)
}

/// User and system time in hundredths of a second: the twelfth and thirteenth number after the name
/// (proc(5)).
#[cfg(target_os = "linux")]
fn read_processor_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, numbers) = stat.rsplit_once(") ")?;
    let times = numbers.split(' ').skip(11).take(2);
    let ticks: Option<u64> = times.map(|ticks| ticks.parse::<u64>().ok()).sum();
    Some(Duration::from_millis(ticks? * 10))
}

#[cfg(not(target_os = "linux"))]
fn read_processor_time() -> Option<Duration> {
    None
}

fn time_passed() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

#[cfg(target_os = "linux")]
fn memory_in_use() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}

#[cfg(not(target_os = "linux"))]
fn memory_in_use() -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_and_memory_are_what_this_process_takes() {
        let before = processor_time();
        let memory = memory_in_use();
        while processor_time().saturating_sub(before) < Duration::from_millis(50) {
            std::hint::black_box((0..100_000u64).sum::<u64>());
        }
        assert!(memory.is_none_or(|bytes| bytes > 100_000 && bytes < OF_FILE.memory));
    }
}
