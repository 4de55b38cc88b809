//! Signing a pack, and looking at a signed one as a station does.
use super::templates::list_refused;
use crate::commands::files::{parse_day, read_clock, write_secret, write_whole};
use crate::commands::number::parse_number;
use crate::commands::pack::{catalog_fault, file_fault, open_pack, open_source, read_pack_file};
use crate::output::{Fault, Outcome};
use base64::Engine;
use clap::Args;
use counter_catalog::{Key, Pack, Trust};
use serde_json::json;
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
    #[arg(long, default_value_t = 11_773, value_parser = parse_number::<usize>)]
    items: usize,
    /// The same number, the same pack.
    #[arg(long, default_value_t = 1, value_parser = parse_number::<u64>)]
    seed: u64,
    /// The file to write; its key is that of the example pack.
    #[arg(long)]
    out: PathBuf,
}

pub fn generate_pack(args: &Invent) -> Outcome {
    let pack = counter_catalog::generate_pack(args.items, args.seed).map_err(catalog_fault)?;
    let bytes =
        pack.sign_pack(&Key::example_key().map_err(catalog_fault)?, None).map_err(catalog_fault)?;
    write_whole(&args.out, &bytes).map_err(|cause| file_fault(&args.out, &cause))?;
    Ok(json!({ "pack": pack.id(), "version": pack.version(), "items": pack.len(),
            "bytes": bytes.len() }))
}

pub fn sign_pack(args: &Sign) -> Outcome {
    let secret =
        std::fs::read_to_string(&args.key).map_err(|cause| file_fault(&args.key, &cause))?;
    let key = Key::from_secret(&secret).map_err(catalog_fault)?;
    let source = open_source(Some(&args.folder))?;
    let pack = Pack::from_source(&source).map_err(catalog_fault)?;
    let bytes = pack.sign_pack(&key, parse_day(args.until.as_deref())?).map_err(catalog_fault)?;
    write_whole(&args.out, &bytes).map_err(|cause| file_fault(&args.out, &cause))?;
    Ok(json!({
        "pack": pack.id(), "version": pack.version(), "items": pack.len(), "bytes": bytes.len(),
        "key": key.public_key(),
        "templates": pack.templates().len(),
        "ignored": source.ignored(),
    }))
}

/// Never over an older key: packs signed with that one could not be followed by any.
pub fn create_key(file: &Path) -> Outcome {
    let mut seed = [0u8; 32];
    getrandom::fill(&mut seed)
        .map_err(|_| Fault::new("internal", "the system gives no random numbers"))?;
    let secret = base64::engine::general_purpose::STANDARD.encode(seed);
    write_secret(file, &secret).map_err(|cause| file_fault(file, &cause))?;
    Ok(json!({ "key": Key::from_secret(&secret).map_err(catalog_fault)?.public_key() }))
}

pub async fn verify_pack(args: &Verify) -> Outcome {
    let keys = [match &args.key {
        Some(key) => key.clone(),
        None => Key::example_key().map_err(catalog_fault)?.public_key(),
    }];
    let today = parse_day(args.today.as_deref())?.unwrap_or(read_clock().date());
    let current = args.current.as_deref().map(|place| open_pack(Some(place))).transpose()?;
    let trust = Trust { keys: &keys, today, current: current.as_ref(), newest: None };
    let pack = Pack::admit(&read_pack_file(&args.file)?, &trust).map_err(catalog_fault)?;
    let until = pack.until().map(|day| day.to_string());
    // The pack is taken all the same: these papers are drawn by the program's own templates.
    let refused = list_refused(pack.templates()).await?;
    Ok(json!({
        "pack": pack.id(), "version": pack.version(), "items": pack.len(), "until": until,
        "templates": pack.templates().len(), "templates_refused": refused,
    }))
}
