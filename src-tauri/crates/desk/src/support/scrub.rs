//! The last gate before the diagnostics bundle: no text passes that may be somebody's name, number
//! or address, or a secret. What the program logs is free of them by rule; this does not rely on
//! the rule. A name in Latin letters it cannot tell from a word.
use counter_core::date::{Moment, parse_date};
use serde_json::{Map, Value};
use uuid::Uuid;

/// In the place of what does not pass.
pub const LEFT_OUT: &str = "[left out]";
/// Seven digits in a row, however they are grouped, may be a telephone.
const LONG_NUMBER: usize = 7;
/// As a number of its own, and not in a text: no telephone is shorter.
const LARGE: u64 = 10_000_000;
/// So many letters and digits in a row, mixed as no word mixes them, may be a token, a credential or
/// a hash.
const TOKEN: usize = 24;
const LONGEST: usize = 400;
/// They hold a time of the program's own, or nothing passes.
const TIMES: [&str; 4] = ["at", "made_at", "timestamp", "until"];
/// Below them folders bear people's names.
const HOMES: [&str; 4] = ["/home/", "/Users/", "\\Users\\", "/media/"];

/// Every text and every name of a field, at any depth. Fields that are `known` pass as they are:
/// their words were chosen by this program, or by the publisher of the catalogue.
pub fn scrub_value(value: &mut Value, known: &[&str]) {
    scrub_field("", value, known);
}

fn scrub_field(name: &str, value: &mut Value, known: &[&str]) {
    match value {
        Value::Object(fields) => *fields = scrub_fields(std::mem::take(fields), known),
        Value::Array(values) => {
            values.iter_mut().for_each(|value| scrub_field(name, value, known));
        }
        _ if known.contains(&name) => {}
        Value::String(text) => {
            let is_time = TIMES.contains(&name) && is_time(text);
            if !is_time && !is_plain(text) {
                *value = LEFT_OUT.into();
            }
        }
        Value::Number(number) => {
            if number.as_f64().is_none_or(|number| number.abs() >= LARGE as f64) {
                *value = LEFT_OUT.into();
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

fn scrub_fields(fields: Map<String, Value>, known: &[&str]) -> Map<String, Value> {
    let scrub = |(name, mut value): (String, Value)| {
        scrub_field(&name, &mut value, known);
        (if is_plain(&name) { name } else { LEFT_OUT.to_owned() }, value)
    };
    fields.into_iter().map(scrub).collect()
}

fn is_time(text: &str) -> bool {
    text.parse::<Moment>().is_ok()
        || parse_date(text).is_ok()
        || text.parse::<jiff::civil::DateTime>().is_ok()
}

fn is_plain(text: &str) -> bool {
    text.len() <= LONGEST
        && text.chars().all(|c| c.is_ascii_graphic() || c == ' ')
        // A name and a password before a host, or somebody's mailbox.
        && !text.contains('@')
        && !HOMES.iter().any(|home| text.contains(home))
        && !has_secret_or_number(&without_ids(text))
}

fn has_secret_or_number(text: &str) -> bool {
    has_long_number(text) || has_token(text)
}

/// Ids of cases and files are chance, and a technician needs them.
fn without_ids(text: &str) -> String {
    let is_of_word = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let pieces = text.split_inclusive(|c: char| !is_of_word(c));
    let without = pieces.map(|piece| {
        let word = piece.trim_end_matches(|c: char| !is_of_word(c));
        let is_id = word.len() == 36 && Uuid::parse_str(word).is_ok();
        if is_id { piece.strip_prefix(word).unwrap_or_default() } else { piece }
    });
    without.collect()
}

/// Digits belong together over a single space or sign, as people group them: `138 0000 0000`,
/// `0757-8200 0000`. A point joins only what no version has behind one.
fn has_long_number(text: &str) -> bool {
    let (mut digits, mut gap) = (0, 0);
    for (at, byte) in text.bytes().enumerate() {
        let joins = match byte {
            b' ' | b'-' | b'/' | b'(' | b')' | b'+' => true,
            b'.' => text.bytes().skip(at + 1).take(3).filter(u8::is_ascii_digit).count() == 3,
            _ => false,
        };
        if byte.is_ascii_digit() {
            (digits, gap) = (digits + 1, 0);
        } else if joins && gap < 2 {
            gap += 1;
        } else {
            (digits, gap) = (0, 0);
        }
        if digits >= LONG_NUMBER {
            return true;
        }
    }
    false
}

fn has_token(text: &str) -> bool {
    let is_of_token = |c: char| c.is_ascii_alphanumeric() || ['+', '=', '_', '-'].contains(&c);
    let mut words = text.split(|c: char| !is_of_token(c));
    words.any(|word| {
        let has = |is: fn(&u8) -> bool| usize::from(word.as_bytes().iter().any(is));
        let kinds =
            has(u8::is_ascii_digit) + has(u8::is_ascii_lowercase) + has(u8::is_ascii_uppercase);
        word.len() >= TOKEN && kinds > 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_numbers_addresses_and_secrets_do_not_pass() {
        for text in [
            "陈示例",
            "no answer for 陈示例",
            "440699199001010014",
            "44069919900101001X",
            "440699 19900101 0014",
            "440699900101001",
            "10012345678",
            "100-1234-5678",
            "+86 (0757) 8200 0000",
            "138.0000.0000",
            "born 1990-01-01",
            "6200 0000 0000 0000",
            "SL-20261120-000123",
            "https://name:word@office.example/",
            "someone@example.org",
            "/home/chen/.local/share",
            "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
            "AbCdEfGhIjKlMnOpQrStUvWxYz0",
            "AbCdEfGhIjKlMnOpQrStUvWxYz",
            "１３８",
            "a\ttab",
        ] {
            assert!(!is_plain(text), "{text}");
        }
    }

    #[test]
    fn what_a_technician_reads_passes() {
        for text in [
            "refused",
            "scanner_not_found",
            "no_answer_of_the_certificate_library",
            "an office was taken on",
            "counter_desk::delivery::courier::number",
            "the case 0191d8d1-7c1f-4a6e-9d6b-0123456789ab is not there",
            "0.2.0",
            "2026.11.3",
            "SQLite 3.51.1, SQLCipher 4.11.0 community",
            "http://127.0.0.1:40123",
            "/dev/ttyUSB0",
            "desk/src/views/notices.rs:12",
            "airscan:e0:Example Scan 300",
            "status 503 after 3 tries of 10 s",
        ] {
            assert!(is_plain(text), "{text}");
        }
    }

    #[test]
    fn fields_are_looked_through_at_any_depth_and_times_only_where_they_belong() {
        let mut value = json!({
            "timestamp": "2026-12-01T07:16:49.123456Z", "made_at": "2026-12-01 07:16",
            "until": "2027-06-30", "birth": "1990-01-01", "title": "示例事项包",
            "list": [{ "who": "陈示例", "count": 12 }, 10_012_345_678_u64, 115_200, true, null],
            "陈示例": "a name of a field",
            "at": "2026-12-01 10012345678",
        });
        scrub_value(&mut value, &["title"]);
        let expected = json!({
            "timestamp": "2026-12-01T07:16:49.123456Z", "made_at": "2026-12-01 07:16",
            "until": "2027-06-30", "birth": LEFT_OUT, "title": "示例事项包",
            "list": [{ "who": LEFT_OUT, "count": 12 }, LEFT_OUT, 115_200, true, null],
            LEFT_OUT: "a name of a field",
            "at": LEFT_OUT,
        });
        assert_eq!(value, expected);
        scrub_value(&mut value, &[]);
        assert_eq!(value["title"], LEFT_OUT);
    }
}
