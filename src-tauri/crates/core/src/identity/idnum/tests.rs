//! The published vectors, and what every single slip of the hand must bring.

use jiff::civil::date;

use super::*;

fn verdict(kind: IdKind, text: &str) -> Verdict {
    judge_number(kind, text).verdict
}

#[test]
fn the_synthetic_people_are_fine() {
    let man = judge_number(IdKind::Resident, "440699199001010014");
    assert_eq!(
        (man.verdict, man.birth, man.sex),
        (Verdict::Fine, Some(date(1990, 1, 1)), Some(Sex::Male))
    );
    assert_eq!(judge_number(IdKind::Resident, "440699199001010022").sex, Some(Sex::Female));
    let leap = judge_number(IdKind::Resident, "99000020000229001x");
    assert_eq!((leap.verdict, leap.birth), (Verdict::Fine, Some(date(2000, 2, 29))));
    assert_eq!(leap.normal, "99000020000229001X");
}

#[test]
fn fifteen_digits_become_eighteen_with_a_warning() {
    let old = judge_number(IdKind::Resident, "440699900101001");
    assert_eq!(
        (old.verdict, old.normal.as_str()),
        (Verdict::Warn("fifteen_digits"), "440699199001010014")
    );
    assert_eq!((old.birth, old.sex), (Some(date(1990, 1, 1)), Some(Sex::Male)));
}

#[test]
fn typing_habits_are_no_mistakes() {
    for typed in [
        " 440699 19900101 0014 ",
        "４４０６９９１９９００１０１００１４",
        "440699199001010014\u{3000}",
        "440699-19900101-0014",
        "440699–19900101—0014",
        "440699.19900101.0014",
        "440699·19900101·0014",
        "440699_19900101_0014",
        "'440699199001010014",
        "“440699199001010014”，",
        "\u{a0}440699\u{2009}19900101\u{202f}0014。",
        "𝟒𝟒𝟎𝟔𝟗𝟗𝟏𝟗𝟗𝟎𝟎𝟏𝟎𝟏𝟎𝟎𝟏𝟒",
    ] {
        let judged = judge_number(IdKind::Resident, typed);
        assert_eq!((judged.verdict, judged.normal.as_str()), (Verdict::Fine, "440699199001010014"));
    }
}

#[test]
fn what_nobody_sees_is_no_part_of_a_number() {
    for c in [
        '\u{200b}', '\u{200e}', '\u{feff}', '\u{202d}', '\u{202c}', '\u{2060}', '\u{ad}',
        '\u{2066}', '\u{e5e5}', '\u{200f}', '\u{2069}', '\u{61c}', '\u{0}', '\u{fe0f}',
    ] {
        for typed in [
            format!("{c}440699199001010014"),
            format!("440699199001010014{c}"),
            format!("440699{c}19900101{c}0014"),
        ] {
            let judged = judge_number(IdKind::Resident, &typed);
            let told = (judged.verdict, judged.normal.as_str());
            assert_eq!(told, (Verdict::Fine, "440699199001010014"), "U+{:04X}", u32::from(c));
        }
    }
    assert_eq!(
        verdict(IdKind::Resident, "\u{e863}40699199001010014"),
        Verdict::Refuse("wrong_alphabet")
    );
}

#[test]
fn an_x_of_another_alphabet_is_an_x() {
    for x in ["x", "ｘ", "Ｘ", "Ⅹ", "ⅹ", "Х", "х", "×", "Χ"] {
        let judged = judge_number(IdKind::Resident, &format!("99000020000229001{x}"));
        assert_eq!(
            (judged.verdict, judged.normal.as_str()),
            (Verdict::Fine, "99000020000229001X"),
            "{x}"
        );
    }
    assert!(is_same_number(IdKind::Resident, "99000020000229001х", "990000 20000229 001X"));
    assert!(is_same_number(IdKind::Resident, "440699900101001", "440699199001010014"));
    assert!(!is_same_number(IdKind::Resident, "440699199001010014", "440699199001010022"));
    // Cyrillic letters of a passport and a permit; hyphens of other documents belong to them.
    assert_eq!(judge_number(IdKind::Passport, "Е0000-0000").normal, "E00000000");
    assert_eq!(judge_number(IdKind::HmtPermit, "Н12345678").verdict, Verdict::Fine);
    for typed in ["H12345678(01)", "Ｈ１２３４５６７８（０１）", "H12345678 (01"] {
        let judged = judge_number(IdKind::HmtPermit, typed);
        assert_eq!((judged.verdict, judged.normal.as_str()), (Verdict::Fine, "H1234567801"));
    }
    assert_eq!(judge_number(IdKind::TaiwanPermit, "00123456(01)").normal, "0012345601");
    assert_eq!(judge_number(IdKind::Other, "A000000(0)").normal, "A000000(0)", "of its number");
    assert_eq!(judge_number(IdKind::Other, "军字第 12－34 号").normal, "军字第12-34号");
}

#[test]
fn wrong_length_or_alphabet_is_refused() {
    let cases = [
        ("", "missing"),
        ("  ", "missing"),
        ("44069919900101001", "wrong_length"),
        ("4406991990010100144", "wrong_length"),
        ("44069919900101001Y", "wrong_alphabet"),
        ("4406991990O1010014", "wrong_alphabet"),
        ("44069990010100X", "wrong_alphabet"),
        ("一二三四五六七八九十一二三四五六七八", "wrong_alphabet"),
    ];
    for (text, code) in cases {
        assert_eq!(verdict(IdKind::Resident, text), Verdict::Refuse(code), "{text}");
    }
}

#[test]
fn odd_but_possible_only_warns() {
    assert_eq!(verdict(IdKind::Resident, "440699199001010015"), Verdict::Warn("check_digit"));
    assert_eq!(verdict(IdKind::Resident, "440699189901010010"), Verdict::Warn("age_implausible"));
    let no_day = format!("44069919900230001{}", mod_11_2("44069919900230001"));
    let judged = judge_number(IdKind::Resident, &no_day);
    assert_eq!((judged.verdict, judged.birth), (Verdict::Warn("bad_date"), None));
}

#[test]
fn a_birthday_is_judged_against_the_day() {
    let on = |day| judge_on(IdKind::Resident, "99000020000229001X", day).verdict;
    assert_eq!(on(date(2000, 2, 28)), Verdict::Warn("birth_in_future"));
    assert_eq!(on(date(2000, 2, 29)), Verdict::Fine);
    assert_eq!(on(date(2123, 2, 28)), Verdict::Fine);
    assert_eq!(on(date(2123, 3, 1)), Verdict::Warn("age_implausible"));
}

/// MOD 11-2 and MOD 31 with these weights catch every changed and every swapped neighbour.
fn no_slip_passes(kind: IdKind, good: &str, alphabet: &str) {
    let chars: Vec<char> = good.chars().collect();
    for at in 0..chars.len() {
        for other in alphabet.chars().filter(|c| *c != chars[at]) {
            let mut slipped = chars.clone();
            slipped[at] = other;
            assert_ne!(
                verdict(kind, &slipped.iter().collect::<String>()),
                Verdict::Fine,
                "{at} {other}"
            );
        }
        if at + 1 < chars.len() && chars[at] != chars[at + 1] {
            let mut slipped = chars.clone();
            slipped.swap(at, at + 1);
            assert_ne!(
                verdict(kind, &slipped.iter().collect::<String>()),
                Verdict::Fine,
                "swap {at}"
            );
        }
    }
}

#[test]
fn every_single_slip_is_noticed() {
    for good in ["440699199001010014", "440699199001010022", "99000020000229001X"] {
        no_slip_passes(IdKind::Resident, good, "0123456789X");
    }
    no_slip_passes(IdKind::Uscc, "91512081MA62K0260E", "0123456789ABCDEFGHJKLMNPQRTUWXYIOSVZ");
}

#[test]
fn credit_codes() {
    for good in [
        "91512081MA62K0260E",
        "91440699MA0TEXT04F",
        "92440699MA0TEXT127",
        "124406997000000013",
        "54440699MF00000053",
    ] {
        assert_eq!(verdict(IdKind::Uscc, good), Verdict::Fine, "{good}");
    }
    assert_eq!(verdict(IdKind::Uscc, "91350100M000100Y4Z"), Verdict::Refuse("wrong_alphabet"));
    assert_eq!(verdict(IdKind::Uscc, "91350100M000100Y4A"), Verdict::Warn("check_digit"));
    assert_eq!(verdict(IdKind::Uscc, "91512081MA62K0260"), Verdict::Refuse("wrong_length"));
}

#[test]
fn the_organisation_code_inside_has_its_own_check() {
    assert_eq!(organisation_check("D2143569"), b'X');
    // A whole code that passes MOD 31 though its organisation code is wrong.
    let passing =
        "0123456789ABCDEFGHJKLMNPQRTUWXY".chars().map(|c| format!("91512081MA62K0261{c}"));
    let verdicts: Vec<Verdict> = passing.map(|code| verdict(IdKind::Uscc, &code)).collect();
    assert_eq!(verdicts.iter().filter(|v| **v == Verdict::Warn("organisation_check")).count(), 1);
    assert!(!verdicts.contains(&Verdict::Fine));
}

#[test]
fn cards_of_foreigners() {
    let card = judge_number(IdKind::ForeignPr, "911124198108030024");
    assert_eq!((card.verdict, card.birth), (Verdict::Fine, Some(date(1981, 8, 3))));
    assert_eq!(verdict(IdKind::ForeignPr, "abc110000000000"), Verdict::Fine);
    assert_eq!(verdict(IdKind::ForeignPr, "AB1110000000000"), Verdict::Refuse("wrong_alphabet"));
    assert_eq!(
        verdict(IdKind::ForeignPr, "440699199001010014"),
        Verdict::Warn("foreign_pr_prefix")
    );
    assert_eq!(verdict(IdKind::ForeignPr, "9111"), Verdict::Refuse("wrong_length"));
}

#[test]
fn hong_kong_macao_taiwan() {
    let body = "81000018990101001";
    assert_eq!(
        verdict(IdKind::HmtResidence, &format!("{body}{}", mod_11_2(body))),
        Verdict::Warn("age_implausible")
    );
    assert_eq!(
        verdict(IdKind::HmtResidence, "440699199001010014"),
        Verdict::Warn("hmt_residence_prefix")
    );
    for good in ["H00000000", "m0000000001"] {
        assert_eq!(verdict(IdKind::HmtPermit, good), Verdict::Fine, "{good}");
    }
    assert_eq!(verdict(IdKind::HmtPermit, "X00000000"), Verdict::Refuse("wrong_alphabet"));
    assert_eq!(verdict(IdKind::HmtPermit, "H0000000"), Verdict::Refuse("wrong_length"));
    assert_eq!(verdict(IdKind::TaiwanPermit, "00000000"), Verdict::Fine);
    assert_eq!(verdict(IdKind::TaiwanPermit, "000000000"), Verdict::Refuse("wrong_length"));
    assert_eq!(verdict(IdKind::TaiwanPermit, "0000000A"), Verdict::Refuse("wrong_alphabet"));
}

#[test]
fn passports_and_the_rest() {
    for good in ["E00000000", "EA0000000", "g00000000"] {
        assert_eq!(verdict(IdKind::Passport, good), Verdict::Fine, "{good}");
    }
    assert_eq!(verdict(IdKind::Passport, "123456789"), Verdict::Warn("passport_pattern"));
    assert_eq!(verdict(IdKind::Passport, "E0000-0000"), Verdict::Fine);
    assert_eq!(verdict(IdKind::Passport, "E0000/0000"), Verdict::Refuse("wrong_alphabet"));
    assert_eq!(verdict(IdKind::Passport, "E1"), Verdict::Refuse("wrong_length"));
    assert_eq!(verdict(IdKind::Other, "军字第示例号"), Verdict::Fine);
    assert_eq!(verdict(IdKind::Other, &"9".repeat(51)), Verdict::Refuse("wrong_length"));
}

#[test]
fn no_kind_panics_on_anything_and_every_code_is_listed() {
    const KINDS: [IdKind; 8] = [
        IdKind::Resident,
        IdKind::HmtResidence,
        IdKind::ForeignPr,
        IdKind::HmtPermit,
        IdKind::TaiwanPermit,
        IdKind::Passport,
        IdKind::Uscc,
        IdKind::Other,
    ];
    let pieces = ["", "9", "陈", "𬱖", "X", "\u{E188}", "99999999", "É", "４"];
    for place in 0..pieces.len().pow(3) {
        let [a, b, c] = [place / 81, place / 9 % 9, place % 9].map(|at| pieces[at]);
        for (kind, repeat) in KINDS.iter().flat_map(|kind| [1, 5, 6].map(|repeat| (*kind, repeat)))
        {
            match verdict(kind, &format!("{a}{b}{c}").repeat(repeat)) {
                Verdict::Fine => {}
                Verdict::Warn(code) | Verdict::Refuse(code) => {
                    assert!(CODES.contains(&code), "{code}")
                }
            }
        }
    }
}

#[test]
fn debug_output_hides_the_number_and_the_birthday() {
    let shown = format!("{:?}", judge_number(IdKind::Resident, "440699199001010014"));
    assert!(
        !shown.contains("4406") && !shown.contains("1990") && !shown.contains("Male"),
        "{shown}"
    );
}
