//! Telephone numbers as people have them: mobiles and fixed lines of the mainland, of Hong Kong,
//! Macao, Taiwan and elsewhere, with an extension, several in one box, a firm's short number. What
//! cannot be anybody's is refused; what only looks odd is asked about.

use crate::identity::idnum::{Judgement, Verdict};
use crate::text::normalize_code;

/// What stands before an extension.
const EXTENSION: [&str; 5] = ["转", "ext", "x", "#", "*"];
const LONGEST_EXTENSION: usize = 6;
/// What parts two numbers in one box.
const BETWEEN: [char; 15] =
    ['、', ',', '，', ';', '；', '/', '|', '\n', '或', '和', '及', '与', '&', '\\', '~'];

/// `normal` is a mobile in one piece; of others it keeps the groups that were typed.
pub fn judge_phone(text: &str) -> Judgement {
    let normal = drop_table_zeros(normalize_code(text));
    if normal.is_empty() {
        return Judgement::without_birth(Verdict::Refuse("missing"), normal);
    }
    match digits_of(&normal).filter(|number| is_mobile(number)) {
        Some(mobile) => Judgement::without_birth(Verdict::Fine, mobile),
        None => Judgement::without_birth(all_numbers(&normal), normal),
    }
}

/// A table puts a point and zeros behind a number that it took for an amount: 10012345678.0.
fn drop_table_zeros(mut text: String) -> String {
    if let Some((digits, "0" | "00")) = text.split_once('.')
        && is_digits(digits)
    {
        let end = digits.len();
        text.truncate(end);
    }
    text
}

/// The worst of them: several numbers, parted by a sign or, where that makes each of them good, by
/// a blank.
fn all_numbers(text: &str) -> Verdict {
    let text = join_area_codes(text);
    let parts = text.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.collect();
    if !parts.iter().any(|part| has_digit(part)) {
        return Verdict::Refuse("phone");
    }
    let verdicts = parts.iter().enumerate().map(|(at, part)| match at {
        // 0757-00001234/5: the last digits of a second line.
        1.. if part.len() <= 4 && is_digits(part) => Verdict::Warn("phone_unusual"),
        // 0757-00001234，转801: an extension of the line before.
        1.. if is_extension_alone(part) => Verdict::Warn("phone_unusual"),
        // 10012345678（父亲和母亲）
        _ if !has_digit(part) => Verdict::Warn("phone_unusual"),
        _ => one_or_spaced(part),
    });
    verdicts.max().unwrap_or(Verdict::Refuse("phone"))
}

/// 转801, 分机801, ext. 801, 801#
fn is_extension_alone(part: &str) -> bool {
    let marked = part.replace("分机", "转").replace('轉', "转").to_ascii_lowercase();
    let digits = match EXTENSION.iter().find_map(|mark| marked.strip_prefix(mark)) {
        Some(behind) => behind.trim_start_matches([':', '.', '-', ' ']),
        None => marked.strip_suffix('#').unwrap_or_default(),
    };
    (1..=LONGEST_EXTENSION).contains(&digits.len()) && is_digits(digits)
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}

/// 0757/00001234 is one number: an area code alone is none.
fn join_area_codes(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for part in text.split('/') {
        if !joined.is_empty() {
            let before = joined.rsplit(BETWEEN).next().unwrap_or_default().trim();
            let is_area = before.starts_with('0') && matches!(before.len(), 3 | 4);
            joined.push(if is_area && is_digits(before) { '-' } else { '/' });
        }
        joined.push_str(part);
    }
    joined
}

fn one_or_spaced(text: &str) -> Verdict {
    let whole = one_number(text);
    let mut words = text.split(' ').filter(|word| !word.is_empty());
    let each_good = text.contains(' ') && words.all(|word| one_number(word) == Verdict::Fine);
    match whole {
        _ if each_good => Verdict::Fine,
        Verdict::Refuse(_) if holds_named_numbers(text) => Verdict::Warn("phone_unusual"),
        whole => whole,
    }
}

/// Several, each with whose it is: 10012345678（本人）10087654321（女儿）, 手机… 座机…
fn holds_named_numbers(text: &str) -> bool {
    let is_word = |c: char| !c.is_ascii() && !matches!(c, '转' | '轉' | '分' | '机');
    let trim = |part: &str| -> String {
        let part = part.trim_matches([' ', ':', ',']).trim_end_matches('(');
        part.trim_start_matches(')').trim().to_owned()
    };
    let numbers: Vec<String> =
        text.split(is_word).map(trim).filter(|part| has_digit(part)).collect();
    let is_good = |number: &String| {
        matches!(one_number(number), Verdict::Fine | Verdict::Warn("phone_unusual"))
    };
    numbers.len() > 1 && numbers.iter().all(is_good)
}

fn one_number(text: &str) -> Verdict {
    let (text, has_words) = without_words(&text.replace("分机", "转").replace('轉', "转"));
    let (main, extension) = split_extension(&text);
    let Some(number) = digits_of(main) else { return Verdict::Refuse("phone") };
    let verdict = match country_of(&number) {
        Some(abroad) => judge_abroad(abroad),
        None => judge_domestic(&number),
    };
    // An extension wants a line that can have one.
    let is_odd = has_words || (extension && is_mobile(number.trim_start_matches("+86")));
    match verdict {
        Verdict::Fine if is_odd => Verdict::Warn("phone_unusual"),
        judged => judged,
    }
}

/// Whose it is may stand beside it: 10012345678（女儿）, Tel: 0757-00001234.
fn without_words(text: &str) -> (String, bool) {
    let ascii: String = text.chars().filter(|c| c.is_ascii() || *c == '转').collect();
    let left = without_label(&ascii);
    let has_words = left.len() != text.len();
    (left.replace("()", "").trim_matches([' ', ':', '.']).to_owned(), has_words)
}

/// A Latin word before a number is parted from it: `a12345678` is no number.
fn without_label(text: &str) -> &str {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let is_parted = behind.len() < text.len() && behind.starts_with([':', '.', ' ']);
    if is_parted { behind } else { text }
}

/// The number itself, and whether an extension stands behind it. Behind a hyphen only after a whole
/// fixed line: 0757-00001234-801.
fn split_extension(text: &str) -> (&str, bool) {
    let is_extension = |part: &str| {
        let digits = part.trim().trim_start_matches([':', '.', '-', ' ']);
        (1..=LONGEST_EXTENSION).contains(&digits.len()) && is_digits(digits)
    };
    let marked = EXTENSION.iter().find_map(|mark| {
        let lower = text.to_ascii_lowercase();
        let at = lower.rfind(mark)?;
        let behind = text.get(at + mark.len()..)?;
        is_extension(behind).then(|| text.get(..at)).flatten()
    });
    let hyphened = || {
        let (main, behind) = text.rsplit_once('-')?;
        let whole = digits_of(main).is_some_and(|number| is_fixed_line(&number));
        (whole && is_extension(behind)).then_some(main)
    };
    match marked.or_else(hyphened) {
        Some(main) => (main.trim_end_matches([' ', '-', ',', '(']), true),
        None => (text, false),
    }
}

/// Digits with a leading `+` where one was written; none where anything else stands among them.
fn digits_of(text: &str) -> Option<String> {
    let (plus, rest) = match text.trim_start_matches('(').strip_prefix('+') {
        Some(rest) => ("+", rest),
        None => ("", text),
    };
    let digits: String =
        rest.chars().filter(|c| !matches!(c, ' ' | '-' | '_' | '(' | ')' | '.' | '·')).collect();
    is_digits(&digits).then(|| format!("{plus}{digits}"))
}

/// The number with its country's code, where it is written with one: +852…, 00852…; the mainland's
/// also without a sign: 8610012345678, 86-757-…
fn country_of(number: &str) -> Option<&str> {
    let is_own = |own: &str| is_mobile(own) || (own.len() >= 10 && is_line_behind_code(own));
    let mainland = |digits: &str| digits.strip_prefix("86").is_some_and(is_own);
    number
        .strip_prefix('+')
        .or_else(|| number.strip_prefix("00"))
        .or_else(|| mainland(number).then_some(number))
}

fn judge_abroad(number: &str) -> Verdict {
    if let Some(own) = number.strip_prefix("86") {
        let is_line = is_line_behind_code(own) && !is_mobile(own);
        return if is_line { Verdict::Fine } else { judge_domestic(own) };
    }
    let expected = match number.get(..3) {
        // Eight digits in Hong Kong and Macao, eight to ten in Taiwan.
        Some("852" | "853") => 11..=11,
        Some("886") => 11..=13,
        // E.164 knows no number of more than fifteen digits.
        _ => 8..=15,
    };
    match number.len() {
        length if expected.contains(&length) => Verdict::Fine,
        7..=15 => Verdict::Warn("phone_unusual"),
        _ => Verdict::Refuse("phone"),
    }
}

/// Mobiles have eleven digits from 1 on; fixed lines an area code from 0 on, or seven to eight
/// digits alone; 400 and 800 ten. Firms and offices have three to six.
fn judge_domestic(number: &str) -> Verdict {
    match (number.len(), number.as_bytes().first()) {
        _ if is_mobile(number) || is_whole_line(number) => Verdict::Fine,
        (3..=6, Some(b'1'..=b'9')) => Verdict::Warn("phone_service"),
        (7 | 8, Some(b'1'..=b'9')) => Verdict::Warn("phone_without_area"),
        _ if is_service_line(number) => Verdict::Warn("phone_service"),
        // Perhaps an area code without its 0, or a country's code without its sign.
        (9..=13, Some(b'2'..=b'9')) => Verdict::Warn("phone_unusual"),
        _ => Verdict::Refuse("phone"),
    }
}

fn is_mobile(number: &str) -> bool {
    number.len() == 11 && number.starts_with('1') && is_digits(number)
}

fn is_whole_line(number: &str) -> bool {
    let with_area = number.starts_with('0') && !number.starts_with("00");
    let free = number.starts_with("400") || number.starts_with("800");
    (with_area && (10..=12).contains(&number.len())) || (free && number.len() == 10)
}

/// A short number as it is called from another place: 0757-12345.
fn is_service_line(number: &str) -> bool {
    let is_short = |behind: &str| behind.starts_with(['1', '9']) && (3..=6).contains(&behind.len());
    let has_area = number.starts_with('0') && !number.starts_with("00");
    has_area && [3, 4].iter().any(|area| number.get(*area..).is_some_and(is_short))
}

/// A line behind the mainland's code, where an area code may be without its 0: 757…, 20…,
/// Beijing's 10.
fn is_line_behind_code(own: &str) -> bool {
    is_whole_line(own) || is_whole_line(&format!("0{own}"))
}

/// A line of the mainland, with its country's code or without.
fn is_fixed_line(number: &str) -> bool {
    match country_of(number).map(|abroad| abroad.strip_prefix("86")) {
        None => is_whole_line(number),
        Some(own) => own.is_some_and(|own| is_line_behind_code(own) && !is_mobile(own)),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(text: &str) -> Verdict {
        judge_phone(text).verdict
    }

    #[test]
    fn numbers_as_people_have_them_are_taken() {
        for text in [
            "10012345678",
            "１００１２３４５６７８",
            "100 1234 5678",
            "100-1234-5678",
            "100.1234.5678",
            "+86 10012345678",
            "+86-100-1234-5678",
            "008610012345678",
            "8610012345678",
            "（+86）10012345678",
            "＋８６ １００１２３４５６７８",
            "+86 757 00001234",
            "+86 0757-00001234",
            "+86 10 0000 1234",
            "86-757-00001234",
            "86 0757-00001234",
            "86-10-00001234",
            "86-757-00001234-801",
            "+86-757-00001234-801",
            "+852 1234 5678",
            "+853 1234 5678",
            "00852-12345678",
            "（+852）12345678",
            "+886 912 345 678",
            "+886-2-1234-5678",
            "+1 (555) 010-0123",
            "+853 1234 5678 ext. 12",
            "+86 400 000 0000",
            "10012345678；",
            "+44 20 7946 0123",
            "0757-00001234",
            "（0757）00001234",
            "0757 0000 1234",
            "0757/00001234",
            "0757_00001234",
            "（0757）00001234；0757 / 00001234转801",
            "10012345678/020/00001234",
            "07570001234.0",
            "10012345678.0",
            "10012345678.00",
            "020-00001234",
            "010012345678",
            "0757-00001234转801",
            "0757-00001234 转 801",
            "0757-00001234-801",
            "0757-00001234 ext. 801",
            "0757-00001234#801",
            "0757-00001234分机801",
            "+86-757-00001234转8",
            "400-000-0000",
            "4000000000转2",
            "800 000 0000",
            "10012345678、10087654321",
            "10012345678，0757-00001234",
            "10012345678/10087654321；+852 12345678",
            "10012345678 10087654321",
            "10012345678和10087654321",
            "10012345678 及 0757-00001234",
            "10012345678&10087654321",
            "10012345678\\10087654321",
            "\u{202d}10012345678\u{202c}",
            "\u{a0}10012345678\u{200b}",
            "\u{e5e5}10012345678",
        ] {
            assert_eq!(verdict(text), Verdict::Fine, "{text}");
        }
    }

    #[test]
    fn what_only_looks_odd_is_asked_about() {
        for (text, code) in [
            ("12345", "phone_service"),
            ("95588", "phone_service"),
            ("110", "phone_service"),
            ("0757-12345", "phone_service"),
            ("010 12345", "phone_service"),
            ("（020）95588", "phone_service"),
            ("82341234", "phone_without_area"),
            ("8234123", "phone_without_area"),
            ("+852 1234567", "phone_unusual"),
            ("75700001234", "phone_unusual"),
            ("852-1234-5678", "phone_unusual"),
            ("886-912-345-678", "phone_unusual"),
            ("44 20 7946 0123", "phone_unusual"),
            ("10012345678（女儿）", "phone_unusual"),
            ("手机：10012345678", "phone_unusual"),
            ("Tel: 0757-00001234", "phone_unusual"),
            ("TEL．０７５７－００００１２３４", "phone_unusual"),
            ("Mobile 100 1234 5678", "phone_unusual"),
            ("tel:+8610012345678", "phone_unusual"),
            ("+86 12345", "phone_service"),
            ("852 1234 5678", "phone_unusual"),
            ("10012345678转801", "phone_unusual"),
            ("10012345678、12345", "phone_service"),
            ("0757-00001234/5", "phone_unusual"),
            ("0757-00001234～7", "phone_unusual"),
            ("0757-00001234，转801", "phone_unusual"),
            ("0757-00001234 转801、分机：802", "phone_unusual"),
            ("0757-00001234, ext. 801", "phone_unusual"),
            ("400-000-0000，2#", "phone_unusual"),
            ("0757-00001234转801（村委会）", "phone_unusual"),
            ("10012345678（本人）10087654321（女儿）", "phone_unusual"),
            ("手机10012345678 座机0757-00001234", "phone_unusual"),
            ("（0757）00001234（家）10012345678", "phone_unusual"),
            ("10012345678（父亲和母亲）", "phone_unusual"),
            ("10012345678、同微信", "phone_unusual"),
        ] {
            assert_eq!(verdict(text), Verdict::Warn(code), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_anybodys_is_refused() {
        for text in [
            "1000000000",
            "100000000000",
            "100O0000000",
            "1",
            "0000000",
            "0757-2345",
            "0757-1",
            "00",
            "+",
            "+1",
            "没有",
            "a12345678",
            "Tel: ",
            "100123456780.0",
            "10012345678.5",
            "0757/",
            "转801",
            "1001234567，转801",
            "1001234567810087654321",
            "10012345678、1001234567",
            "1001234567（本人）10087654321（女儿）",
            "本人和女儿",
            "--",
            "、",
        ] {
            assert_eq!(verdict(text), Verdict::Refuse("phone"), "{text}");
        }
        assert_eq!(verdict(" \u{200b} "), Verdict::Refuse("missing"));
    }

    #[test]
    fn the_normal_form_keeps_the_groups() {
        for (text, normal) in [
            ("１００１２３４５６７８", "10012345678"),
            ("\u{202d}10012345678\u{202c}", "10012345678"),
            ("100-1234 5678", "10012345678"),
            ("10012345678.0", "10012345678"),
            ("07570001234.0", "07570001234"),
            ("（０７５７）０００01234 转801", "(0757)00001234 转801"),
            ("＋８５２　1234 5678", "+852 1234 5678"),
        ] {
            assert_eq!(judge_phone(text).normal, normal);
        }
    }
}
