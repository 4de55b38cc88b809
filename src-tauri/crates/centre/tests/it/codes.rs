//! One-time codes, as they are typed and checked without a line.

use std::collections::BTreeSet;

use counter_centre::{
    CentreFile, Code, CodeEntry, CodeError, Edition, Purpose, Word, check_join_code,
    find_technician_entry, sign_body,
};
use counter_core::date::Date;

use crate::fixture::{day, edition, full, key, sign};

fn draw(purpose: Purpose) -> Code {
    Code::draw_code(purpose, &key(0).public_key()).unwrap()
}

fn word(text: &str) -> Word {
    Word::try_from(text.to_owned()).unwrap()
}

fn with_codes(codes: Vec<CodeEntry>) -> CentreFile {
    let edition = Edition { codes, ..edition() };
    sign_body(full().to_string().as_bytes(), &key(0), &edition).unwrap()
}

#[test]
fn a_code_is_read_however_it_is_typed() {
    let code = draw(Purpose::Join);
    let printable = code.printable_text();
    let text = printable.expose();
    assert_eq!((text.len(), text.split('-').count()), (44, 9), "nine groups of four");
    let widen = |c: char| match c.is_ascii_alphanumeric() {
        true => char::from_u32(c as u32 + 0xFEE0).unwrap(),
        false => c,
    };
    let wide: String = text.chars().map(widen).collect();
    let ways = [
        text.to_owned(),
        text.to_lowercase(),
        text.replace('-', ""),
        text.replace('-', "  "),
        format!(" {text}\n"),
        text.replace('0', "O").replace('1', "I"),
        text.replace('0', "o").replace('1', "l"),
        wide,
    ];
    for way in ways {
        assert_eq!(Code::read(&way), Ok(code.clone()), "{way}");
    }
    for wrong in ["", "ABCD", &text[1..], &format!("{text}0"), &text.replacen('J', "U", 1)] {
        assert_eq!(Code::read(wrong), Err(CodeError::NotACode), "{wrong}");
    }
}

#[test]
fn a_wrong_letter_and_two_that_changed_places_are_noticed() {
    let code = draw(Purpose::Technician);
    let letters: Vec<char> = code.printable_text().expose().replace('-', "").chars().collect();
    let read = |letters: &[char]| Code::read(&letters.iter().collect::<String>());
    assert_eq!(read(&letters), Ok(code));
    for at in 0..letters.len() {
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().filter(|c| *c != letters[at]) {
            let mut wrong = letters.clone();
            wrong[at] = other;
            assert_eq!(read(&wrong), Err(CodeError::Mistyped), "{other} at {at}");
        }
        if at > 0 && letters[at] != letters[at - 1] {
            let mut wrong = letters.clone();
            wrong.swap(at, at - 1);
            assert_eq!(read(&wrong), Err(CodeError::Mistyped), "swapped at {at}");
        }
    }
}

#[test]
fn codes_are_all_different_and_nothing_shows_them() {
    let codes: Vec<Code> = (0..200).map(|_| draw(Purpose::Join)).collect();
    let texts: BTreeSet<String> =
        codes.iter().map(|code| code.printable_text().into_exposed()).collect();
    let hashes: BTreeSet<String> = codes.iter().map(Code::sha256).collect();
    assert_eq!((texts.len(), hashes.len()), (200, 200));
    // Seventeen places of chance: each letter occurs in each of them sooner or later.
    let letters =
        |at: usize| texts.iter().filter_map(move |code| code.replace('-', "").chars().nth(at));
    assert!((1..18).all(|at| letters(at).collect::<BTreeSet<_>>().len() > 20));
    let debug = format!("{:?}", codes[0]);
    let secret = codes[0].printable_text().into_exposed();
    assert!(secret.split('-').all(|group| !debug.contains(group)), "{debug}");
}

/// The network brings the file of whoever answers; the code says whose it has to be.
#[test]
fn a_join_code_believes_the_centres_file_only() {
    let join = draw(Purpose::Join);
    let (own, strange) = (sign(&full(), 0).unwrap(), sign(&full(), 1).unwrap());
    assert_eq!(check_join_code(&join, &own), Ok(()));
    assert_eq!(check_join_code(&join, &strange), Err(CodeError::OtherCentre));
    assert_eq!(check_join_code(&draw(Purpose::Technician), &own), Err(CodeError::OtherPurpose));
    assert!(join.is_of_key(own.key()) && !join.is_of_key(strange.key()));
    assert_eq!(own.key().fingerprint().len(), 17);
}

#[test]
fn a_technicians_code_opens_its_station_once_until_its_day() {
    let (code, unlisted, elsewhere) =
        (draw(Purpose::Technician), draw(Purpose::Technician), draw(Purpose::Technician));
    let until = day("2026-12-05");
    let file = with_codes(vec![
        code.make_entry(word("SS-XN"), until).unwrap(),
        elsewhere.make_entry(word("OTHER1"), until).unwrap(),
        draw(Purpose::Join).make_entry(word("SS-XN"), until).unwrap(),
    ]);
    assert_eq!(file.body().codes.as_ref().unwrap().len(), 4, "beside the one that was there");
    let find = |code: &Code, hashes: &[String], today: Date| {
        find_technician_entry(code, &file, |hash| hashes.iter().any(|one| one == hash), today)
            .map(|entry| entry.until)
    };
    assert_eq!(find(&code, &[], day("2026-12-05")), Ok(until));
    assert_eq!(find(&code, &[], day("2026-12-06")), Err(CodeError::Ended));
    assert_eq!(find(&code, &[code.sha256()], day("2026-12-05")), Err(CodeError::Used));
    assert_eq!(find(&unlisted, &[], until), Err(CodeError::Unknown));
    assert_eq!(find(&elsewhere, &[], until), Err(CodeError::OtherStation));
    assert_eq!(find(&draw(Purpose::Join), &[], until), Err(CodeError::OtherPurpose));
    let other = Code::draw_code(Purpose::Technician, &key(1).public_key()).unwrap();
    assert_eq!(find(&other, &[], until), Err(CodeError::OtherCentre));
    let whole = format!("{file:?}") + file.text();
    assert!(!whole.contains(code.printable_text().expose()), "only the hash is in the file");
}
