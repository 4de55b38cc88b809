//! What really comes out of clipboards, cards and old files; and, for all of it, that the normal
//! form is one.

use super::*;
use proptest::prelude::*;

/// Each seen in numbers pasted from chats, web pages, PDFs and spreadsheets.
const UNSEEN: [char; 18] = [
    '\u{200b}',
    '\u{200e}',
    '\u{200f}',
    '\u{feff}',
    '\u{202a}',
    '\u{202c}',
    '\u{202d}',
    '\u{202e}',
    '\u{2060}',
    '\u{ad}',
    '\u{2066}',
    '\u{2069}',
    '\u{e5e5}',
    '\u{fe0f}',
    '\u{0}',
    '\u{7f}',
    '\u{fffc}',
    '\u{e0101}',
];

#[test]
fn what_nobody_sees_goes() {
    for c in UNSEEN {
        for text in [format!("{c}陈示例"), format!("陈示例{c}"), format!("陈{c}示例")] {
            let kept = normalize_name(&text);
            assert_eq!(kept, "陈示例", "U+{:04X}", u32::from(c));
        }
    }
    assert!(!is_private_use('\u{e5e5}') && is_private_use('\u{e863}'));
    assert_eq!(normalize_name("\u{e863}\u{e864}"), "\u{e863}\u{e864}", "a rare character stays");
    assert_eq!(normalize_name("𬭛𬱖䶮"), "𬭛𬱖䶮");
}

#[test]
fn blanks_are_one_blank_and_lines_stay_where_they_may() {
    assert_eq!(normalize_line("示例路\u{a0}1\u{2003}号\u{3000}"), "示例路 1 号");
    assert_eq!(normalize_line("一\r\n二\u{2028}三\u{b}四\t五"), "一 二 三 四 五");
    assert_eq!(normalize_lines("\r\n一\r\n二\r三\u{85}四\n\n"), "一\n二\n三\n四");
}

#[test]
fn other_encodings_of_a_plain_character_become_it() {
    for (given, plain) in [
        ("１２３ＡＢｃ", "123ABc"),
        ("⽅⾔⽂⼀⼆", "方言文一二"),
        ("⻄⻔⻓⻢⺠", "西门长马民"),
        ("e\u{301}u\u{308}", "éü"),
        ("oﬃce ﬁle", "office file"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("\u{f9ea}", "離"),
        ("𝟏𝟐𝑨", "12A"),
        ("︵一︶", "(一)"),
        ("一，二：（三）；！", "一，二：（三）；！"),
        ("① 60㎡ ½ Ⅱ型 №3", "① 60㎡ ½ Ⅱ型 №3"),
    ] {
        assert_eq!(normalize_line(given), plain);
    }
}

#[test]
fn marks_stay_on_the_letters_of_foreign_names_and_nowhere_else() {
    for (given, kept) in [
        ("陈\u{301}示\u{336}例", "陈示例"),
        ("\u{301}陈", "陈"),
        ("1\u{fe0f}\u{20e3}", "1"),
        ("x\u{30c}a\u{304}", "x\u{30c}ā"),
        ("Nguyễn Thị", "Nguyễn Thị"),
        ("शर्मा", "शर्मा"),
        ("สมชาย กี่", "สมชาย กี่"),
        ("か\u{309a}", "か\u{309a}"),
    ] {
        assert_eq!(normalize_line(given), kept, "{given:?}");
    }
}

#[test]
fn paper_keeps_the_authors_own_signs() {
    for (given, printed) in [
        ("申请人：（１）　①②\n下一行", "申请人：（１）　①②\n下一行"),
        ("路\u{200b}1\u{a0}号\t二\u{202d}", "路1 号 二"),
        ("一\r\n二\u{2028}三\u{0}", "一\n二\n三"),
        ("陈\u{301}示例 e\u{301} x\u{30c}", "陈示例 é x\u{30c}"),
        ("\u{e863}\u{10fffd}", "\u{e863}\u{10fffd}"),
    ] {
        assert_eq!(make_printable(given), printed);
        assert_eq!(make_printable(printed), printed);
    }
}

#[test]
fn names_have_one_dot_and_no_idle_blank() {
    for given in [
        "阿布都·示例·买买提",
        "阿布都•示例•买买提",
        "阿布都・示例・买买提",
        "阿布都‧示例･买买提",
        "阿布都．示例.买买提",
        "阿布都。示例｡买买提",
        "阿布都﹒示例\u{387}买买提",
        "阿布都\u{2024}示例\u{2E33}买买提",
        "阿布都\u{16EB}示例\u{2981}买买提",
        "阿布都◦示例▪买买提",
        "阿布都˙示例\u{318D}买买提",
        "阿布都\u{A78F}示例 ˙ 买买提",
        " 阿布都 · 示例·　买买提\u{200b}",
    ] {
        assert_eq!(normalize_name(given), "阿布都·示例·买买提", "{given}");
        assert!(is_same_name(given, "阿布都·示例·买买提"));
    }
    assert_eq!(normalize_name("阿布都。示例。"), "阿布都·示例。", "the end of a sentence");
    assert_eq!(normalize_name("陈　示例"), "陈示例");
    assert_eq!(normalize_name("SANTOS-OLIVEIRA,   MARIA F."), "SANTOS-OLIVEIRA, MARIA F.");
    assert_eq!(normalize_name("J. R. Sample"), "J. R. Sample");
    assert_eq!(normalize_name("陈示例 Anna"), "陈示例 Anna");
    assert!(is_same_name("Jane O’Sample", "JANE  O'SAMPLE"));
    for other in ["O´SAMPLE", "O′Sample", "O＇Sample", "Oʻsample", "O‛Sample"] {
        assert!(is_same_name("O'Sample", other), "{other}");
        assert_eq!(latin_words(other), ["osample"], "{other}");
    }
    for other in
        ["Santos\u{2011}Oliveira", "Santos－Oliveira", "SANTOS—OLIVEIRA", "Santos\u{2212}oliveira"]
    {
        assert!(is_same_name("Santos-Oliveira", other), "{other}");
        assert_eq!(latin_words(other), ["santos", "oliveira"], "{other}");
    }
    assert!(!is_same_name("Santos-Oliveira", "Santos Oliveira"));
    assert!(!is_same_name("陈示例", "陈示列") && !is_same_name("陈示例", ""));
    assert_eq!(fold_query("阿布都・示例 津贴"), "阿布都·示例 津贴");
}

#[test]
fn numbers_and_codes_are_plain() {
    for given in
        ["'44-06 99", "“440699”", "440699。", "（４４０６９９）", "4406—99", "440699\u{2011}"]
    {
        assert_eq!(normalize_number(given), "440699", "{given}");
    }
    for x in [
        "x", "Ⅹ", "ⅹ", "Х", "х", "×", "Χ", "ｘ", "✕", "✘", "☓", "⨉", "❌", "乂", "㐅", "〤", "ㄨ",
        "メ",
    ] {
        assert_eq!(normalize_number(&format!("1{x}")), "1X", "{x}");
    }
    // Letters of passports, typed while another keyboard was on.
    for (given, plain) in [("ΕJ1", "EJ1"), ("ЅР1", "SP1"), ("ΖΥΝΙ1", "ZYNI1"), ("УІЈ1", "YIJ1")]
    {
        assert_eq!(normalize_number(given), plain, "{given}");
    }
    assert_eq!(normalize_code("（０７５７）８２３４－１２３４"), "(0757)8234-1234");
    assert_eq!(normalize_code("￥１，２３４．５０"), "￥1,234.50");
}

#[test]
fn digits_alone_are_a_number() {
    assert_eq!(parse_digits::<u8>("07"), Some(7));
    for none in ["", "+1", "-1", "1 ", " 1", "1.0", "１", "0x1", "1_0", "99999999999999999999"] {
        assert_eq!(parse_digits::<u64>(none), None, "{none}");
    }
    assert_eq!(parse_digits::<u8>("256"), None);
    assert_eq!((parse_signed("-7"), parse_signed("7")), (Some(-7), Some(7)));
    assert_eq!((parse_signed("--7"), parse_signed("-+7"), parse_signed("+7")), (None, None, None));
}

const FORMS: [fn(&str) -> String; 7] = [
    normalize_line,
    normalize_lines,
    normalize_name,
    normalize_code,
    normalize_number,
    fold_query,
    make_printable,
];

fn check_twice(text: &str) {
    for form in FORMS {
        let once = form(text);
        assert_eq!(form(&once), once, "{text:?}");
        let is_bad = |c: char| is_invisible(c) || (c.is_control() && c != '\n');
        assert!(!once.contains(is_bad), "{text:?}");
    }
}

#[test]
fn normalising_twice_changes_nothing_of_any_character() {
    // Where marks, forms and what nobody sees have their places.
    let others = ('\u{1D000}'..='\u{1FFFF}').chain('\u{E0000}'..='\u{E01FF}');
    for c in ('\0'..='\u{FFFF}').chain(others) {
        check_twice(&format!("{c}陈{c}a{c}\u{301} .{c}·"));
    }
}

proptest! {
    #[test]
    fn normalising_twice_changes_nothing(text in "(\\PC|[ .·•\u{200b}\u{301}\u{2f00}\r\n一Ⅹ１])*") {
        check_twice(&text);
    }

    #[test]
    fn digits_are_read_as_they_are_written(number: u32) {
        prop_assert_eq!(parse_digits::<u32>(&number.to_string()), Some(number));
    }
}

#[test]
fn a_latin_name_is_found_in_either_order_and_however_it_is_parted() {
    let key = fold_latin_name("SANTOS-OLIVEIRA, MARIA FERNANDA");
    for query in [
        "santos",
        "Maria Fernanda Santos-Oliveira",
        "SANTOS OLIVEIRA maria",
        "maria  ‐ santos",
        "mariafernandasantosoliveira",
        "Santosoliveira",
        "ＭＡＲＩＡ",
    ] {
        let words = latin_words(query);
        assert!(!words.is_empty() && words.iter().all(|word| key.contains(word)), "{query}");
    }
    for other in ["mario", "santos maria jane", "oliveirasantos"] {
        assert!(!latin_words(other).iter().all(|word| key.contains(word)), "{other}");
    }
    assert_eq!(latin_words("O’Sample, Zoë"), ["osample", "zoë"]);
    for text in ["陈示例", "陈示例 Anna", "2026-11-30", "临DEMO01-7C2", "", " - ", "a%"] {
        assert!(latin_words(text).is_empty() && fold_latin_name(text).is_empty(), "{text}");
    }
}

/// The window reads plain signs itself where no question fits between two keys; its test has the
/// same table.
#[test]
fn plain_signs_are_read_as_the_window_reads_them() {
    #[derive(serde::Deserialize)]
    struct Case {
        typed: String,
        plain: String,
        number: Option<u32>,
    }
    let table = include_str!("../../../../../frontend/src/kit/plainSigns.json");
    let cases: Vec<Case> = serde_json::from_str(table).unwrap();
    assert!(cases.len() > 20);
    for Case { typed, plain, number } in cases {
        assert_eq!(normalize_code(&typed), plain, "{typed:?}");
        assert_eq!(parse_digits::<u32>(&normalize_code(&typed)), number, "{typed:?}");
    }
}
