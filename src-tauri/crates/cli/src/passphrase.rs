//! A passphrase for a computer without a keyring. Never an argument: those can be read by everybody on the machine.
use crate::say::Fault;
use std::io::BufRead;

const VARIABLE: &str = "COUNTER_PASSPHRASE";

/// The first line of standard input where that was asked for, else what the environment holds, else none.
pub fn given(from_stdin: bool) -> Result<Option<String>, Fault> {
    if !from_stdin {
        return Ok(std::env::var(VARIABLE).ok().filter(|word| !word.is_empty()));
    }
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    read.map_err(|_| Fault::new("passphrase_needed", "standard input could not be read"))?;
    Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()).filter(|word| !word.is_empty()))
}

/// What to say where there was none and one is needed.
pub fn wanted() -> Fault {
    let how = format!("there is no keyring: set {VARIABLE} or pass --passphrase-stdin");
    Fault::new("passphrase_needed", how)
}
