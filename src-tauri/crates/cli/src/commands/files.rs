//! Files that a command reads and writes: whole or not at all, secrets for their owner alone; and
//! the day that an argument names.
use crate::output::Fault;
use counter_core::date::{Date, Moment, parse_date};
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::path::Path;

/// Beside its place first, so that nobody ever reads half of it.
pub fn write_whole(file: &Path, bytes: &[u8]) -> Result<()> {
    let mut aside = tempfile::NamedTempFile::new_in(folder_of(file))?;
    aside.write_all(bytes)?;
    aside.as_file().sync_all()?;
    aside.persist(file).map(drop).map_err(|error| error.error)
}

/// The same of what everybody may read.
pub fn write_public(file: &Path, bytes: &[u8]) -> Result<()> {
    let mut aside = tempfile::NamedTempFile::new_in(folder_of(file))?;
    aside.write_all(bytes)?;
    persist_public(aside, file)
}

/// It is under this name, whole, also after a power cut.
pub fn persist_public(aside: tempfile::NamedTempFile, file: &Path) -> Result<()> {
    #[cfg(unix)]
    aside.as_file().set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644))?;
    aside.as_file().sync_all()?;
    aside.persist(file).map_err(|error| error.error)?;
    std::fs::File::open(folder_of(file))?.sync_all()
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Never over an older one: what was signed with that key could not be followed by anything.
pub fn write_secret(file: &Path, secret: &str) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(file)?;
    writeln!(file, "{secret}")?;
    file.sync_all()
}

/// Not one byte more than `most` is read.
pub fn read_bounded(file: &Path, most: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(file)?.take(most as u64 + 1).read_to_end(&mut bytes)?;
    match bytes.len() > most {
        true => Err(Error::new(ErrorKind::FileTooLarge, "too large")),
        false => Ok(bytes),
    }
}

pub fn parse_day(text: Option<&str>) -> std::result::Result<Option<Date>, Fault> {
    let parsed = text.map(|text| {
        parse_date(text).map_err(|_| Fault::new("not_a_date", format!("{text} is no day")))
    });
    parsed.transpose()
}

pub fn read_clock() -> Moment {
    Moment::from_millis(jiff::Timestamp::now().as_millisecond())
}
