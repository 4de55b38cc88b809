//! The last lines of the technical log, each through the gate.
use super::scrub::scrub_value;
use serde_json::Value;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// Some days of a window at which nothing goes right.
const LINES: usize = 2000;
/// Of one file no more than its end.
const BYTES: u64 = 1 << 20;

pub struct LogFile {
    pub name: String,
    pub lines: Vec<String>,
}

/// The oldest file first. What is no line of the log is left out.
pub fn read_last_lines(logs: &Path) -> Vec<LogFile> {
    let mut files = Vec::new();
    let mut room = LINES;
    for (name, path) in list_logs(logs).into_iter().rev() {
        if room == 0 {
            break;
        }
        let text = read_end(&path).unwrap_or_default();
        let lines: Vec<String> = text.lines().filter_map(scrub_line).collect();
        let lines: Vec<String> =
            lines.iter().skip(lines.len().saturating_sub(room)).cloned().collect();
        room -= lines.len();
        files.insert(0, LogFile { name, lines });
    }
    files
}

fn list_logs(logs: &Path) -> Vec<(String, PathBuf)> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ['.', '-'].contains(&c);
    let pair_name = |path: PathBuf| Some((path.file_name()?.to_str()?.to_owned(), path.clone()));
    let entries = fs::read_dir(logs).into_iter().flatten().flatten();
    let mut files: Vec<(String, PathBuf)> = entries
        .filter_map(|entry| pair_name(entry.path()))
        .filter(|(name, _)| name.starts_with("counter") && name.ends_with(".jsonl"))
        .filter(|(name, _)| name.chars().all(is_plain))
        .collect();
    files.sort();
    files
}

fn read_end(path: &Path) -> std::io::Result<String> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(BYTES)))?;
    let mut bytes = Vec::new();
    file.take(BYTES).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn scrub_line(line: &str) -> Option<String> {
    let mut value: Value = serde_json::from_str(line).ok()?;
    value.as_object()?;
    scrub_value(&mut value, &[]);
    Some(value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lines_come_in_order_without_what_is_none_and_without_anybody() {
        let logs = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(logs.path().join(name), text).unwrap();
        let line = |n: usize| format!("{{\"level\":\"INFO\",\"n\":{n}}}\n");
        write("counter.2026-11-29.jsonl", "{\"of\":\"long ago\"}\n");
        write("counter.2026-11-30.jsonl", &(0..1999).map(line).collect::<String>());
        write("counter.2026-12-01.jsonl", "no JSON 陈示例\n{\"who\":\"陈示例\"}\n[1]\n{\"n\":7}\n");
        write("other.jsonl", "{}\n");
        let files = read_last_lines(logs.path());
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["counter.2026-11-30.jsonl", "counter.2026-12-01.jsonl"]);
        assert_eq!(files[1].lines, [r#"{"who":"[left out]"}"#, r#"{"n":7}"#]);
        assert_eq!(files[0].lines.len(), LINES - 2);
        assert_eq!(files[0].lines[0], line(1).trim_end(), "the first made room");
        assert!(read_last_lines(&logs.path().join("nowhere")).is_empty());
    }
}
