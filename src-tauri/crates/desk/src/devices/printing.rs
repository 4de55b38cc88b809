//! A finished PDF to the printer by name, from memory; without a printer into the folder of forms.
//!
//! What was handed out is never written over: each form has a name of its own.
use super::Devices;
use crate::Failure;
use crate::contract::FailureCode;
use crate::contract::views::PrintResult;
use counter_documents::PAPER;
use std::io::{Error, ErrorKind, Write};
use std::path::{Path, PathBuf};

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
        let name = name.replace(['/', '\\'], "-");
        let saved = save_beside(folder, &name, extension, bytes).map_err(|error| {
            explain_unsaved(&folder.join(format!("{name}.{extension}")), &error)
        })?;
        Ok(saved.to_string_lossy().into_owned())
    }
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
    let mut scratch = tempfile::NamedTempFile::new_in(folder)?;
    scratch.write_all(bytes)?;
    scratch.as_file().sync_all()?;
    let mut file = folder.join(format!("{name}.{extension}"));
    let mut number = 1;
    loop {
        scratch = match scratch.persist_noclobber(&file) {
            Ok(_) => return Ok(file),
            Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => refused.file,
            Err(refused) => return Err(refused.error),
        };
        number += 1;
        file = folder.join(format!("{name}-{number}.{extension}"));
    }
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
