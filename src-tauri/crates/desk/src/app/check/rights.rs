//! Whether whoever asks may use the folders, and whether nobody else may read what is secret.
use super::{Condition, Finding, find_existing};
use crate::station::settings::Folders;
use std::fs::Metadata;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

const ROOT: u32 = 0;
const OTHERS: u32 = 0o077;

pub fn examine_rights(folders: &Folders) -> Vec<Finding> {
    let Some(user) = find_user() else {
        let untried = Finding::new(Condition::RightsUntried);
        return vec![untried.with("path", folders.data.display()).with("cause", "user unknown")];
    };
    let folders_to_write =
        [&folders.data, &folders.config, &folders.cache, &folders.logs, &folders.runtime];
    let secret_files = ["station.db", "key.json"].map(|name| folders.data.join(name));
    let mut findings: Vec<Finding> = Vec::new();
    if user == ROOT {
        findings.push(Finding::new(Condition::RunAsRoot));
    }
    findings.extend(folders_to_write.into_iter().filter_map(|folder| examine_folder(folder, user)));
    findings.extend(secret_files.iter().filter_map(|file| {
        let data = file.metadata().ok()?;
        judge_file(file, data.uid(), data.mode(), user)
    }));
    // Several folders may be made in the same one.
    findings.dedup();
    if findings.is_empty() {
        findings.push(Finding::new(Condition::RightsFine));
    }
    findings
}

/// As the system counts this process.
fn find_user() -> Option<u32> {
    std::fs::metadata("/proc/self").ok().map(|own| own.uid())
}

/// A file without a name, gone again at once: what a folder's rights say is not all that a disk
/// says. Of a folder that is not there yet the one counts in which it will be made.
fn examine_folder(folder: &Path, user: u32) -> Option<Finding> {
    let place = find_existing(folder);
    let owner = folder.metadata().ok().as_ref().map(Metadata::uid);
    let tried = tempfile::tempfile_in(place).map(drop).map_err(|error| error.kind());
    judge_folder(place, owner, tried, user)
}

fn judge_folder(
    path: &Path,
    owner: Option<u32>,
    tried: Result<(), ErrorKind>,
    user: u32,
) -> Option<Finding> {
    let finding = |condition| Finding::new(condition).with("path", path.display());
    match tried {
        _ if owner.is_some_and(|owner| owner != user) => Some(finding(Condition::PathForeign)),
        Ok(()) => None,
        Err(
            ErrorKind::PermissionDenied
            | ErrorKind::ReadOnlyFilesystem
            | ErrorKind::NotADirectory
            | ErrorKind::NotFound,
        ) => Some(finding(Condition::FolderClosed)),
        Err(cause) => Some(finding(Condition::RightsUntried).with("cause", cause)),
    }
}

fn judge_file(path: &Path, owner: u32, mode: u32, user: u32) -> Option<Finding> {
    let condition = match (owner == user, mode & OTHERS == 0) {
        (false, _) => Condition::PathForeign,
        (true, false) => Condition::FileOpenToOthers,
        (true, true) => return None,
    };
    Some(Finding::new(condition).with("path", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_ours_and_can_be_written_into() {
        let judge = |owner, tried| {
            judge_folder("/a".as_ref(), owner, tried, 1000).map(|finding| finding.condition)
        };
        assert_eq!(judge(Some(1000), Ok(())), None);
        assert_eq!(judge(None, Ok(())), None, "it will be made");
        assert_eq!(judge(Some(0), Ok(())), Some(Condition::PathForeign));
        for (cause, condition) in [
            (ErrorKind::PermissionDenied, Condition::FolderClosed),
            (ErrorKind::ReadOnlyFilesystem, Condition::FolderClosed),
            (ErrorKind::StorageFull, Condition::RightsUntried),
        ] {
            assert_eq!(judge(Some(1000), Err(cause)), Some(condition), "{cause}");
            assert_eq!(judge(None, Err(cause)), Some(condition), "{cause}");
        }
    }

    #[test]
    fn what_is_secret_is_its_owners_alone() {
        let judge = |owner, mode| {
            judge_file("/a".as_ref(), owner, mode, 1000).map(|finding| finding.condition)
        };
        assert_eq!(judge(1000, 0o100_600), None);
        assert_eq!(judge(1000, 0o100_640), Some(Condition::FileOpenToOthers));
        assert_eq!(judge(0, 0o100_600), Some(Condition::PathForeign));
    }
}
