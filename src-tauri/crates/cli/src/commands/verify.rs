//! `counter verify`: proves that nothing of a station's records is missing or altered, or names
//! what is; with a receipt's code, whether that paper is one of them.
use crate::output::{Fault, print_answer};
use crate::secret::{read_passphrase, require_passphrase};
use clap::Args;
use counter_core::receipt_code::ReceiptCode;
use counter_desk::Records;
use receipt::verify_receipt;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::ExitCode;

mod receipt;

#[derive(Args)]
pub struct Verify {
    /// The folder of the station's data, or the code of a receipt (核验码). Records are read only; the
    /// window must be closed.
    what: PathBuf,
    /// The folder of the station's data, for a code; this one without it.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Address of the office, to hold the records of a folder against what it has acknowledged.
    #[arg(long)]
    office: Option<String>,
    /// The passphrase is the first line of standard input; at a terminal it is asked for. Only where
    /// there is no keyring.
    #[arg(long)]
    passphrase_stdin: bool,
}

/// The report goes out whole, whatever it says; the exit code says whether all is well.
pub async fn verify_records(verify: Verify, json: bool) -> Result<ExitCode, Fault> {
    if let Some(code) = find_code(&verify)? {
        if verify.office.is_some() {
            let words =
                "a receipt is held against these records alone: --office goes with a folder";
            return Err(Fault::wrong_usage(words));
        }
        let data = verify.data.unwrap_or_else(|| PathBuf::from("."));
        return verify_receipt(&code, &data, verify.passphrase_stdin, json);
    }
    let records = open_records(&verify.what, verify.passphrase_stdin)?;
    let mut report = records.check().map_err(unreadable)?;
    if let Some(address) = &verify.office {
        let result = records.match_office(&mut report, address).await;
        result
            .map_err(|code| Fault::new(code, "the records could not be held against the office"))?;
    }
    let value = serde_json::to_value(&report).map_err(Fault::internal)?;
    let answer = if json { value } else { for_people(&value) };
    print_answer(&answer, json);
    Ok(if report.sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A folder that is there is never taken for a code.
fn find_code(verify: &Verify) -> Result<Option<ReceiptCode>, Fault> {
    let text = verify.what.to_str().filter(|_| !verify.what.exists());
    let code = text.and_then(ReceiptCode::read);
    if code.is_none() && verify.data.is_some() {
        let words = "a letter of the code is missing or does not fit";
        return Err(Fault::new("receipt_code_bad", words));
    }
    Ok(code)
}

pub fn open_records(dir: &std::path::Path, passphrase_stdin: bool) -> Result<Records, Fault> {
    let passphrase = read_passphrase(passphrase_stdin);
    match Records::open(dir, passphrase.as_deref()) {
        Err("passphrase_needed") => {
            let typed_passphrase = require_passphrase(passphrase)?;
            Records::open(dir, Some(&typed_passphrase)).map_err(unreadable)
        }
        opened => opened.map_err(unreadable),
    }
}

fn unreadable(code: &'static str) -> Fault {
    let words = match code {
        "no_records" => "there is no station.db in this folder",
        "already_open" => "a window has these records open: close it first",
        "wrong_passphrase" => "the passphrase does not fit",
        "key_missing" | "key_missing_for_existing_database" => {
            "the key of these records is not here"
        }
        _ => "the records cannot be opened",
    };
    Fault::new(code, words)
}

/// One line a case; what is wrong with it behind.
fn for_people(report: &Value) -> Value {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let lines = list(&report["cases"]).into_iter().map(|case| {
        let number = |name: &str| case[name].as_str().unwrap_or("-").to_owned();
        let remarks: Vec<String> =
            list(&case["faults"]).iter().chain(&list(&case["notes"])).map(word).collect();
        let purged = if case["purged"] == true { "  purged" } else { "" };
        let (provisional, official) = (number("provisional"), number("official"));
        let (status, delivery) = (word(&case["status"]), word(&case["delivery"]));
        format!("{provisional}  {official}  {status}  {delivery}{purged}  {}", remarks.join("; "))
            .trim_end()
            .to_owned()
    });
    json!({ "cases": lines.collect::<Vec<_>>(), "strays": report["strays"],
        "database": report["database"], "audit": report["audit"],
        "office": report["office"], "faults": report["faults"], "sound": report["sound"] })
}
