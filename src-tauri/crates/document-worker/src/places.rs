//! What the worker is told when it is started, for no variable reaches it: its role, and where this
//! computer keeps what it needs.

use counter_documents::wire::Role;
use std::ffi::OsString;
use std::path::PathBuf;

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// All the fonts there are, where somebody says so.
    pub fonts: Option<PathBuf>,
    /// Whose own fonts count beside the computer's.
    pub home: Option<PathBuf>,
    /// The PDF library, or the folder that it lies in.
    pub pdfium: Option<PathBuf>,
}

/// None where the role is missing or a word is not known.
pub fn read_arguments(mut words: impl Iterator<Item = OsString>) -> Option<(Role, Places)> {
    let role = Role::find(words.next()?.to_str()?)?;
    let mut places = Places::default();
    while let Some(word) = words.next() {
        let place = Some(PathBuf::from(words.next()?));
        match word.to_str()? {
            "--fonts" => places.fonts = place,
            "--home" => places.home = place,
            "--pdfium" => places.pdfium = place,
            _ => return None,
        }
    }
    Some((role, places))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Option<(Role, Places)> {
        read_arguments(words.iter().map(OsString::from))
    }

    #[test]
    fn a_role_comes_first_and_nothing_unknown_is_passed_by() {
        assert_eq!(read(&["--typeset"]), Some((Role::Typeset, Places::default())));
        let places = Places {
            fonts: Some("/fonts".into()),
            home: Some("/home/clerk".into()),
            pdfium: Some("/lib/libpdfium.so".into()),
        };
        let words = ["--open", "--home", "/home/clerk", "--fonts", "/fonts"];
        let words = [words.as_slice(), &["--pdfium", "/lib/libpdfium.so"]].concat();
        assert_eq!(read(&words), Some((Role::Open, places)));
        for words in [
            [].as_slice(),
            &["--fonts", "/fonts"],
            &["--open", "--fonts"],
            &["--open", "--typeset", "/fonts"],
        ] {
            assert_eq!(read(words), None, "{words:?}");
        }
    }
}
