//! What the 256 bytes of text on an ID card say, for the four kinds of card there are.
//! It judges neither the number nor the dates against each other: that is the desk's business.

use crate::model::{CardKind, CardReading, DeviceError, ethnic_name};

/// Bytes of the text block.
pub const CARD_TEXT: usize = 256;
/// Where the kind of card stands in it.
const KIND: usize = 248;
const ADDRESS_RECORD: usize = 70;
/// What fills up a field.
const PADDING: [char; 2] = [' ', '\0'];
/// Said by a card without an end of validity.
const FOR_LIFE: &str = "长期";

/// Adds what the card says about a newer address: records of 70 bytes, the last filled one counts.
pub fn add_newest_address(reading: &mut CardReading, data: &[u8]) {
    let mut notes = Notes(std::mem::take(&mut reading.warnings));
    reading.new_address =
        data.chunks(ADDRESS_RECORD).filter_map(|record| notes.decode_text(record)).next_back();
    reading.warnings = notes.0;
}

/// Adds a warning, once.
pub fn add_warning(reading: &mut CardReading, code: &str) {
    let mut notes = Notes(std::mem::take(&mut reading.warnings));
    notes.add_warning(code);
    reading.warnings = notes.0;
}

/// Takes the text block apart.
pub fn parse_card(block: &[u8; CARD_TEXT]) -> Result<CardReading, DeviceError> {
    let mut card = Block { bytes: block, notes: Notes::default() };
    let kind = match card.field(KIND, 2) {
        [0x20 | 0, 0] => CardKind::Resident,
        [0x4A, 0] => CardKind::Hmt,
        [0x49, 0] => CardKind::Foreign2017,
        [0x59, 0] => CardKind::Foreign2023,
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
    bytes: &'a [u8; CARD_TEXT],
    notes: Notes,
}

impl<'a> Block<'a> {
    /// Nothing outside of the block.
    fn field(&self, at: usize, length: usize) -> &'a [u8] {
        self.bytes.get(at..at + length).unwrap_or_default()
    }

    fn maybe(&mut self, at: usize, length: usize) -> Option<String> {
        self.notes.decode_text(self.field(at, length))
    }

    fn text(&mut self, at: usize, length: usize) -> String {
        self.maybe(at, length).unwrap_or_default()
    }

    fn date(&mut self, at: usize) -> String {
        let text = self.text(at, 16);
        match add_dashes(&text) {
            Some(date) => date,
            None => {
                self.notes.add_warning("date_unreadable");
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
            reader: None,
        }
    }

    fn sex(&mut self, code: &str) -> String {
        match code {
            "1" => "男".into(),
            "2" => "女".into(),
            "0" => "未知".into(),
            "9" => "未说明".into(),
            _ => {
                self.notes.add_warning("unknown_sex");
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
            let name = ethnic_name(code);
            if name.is_none() {
                self.notes.add_warning("unknown_ethnic");
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
        default_to_latin(reading)
    }

    fn foreign_2023(&mut self) -> CardReading {
        let mut reading = self.common(CardKind::Foreign2023, 30, 36);
        reading.issue_count = self.maybe(32, 4);
        reading.nationality = self.maybe(242, 6);
        // The Latin name goes on in a second field; a space may stand at the seam.
        let latin = [self.field(52, 70), self.field(220, 22)].concat();
        reading.name_latin = self.notes.decode_text(&latin);
        reading.name = self.maybe(0, 30).unwrap_or_default();
        default_to_latin(reading)
    }
}

/// A foreigner without a Chinese name goes by the Latin one.
fn default_to_latin(mut reading: CardReading) -> CardReading {
    if reading.name.is_empty() {
        reading.name = reading.name_latin.clone().unwrap_or_default();
    }
    reading
}

/// Warnings gathered on the way, each once.
#[derive(Default)]
struct Notes(Vec<String>);

impl Notes {
    fn add_warning(&mut self, code: &str) {
        if !self.0.iter().any(|known| known == code) {
            self.0.push(code.to_owned());
        }
    }

    /// UTF-16LE without its padding; nothing when only padding is there. A text ends at its first
    /// NUL, and holds no control character; what is left out by that is noted.
    fn decode_text(&mut self, bytes: &[u8]) -> Option<String> {
        let units = bytes.as_chunks().0.iter().map(|pair| u16::from_le_bytes(*pair));
        let text: String = char::decode_utf16(units)
            .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        let text = text.trim_matches(PADDING);
        let (text, behind) = text.split_once('\0').unwrap_or((text, ""));
        let visible: String = text.chars().filter(|c| !c.is_control()).collect();
        let is_cut = visible.len() != text.len() || !behind.trim_matches(PADDING).is_empty();
        if is_cut || visible.contains(char::REPLACEMENT_CHARACTER) {
            self.add_warning("damaged_character");
        }
        if visible.contains(is_private_use) {
            self.add_warning("private_use_character");
        }
        let visible = visible.trim_matches(PADDING);
        (!visible.is_empty()).then(|| visible.to_owned())
    }
}

fn is_private_use(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}')
}

/// `YYYYMMDD` with dashes, when its month and day can be.
fn add_dashes(text: &str) -> Option<String> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, month, day) = (text.get(..4)?, text.get(4..6)?, text.get(6..)?);
    let possible = ("01"..="12").contains(&month) && ("01"..="31").contains(&day);
    possible.then(|| format!("{year}-{month}-{day}"))
}
