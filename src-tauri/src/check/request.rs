//! What was asked for on the command line.

use std::ffi::OsString;

pub const USAGE: &str = "usage: counter-desktop --check [--json] [--chinese | --english]";

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Request {
    pub json: bool,
    /// None: as the settings say.
    pub english: Option<bool>,
}

impl Request {
    /// None where no check is wanted: whatever else there is belongs to the window.
    ///
    /// # Errors
    /// A word that is not known.
    pub fn read(arguments: impl Iterator<Item = OsString>) -> Option<Result<Request, String>> {
        let words: Vec<String> =
            arguments.map(|word| word.to_string_lossy().into_owned()).collect();
        words.iter().any(|word| word == "--check").then(|| Request::read_words(&words))
    }

    fn read_words(words: &[String]) -> Result<Request, String> {
        let mut request = Request::default();
        for word in words {
            match word.as_str() {
                "--check" => {}
                "--json" => request.json = true,
                "--english" => request.english = Some(true),
                "--chinese" => request.english = Some(false),
                other => return Err(format!("unknown: {other}")),
            }
        }
        Ok(request)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Option<Result<Request, String>> {
        Request::read(words.iter().map(OsString::from))
    }

    #[test]
    fn only_a_check_is_answered_and_only_known_words() {
        assert_eq!(read(&[]), None);
        assert_eq!(read(&["--json"]), None, "that is the window's");
        assert_eq!(read(&["--check"]), Some(Ok(Request::default())));
        let whole = Request { json: true, english: Some(true) };
        assert_eq!(read(&["--check", "--json", "--english"]), Some(Ok(whole)));
        let chinese = Request { json: false, english: Some(false) };
        assert_eq!(read(&["--chinese", "--check"]), Some(Ok(chinese)));
        assert_eq!(read(&["--check", "--fix"]), Some(Err("unknown: --fix".to_owned())));
    }
}
