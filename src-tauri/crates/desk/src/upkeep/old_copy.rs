//! Notices that this computer's data is an older copy than what was here before. A mark lies in the database and in a small
//! file in another folder; both move on at each start and each decision. Nothing is ever deleted or mended here.
use crate::station::errors::store_failure;
use crate::{Desk, Failure};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::PathBuf;

const KEPT: &str = "witness";
const FOUND: &str = "old_image";
/// With this number the office already has a case that here is still a draft.
pub const FILED: &str = "filed.";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Mark {
    count: u64,
    id: String,
    place: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Fine,
    DatabaseOlder,
    DatabaseGone,
}

/// What a clerk is told about it until somebody has read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OldImage {
    pub older: bool,
    pub gone: bool,
    /// Cases that the office has from this installation and that are not here.
    pub missing: u32,
    pub read: bool,
}

/// A file that is missing or older than the database says nothing about the database: the file was lost, or its folder is the copy.
fn judge(database: Option<&Mark>, file: Option<&Mark>) -> Verdict {
    match (database, file) {
        (None, Some(_)) => Verdict::DatabaseGone,
        (Some(kept), Some(seen)) if kept == seen || kept.count > seen.count => Verdict::Fine,
        (Some(_), Some(_)) => Verdict::DatabaseOlder,
        (_, None) => Verdict::Fine,
    }
}

fn parse(text: &str) -> Option<Mark> {
    serde_json::from_str(text).ok()
}

/// Named after the data it is a witness of: two desks may share a folder for settings.
fn file(desk: &Desk) -> PathBuf {
    let data = Sha256::digest(desk.ground.home.as_os_str().as_encoded_bytes());
    desk.ground.witness.join(format!("witness-{}.json", hex::encode(&data[..4])))
}

/// Once for each opening of the store.
pub fn open(desk: &Desk) {
    let kept = desk.setting(KEPT).as_deref().and_then(parse);
    let seen = std::fs::read_to_string(file(desk)).ok().as_deref().and_then(parse);
    let verdict = judge(kept.as_ref(), seen.as_ref());
    if verdict != Verdict::Fine {
        tracing::warn!(?verdict, "this computer's data is older than what was here before");
        let gone = verdict == Verdict::DatabaseGone;
        found(desk, |image| *image = OldImage { older: !gone, gone, ..OldImage::default() });
    }
    if let Some(place) = seen.as_ref().and_then(|mark| mark.place.as_deref())
        && desk.take_place(place).is_err()
    {
        tracing::warn!("the installation's name could not be kept");
    }
    let last = kept.iter().chain(&seen).map(|mark| mark.count).max().unwrap_or(0);
    write(desk, last + 1);
}

/// What was just stored must not be forgotten unnoticed.
pub fn move_on(desk: &Desk) {
    let last = desk.setting(KEPT).as_deref().and_then(parse).map_or(0, |mark| mark.count);
    write(desk, last + 1);
}

/// The database first: a cut in between leaves it the newer of the two, which is fine.
fn write(desk: &Desk, count: u64) {
    let mark = Mark { count, id: desk.fresh_id(), place: desk.place() };
    let written = serde_json::to_string(&mark).map_err(|_| Failure::new("internal")).and_then(|text| {
        desk.keep(KEPT, &text)?;
        put(desk, &text).map_err(|_| Failure::new("store_io"))
    });
    if let Err(failure) = written {
        tracing::warn!(code = failure.code, "the witness of this computer's data was not moved on");
    }
}

fn put(desk: &Desk, text: &str) -> std::io::Result<()> {
    let folder = &desk.ground.witness;
    std::fs::create_dir_all(folder)?;
    let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
    fresh.write_all(text.as_bytes())?;
    fresh.as_file().sync_all()?;
    fresh.persist(file(desk)).map_err(|error| error.error)?;
    std::fs::File::open(folder)?.sync_all()
}

pub fn told(desk: &Desk) -> OldImage {
    desk.setting(FOUND).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

pub fn found(desk: &Desk, change: impl FnOnce(&mut OldImage)) {
    let before = told(desk);
    let mut image = before.clone();
    change(&mut image);
    if image == before {
        return;
    }
    let kept = serde_json::to_string(&image).map_err(|_| Failure::new("internal"));
    if kept.and_then(|text| desk.keep(FOUND, &text)).is_err() {
        tracing::warn!("what was found about this computer's data could not be kept");
    }
    desk.notify("status");
}

/// After signing in with the line up: what the office has of this clerk's cases, held against what is here.
pub fn compare(desk: &Desk, token: String) {
    let desk = desk.clone();
    tokio::spawn(async move {
        let Some(client) = desk.client() else { return };
        let Ok(cases) = client.my_cases(&token).await else { return };
        let own = desk.own_numbers();
        let mut missing = 0;
        for case in cases {
            let Ok(head) = desk.with_store(|s| s.head(&case.case.to_string()).map_err(store_failure)) else { return };
            let ours =
                own.as_deref().zip(case.provisional.as_deref()).is_some_and(|(own, number)| number.starts_with(own));
            match head {
                None if ours => missing += 1,
                Some(head) if head.provisional.is_none() => {
                    let kept = desk.keep(&format!("{FILED}{}", case.case), &case.number);
                    found(&desk, |image| image.older |= kept.is_ok());
                }
                _ => {}
            }
        }
        found(&desk, |image| {
            image.read &= missing <= image.missing;
            image.missing = missing;
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(count: u64, id: &str) -> Mark {
        Mark { count, id: id.to_owned(), place: None }
    }

    #[test]
    fn an_older_database_is_told_apart_from_a_lost_or_older_witness() {
        let (old, new, fork) = (mark(3, "c"), mark(4, "d"), mark(4, "x"));
        for (database, file, expected) in [
            (None, None, Verdict::Fine),
            (Some(&new), Some(&new), Verdict::Fine),
            (Some(&new), None, Verdict::Fine),
            (Some(&new), Some(&old), Verdict::Fine),
            (Some(&old), Some(&new), Verdict::DatabaseOlder),
            (Some(&fork), Some(&new), Verdict::DatabaseOlder),
            (None, Some(&new), Verdict::DatabaseGone),
        ] {
            assert_eq!(judge(database, file), expected, "{database:?} {file:?}");
        }
    }
}
