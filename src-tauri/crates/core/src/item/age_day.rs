//! The day on which an item's rule takes the ages of people.

use serde::{Deserialize, Serialize};

use crate::date::{Date, age_ahead, parse_date};

/// How an item counts ages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgeDay {
    /// So many months before the birthday the age counts as reached (可提前申请).
    #[serde(default)]
    pub months_ahead: u8,
    #[serde(default, skip_serializing_if = "AgeOn::is_opening")]
    pub day: AgeOn,
}

/// Written as `opening`, `receipt`, `month_end`, or a day of the year, `08-31`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum AgeOn {
    /// The day on which the case is opened.
    #[default]
    Opening,
    /// The day of the application: until the papers are received, the day of opening.
    Receipt,
    /// The last day of the month in which the case is opened.
    MonthEnd,
    /// A day of the year in which the case is opened, as schools do it (8月31日).
    YearDay { month: i8, day: i8 },
}

/// Every day of a year stands in it.
const LEAP_YEAR: &str = "2000";

impl AgeOn {
    fn is_opening(&self) -> bool {
        *self == Self::Opening
    }

    /// Where a year has no 29 February, its last day of the month is it.
    fn find_day(self, opened: Date, received: Option<Date>) -> Date {
        match self {
            Self::Opening => opened,
            Self::Receipt => received.unwrap_or(opened),
            Self::MonthEnd => opened.last_of_month(),
            Self::YearDay { month, day } => Date::new(opened.year(), month, day)
                .or_else(|_| Date::new(opened.year(), month, 1).map(Date::last_of_month))
                .unwrap_or(opened),
        }
    }
}

impl TryFrom<String> for AgeOn {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.as_str() {
            "opening" => Ok(Self::Opening),
            "receipt" => Ok(Self::Receipt),
            "month_end" => Ok(Self::MonthEnd),
            other => match parse_date(&format!("{LEAP_YEAR}-{other}")) {
                Ok(day) => Ok(Self::YearDay { month: day.month(), day: day.day() }),
                Err(_) => Err(format!("`{other}` is no day for ages: see `AgeOn`")),
            },
        }
    }
}

impl From<AgeOn> for String {
    fn from(on: AgeOn) -> Self {
        match on {
            AgeOn::Opening => "opening".to_owned(),
            AgeOn::Receipt => "receipt".to_owned(),
            AgeOn::MonthEnd => "month_end".to_owned(),
            AgeOn::YearDay { month, day } => format!("{month:02}-{day:02}"),
        }
    }
}

impl AgeDay {
    /// The day that the rule names, by the days of the case.
    pub fn find_day(self, opened: Date, received: Option<Date>) -> Date {
        self.day.find_day(opened, received)
    }

    /// The age that counts of somebody on that day.
    pub fn count_age(self, birth: Date, opened: Date, received: Option<Date>) -> i16 {
        age_ahead(birth, self.find_day(opened, received), self.months_ahead)
    }

    /// What makes it another age than that of the day at the window, as a clerk says it.
    pub fn words(self) -> Option<String> {
        let day = match self.day {
            AgeOn::Opening => None,
            AgeOn::Receipt => Some("按收件当天计".to_owned()),
            AgeOn::MonthEnd => Some("按当月最后一天计".to_owned()),
            AgeOn::YearDay { month, day } => Some(format!("按当年{month}月{day}日计")),
        };
        let ahead = (self.months_ahead > 0).then(|| format!("提前 {} 个月计", self.months_ahead));
        let words: Vec<String> = day.into_iter().chain(ahead).collect();
        (!words.is_empty()).then(|| words.join("，"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use serde_json::json;

    fn rule(day: &str) -> AgeDay {
        serde_json::from_value(json!({ "day": day })).unwrap()
    }

    #[test]
    fn an_age_changes_on_the_birthday_of_the_day_that_is_named() {
        let birth = date(2020, 9, 1);
        let age = |day: &str, opened: Date, received: Option<Date>| {
            rule(day).count_age(birth, opened, received)
        };
        let (eve, birthday) = (date(2026, 8, 31), date(2026, 9, 1));
        assert_eq!((age("opening", eve, Some(birthday)), age("opening", birthday, None)), (5, 6));
        assert_eq!((age("receipt", eve, Some(birthday)), age("receipt", eve, None)), (6, 5));
        // A child of 31 August goes to school, one of 1 September a year later.
        for opened in [date(2026, 4, 1), date(2026, 8, 31), date(2026, 12, 31)] {
            assert_eq!(age("08-31", opened, None), 5, "{opened}");
            assert_eq!(rule("08-31").count_age(date(2020, 8, 31), opened, None), 6, "{opened}");
        }
        let first = date(2026, 9, 1);
        let last = date(1966, 9, 30);
        assert_eq!(rule("month_end").count_age(last, first, None), 60);
        assert_eq!(rule("month_end").count_age(date(1966, 10, 1), first, None), 59);
        assert_eq!(rule("opening").count_age(last, first, None), 59);
    }

    #[test]
    fn the_day_that_a_rule_names_can_be_told() {
        let (opened, received) = (date(2026, 4, 1), Some(date(2026, 4, 3)));
        let day = |name: &str| rule(name).find_day(opened, received);
        assert_eq!(day("08-31"), date(2026, 8, 31));
        assert_eq!(day("receipt"), date(2026, 4, 3));
        assert_eq!(day("month_end"), date(2026, 4, 30));
        assert_eq!(day("opening"), opened);
    }

    #[test]
    fn the_29th_of_february_is_a_day_of_every_rule() {
        let leap = date(2008, 2, 29);
        let age = |day: &str, opened: Date| rule(day).count_age(leap, opened, None);
        assert_eq!((age("opening", date(2026, 2, 28)), age("opening", date(2026, 3, 1))), (17, 18));
        assert_eq!(
            (age("month_end", date(2026, 2, 1)), age("month_end", date(2026, 3, 1))),
            (17, 18)
        );
        assert_eq!(age("month_end", date(2028, 2, 1)), 20, "that month has the day");
        assert_eq!((age("02-29", date(2026, 6, 1)), age("02-29", date(2028, 6, 1))), (17, 20));
    }

    #[test]
    fn months_ahead_are_counted_from_the_day_that_is_named() {
        let rule: AgeDay =
            serde_json::from_value(json!({ "day": "month_end", "months_ahead": 1 })).unwrap();
        assert_eq!(rule.count_age(date(1946, 10, 31), date(2026, 9, 1), None), 80);
        assert_eq!(rule.count_age(date(1946, 11, 1), date(2026, 9, 1), None), 79);
        assert_eq!(rule.words().as_deref(), Some("按当月最后一天计，提前 1 个月计"));
    }

    #[test]
    fn a_rule_is_written_in_one_way_and_nonsense_is_refused() {
        for day in ["receipt", "month_end", "08-31", "02-29"] {
            assert_eq!(json!(rule(day)), json!({ "months_ahead": 0, "day": day }));
        }
        assert_eq!(json!(rule("opening")), json!({ "months_ahead": 0 }));
        assert_eq!(
            (AgeDay::default().words(), rule("08-31").words().as_deref()),
            (None, Some("按当年8月31日计"))
        );
        for day in ["02-30", "13-01", "8-31", "08-31T00", "birthday", ""] {
            assert!(serde_json::from_value::<AgeDay>(json!({ "day": day })).is_err(), "{day}");
        }
    }
}
