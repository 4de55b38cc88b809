//! What this process takes, in all its threads. Its own figures lie in files, which are opened before
//! the walls and read again behind them.

use std::time::{Duration, Instant};

pub struct Meter {
    #[cfg(target_os = "linux")]
    stat: Option<std::fs::File>,
    #[cfg(target_os = "linux")]
    status: Option<std::fs::File>,
    opened: Instant,
}

impl Meter {
    /// Of the time that has passed since, where the system does not say more.
    pub fn open() -> Self {
        Self {
            #[cfg(target_os = "linux")]
            stat: std::fs::File::open("/proc/self/stat").ok(),
            #[cfg(target_os = "linux")]
            status: std::fs::File::open("/proc/self/status").ok(),
            opened: Instant::now(),
        }
    }

    pub fn processor_time(&self) -> Duration {
        self.read_processor_time().unwrap_or_else(|| self.opened.elapsed())
    }

    /// User and system time in hundredths of a second: the twelfth and thirteenth number after the
    /// name (proc(5)).
    #[cfg(target_os = "linux")]
    fn read_processor_time(&self) -> Option<Duration> {
        let stat = read_again(self.stat.as_ref()?)?;
        let (_, numbers) = stat.rsplit_once(") ")?;
        let times = numbers.split(' ').skip(11).take(2);
        let ticks: Option<u64> = times.map(|ticks| ticks.parse::<u64>().ok()).sum();
        Some(Duration::from_millis(ticks? * 10))
    }

    #[cfg(target_os = "linux")]
    pub fn memory_in_use(&self) -> Option<u64> {
        let status = read_again(self.status.as_ref()?)?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
    }

    #[cfg(not(target_os = "linux"))]
    fn read_processor_time(&self) -> Option<Duration> {
        None
    }

    #[cfg(not(target_os = "linux"))]
    pub fn memory_in_use(&self) -> Option<u64> {
        None
    }
}

/// From its beginning, where the system writes it anew. What is wanted stands within a page.
#[cfg(target_os = "linux")]
fn read_again(file: &std::fs::File) -> Option<String> {
    use std::os::unix::fs::FileExt;
    let mut text = vec![0; 4096];
    let length = file.read_at(&mut text, 0).ok()?;
    text.truncate(length);
    String::from_utf8(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_and_memory_are_what_this_process_takes() {
        let meter = Meter::open();
        let before = meter.processor_time();
        let memory = meter.memory_in_use();
        while meter.processor_time().saturating_sub(before) < Duration::from_millis(50) {
            std::hint::black_box((0..100_000u64).sum::<u64>());
        }
        assert!(memory.is_none_or(|bytes| bytes > 100_000 && bytes < (1 << 32)));
    }
}
