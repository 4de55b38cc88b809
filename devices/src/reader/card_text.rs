//! What the 256 bytes of text on an ID card say, for the four kinds of card there are.
//! It judges neither the number nor the dates against each other: that is the desk's business.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::DeviceError;
use crate::model::ethnic;

pub const TEXT: usize = 256;
const ADDRESS_RECORD: usize = 70;
/// Said by a card without an end of validity.
pub const FOR_LIFE: &str = "长期";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardKind {
    Resident,
    Hmt,
    Foreign2017,
    Foreign2023,
}

/// One card as it was read. `sex` and `ethnic` are what people read; the codes stand beside them.
/// Private-use characters stay as they are, and `raw` keeps the bytes they came from.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardReading {
    pub kind: CardKind,
    pub name: String,
    pub name_latin: Option<String>,
    pub sex: String,
    pub sex_code: String,
    pub ethnic: Option<String>,
    pub ethnic_code: Option<String>,
    /// `YYYY-MM-DD`.
    pub birth: String,
    pub address: Option<String>,
    pub number: String,
    pub issuer: Option<String>,
    pub valid_from: String,
    /// `YYYY-MM-DD` or 长期.
    pub valid_to: String,
    pub new_address: Option<String>,
    /// The travel permit's number on a residence permit for Hong Kong, Macau and Taiwan residents.
    pub permit: Option<String>,
    /// How often the card was issued or replaced, as it says itself.
    pub issue_count: Option<String>,
    /// Three letters, on the two cards for foreigners.
    pub nationality: Option<String>,
    /// The 256 bytes in hexadecimal.
    pub raw: String,
    /// Stable codes, e.g. `private_use_character`.
    pub warnings: Vec<String>,
}

impl fmt::Debug for CardReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CardReading")
            .field("kind", &self.kind)
            .field("warnings", &self.warnings)
            .finish_non_exhaustive()
    }
}

impl CardReading {
    /// Adds what the card says about a newer address: records of 70 bytes, the last filled one counts.
    pub fn add_newest_address(&mut self, data: &[u8]) {
        let mut notes = Notes(std::mem::take(&mut self.warnings));
        self.new_address = data.chunks(ADDRESS_RECORD).filter_map(|record| notes.text(record)).next_back();
        self.warnings = notes.0;
    }

    pub fn warn(&mut self, code: &str) {
        Notes::add(&mut self.warnings, code);
    }
}

/// Takes the text block apart.
pub fn parse(block: &[u8; TEXT]) -> Result<CardReading, DeviceError> {
    let mut card = Block { bytes: block, notes: Notes::default() };
    let kind = match u16::from_le_bytes([block[248], block[249]]) {
        0x20 | 0 => CardKind::Resident,
        0x4A => CardKind::Hmt,
        0x49 => CardKind::Foreign2017,
        0x59 => CardKind::Foreign2023,
        _ => return Err(DeviceError::CardNotRecognised),
    };
    let mut reading = match kind {
        CardKind::Resident | CardKind::Hmt => card.chinese(kind),
        CardKind::Foreign2017 => card.foreign_2017(),
        CardKind::Foreign2023 => card.foreign_2023(),
    };
    reading.raw = block.iter().map(|byte| format!("{byte:02x}")).collect();
    reading.warnings = card.notes.0;
    Ok(reading)
}

struct Block<'a> {
    bytes: &'a [u8; TEXT],
    notes: Notes,
}

impl Block<'_> {
    fn maybe(&mut self, at: usize, length: usize) -> Option<String> {
        self.notes.text(&self.bytes[at..at + length])
    }

    fn text(&mut self, at: usize, length: usize) -> String {
        self.maybe(at, length).unwrap_or_default()
    }

    fn date(&mut self, at: usize) -> String {
        let text = self.text(at, 16);
        match dashed(&text) {
            Some(date) => date,
            None => {
                self.notes.note("date_unreadable");
                text
            }
        }
    }

    fn until(&mut self, at: usize) -> String {
        match self.text(at, 16) {
            text if text == FOR_LIFE => text,
            _ => self.date(at),
        }
    }

    /// What stands at the same place on at least three of the four kinds.
    fn common(&mut self, kind: CardKind, sex: usize, birth: usize) -> CardReading {
        let sex_code = self.text(sex, 2);
        CardReading {
            kind,
            name: String::new(),
            name_latin: None,
            sex: self.sex(&sex_code),
            sex_code,
            ethnic: None,
            ethnic_code: None,
            birth: self.date(birth),
            address: None,
            number: self.text(122, 36),
            issuer: None,
            valid_from: self.date(188),
            valid_to: self.until(204),
            new_address: None,
            permit: None,
            issue_count: None,
            nationality: None,
            raw: String::new(),
            warnings: Vec::new(),
        }
    }

    fn sex(&mut self, code: &str) -> String {
        match code {
            "1" => "男".into(),
            "2" => "女".into(),
            "0" => "未知".into(),
            "9" => "未说明".into(),
            _ => {
                self.notes.note("unknown_sex");
                code.into()
            }
        }
    }

    fn chinese(&mut self, kind: CardKind) -> CardReading {
        let mut reading = self.common(kind, 30, 36);
        reading.name = self.text(0, 30);
        reading.address = self.maybe(52, 70);
        reading.issuer = self.maybe(158, 30);
        if kind == CardKind::Hmt {
            reading.permit = self.maybe(220, 18);
            reading.issue_count = self.maybe(238, 4);
            return reading;
        }
        reading.ethnic_code = self.maybe(32, 4);
        if let Some(code) = reading.ethnic_code.as_deref() {
            let name = ethnic::name(code);
            if name.is_none() {
                self.notes.note("unknown_ethnic");
            }
            reading.ethnic = Some(name.unwrap_or(code).into());
        }
        reading
    }

    fn foreign_2017(&mut self) -> CardReading {
        let mut reading = self.common(CardKind::Foreign2017, 120, 220);
        reading.number = self.text(122, 30);
        reading.nationality = self.maybe(152, 6);
        reading.issuer = self.maybe(240, 8);
        reading.name_latin = self.maybe(0, 120);
        reading.name = self.maybe(158, 30).unwrap_or_default();
        named(reading)
    }

    fn foreign_2023(&mut self) -> CardReading {
        let mut reading = self.common(CardKind::Foreign2023, 30, 36);
        reading.issue_count = self.maybe(32, 4);
        reading.nationality = self.maybe(242, 6);
        // The Latin name goes on in a second field; a space may stand at the seam.
        let mut latin = self.bytes[52..122].to_vec();
        latin.extend(&self.bytes[220..242]);
        reading.name_latin = self.notes.text(&latin);
        reading.name = self.maybe(0, 30).unwrap_or_default();
        named(reading)
    }
}

/// A foreigner without a Chinese name goes by the Latin one.
fn named(mut reading: CardReading) -> CardReading {
    if reading.name.is_empty() {
        reading.name = reading.name_latin.clone().unwrap_or_default();
    }
    reading
}

/// Warnings gathered on the way, each once.
#[derive(Default)]
struct Notes(Vec<String>);

impl Notes {
    fn add(list: &mut Vec<String>, code: &str) {
        if !list.iter().any(|known| known == code) {
            list.push(code.to_owned());
        }
    }

    fn note(&mut self, code: &str) {
        Self::add(&mut self.0, code);
    }

    /// UTF-16LE without its padding; nothing when only padding is there.
    fn text(&mut self, bytes: &[u8]) -> Option<String> {
        let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let text: String = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        let text = text.trim_matches([' ', '\0']);
        if text.contains(char::REPLACEMENT_CHARACTER) {
            self.note("damaged_character");
        }
        if text.contains(is_private_use) {
            self.note("private_use_character");
        }
        (!text.is_empty()).then(|| text.to_owned())
    }
}

fn is_private_use(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}')
}

/// `YYYYMMDD` with dashes, when its month and day can be.
fn dashed(text: &str) -> Option<String> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, month, day) = (&text[..4], &text[4..6], &text[6..]);
    let possible = ("01"..="12").contains(&month) && ("01"..="31").contains(&day);
    possible.then(|| format!("{year}-{month}-{day}"))
}
