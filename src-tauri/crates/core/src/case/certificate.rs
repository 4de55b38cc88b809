//! Electronic certificates (电子证照) in place of paper: whether one that the library named counts for
//! a row, and if not, why. Not the asking: that is the desk's. Each look-up that brought nothing
//! has a reason, and the paper remains.

use crate::identity::codes::{self, CodeKind};
use crate::identity::idnum::Verdict;
use crate::identity::private::Private;
use crate::text::normalize_number;
use crate::time::date::{Date, Moment};
use serde::{Deserialize, Serialize};

/// What a library is asked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolderKey {
    /// Number of a person's document.
    ResidentNumber,
    OrganisationCode,
    /// 土地证号, 不动产权证号: finds the title; whose it is says the certificate.
    LandTitle,
}

/// Why it may be looked up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Ground {
    /// The holder agreed on the spot.
    Authorised,
    /// 依职能: the law lets the authority look; its words.
    Statutory { text: Private },
}

/// Why a row has no certificate; then paper is collected as ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Miss {
    NotFound,
    KindDiffers,
    HolderDiffers,
    NotIssued,
    Expired,
    /// Its file did not come whole, or cannot be opened.
    Unreadable,
    /// 待核验: nobody answered. Asked again when the line is back.
    LibraryAway,
    RefusedByHolder,
    /// Whose it would be is not in the case yet.
    NoPerson,
    /// Found by a code or a title that nobody has said.
    NoNumber,
}

/// Every reason, for the words of the screen.
pub const MISSES: [Miss; 10] = [
    Miss::NotFound,
    Miss::KindDiffers,
    Miss::HolderDiffers,
    Miss::NotIssued,
    Miss::Expired,
    Miss::Unreadable,
    Miss::LibraryAway,
    Miss::RefusedByHolder,
    Miss::NoPerson,
    Miss::NoNumber,
];

/// What the library says of one.
#[derive(Clone, Debug)]
pub struct Found {
    pub kind: String,
    pub holder: Private,
    pub status: String,
    /// The last day it is good for; none: without end.
    pub valid_to: Option<Date>,
}

/// What a row would take, and whose number must stand in it.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    pub kind: &'a str,
    pub holder: &'a str,
}

pub const ISSUED: &str = "issued";

/// In the order in which a person would look: what is it, whose, is it good, still?
pub fn judge_certificate(wanted: &Wanted<'_>, found: &Found, today: Date) -> Result<(), Miss> {
    let is_same = |a: &str, b: &str| {
        let (a, b) = (normalize_number(a), normalize_number(b));
        !a.is_empty() && a == b
    };
    match found {
        _ if found.kind != wanted.kind => Err(Miss::KindDiffers),
        _ if !is_same(found.holder.expose(), wanted.holder) => Err(Miss::HolderDiffers),
        _ if found.status != ISSUED => Err(Miss::NotIssued),
        _ if found.valid_to.is_some_and(|last| last < today) => Err(Miss::Expired),
        _ => Ok(()),
    }
}

/// Place of the one that counts and is good for longest; else the reason of the one that came
/// nearest.
pub fn pick_certificate(wanted: &Wanted<'_>, found: &[Found], today: Date) -> Result<usize, Miss> {
    let verdicts: Vec<Result<(), Miss>> =
        found.iter().map(|candidate| judge_certificate(wanted, candidate, today)).collect();
    let valid = found.iter().zip(&verdicts).enumerate().filter(|(_, (_, verdict))| verdict.is_ok());
    let longest = valid.max_by_key(|(_, (candidate, _))| candidate.valid_to.unwrap_or(Date::MAX));
    if let Some((place, _)) = longest {
        return Ok(place);
    }
    Err(verdicts.iter().filter_map(|verdict| verdict.err()).max().unwrap_or(Miss::NotFound))
}

/// An identifier whose check character is off only warns: public ones have it.
pub fn identifier_off(identifier: &str) -> bool {
    codes::check_code(CodeKind::Certificate, identifier).verdict != Verdict::Fine
}

/// How a kind is asked for: most belong to a person.
pub fn key_of(kind: &str) -> HolderKey {
    match kind {
        "营业执照" | "建筑工程施工许可证" => HolderKey::OrganisationCode,
        _ => HolderKey::ResidentNumber,
    }
}

/// Kinds that a title's number finds as well.
pub fn has_title(kind: &str) -> bool {
    kind == "不动产权证书"
}

/// One that took the place of a paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Held {
    pub material: String,
    /// Id of the person of the case that it is about, and what it was found by.
    pub person: String,
    pub key: HolderKey,
    pub holder: Private,
    pub kind: String,
    pub name: String,
    pub identifier: Private,
    pub issuer: String,
    pub valid_to: Option<Date>,
    /// The sealed file; its pages are pages of the case.
    pub file: String,
    pub sha256: String,
    pub fetched_at: Moment,
    pub ground: Ground,
}

/// A look-up that brought nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Missed {
    pub reason: Miss,
    pub ground: Option<Ground>,
    pub at: Moment,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::date::parse_date;

    fn day(text: &str) -> Date {
        parse_date(text).unwrap()
    }

    fn found(kind: &str, holder: &str, status: &str, valid_to: Option<&str>) -> Found {
        Found {
            kind: kind.into(),
            holder: holder.into(),
            status: status.into(),
            valid_to: valid_to.map(day),
        }
    }

    const ME: &str = "44069919900101001X";
    const WANTED: Wanted<'static> = Wanted { kind: "居住证", holder: ME };

    #[test]
    fn each_thing_that_is_wrong_has_its_reason() {
        let today = day("2026-11-22");
        let judged = |one: Found| judge_certificate(&WANTED, &one, today);
        assert_eq!(judged(found("居住证", ME, ISSUED, None)), Ok(()));
        assert_eq!(
            judged(found("居住证", "\u{feff}440699-19900101-001х ", ISSUED, None)),
            Ok(()),
            "a small x is the same"
        );
        assert_eq!(
            judged(found("居住证", ME, ISSUED, Some("2026-11-22"))),
            Ok(()),
            "good on its last day"
        );
        assert_eq!(judged(found("居住证", ME, ISSUED, Some("2026-11-21"))), Err(Miss::Expired));
        assert_eq!(judged(found("居住证", ME, "revoked", None)), Err(Miss::NotIssued));
        assert_eq!(judged(found("居住证", ME, "", None)), Err(Miss::NotIssued));
        assert_eq!(
            judged(found("居住证", "440699199001010022", ISSUED, None)),
            Err(Miss::HolderDiffers)
        );
        assert_eq!(
            judged(found("居住证", "", ISSUED, None)),
            Err(Miss::HolderDiffers),
            "nobody's is not mine"
        );
        assert_eq!(
            judge_certificate(
                &Wanted { holder: "", ..WANTED },
                &found("居住证", "", ISSUED, None),
                today
            ),
            Err(Miss::HolderDiffers)
        );
        assert_eq!(judged(found("残疾人证", ME, ISSUED, None)), Err(Miss::KindDiffers));
    }

    #[test]
    fn the_one_good_for_longest_is_taken_and_else_the_nearest_says_why() {
        let today = day("2026-11-22");
        let old = found("居住证", ME, ISSUED, Some("2020-01-01"));
        let soon = found("居住证", ME, ISSUED, Some("2026-12-01"));
        let late = found("居住证", ME, ISSUED, Some("2028-01-01"));
        let other = found("残疾人证", ME, ISSUED, None);
        assert_eq!(
            pick_certificate(&WANTED, &[old.clone(), soon, late, other.clone()], today),
            Ok(2)
        );
        assert_eq!(
            pick_certificate(
                &WANTED,
                &[other.clone(), old, found("居住证", "x", ISSUED, None)],
                today
            ),
            Err(Miss::Expired)
        );
        assert_eq!(pick_certificate(&WANTED, &[other], today), Err(Miss::KindDiffers));
        assert_eq!(pick_certificate(&WANTED, &[], today), Err(Miss::NotFound));
    }

    #[test]
    fn an_identifier_is_checked_with_and_without_its_dots() {
        let good = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U";
        assert!(!identifier_off(good));
        assert!(identifier_off(&good.replace(".U", ".V")));
        assert!(identifier_off(""));
    }

    #[test]
    fn reasons_are_written_as_the_screen_knows_them() {
        assert_eq!(serde_json::to_value(MISSES).unwrap()[6], "library_away");
        assert_eq!(MISSES.iter().collect::<std::collections::BTreeSet<_>>().len(), MISSES.len());
    }
}
