//! A finished PDF to the printer by name, from memory; without a printer into the folder of forms.
use super::Devices;
use crate::Failure;
use crate::contract::FailureCode;
use crate::contract::views::PrintResult;
use std::io::{ErrorKind, Write};

impl Devices {
    /// `name` is kind of form and number, never a person: it shows in the print queue.
    pub async fn print(&self, name: &str, pdf: Vec<u8>) -> Result<PrintResult, Failure> {
        let printer = self.station.settings().printer;
        if !printer.is_empty() {
            self.host().print(&printer, name, pdf).await?;
            return Ok(PrintResult { printed: true, printer: Some(printer), file: None });
        }
        let file = self.save_form(&format!("{name}.pdf"), &pdf)?;
        Ok(PrintResult { printed: false, printer: None, file: Some(file) })
    }

    /// Into the folder of forms, whole or not at all; the answer is where.
    pub fn save_form(&self, name: &str, bytes: &[u8]) -> Result<String, Failure> {
        let folder = &self.station.environment.forms;
        let file = folder.join(name.replace(['/', '\\'], "-"));
        let saved = std::fs::create_dir_all(folder).and_then(|()| {
            let mut scratch = tempfile::NamedTempFile::new_in(folder)?;
            scratch.write_all(bytes)?;
            scratch.as_file().sync_all()?;
            scratch.persist(&file).map(|_| ()).map_err(|error| error.error)
        });
        saved.map_err(|error| match error.kind() {
            ErrorKind::StorageFull => Failure::new(FailureCode::DiskFull),
            _ => Failure::new(FailureCode::StoreIo),
        })?;
        Ok(file.to_string_lossy().into_owned())
    }
}
