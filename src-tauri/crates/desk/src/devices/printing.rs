//! A finished PDF to the printer by name, from memory; without a printer into the folder of forms.
//!
//! What was handed out is never written over: each form has a name of its own.
use super::Devices;
use crate::Failure;
use crate::contract::FailureCode;
use crate::contract::views::PrintResult;
use counter_documents::PAPER;
use std::fs::File;
use std::io::{Error, ErrorKind, Write};
use std::path::{Path, PathBuf};
use tempfile::{NamedTempFile, PersistError};

/// Bytes; what is left of 255 is for a number and the ending.
const LONGEST_NAME: usize = 200;

impl Devices {
    /// `name` is kind of form and number, never a person: it shows in the print queue.
    pub async fn print(&self, name: &str, pdf: Vec<u8>) -> Result<PrintResult, Failure> {
        let _in_use = self.station.in_use.begin_use();
        let printer = self.station.settings().printer;
        if !printer.is_empty() {
            self.host().print_document(&printer, name, PAPER, pdf).await?;
            return Ok(PrintResult {
                printed: true,
                printer: Some(printer),
                file: None,
                failure: None,
            });
        }
        let file = match self.save_form(name, "pdf", &pdf) {
            Err(full)
                if full.code == FailureCode::DiskFull && self.station.make_room(pdf.len()) =>
            {
                self.save_form(name, "pdf", &pdf)?
            }
            saved => saved?,
        };
        Ok(PrintResult { printed: false, printer: None, file: Some(file), failure: None })
    }

    /// Into the folder of forms, whole or not at all; the answer is where.
    pub fn save_form(&self, name: &str, extension: &str, bytes: &[u8]) -> Result<String, Failure> {
        let folder = &self.station.environment.forms;
        let name = make_file_name(name);
        let saved = save_beside(folder, &name, extension, bytes).map_err(|error| {
            explain_unsaved(&folder.join(format!("{name}.{extension}")), &error)
        })?;
        Ok(saved.to_string_lossy().into_owned())
    }
}

/// An office's number may hold what no name of a file can, on a share of Windows above all, and be
/// longer than one may be.
fn make_file_name(name: &str) -> String {
    const FORBIDDEN: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];
    let plain: String = name
        .chars()
        .map(|c| if c.is_control() || FORBIDDEN.contains(&c) { '-' } else { c })
        .collect();
    let whole = plain.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = whole.take_while(|end| *end <= LONGEST_NAME).last().unwrap_or(0);
    plain.get(..end).unwrap_or_default().trim_end_matches(['.', ' ']).to_owned()
}

/// Under this name, or where there is such a file already under the same with the next number: an
/// older paper stays, open in whatever viewer.
fn save_beside(
    folder: &Path,
    name: &str,
    extension: &str,
    bytes: &[u8],
) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let mut scratch = NamedTempFile::new_in(folder)?;
    scratch.write_all(bytes)?;
    scratch.as_file().sync_all()?;
    let mut file = folder.join(format!("{name}.{extension}"));
    let mut number = 1;
    loop {
        scratch = match scratch.persist_noclobber(&file) {
            Ok(_) => return Ok(file),
            Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => refused.file,
            Err(refused) => match claim_name(refused.file, &file) {
                Ok(()) => return Ok(file),
                Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => refused.file,
                Err(refused) => return Err(refused.error),
            },
        };
        number += 1;
        file = folder.join(format!("{name}-{number}.{extension}"));
    }
}

/// Where the system can neither link nor rename without writing over, as on a share that a file
/// manager has opened: an empty file claims the name, and the whole one takes its place.
fn claim_name(scratch: NamedTempFile, file: &Path) -> Result<(), PersistError> {
    if let Err(error) = File::create_new(file) {
        return Err(PersistError { error, file: scratch });
    }
    scratch.persist(file).map(drop).inspect_err(|_| {
        let _ = std::fs::remove_file(file);
    })
}

fn explain_unsaved(file: &Path, error: &Error) -> Failure {
    tracing::warn!(kind = ?error.kind(), "a form could not be saved");
    let reason = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            return Failure::new(FailureCode::DiskFull);
        }
        ErrorKind::PermissionDenied => "denied",
        ErrorKind::ReadOnlyFilesystem => "read_only",
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "no_folder",
        ErrorKind::ResourceBusy | ErrorKind::WouldBlock => "in_use",
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => "bad_name",
        _ => "other",
    };
    Failure::new(FailureCode::FormNotSaved).with("file", file.display()).with("reason", reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_form_is_written_over() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("forms");
        let names: Vec<String> = (0..3u8)
            .map(|byte| save_beside(&folder, "receipt-0001", "pdf", &[byte]).unwrap())
            .map(|file| file.file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        assert_eq!(names, ["receipt-0001.pdf", "receipt-0001-2.pdf", "receipt-0001-3.pdf"]);
        for (name, byte) in names.iter().zip(0..) {
            assert_eq!(std::fs::read(folder.join(name)).unwrap(), [byte], "{name}");
        }
        let other = save_beside(&folder, "receipt-0001", "csv", b"table").unwrap();
        assert!(other.ends_with("receipt-0001.csv"));
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 4, "nothing half is left");
    }

    #[test]
    fn a_name_is_one_that_any_folder_takes() {
        for (name, file) in [
            ("receipt-2026-0001", "receipt-2026-0001"),
            ("receipt-a/b\\c", "receipt-a-b-c"),
            ("receipt-〔2026〕:1*?\"<>|", "receipt-〔2026〕-1------"),
            ("receipt-1\n2\0", "receipt-1-2-"),
            ("receipt-1. .", "receipt-1"),
        ] {
            assert_eq!(make_file_name(name), file);
        }
        let long = make_file_name(&"号".repeat(400));
        assert_eq!(long, "号".repeat(66), "200 bytes would cut the sixty-seventh");
        let home = tempfile::tempdir().unwrap();
        for _ in 0..2 {
            save_beside(home.path(), &long, "pdf", b"x").unwrap();
        }
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_name_is_claimed_once_where_nothing_can_be_linked() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("receipt-0001.pdf");
        let scratch = |byte: u8| {
            let mut scratch = NamedTempFile::new_in(home.path()).unwrap();
            scratch.write_all(&[byte]).unwrap();
            scratch
        };
        claim_name(scratch(1), &file).unwrap();
        let refused = claim_name(scratch(2), &file).unwrap_err();
        assert_eq!(refused.error.kind(), ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read(refused.file.path()).unwrap(), [2], "for the next name");
        drop(refused);
        assert_eq!(std::fs::read(&file).unwrap(), [1], "as it was");
        let third = scratch(3);
        std::fs::remove_file(third.path()).unwrap();
        let other = home.path().join("receipt-0002.pdf");
        assert!(claim_name(third, &other).is_err());
        assert!(!other.exists(), "no empty paper is left");
    }

    #[test]
    fn two_at_once_get_two_names() {
        let home = tempfile::tempdir().unwrap();
        let save = || save_beside(home.path(), "list", "pdf", b"x").unwrap();
        let mut names: Vec<PathBuf> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4)
                .map(|_| scope.spawn(|| (0..8).map(|_| save()).collect::<Vec<_>>()))
                .collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 32);
    }

    #[test]
    fn what_cannot_be_written_is_named_with_its_reason() {
        let home = tempfile::tempdir().unwrap();
        let forms = home.path().join("forms");
        std::fs::write(&forms, "a file where the folder should be").unwrap();
        let error = save_beside(&forms, "receipt", "pdf", b"x").unwrap_err();
        let failure = explain_unsaved(&forms.join("receipt.pdf"), &error);
        assert_eq!(failure.code, FailureCode::FormNotSaved);
        assert_eq!(failure.params["reason"], "no_folder");
        assert!(failure.params["file"].ends_with("receipt.pdf"));
        for (kind, reason) in [
            (ErrorKind::PermissionDenied, "denied"),
            (ErrorKind::ReadOnlyFilesystem, "read_only"),
            (ErrorKind::ResourceBusy, "in_use"),
            (ErrorKind::Other, "other"),
        ] {
            let failure = explain_unsaved(&forms, &Error::from(kind));
            assert_eq!(failure.params["reason"], reason);
        }
        let full = explain_unsaved(&forms, &Error::from(ErrorKind::StorageFull));
        assert_eq!(full.code, FailureCode::DiskFull);
    }
}
