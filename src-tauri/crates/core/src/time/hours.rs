//! When a place closes, out of what a centre writes of its hours in free words.

use jiff::civil::Time;

/// Between the two ends of a span, as people write it.
const SPAN_MARKS: [char; 7] = ['-', '—', '–', '~', '～', '至', '到'];

/// The latest end of a span in words such as 周一至周五 9:00—12:00，14:00—17:00 or 下午2点到5点30分; none where
/// no span of two times can be read.
pub fn find_closing_time(hours: &str) -> Option<Time> {
    let mut rest = hours;
    let (mut is_after_noon, mut is_end, mut has_begun) = (false, false, false);
    let mut latest: Option<Time> = None;
    while let Some(letter) = rest.chars().next() {
        if let Some((time, behind)) = read_clock(rest, is_after_noon) {
            if is_end && has_begun {
                latest = latest.max(Some(time));
            }
            (has_begun, is_end) = (!is_end, false);
            rest = behind;
            continue;
        }
        match letter {
            // 上午, 早上, 下午, 晚上.
            '上' if rest.starts_with("上午") => is_after_noon = false,
            '早' => is_after_noon = false,
            '下' | '晚' => is_after_noon = true,
            '午' | '上' | ' ' | '\u{3000}' => {}
            // Of other days the words begin anew.
            '；' | ';' | '。' | '\n' | '周' | '星' => {
                (is_after_noon, has_begun, is_end) = (false, false, false);
            }
            letter if SPAN_MARKS.contains(&letter) => is_end = has_begun,
            _ => (has_begun, is_end) = (false, false),
        }
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
    }
    latest
}

/// A time at the beginning of the text, and what is behind it: 9:00, 17：30, 5点, 5点半, 17时30分.
fn read_clock(text: &str, is_after_noon: bool) -> Option<(Time, &str)> {
    let (hour, behind) = take_number(text)?;
    let mark = behind.chars().next().filter(|mark| [':', '：', '点', '时'].contains(mark))?;
    let behind = behind.get(mark.len_utf8()..)?;
    let (minute, behind) = match (take_number(behind), behind.strip_prefix('半')) {
        (Some((minute, behind)), _) => (minute, behind.strip_prefix('分').unwrap_or(behind)),
        (None, Some(behind)) => (30, behind),
        (None, None) if matches!(mark, '点' | '时') => (0, behind),
        (None, None) => return None,
    };
    let hour = if is_after_noon && hour < 12 { hour + 12 } else { hour };
    Some((Time::new(hour, minute, 0, 0).ok()?, behind))
}

/// One or two digits, also of full width.
fn take_number(text: &str) -> Option<(i8, &str)> {
    let digit_of = |letter: char| match letter {
        '０'..='９' => i8::try_from(u32::from(letter) - u32::from('０')).ok(),
        _ => letter.to_digit(10).and_then(|digit| i8::try_from(digit).ok()),
    };
    let (mut number, mut rest, mut count) = (0_i8, text, 0);
    while let Some((letter, digit)) =
        rest.chars().next().and_then(|letter| Some((letter, digit_of(letter)?)))
    {
        count += 1;
        if count > 2 {
            return None;
        }
        number = number * 10 + digit;
        rest = rest.get(letter.len_utf8()..)?;
    }
    (count > 0).then_some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;

    #[test]
    fn the_latest_end_of_a_span_is_when_the_place_closes() {
        for (hours, hour, minute) in [
            ("周一至周五 9:00—12:00，14:00—17:00", 17, 0),
            ("工作日9:00-12:00，13:30-17:30；周六9:00-12:00", 17, 30),
            ("上午8：30—12：00 下午2：30—5：30", 17, 30),
            ("星期一到星期五，９：００～１８：００", 18, 0),
            ("8时30分至12时，14时至17时45分", 17, 45),
            ("早上9点到下午5点半", 17, 30),
            ("上午8:30—12:00 下午2:30—5:30；周六9:00—11:30", 17, 30),
            ("周一到周五下午2:00—5:00 周六8:30—11:00", 17, 0),
        ] {
            assert_eq!(find_closing_time(hours), Some(time(hour, minute, 0, 0)), "{hours}");
        }
    }

    #[test]
    fn what_is_no_span_of_times_says_nothing() {
        for hours in
            ["", "工作日", "24小时自助", "9:00 起", "电话 0757-8888", "周一至周五", "25:00-26:00"]
        {
            assert_eq!(find_closing_time(hours), None, "{hours}");
        }
    }
}
