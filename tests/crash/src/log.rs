//! The recorder's log: what was changed and what was said, in one order (`tests/crash/record.c`
//! writes it).

use kit::{Fault, TestResult};

/// A change, or words on the screen. Files are known by their inode, names by their path below the
/// root.
#[derive(Clone, Debug)]
pub enum Change {
    Made { name: String, file: u64 },
    Folder { name: String },
    Written { file: u64, at: u64, bytes: Vec<u8> },
    Cut { file: u64, len: u64 },
    Renamed { from: String, to: String },
    Gone { name: String },
}

#[derive(Clone, Debug)]
pub enum Step {
    Change(Change),
    /// `fsync` of a file.
    Synced(u64),
    /// `fsync` of a folder.
    NamesSynced(String),
    Said(Vec<u8>),
}

/// # Errors
/// The log is not one.
pub fn read_log(log: &[u8]) -> TestResult<Vec<Step>> {
    let (mut steps, mut rest) = (Vec::new(), log);
    while !rest.is_empty() {
        steps.push(step(&mut rest)?);
    }
    Ok(steps)
}

fn step(rest: &mut &[u8]) -> TestResult<Step> {
    let [kind, file, at, name, len] =
        [number(rest)?, number(rest)?, number(rest)?, number(rest)?, number(rest)?];
    let name = text(take(rest, name as usize)?)?;
    let bytes = take(rest, len as usize)?;
    Ok(match char::from(kind as u8) {
        'C' => Step::Change(Change::Made { name, file }),
        'M' => Step::Change(Change::Folder { name }),
        'W' => Step::Change(Change::Written { file, at, bytes: bytes.to_vec() }),
        'T' => Step::Change(Change::Cut { file, len: at }),
        'R' => Step::Change(Change::Renamed { from: name, to: text(bytes)? }),
        'U' => Step::Change(Change::Gone { name }),
        'S' => Step::Synced(file),
        'D' => Step::NamesSynced(name),
        'O' => Step::Said(bytes.to_vec()),
        other => return Err(Fault::wrong(format!("no such step: {other:?}"))),
    })
}

fn number(rest: &mut &[u8]) -> TestResult<u64> {
    let bytes = take(rest, 8)?.try_into().map_err(|_| Fault::wrong("the log ends in mid-step"))?;
    Ok(u64::from_ne_bytes(bytes))
}

fn take<'a>(rest: &mut &'a [u8], count: usize) -> TestResult<&'a [u8]> {
    let (first, after) =
        rest.split_at_checked(count).ok_or_else(|| Fault::wrong("the log ends in mid-step"))?;
    *rest = after;
    Ok(first)
}

fn text(bytes: &[u8]) -> TestResult<String> {
    String::from_utf8(bytes.to_vec()).map_err(|_| Fault::wrong("a name that is no text"))
}
