//! A finished PDF to the printer by name, from memory; without a printer into the folder of forms.
use crate::translate::device_failure;
use crate::view::PrintResult;
use crate::{Desk, Failure};

/// `name` is kind of form and number, never a person: it shows in the print queue.
pub async fn send(desk: &Desk, name: &str, pdf: Vec<u8>) -> Result<PrintResult, Failure> {
    let printer = desk.settings().printer;
    if !printer.is_empty() {
        desk.host().print_document(&printer, name, pdf).await.map_err(|e| device_failure(&e))?;
        return Ok(PrintResult { printed: true, printer: Some(printer), file: None });
    }
    let file = keep(desk, &format!("{name}.pdf"), &pdf)?;
    Ok(PrintResult { printed: false, printer: None, file: Some(file) })
}

/// Into the folder of forms, whole or not at all; the answer is where.
pub fn keep(desk: &Desk, name: &str, bytes: &[u8]) -> Result<String, Failure> {
    let folder = desk.ground.forms.clone();
    let file = folder.join(name.replace(['/', '\\'], "-"));
    let written = std::fs::create_dir_all(&folder).and_then(|()| {
        let mut fresh = tempfile::NamedTempFile::new_in(&folder)?;
        std::io::Write::write_all(&mut fresh, bytes)?;
        fresh.as_file().sync_all()?;
        fresh.persist(&file).map(|_| ()).map_err(|e| e.error)
    });
    written.map_err(|e| match e.kind() {
        std::io::ErrorKind::StorageFull => Failure::new("disk_full"),
        _ => Failure::new("store_io"),
    })?;
    Ok(file.to_string_lossy().into_owned())
}
