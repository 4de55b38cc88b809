//! Secrets on their way in. Never an argument: those can be read by everybody on the machine.
use crate::output::Fault;
use std::io::BufRead;

const VARIABLE: &str = "COUNTER_PASSPHRASE";

/// The first line of standard input, if there is one.
pub fn read_line() -> Option<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).ok()?;
    Some(line.trim_end_matches(['\r', '\n']).to_owned()).filter(|word| !word.is_empty())
}

/// The passphrase for a computer without a keyring: from standard input where that was asked for,
/// else what the environment holds, else none.
pub fn read_passphrase(from_stdin: bool) -> Option<String> {
    match from_stdin {
        true => read_line(),
        false => std::env::var(VARIABLE).ok().filter(|word| !word.is_empty()),
    }
}

/// What to say where there was none and one is needed.
pub fn passphrase_needed() -> Fault {
    let how = format!("there is no keyring: set {VARIABLE} or pass --passphrase-stdin");
    Fault::new("passphrase_needed", how)
}
