//! Signing a pack, and looking at a signed one as a station does.
use super::{open, unread};
use crate::output::{Fault, Outcome};
use base64::Engine;
use clap::Args;
use counter_catalog::{Key, LARGEST, Pack, Trust};
use counter_core::date::{Date, Moment, parse_date};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Sign {
    folder: PathBuf,
    /// The file to write.
    #[arg(long)]
    out: PathBuf,
    /// The publisher's secret key (`counter catalog key`).
    #[arg(long)]
    key: PathBuf,
    /// The last day on which stations may take it into use, YYYY-MM-DD.
    #[arg(long)]
    until: Option<String>,
}

#[derive(Args)]
pub struct Verify {
    file: PathBuf,
    /// The publisher's public key; without it the key of the example pack.
    #[arg(long)]
    key: Option<String>,
    /// The pack in use, a folder or a file: an older one is refused.
    #[arg(long)]
    current: Option<PathBuf>,
    /// Another day than today, YYYY-MM-DD.
    #[arg(long)]
    today: Option<String>,
}

#[derive(Args)]
pub struct Invent {
    #[arg(long, default_value_t = 11_773)]
    items: usize,
    /// The same number, the same pack.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The file to write; its key is that of the example pack.
    #[arg(long)]
    out: PathBuf,
}

pub fn generate(asked: &Invent) -> Outcome {
    let pack = counter_catalog::generate(asked.items, asked.seed).map_err(unread)?;
    let bytes = pack.signed(&Key::example().map_err(unread)?, None).map_err(unread)?;
    whole(&asked.out, &bytes).map_err(|cause| unwritten(&asked.out, &cause))?;
    Ok(json!({ "pack": pack.id(), "version": pack.version(), "items": pack.len(), "bytes": bytes.len() }))
}

pub fn sign(asked: &Sign) -> Outcome {
    let secret = std::fs::read_to_string(&asked.key).map_err(|cause| unwritten(&asked.key, &cause))?;
    let key = Key::from_secret(&secret).map_err(unread)?;
    let pack = open(Some(&asked.folder))?;
    let bytes = pack.signed(&key, day(asked.until.as_deref())?).map_err(unread)?;
    whole(&asked.out, &bytes).map_err(|cause| unwritten(&asked.out, &cause))?;
    Ok(json!({
        "pack": pack.id(), "version": pack.version(), "items": pack.len(), "bytes": bytes.len(), "key": key.public(),
    }))
}

/// Never over an older key: packs signed with that one could not be followed by any.
pub fn key(file: &Path) -> Outcome {
    let mut seed = [0u8; 32];
    getrandom::fill(&mut seed).map_err(|_| Fault::new("internal", "the system gives no random numbers"))?;
    let secret = base64::engine::general_purpose::STANDARD.encode(seed);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(file).and_then(|mut file| writeln!(file, "{secret}").and_then(|()| file.sync_all()));
    written.map_err(|cause| unwritten(file, &cause))?;
    Ok(json!({ "key": Key::from_secret(&secret).map_err(unread)?.public() }))
}

pub fn verify(asked: &Verify) -> Outcome {
    let keys = [match &asked.key {
        Some(key) => key.clone(),
        None => Key::example().map_err(unread)?.public(),
    }];
    let now = Moment::from_millis(jiff::Timestamp::now().as_millisecond()).date();
    let today = day(asked.today.as_deref())?.unwrap_or(now);
    let current = asked.current.as_deref().map(|place| open(Some(place))).transpose()?;
    let trust = Trust { keys: &keys, today, current: current.as_ref() };
    let pack = Pack::admit(&bytes(&asked.file)?, &trust).map_err(unread)?;
    let until = pack.until().map(|day| day.to_string());
    Ok(json!({ "pack": pack.id(), "version": pack.version(), "items": pack.len(), "until": until }))
}

/// Refused by its length before a byte of it is read.
pub fn bytes(file: &Path) -> Result<Vec<u8>, Fault> {
    let length = std::fs::metadata(file).map_err(|cause| unwritten(file, &cause))?.len();
    if length > LARGEST as u64 {
        return Err(unread(counter_catalog::CatalogError::TooLarge { bytes: length }));
    }
    std::fs::read(file).map_err(|cause| unwritten(file, &cause))
}

/// Beside its place first, so that an office never serves half of it.
fn whole(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
    fresh.write_all(bytes)?;
    fresh.as_file().sync_all()?;
    fresh.persist(file).map(drop).map_err(|error| error.error)
}

fn day(text: Option<&str>) -> Result<Option<Date>, Fault> {
    let parsed = text.map(|text| parse_date(text).map_err(|_| Fault::new("not_a_date", format!("{text} is no day"))));
    parsed.transpose()
}

fn unwritten(file: &Path, cause: &std::io::Error) -> Fault {
    Fault::new("catalog_unreadable", format!("{}: {cause}", file.display()))
}
