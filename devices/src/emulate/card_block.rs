//! Writing a card: the 256 bytes of text, and the records of newer addresses.

use super::scenario::PersonCard;
use crate::model::CardKind;
use crate::reader::card_text::CARD_TEXT;

const ADDRESS_RECORD: usize = 70;

pub fn encode_text(card: &PersonCard) -> [u8; CARD_TEXT] {
    let mut block = Block([0; CARD_TEXT]);
    block.put(0, CARD_TEXT, "");
    match card.kind {
        CardKind::Resident | CardKind::Hmt => chinese(&mut block, card),
        CardKind::Foreign2017 => foreign_2017(&mut block, card),
        CardKind::Foreign2023 => foreign_2023(&mut block, card),
    }
    block.put(188, 16, &card.valid_from);
    block.put(204, 16, &card.valid_to);
    block.put(248, 2, kind_letter(card.kind));
    block.0
}

/// The newest address in the second of four records, an older one before it.
pub fn encode_newest_address(card: &PersonCard) -> Option<Vec<u8>> {
    let newest = card.new_address.as_deref()?;
    let records = [card.address.as_str(), newest, "", ""].map(|address| {
        let mut record = [0; ADDRESS_RECORD];
        write_text(&mut record, address);
        record
    });
    Some(records.concat())
}

fn kind_letter(kind: CardKind) -> &'static str {
    match kind {
        CardKind::Resident => " ",
        CardKind::Hmt => "J",
        CardKind::Foreign2017 => "I",
        CardKind::Foreign2023 => "Y",
    }
}

fn chinese(block: &mut Block, card: &PersonCard) {
    block.put(0, 30, &card.name);
    block.put(30, 2, &card.sex);
    block.put(32, 4, &card.ethnic);
    block.put(36, 16, &card.birth);
    block.put(52, 70, &card.address);
    block.put(122, 36, &card.number);
    block.put(158, 30, &card.issuer);
    block.put(220, 18, &card.permit);
    block.put(238, 4, &card.issue_count);
}

fn foreign_2017(block: &mut Block, card: &PersonCard) {
    block.put(0, 120, &card.name_latin);
    block.put(120, 2, &card.sex);
    block.put(122, 30, &card.number);
    block.put(152, 6, &card.nationality);
    block.put(158, 30, &card.name);
    block.put(220, 16, &card.birth);
    block.put(236, 4, &card.issue_count);
    block.put(240, 8, &card.issuer);
}

fn foreign_2023(block: &mut Block, card: &PersonCard) {
    let first: String = card.name_latin.chars().take(35).collect();
    let more: String = card.name_latin.chars().skip(35).collect();
    block.put(0, 30, &card.name);
    block.put(30, 2, &card.sex);
    block.put(32, 4, &card.issue_count);
    block.put(36, 16, &card.birth);
    block.put(52, 70, &first);
    block.put(122, 36, &card.number);
    block.put(220, 22, &more);
    block.put(242, 6, &card.nationality);
}

struct Block([u8; CARD_TEXT]);

impl Block {
    fn put(&mut self, at: usize, length: usize, text: &str) {
        // The places are constants within the block.
        if let Some(field) = self.0.get_mut(at..at + length) {
            write_text(field, text);
        }
    }
}

/// UTF-16LE, padded with spaces; what does not fit is cut off as the card's maker would.
fn write_text(field: &mut [u8], text: &str) {
    let units = text.encode_utf16().chain(std::iter::repeat(0x20));
    for (place, unit) in field.chunks_exact_mut(2).zip(units) {
        place.copy_from_slice(&unit.to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::super::Scenario;
    use super::super::scenario::DEFAULT;
    use super::*;
    use crate::model::CardReading;
    use crate::reader::card_text::{add_newest_address, parse_card};

    fn read(id: &str) -> (PersonCard, CardReading) {
        let cards = Scenario::from_yaml(DEFAULT).unwrap().cards;
        let card = cards.into_iter().find(|card| card.id == id).unwrap();
        let mut reading = parse_card(&encode_text(&card)).unwrap();
        if let Some(records) = encode_newest_address(&card) {
            add_newest_address(&mut reading, &records);
        }
        (card, reading)
    }

    #[test]
    fn a_residents_card_says_what_was_written() {
        let (card, reading) = read("applicant");
        assert_eq!(reading.kind, CardKind::Resident);
        assert_eq!(reading.name, card.name);
        assert_eq!((reading.sex.as_str(), reading.sex_code.as_str()), ("男", "1"));
        assert_eq!(reading.ethnic.as_deref(), Some("汉"));
        assert_eq!(reading.birth, "1990-01-01");
        assert_eq!(reading.address.as_deref(), Some(card.address.as_str()));
        assert_eq!(reading.number, card.number);
        assert_eq!(reading.valid_to, "2040-01-01");
        assert_eq!((reading.raw.len(), reading.warnings.len()), (512, 0));
        assert_eq!(read("elder").1.valid_to, "长期");
    }

    #[test]
    fn rare_characters_and_an_unknown_people_survive() {
        let (card, reading) = read("rare");
        assert_eq!(reading.name, "𬱖䶮\u{E188}示例");
        assert_eq!(reading.ethnic.as_deref(), Some("58"));
        assert_eq!(reading.new_address, card.new_address);
        assert_eq!(reading.warnings, ["private_use_character", "unknown_ethnic"]);
    }

    #[test]
    fn the_other_three_kinds_have_their_own_places() {
        let hmt = read("hmt").1;
        assert_eq!(hmt.permit.as_deref(), Some("H00000000"));
        assert_eq!((hmt.ethnic, hmt.issue_count.as_deref()), (None, Some("01")));
        let (card, old) = read("foreign2017");
        assert_eq!(old.name_latin.as_deref(), Some(card.name_latin.as_str()));
        assert_eq!((old.name, old.number), (card.name, card.number));
        assert_eq!((old.birth.as_str(), old.nationality.as_deref()), ("1899-01-01", Some("ZZZ")));
        let (card, new) = read("foreign2023");
        assert_eq!(new.name_latin.as_deref(), Some(card.name_latin.as_str()));
        assert_eq!(new.number.chars().count(), 18);
        assert_eq!((new.valid_from.as_str(), new.issuer), ("2024-01-01", None));
    }

    #[test]
    fn half_a_surrogate_pair_is_a_warning() {
        let (card, _) = read("rare");
        let mut block = encode_text(&card);
        block[2..4].copy_from_slice(&[0x20, 0]);
        let reading = parse_card(&block).unwrap();
        assert!(reading.warnings.contains(&"damaged_character".to_owned()));
    }

    #[test]
    fn a_text_ends_at_its_first_nul_and_holds_no_control_character() {
        for (name, kept, is_damaged) in [
            ("陈示例\0王\0", "陈示例", true),
            ("陈示例\n王", "陈示例王", true),
            ("\u{1b}陈示例\u{7f}", "陈示例", true),
            ("陈示例\0\0 \0", "陈示例", false),
            ("陈示例", "陈示例", false),
            ("\0\0", "", false),
        ] {
            let (card, _) = read("applicant");
            let reading =
                parse_card(&encode_text(&PersonCard { name: name.into(), ..card })).unwrap();
            assert_eq!(reading.name, kept, "{name:?}");
            let warned = reading.warnings.contains(&"damaged_character".to_owned());
            assert_eq!(warned, is_damaged, "{name:?}");
        }
    }

    #[test]
    fn a_sign_before_a_digit_is_no_code_of_a_people() {
        let (card, _) = read("applicant");
        let reading =
            parse_card(&encode_text(&PersonCard { ethnic: "+1".into(), ..card })).unwrap();
        assert_eq!(reading.ethnic.as_deref(), Some("+1"));
        assert_eq!(reading.warnings, ["unknown_ethnic"]);
    }

    #[test]
    fn no_256_bytes_are_too_odd_to_be_looked_at() {
        let mut state = 1u64;
        for round in 0..4_000 {
            let mut block = [0; CARD_TEXT];
            for byte in &mut block {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                *byte = (state >> 56) as u8;
            }
            block[248..250].copy_from_slice(&[b" JIY\0"[round % 5], 0]);
            assert_eq!(parse_card(&block).unwrap().raw.len(), 512);
        }
        assert!(parse_card(&[b'Q'; CARD_TEXT]).is_err());
    }

    #[test]
    fn debug_tells_nobody_who_it_is() {
        let (card, reading) = read("rare");
        let debug_text = format!("{reading:?}");
        for private in [card.name, card.number, card.address, reading.raw] {
            assert!(!debug_text.contains(&private));
        }
    }
}
