//! Notices that this computer's data is an older copy than what was here before. A mark lies in the
//! database and in a small file in another folder; both move on at each start and each decision.
//! Nothing is ever deleted or mended here.
//!
//! Invariant: data older than what was here before is said, never mended or deleted
//! (`desk::upkeep::old_copy`); what the office has already is not issued again.
use super::Upkeep;
use crate::Failure;
use crate::contract::views::{Notice, NoticeKind};
use crate::contract::{FailureCode, Topic};
use crate::station::ids::new_id;
use crate::station::stored::StoredName;
use counter_backoffice::{MAX_OWN_CASES, OfficeCase};
use counter_core::private::Private;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

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
pub struct OldCopy {
    pub older: bool,
    pub gone: bool,
    /// Cases that the office has from this installation and that are not here.
    pub missing: u32,
    pub read: bool,
}

/// A file that is missing or older than the database says nothing about the database: the file was
/// lost, or its folder is the copy.
fn judge_marks(database: Option<&Mark>, file: Option<&Mark>) -> Verdict {
    match (database, file) {
        (None, Some(_)) => Verdict::DatabaseGone,
        (Some(stored), Some(beside)) if stored == beside || stored.count > beside.count => {
            Verdict::Fine
        }
        (Some(_), Some(_)) => Verdict::DatabaseOlder,
        (_, None) => Verdict::Fine,
    }
}

impl Upkeep {
    /// Once for each opening of the store.
    pub fn check_marks(&self) {
        let stored = self.stored_mark();
        let beside: Option<Mark> = std::fs::read_to_string(self.mark_file())
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok());
        let verdict = judge_marks(stored.as_ref(), beside.as_ref());
        if verdict != Verdict::Fine {
            tracing::warn!(?verdict, "this computer's data is older than what was here before");
            let is_gone = verdict == Verdict::DatabaseGone;
            self.change_old_copy(|copy| {
                *copy = OldCopy { older: !is_gone, gone: is_gone, ..OldCopy::default() }
            });
        }
        if let Some(place) = beside.as_ref().and_then(|mark| mark.place.as_deref())
            && self.cases.adopt_numbering_place(place).is_err()
        {
            tracing::warn!("the installation's name could not be kept");
        }
        let last = stored.iter().chain(&beside).map(|mark| mark.count).max().unwrap_or(0);
        self.write_marks(last + 1);
    }

    /// What was just stored must not be forgotten unnoticed.
    pub fn advance_marks(&self) {
        let last = self.stored_mark().map_or(0, |mark| mark.count);
        self.write_marks(last + 1);
    }

    fn stored_mark(&self) -> Option<Mark> {
        self.station.stored_value(StoredName::DataMark)
    }

    /// Named after the data it belongs to: two desks may share a folder for settings.
    fn mark_file(&self) -> PathBuf {
        let environment = &self.station.environment;
        let digest = hex::encode(Sha256::digest(environment.home.as_os_str().as_encoded_bytes()));
        environment
            .mark_folder
            .join(format!("witness-{}.json", digest.get(..8).unwrap_or_default()))
    }

    /// The database first: a cut in between leaves it the newer of the two, which is fine.
    fn write_marks(&self, count: u64) {
        let mark = Mark { count, id: new_id(), place: self.cases.numbering_place() };
        let stored = self.station.store_value(StoredName::DataMark, &mark);
        let both = stored.and_then(|()| {
            self.write_mark_file(&mark).map_err(|_| Failure::new(FailureCode::StoreIo))
        });
        if let Err(failure) = both {
            tracing::warn!(
                code = failure.code.as_str(),
                "the mark of this computer's data was not moved on"
            );
        }
    }

    fn write_mark_file(&self, mark: &Mark) -> std::io::Result<()> {
        let folder = &self.station.environment.mark_folder;
        std::fs::create_dir_all(folder)?;
        let mut scratch = tempfile::NamedTempFile::new_in(folder)?;
        scratch.write_all(&serde_json::to_vec(mark)?)?;
        scratch.as_file().sync_all()?;
        scratch.persist(self.mark_file()).map_err(|error| error.error)?;
        std::fs::File::open(folder)?.sync_all()
    }

    pub fn old_copy(&self) -> OldCopy {
        self.station.stored_value(StoredName::OldCopy).unwrap_or_default()
    }

    pub fn old_copy_notice(&self) -> Option<Notice> {
        let copy = self.old_copy();
        if copy.read || !(copy.older || copy.gone || copy.missing > 0) {
            return None;
        }
        let code = if copy.gone { NoticeKind::DataGone } else { NoticeKind::OldImage };
        Some(Notice::new(code, true, &[("missing", copy.missing.to_string())]))
    }

    pub fn mark_old_copy_read(&self) {
        self.change_old_copy(|copy| copy.read = true);
    }

    fn change_old_copy(&self, change: impl FnOnce(&mut OldCopy)) {
        let before = self.old_copy();
        let mut copy = before.clone();
        change(&mut copy);
        if copy == before {
            return;
        }
        if self.station.store_value(StoredName::OldCopy, &copy).is_err() {
            tracing::warn!("what was found about this computer's data could not be kept");
        }
        self.station.announce(Topic::Status);
    }

    /// After signing in with the line up: what the office has of this clerk's cases, held against
    /// what is here.
    pub fn compare_with_office(self: &Arc<Self>, token: Private) {
        tokio::spawn(compare_cases(self.clone(), token));
    }
}

async fn compare_cases(upkeep: Arc<Upkeep>, token: Private) {
    let Some(client) = upkeep.office.client() else { return };
    let Ok(mut page) = client.my_cases(token.expose()).await else { return };
    let tells_older = upkeep.office.introduction().tells_older_cases;
    let mut missing = 0;
    loop {
        let Ok(behind) = compare_page(&upkeep, &page) else { return };
        missing += behind.missing;
        let last = page.get(MAX_OWN_CASES as usize - 1).map(|case| case.case);
        // A copy is behind in what is newest: where a whole page is here, what is older is here too.
        let Some(last) = last.filter(|_| tells_older && behind.is_any) else { break };
        let Ok(older) = client.my_older_cases(token.expose(), last).await else { break };
        page = older;
    }
    upkeep.change_old_copy(|copy| {
        copy.read &= missing <= copy.missing;
        copy.missing = missing;
    });
}

/// Of one page of the office's list what this computer's data does not have: how many whole cases,
/// and whether anything at all.
#[derive(Default)]
struct Behind {
    missing: u32,
    is_any: bool,
}

fn compare_page(upkeep: &Upkeep, cases: &[OfficeCase]) -> Result<Behind, Failure> {
    let own = upkeep.cases.own_number_prefix();
    let mut behind = Behind::default();
    for case in cases {
        let name = case.case.to_string();
        let head = upkeep.station.with_store(|store| store.head(&name))?;
        let number = own.as_deref().zip(case.provisional.as_deref());
        let is_ours = number.is_some_and(|(own, number)| number.starts_with(own));
        match head {
            None if is_ours => (behind.missing, behind.is_any) = (behind.missing + 1, true),
            Some(head) if head.provisional.is_none() => {
                let stored =
                    upkeep.station.store_text(StoredName::FiledAlready(&name), &case.number);
                upkeep.change_old_copy(|copy| copy.older |= stored.is_ok());
                behind.is_any = true;
            }
            _ => {}
        }
    }
    Ok(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(count: u64, id: &str) -> Mark {
        Mark { count, id: id.to_owned(), place: None }
    }

    #[test]
    fn an_older_database_is_told_apart_from_a_lost_or_older_mark_file() {
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
            assert_eq!(judge_marks(database, file), expected, "{database:?} {file:?}");
        }
    }
}
