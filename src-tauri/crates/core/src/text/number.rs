//! Whole numbers by a grammar of ours, and the digits that stand in words. A language's own parser
//! also takes a sign, and each language another one.

/// ASCII digits alone: no sign, no blank, no point; none that is too large.
pub fn parse_digits<T: TryFrom<u64>>(text: &str) -> Option<T> {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let number: u64 = text.parse().ok().filter(|_| plain)?;
    T::try_from(number).ok()
}

/// The same, with a minus where the number is below zero.
pub fn parse_signed(text: &str) -> Option<i64> {
    match text.strip_prefix('-') {
        Some(digits) => parse_digits::<i64>(digits).map(|number| -number),
        None => parse_digits(text),
    }
}

/// The digit that a Chinese numeral is, the plain one (三) or the one of cheques (叁).
pub fn read_numeral(c: char) -> Option<u32> {
    match c {
        '〇' | '零' | '○' => Some(0),
        '一' | '壹' => Some(1),
        '二' | '贰' | '貳' | '弍' => Some(2),
        '三' | '叁' | '參' | '叄' | '参' => Some(3),
        '四' | '肆' => Some(4),
        '五' | '伍' => Some(5),
        '六' | '陆' | '陸' => Some(6),
        '七' | '柒' => Some(7),
        '八' | '捌' => Some(8),
        '九' | '玖' => Some(9),
        _ => None,
    }
}
