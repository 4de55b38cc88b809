//! A day as tables write it, in every spelling in use. Two digits are no year, and of two numbers
//! that could both be the month nobody knows which is: such a day cannot be read.

use counter_core::date::{Date, Moment};
use counter_core::text::{normalize_code, parse_digits};
use counter_core::written::read_date;

/// Days of the first and last year that a bare number may stand for (1950, 2099), as Excel counts.
const SERIALS: std::ops::RangeInclusive<i64> = 18_264..=73_050;
/// What Excel for Macintosh counted from.
const DAYS_TO_1904: i64 = 1_462;
const EARLIEST_YEAR: i16 = 1900;
/// How an empty cell is written.
const NOTHING: [&str; 8] = ["", "-", "--", "/", "无", "NULL", "N/A", "\\N"];
/// No end.
const FOR_EVER: [&str; 6] = ["永久", "永久有效", "长期", "长期有效", "无期限", "无固定期限"];

pub(super) fn is_nothing(text: &str) -> bool {
    NOTHING.contains(&normalize_code(text).to_ascii_uppercase().as_str())
}

pub(super) fn is_for_ever(text: &str) -> bool {
    FOR_EVER.contains(&text.trim())
}

/// `from_1904` is what a workbook says of its bare numbers.
pub(super) fn read_day(text: &str, from_1904: bool) -> Option<Date> {
    // The one spelling with a zone: its day is the local one.
    let begins_with_year = text.trim().starts_with(|c: char| c.is_ascii_digit());
    if let Some(moment) = text.trim().parse::<Moment>().ok().filter(|_| begins_with_year) {
        return Some(moment.date()).filter(|day| day.year() >= EARLIEST_YEAR);
    }
    let text = normalize_code(text);
    if text.contains('年') {
        return chinese_day(&text);
    }
    let day = match text.split_once([' ', 'T']) {
        // Blanks may also stand between the numbers: 2027. 1. 1
        Some((day, time)) if is_time(time) => day.to_owned(),
        _ => text.replace(' ', ""),
    };
    separated(&day).or_else(|| run_together(&day)).or_else(|| serial(&day, from_1904))
}

/// 2027年1月1日, 二〇二七年一月一日, as the counter reads days; a time may follow.
fn chinese_day(text: &str) -> Option<Date> {
    let text: String = text.chars().filter(|c| *c != ' ').collect();
    let (day, time) = text.split_once(['日', '号'])?;
    let is_day = day.contains('月') && (time.is_empty() || is_time(time));
    let day = read_date(day).ok().filter(|_| is_day)?;
    (day.year() >= EARLIEST_YEAR).then_some(day)
}

/// 2027-1-1, 2027/1/1, 2027.1.1.
fn separated(text: &str) -> Option<Date> {
    let separator = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| "-/.".contains(*c))?;
    let parts: Vec<&str> = text.split(separator).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    of_numbers(year_number(year)?, small_number(month)?, small_number(day)?)
}

/// 20270101.
fn run_together(text: &str) -> Option<Date> {
    let (year, rest) = text.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    if day.len() != 2 {
        return None;
    }
    of_numbers(year_number(year)?, small_number(month)?, small_number(day)?)
}

/// The number that Excel has in the cell, where its format says nothing of a date.
fn serial(text: &str, from_1904: bool) -> Option<Date> {
    let (days, part_of_day) = text.split_once('.').unwrap_or((text, ""));
    if days.len() != 5 || !are_digits(days) || !(part_of_day.is_empty() || are_digits(part_of_day))
    {
        return None;
    }
    let days: i64 = parse_digits(days)?;
    let days = if from_1904 { days + DAYS_TO_1904 } else { days };
    let start = Date::new(1899, 12, 30).ok()?;
    SERIALS.contains(&days).then(|| start.saturating_add(jiff::Span::new().days(days)))
}

fn of_numbers(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok().filter(|day| day.year() >= EARLIEST_YEAR)
}

fn year_number(text: &str) -> Option<i16> {
    parse_digits(text).filter(|_| text.len() == 4)
}

fn small_number(text: &str) -> Option<i8> {
    parse_digits(text).filter(|_| text.len() <= 2)
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// 00:00, 00:00:00, 00:00:00.000, 0时, 0时0分0秒.
fn is_time(text: &str) -> bool {
    let text = text.replace(['时', '分', '点'], ":");
    let text = text.trim().trim_end_matches(['秒', ':']);
    let parts: Vec<&str> = text.split(':').collect();
    let fits = |(at, part): (usize, &&str)| {
        let (whole, fraction) = part.split_once('.').unwrap_or((part, "0"));
        let most = if at == 0 { 23 } else { 59 };
        let number = parse_digits::<u8>(whole).filter(|number| *number <= most);
        whole.len() <= 2 && are_digits(fraction) && number.is_some()
    };
    parts.len() <= 3 && parts.iter().enumerate().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW_YEAR: Option<Date> = Some(jiff::civil::date(2027, 1, 1));

    #[test]
    fn every_spelling_of_one_day() {
        for text in [
            "2027/1/1",
            "2027年1月1日",
            "20270101",
            "2027-1-1",
            "2027.01.01",
            "46388",
            "2027/01/01",
            "2027-01-01 00:00:00",
            "2027-01-01T00:00:00",
            "2027-01-01",
            "46388.0",
            "46388.75",
            "２０２７年１月１日",
            "２０２７－０１－０１",
            "２０２７／１／１",
            "2027．1．1",
            "2027 年 1 月 1 日",
            "2027年01月01号",
            "二〇二七年一月一日",
            "二零二七年元月一日",
            "2027. 1. 1",
            "2027-01-01 8:30",
            "2027-01-01 00:00:00.000",
            "2027年1月1日 0时",
            "2027年1月1日00:00:00",
            "二O二七年元月一日",
            "贰零贰柒年零壹月零壹日",
            "2027年1⽉1⽇",
            "2027–01–01",
            "2026-12-31T16:00:00Z",
            "2027-01-01T00:00:00+08:00",
            "\u{feff}2027-01-01\u{a0}",
        ] {
            assert_eq!(read_day(text, false), NEW_YEAR, "{text}");
        }
        let day = |text| read_day(text, false).map(|day| day.to_string());
        assert_eq!(day("二〇二六年十二月三十一日").as_deref(), Some("2026-12-31"));
        assert_eq!(day("二〇二六年十月廿日").as_deref(), Some("2026-10-20"));
        assert_eq!(day("2024-02-29").as_deref(), Some("2024-02-29"));
        assert_eq!(read_day("44926", true), NEW_YEAR);
    }

    #[test]
    fn what_is_no_day_or_may_be_two() {
        for text in [
            "27/1/1",
            "27年1月1日",
            "270101",
            "1/1/2027",
            "01-02-2027",
            "2027-13-01",
            "2027-02-29",
            "2027/1",
            "2027年1月",
            "2027",
            "202701",
            "2027/1-1",
            "2027--1",
            "10月",
            "永久",
            "待定",
            "+2027-1-1",
            "+002027-01-01T00:00:00Z",
            "0027-01-01T00:00:00Z",
            "2027-1-+1",
            "2027-001-1",
            "2027-1-1-1",
            "2027-1-1前",
            "2027年1月1日前",
            "2027年1-1日",
            "1027年1月1日",
            "二〇二七年",
            "99999",
            "463880",
            "4638",
            "2027-01-01 25:00",
            "2027-01-01 下午",
            "0000-00-00",
            "1899-12-31",
            "#VALUE!",
            "1.0",
            "46388.x",
        ] {
            assert_eq!(read_day(text, false), None, "{text}");
        }
    }

    #[test]
    fn nothing_and_for_ever() {
        for text in ["", "-", "—", "／", "null", "无", " "] {
            assert!(is_nothing(text), "{text}");
        }
        assert!(!is_nothing("待定") && !is_nothing("0"));
        assert!(is_for_ever("长期") && !is_for_ever("待定"));
    }
}
