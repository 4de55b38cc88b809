//! Keys by the names that the screen shows ("Ctrl+Enter", "Alt+1", "F9"), and the count of them.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};

use crate::{Fault, TestResult};

/// Keys pressed so far: commands apart from what had to be typed because nobody else knew it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pressed {
    pub commands: u32,
    pub typed: u32,
    /// What no key did: a click, a focus set by script. A story told by the keyboard alone has
    /// none.
    pub helped: u32,
}

/// One press with its modifiers, released in reverse order.
pub fn key_chord(names: &str) -> TestResult<KeyActions> {
    let keys = names.split('+').map(key).collect::<TestResult<Vec<char>>>()?;
    let down = keys.iter().map(|value| KeyAction::Down { value: *value });
    let up = keys.iter().rev().map(|value| KeyAction::Up { value: *value });
    Ok(down.chain(up).fold(KeyActions::new("keyboard".to_owned()), KeyActions::then))
}

/// Code points of the WebDriver standard (§17.4.2).
fn key(name: &str) -> TestResult<char> {
    let value = match name {
        "Ctrl" => '\u{E009}',
        "Shift" => '\u{E008}',
        "Alt" => '\u{E00A}',
        "Enter" => '\u{E007}',
        "Tab" => '\u{E004}',
        "Esc" => '\u{E00C}',
        "Space" => ' ',
        "Backspace" => '\u{E003}',
        "Delete" => '\u{E017}',
        "PageUp" => '\u{E00E}',
        "PageDown" => '\u{E00F}',
        "End" => '\u{E010}',
        "Home" => '\u{E011}',
        "Left" => '\u{E012}',
        "Up" => '\u{E013}',
        "Right" => '\u{E014}',
        "Down" => '\u{E015}',
        _ => {
            return function_key(name)
                .or_else(|| single(name))
                .ok_or_else(|| Fault::UnknownKey(name.to_owned()));
        }
    };
    Ok(value)
}

fn function_key(name: &str) -> Option<char> {
    let number: u32 = name.strip_prefix('F')?.parse().ok()?;
    (1..=12).contains(&number).then(|| char::from_u32(0xE030 + number))?
}

fn single(name: &str) -> Option<char> {
    let mut letters = name.chars();
    let first = letters.next()?;
    letters.next().is_none().then(|| first.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_on_the_screen_are_keys() {
        for (name, value) in
            [("F9", '\u{E039}'), ("F12", '\u{E03C}'), ("K", 'k'), ("1", '1'), ("Enter", '\u{E007}')]
        {
            assert_eq!(key(name).unwrap(), value, "{name}");
        }
        assert!(key("F13").is_err());
        assert!(key("Meta").is_err());
    }
}
