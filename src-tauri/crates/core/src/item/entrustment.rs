//! 委托: that a department lets the counter decide in its name: by which document, from when until
//! when, where, and what is examined. Not whether one case may be decided so: that is `casework`.

use serde::{Deserialize, Serialize};

use crate::text::normalize_code;
use crate::time::date::Date;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entrustment {
    /// By which it was entrusted, as papers name it.
    pub document: String,
    /// Both days included.
    pub from: Date,
    pub until: Date,
    /// Codes of the stations that may decide.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stations: Vec<String>,
    /// 行使层级 of the windows that may, beside those stations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<String>,
    /// 不予 too; without it 准予 only.
    #[serde(default)]
    pub refusal: bool,
    /// 审查要点: each is looked at and ticked before anything is granted.
    pub points: Vec<DecisionPoint>,
    /// Read in a source; without it an example.
    #[serde(default)]
    pub official: bool,
}

/// One thing that the department wants examined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionPoint {
    pub id: String,
    pub text: String,
}

impl Entrustment {
    /// None of a point that it does not name.
    pub fn find_point(&self, id: &str) -> Option<&DecisionPoint> {
        self.points.iter().find(|point| point.id == id)
    }

    pub fn is_in_term(&self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }

    /// Whether a window of this station may decide that takes items of these levels. An entrustment
    /// that names no place is good nowhere, and a window of which no level is known has none.
    pub fn is_for(&self, station: &str, levels: Option<&[String]>) -> bool {
        let station = normalize_code(station);
        let is_station = |word: &String| !station.is_empty() && normalize_code(word) == station;
        let is_level = |word: &String| {
            let level = normalize_code(word);
            levels.is_some_and(|levels| levels.iter().any(|own| normalize_code(own) == level))
        };
        self.stations.iter().any(is_station) || self.levels.iter().any(is_level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn entrustment(stations: &[&str], levels: &[&str]) -> Entrustment {
        let json = serde_json::json!({
            "document": "示例委托书", "from": "2026-01-01", "until": "2026-12-31",
            "stations": stations, "levels": levels, "points": [{ "id": "a", "text": "属实" }],
        });
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn its_term_has_both_days() {
        let entrustment = entrustment(&["A"], &[]);
        for (day, is_in) in [
            (date(2025, 12, 31), false),
            (date(2026, 1, 1), true),
            (date(2026, 12, 31), true),
            (date(2027, 1, 1), false),
        ] {
            assert_eq!(entrustment.is_in_term(day), is_in, "{day}");
        }
        assert!(!entrustment.refusal && !entrustment.official, "nothing more than is said");
    }

    #[test]
    fn it_is_for_the_places_that_it_names_and_no_other() {
        let town = ["5".to_owned(), "6".to_owned()];
        let nobody: [String; 0] = [];
        for (stations, levels, station, own, is_for) in [
            (&["FS-01"][..], &[][..], "FS-01", None, true),
            (&["ＦＳ-01"][..], &[][..], "FS-01", None, true),
            (&["FS-01"][..], &[][..], "FS-02", Some(&town[..]), false),
            (&[][..], &["5"][..], "FS-02", Some(&town[..]), true),
            (&[][..], &["4"][..], "FS-02", Some(&town[..]), false),
            (&["FS-01"][..], &["5"][..], "FS-02", Some(&town[..]), true),
            // Nothing is known of the window, or nothing is said of the place.
            (&[][..], &["5"][..], "FS-02", None, false),
            (&[][..], &["5"][..], "FS-02", Some(&nobody[..]), false),
            (&[" "][..], &[][..], " ", None, false),
            (&[][..], &[][..], "FS-01", Some(&town[..]), false),
        ] {
            let answer = entrustment(stations, levels).is_for(station, own);
            assert_eq!(answer, is_for, "{stations:?} {levels:?} {station} {own:?}");
        }
    }
}
