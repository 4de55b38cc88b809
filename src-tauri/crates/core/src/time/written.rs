//! Days and times as people write them: 1990-1-15, 1990.10.15, 1990年1月15日, full width, eight digits
//! in a row. A grammar of ours and no library's, so that it reads the same everywhere. Read is the
//! normal form of the text: what nobody sees, pasted along, is none of it. What could be two days
//! (1/2/1990, 90-1-2) is no day.

use std::ops::RangeInclusive;

use jiff::civil::{Date, Time};

use super::date::{DateFault, keep_likely_year};
use crate::text::{normalize_code, parse_digits, read_numeral};

/// Between the numbers of a date. While an input method is on, the keys `.` and `/` write 。 and 、.
const DATE_MARKS: [char; 11] = ['-', '.', '/', '年', '月', ',', '。', '、', '·', '\\', '_'];
const TIME_MARKS: [char; 6] = [':', '.', '。', '-', '点', '时'];

/// # Errors
/// When it is no day, or could be more than one.
pub fn read_date(text: &str) -> Result<Date, DateFault> {
    let day = strip_midnight(&normalize_code(text)).replace("元月", "一月");
    let day = read_chinese_numbers(&day);
    let ([year, month, day], rest) = split_date(&day).ok_or(DateFault::NotADate)?;
    let date = parse_digits(year).zip(parse_digits(month)).zip(parse_digits(day));
    let ((year, month), day) = date.ok_or(DateFault::NotADate)?;
    let date = Date::new(year, month, day).ok();
    keep_likely_year(date.filter(|date| is_end_of(*date, rest)))
}

/// Behind the numbers may stand 日, a stop, that somebody was born then, and the day of the week, if it
/// is that day's.
fn is_end_of(date: Date, rest: &str) -> bool {
    let rest = rest.trim_start();
    let rest = rest.strip_prefix(['日', '号']).unwrap_or(rest).trim();
    matches!(rest, "" | "." | "。" | "," | "生" | "出生") || is_weekday_of(date, rest)
}

fn is_weekday_of(date: Date, rest: &str) -> bool {
    let word = rest.trim_matches(['(', ')', ',', '，', ' ']);
    let day = ["星期", "礼拜", "周"].iter().find_map(|week| word.strip_prefix(week));
    let number = day.and_then(|day| match day {
        "日" | "天" => Some(7),
        day => parse_digits::<i8>(day).filter(|number| (1..=6).contains(number)),
    });
    number == Some(date.weekday().to_monday_one_offset())
}

/// A time of day to the minute: 9:12, 0912, 9点12分, 9点.
pub fn read_time(text: &str) -> Option<Time> {
    let code = normalize_code(text);
    let text = code.as_str();
    let (hour, minute) = match text.len() {
        3 | 4 if is_digits(text) => text.split_at_checked(text.len() - 2)?,
        _ => split_time(text)?,
    };
    Time::new(parse_digits(hour)?, parse_digits(minute)?, 0, 0).ok()
}

/// Year, month and day, and what stands behind them.
fn split_date(text: &str) -> Option<([&str; 3], &str)> {
    if text.len() == 8 && is_digits(text) {
        return Some(([text.get(..4)?, text.get(4..6)?, text.get(6..)?], ""));
    }
    let (year, rest) = take_digits(text, 4..=4)?;
    let (month, rest) = take_digits(take_mark(rest, &DATE_MARKS)?, 1..=2)?;
    let (day, rest) = take_digits(take_mark(rest, &DATE_MARKS)?, 1..=2)?;
    Some(([year, month, day], rest))
}

fn split_time(text: &str) -> Option<(&str, &str)> {
    let (hour, rest) = take_digits(text, 1..=2)?;
    if matches!(rest.trim(), "点" | "时" | "点整" | "时整") {
        return Some((hour, "0"));
    }
    let (minute, rest) = take_digits(take_mark(rest, &TIME_MARKS)?, 2..=2)?;
    matches!(rest.trim_start(), "" | "分").then_some((hour, minute))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

fn take_digits(text: &str, places: RangeInclusive<usize>) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if places.contains(&end) { text.split_at_checked(end) } else { None }
}

/// What follows one mark, blanks, or a mark between blanks.
fn take_mark<'a>(text: &'a str, marks: &[char]) -> Option<&'a str> {
    let unspaced = text.trim_start();
    let rest = unspaced.strip_prefix(marks).unwrap_or(unspaced).trim_start();
    (rest.len() < text.len()).then_some(rest)
}

/// A day out of a table often has the time 0:00 with it; any other time is not of a day.
fn strip_midnight(text: &str) -> &str {
    let is_midnight = |time: &str| {
        time.contains(':') && time.chars().all(|c| matches!(c, '0' | ':' | '.')) && time.len() <= 12
    };
    match text.split_once(['T', ' ']) {
        Some((day, time)) if is_midnight(time.trim()) => day,
        _ => text,
    }
}

/// 一九九〇年十月二十五日 with the digits that a computer has. 十 counts only where it is of a day or a month.
fn read_chinese_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    // One more turn, for what stands at the end.
    for c in text.chars().map(Some).chain([None]) {
        match c {
            Some('十' | '拾') => run.push('+'),
            Some('廿') => run.push_str("2+"),
            Some('卅') => run.push_str("3+"),
            // 二O二六年: a letter stands for the 〇 that no key has.
            Some('O' | 'o') if !run.is_empty() => run.push('0'),
            _ => match c.and_then(chinese_digit) {
                Some(digit) => run.push(digit),
                None => {
                    out.push_str(&count_tens(&run));
                    run.clear();
                    out.extend(c);
                }
            },
        }
    }
    out
}

fn chinese_digit(c: char) -> Option<char> {
    char::from_digit(read_numeral(c)?, 10)
}

/// `2+5` is 25, `+` 10, `+2` 12, `3+` 30; more than that is left as it is and read by nobody.
fn count_tens(run: &str) -> String {
    match run.split_once('+') {
        Some((tens, ones)) if tens.len() <= 1 && ones.len() <= 1 && !ones.contains('+') => {
            let or = |digit: &'static str, text: &str| {
                if text.is_empty() { digit.to_owned() } else { text.to_owned() }
            };
            format!("{}{}", or("1", tens), or("0", ones))
        }
        _ => run.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn a_day_is_read_however_it_is_written() {
        let fifteenth = [
            "1990-01-15",
            "1990-1-15",
            "1990.1.15",
            "1990/1/15",
            "1990年1月15日",
            "1990年01月15日",
            "1990 年 1 月 15 日",
            "1990年1月15号",
            "1990年1月15",
            "1990 1 15",
            "1990　1　15",
            "19900115",
            " 19900115 ",
            "１９９００１１５",
            "１９９０－０１－１５",
            "１９９０．１．１５",
            "1990。1。15",
            "1990、1、15",
            "1990·1·15",
            "1990—1—15",
            "1990 - 1 - 15",
            "1990. 1. 15.",
            "1990年1月15日。",
            "1990-1-15，",
            "1990-01-15 00:00:00",
            "1990-01-15T00:00:00.000",
            "1990/1/15 0:00",
            "一九九〇年一月十五日",
            "一九九○年一月十五日",
            "一九九零年一月十五日",
            "壹玖玖零年壹月拾伍日",
            "\u{202d}1990-1-15\u{202c}",
            "\u{feff}1990年1月15日",
            "1990\u{200b}-1-\u{2060}15",
            "1990年1⽉15⽇",
            "1990_01_15",
            "1990年1月15日生",
            "1990年1月15日出生",
            "1990年1月15日 星期一",
            "1990-01-15 周一",
            "1990年1月15日（星期一）",
            "一九九〇年一月十五日礼拜一",
        ];
        for text in fifteenth {
            assert_eq!(read_date(text), Ok(date(1990, 1, 15)), "{text}");
        }
        for (text, day) in [
            ("1990.10.15", date(1990, 10, 15)),
            ("1990/12/31", date(1990, 12, 31)),
            ("二〇二六年十一月三十日", date(2026, 11, 30)),
            ("二〇二六年十月二十五日", date(2026, 10, 25)),
            ("2024-2-29", date(2024, 2, 29)),
            ("二〇二六年元月五日", date(2026, 1, 5)),
            ("2026年元月5日", date(2026, 1, 5)),
            ("二〇二六年十月廿五日", date(2026, 10, 25)),
            ("二〇二六年十月廿日", date(2026, 10, 20)),
            ("二〇二六年十二月卅一日", date(2026, 12, 31)),
            ("二O二六年一月五日", date(2026, 1, 5)),
            ("二Ｏ二六年一月五日", date(2026, 1, 5)),
            ("二OO九年十月一日", date(2009, 10, 1)),
            ("二０二六年一月五日", date(2026, 1, 5)),
            ("⼆〇⼆六年⼀⽉五⽇", date(2026, 1, 5)),
            ("2026年12月6日星期日", date(2026, 12, 6)),
            ("2026-12-06 星期天", date(2026, 12, 6)),
        ] {
            assert_eq!(read_date(text), Ok(day), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_or_two_days_is_not_guessed() {
        let bad = [
            "",
            "1990",
            "199001",
            "1990115",
            "1990-1",
            "1990年1月",
            "1990-13-01",
            "2025-02-29",
            "1990-1-151",
            "90-1-15",
            "1/2/1990",
            "15/1/1990",
            "1990--1-15",
            "1990-1-15x",
            "1990-1-15 9:00",
            "+990-1-15",
            "1990-+1-15",
            "1990-1-+5",
            "1990-1-15-",
            "1990.1.15..",
            "199O0115",
            "一九九〇年一月十五十日",
            "一九九〇年一月二廿日",
            "O九九〇年一月五日",
            "2O26年1月5日",
            "二〇二六年",
            "2026.2.30",
            "26-1-5",
            "0026-1-5",
            "0026-01-05",
            "00260105",
            "0000-1-1",
            "〇〇二六年一月五日",
            "1990-1-15T16:00:00Z",
            "明天",
            "1990年1月15日星期二",
            "1990-1-15 周八",
            "1990-1-15 周",
            "1990-1-15生效",
            "1990-1-15日日",
        ];
        for text in bad {
            assert_eq!(read_date(text), Err(DateFault::NotADate), "{text}");
        }
    }

    #[test]
    fn a_time_is_read_however_it_is_written() {
        let twelve_past_nine = [
            "9:12",
            "09:12",
            "0912",
            "912",
            "９：１２",
            "9点12分",
            "9时12分",
            "9.12",
            "9。12",
            "9 12",
            " 9　：　12",
            "\u{202d}9:12\u{202c}",
            "\u{feff}9点12分",
        ];
        for text in twelve_past_nine {
            assert_eq!(read_time(text), Some(time(9, 12, 0, 0)), "{text}");
        }
        assert_eq!(read_time("14点"), Some(time(14, 0, 0, 0)));
        for text in ["", "9", "25:00", "9:60", "9:+5", "+9:05", "9:5", "9:12:30", "12345"] {
            assert_eq!(read_time(text), None, "{text}");
        }
    }
}
