//! A program with all it started: who they are, what memory is theirs, and their end.

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use kit::{Fault, TestResult, wait_until};

/// A process and everything below it.
pub fn process_tree(root: u32) -> Vec<u32> {
    let mut parents = BTreeMap::<u32, Vec<u32>>::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(process) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok())
        else {
            continue;
        };
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else { continue };
        let parent = stat
            .rsplit(')')
            .next()
            .and_then(|fields| fields.split_whitespace().nth(1)?.parse().ok());
        parents.entry(parent.unwrap_or_default()).or_default().push(process);
    }
    let mut processes = vec![root];
    let mut next = 0;
    while let Some(process) = processes.get(next) {
        processes.extend(parents.get(process).into_iter().flatten().copied().collect::<Vec<_>>());
        next += 1;
    }
    processes
}

/// Memory in MiB: each page shared by n processes counts for one n-th (PSS), so that nothing is
/// counted twice.
pub fn tree_memory(root: u32) -> f64 {
    let kib: u64 = process_tree(root)
        .iter()
        .filter_map(|process| fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok())
        .filter_map(|text| {
            text.lines().find_map(|line| {
                line.strip_prefix("Pss:")?.split_whitespace().next()?.parse::<u64>().ok()
            })
        })
        .sum::<u64>();
    kib as f64 / 1024.0
}

/// Memory once it has stopped moving: the middle of the last looks when they differ by less than a
/// hundredth.
pub async fn idle_memory(root: u32) -> TestResult<f64> {
    const LOOKS: usize = 6;
    let mut looks: Vec<f64> = Vec::new();
    wait_until("memory that is steady", async || {
        tokio::time::sleep(Duration::from_millis(500)).await;
        looks.push(tree_memory(root));
        let last = &looks[looks.len().saturating_sub(LOOKS)..];
        let (low, high) = last
            .iter()
            .fold((f64::MAX, 0.0_f64), |(low, high), now| (low.min(*now), high.max(*now)));
        Ok((last.len() == LOOKS && high - low < high / 100.0)
            .then(|| super::figure::spread(last).median))
    })
    .await
}

/// Ends a program that this run started, and waits until all of it is gone.
pub async fn end_tree(root: u32) -> TestResult {
    let processes = process_tree(root);
    let numbers = processes.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
    let killed = std::process::Command::new("sh")
        .args(["-c", &format!("kill -9 {numbers} 2>/dev/null; true")])
        .status()?;
    if !killed.success() {
        return Err(Fault::wrong("a measured program could not be ended"));
    }
    wait_until("the end of a measured program", async || {
        Ok(processes.iter().all(|process| kit::process::is_over(*process)).then_some(()))
    })
    .await
}
