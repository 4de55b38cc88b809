//! Secrets on their way in: typed at a terminal that does not show them, or one line of standard
//! input. Never an argument, which everybody on the machine can read; never a variable, which every
//! program that is started inherits.
use crate::output::{Fault, write_prompt};
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use std::io::{BufRead, IsTerminal, Stdin, stdin};

/// The first line of standard input, if there is one. At a terminal it is asked for and not shown.
pub fn read_secret(prompt: &str) -> Option<String> {
    let input = stdin();
    if !input.is_terminal() {
        return read_line(&input);
    }
    // Where the terminal cannot be kept from showing it, it is not asked for.
    let silent = Silence::begin(&input)?;
    write_prompt(prompt);
    let line = read_line(&input);
    drop(silent);
    write_prompt("\n");
    line
}

/// A secret that is being chosen: at a terminal, where nobody sees it, it is typed twice.
pub fn read_new_secret(prompt: &str, again: &str) -> Result<Option<String>, Fault> {
    let first = read_secret(prompt);
    if !stdin().is_terminal() || first.is_none() || read_secret(again) == first {
        return Ok(first);
    }
    Err(Fault::new("secrets_differ", "the two differ"))
}

/// The passphrase of a computer without a keyring, where it was announced on standard input.
pub fn read_passphrase(from_stdin: bool) -> Option<String> {
    from_stdin.then(ask_passphrase).flatten()
}

/// What is needed and was not announced is asked for at a terminal, and only there.
pub fn require_passphrase(given: Option<String>) -> Result<String, Fault> {
    let ask = || stdin().is_terminal().then(ask_passphrase).flatten();
    let how = "there is no keyring: pass --passphrase-stdin";
    given.or_else(ask).ok_or_else(|| Fault::new("passphrase_needed", how))
}

fn ask_passphrase() -> Option<String> {
    read_secret("口令 (passphrase): ")
}

fn read_line(input: &Stdin) -> Option<String> {
    let mut line = String::new();
    input.lock().read_line(&mut line).ok()?;
    Some(line.trim_end_matches(['\r', '\n']).to_owned()).filter(|word| !word.is_empty())
}

/// While it lives the terminal shows nothing of what is typed.
struct Silence<'a> {
    input: &'a Stdin,
    before: Termios,
}

impl Silence<'_> {
    fn begin(input: &Stdin) -> Option<Silence<'_>> {
        let before = tcgetattr(input).ok()?;
        let mut silent = before.clone();
        silent.local_modes.remove(LocalModes::ECHO);
        tcsetattr(input, OptionalActions::Flush, &silent).ok()?;
        Some(Silence { input, before })
    }
}

impl Drop for Silence<'_> {
    fn drop(&mut self) {
        let _ = tcsetattr(self.input, OptionalActions::Flush, &self.before);
    }
}
