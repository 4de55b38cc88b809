//! `counter centre new`: what every file has. The rest is written into the draft by hand.
use super::recovery::{describe_key, write_half_files};
use super::{centre_fault, file_fault, read_source};
use crate::commands::files::write_whole;
use crate::output::{Fault, Outcome};
use clap::{Args, ValueEnum};
use counter_centre::{Body, lay_out_body};
use counter_store::RecoverySecret;
use serde_json::{Map, Value, json};
use std::path::PathBuf;

#[derive(Args)]
pub struct Draft {
    /// The file to write.
    #[arg(long)]
    out: PathBuf,
    #[arg(long, value_enum, default_value = "real")]
    kind: Kind,
    /// The centre's code; it never changes.
    #[arg(long)]
    centre: String,
    #[arg(long)]
    centre_name: String,
    /// The station's code, as `counter enrol` has it.
    #[arg(long)]
    station: String,
    #[arg(long)]
    station_name: String,
    /// The office's address: https://…, or http:// on the station's own machine.
    #[arg(long)]
    office: String,
    /// The certificate of the authority that signs the office's, a PEM file.
    #[arg(long)]
    authority: Option<PathBuf>,
    /// SHA-256 of that authority's public key (SubjectPublicKeyInfo), 64 small hexadecimal digits.
    #[arg(long)]
    authority_sha256: Option<String>,
    /// In place of an authority: SHA-256 of the public key of the office's own certificate.
    #[arg(long, conflicts_with_all = ["authority", "authority_sha256"])]
    office_key: Option<String>,
    /// The same of the key that comes after it.
    #[arg(long, requires = "office_key")]
    next_office_key: Option<String>,
    /// The last day on which the file counts, YYYY-MM-DD.
    #[arg(long)]
    until: String,
    /// Public half of the centre's recovery key (`counter centre recovery-key`): 64 hexadecimal
    /// digits.
    #[arg(long)]
    recovery_key: Option<String>,
    /// Makes a recovery key along with the centre's first draft: the file for the first holder.
    #[arg(long, requires = "recovery_half_2", conflicts_with = "recovery_key")]
    recovery_half_1: Option<PathBuf>,
    /// The file for the second holder.
    #[arg(long, requires = "recovery_half_1")]
    recovery_half_2: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Real,
    Trial,
    Practice,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Real => "real",
            Self::Trial => "trial",
            Self::Practice => "practice",
        }
    }
}

pub fn write_draft(args: &Draft) -> Outcome {
    let mut office = json!({ "address": args.office });
    if let Some(pin) = describe_pin(args)? {
        office["pin"] = pin;
    }
    let mut body = json!({
        "shape": 1, "version": 1, "until": args.until, "kind": args.kind.word(),
        "centre": { "code": args.centre, "name": args.centre_name },
        "station": { "code": args.station, "name": args.station_name },
        "office": office,
    });
    let halves = args.recovery_half_1.as_deref().zip(args.recovery_half_2.as_deref());
    let new_secret = halves.map(|files| (RecoverySecret::random(), files));
    if let Some((secret, _)) = &new_secret {
        body["recovery_key"] = secret.public_key().text().into();
    } else if let Some(key) = &args.recovery_key {
        body["recovery_key"] = json!(key);
    }
    let text = body.to_string();
    Body::read(&text).map_err(centre_fault)?;
    let draft = lay_out_body(&text).map_err(centre_fault)?;
    let mut answer = json!({ "written": args.out.display().to_string(), "version": 1 });
    // Before the draft: a key in it whose halves are nowhere would recover nothing.
    if let Some((secret, files)) = &new_secret {
        write_half_files(secret, *files)?;
        answer["recovery"] = describe_key(&secret.public_key());
    }
    write_whole(&args.out, draft.as_bytes()).map_err(|cause| file_fault(&args.out, &cause))?;
    Ok(answer)
}

fn describe_pin(args: &Draft) -> Result<Option<Value>, Fault> {
    if let Some(current) = &args.office_key {
        let mut keys = Map::from_iter([("current".to_owned(), json!(current))]);
        if let Some(next) = &args.next_office_key {
            keys.insert("next".to_owned(), json!(next));
        }
        return Ok(Some(json!({ "keys": keys })));
    }
    let mut authority = Map::new();
    if let Some(file) = &args.authority {
        let pem = String::from_utf8_lossy(&read_source(file)?).into_owned();
        authority.insert("pem".to_owned(), json!(pem));
    }
    if let Some(sha256) = &args.authority_sha256 {
        authority.insert("sha256".to_owned(), json!(sha256));
    }
    Ok((!authority.is_empty()).then(|| json!({ "authority": authority })))
}
