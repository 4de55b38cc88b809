//! Numbers and money as people write them: with commas, at full width, 元 and 万元, a sign of the
//! currency before them, in words. A grammar of ours: what no clerk would write (`+1`, `1e3`,
//! `1,5`) is no number.

use super::amount_words::read_amount_words;
use crate::text::normalize_code;

/// Signs before an amount. Only of this currency: 100 dollars are not 100 yuan.
const CURRENCY: [&str; 5] = ["人民币", "RMB", "CNY", "¥", "￥"];
/// What an amount is counted in, and how many places that moves it.
const UNITS: [(&str, usize); 9] = [
    ("亿元", 8),
    ("亿", 8),
    ("万元", 4),
    ("万", 4),
    ("千元", 3),
    ("元", 0),
    ("圆", 0),
    ("块钱", 0),
    ("块", 0),
];
const PENCE: usize = 2;

/// Digits, with a point and a minus where there are some; none when it is no number.
pub fn read_number(text: &str) -> Option<String> {
    let code = normalize_code(text);
    match code.strip_prefix('-') {
        Some(rest) => read_decimal(rest).map(|number| format!("-{number}")),
        None => read_decimal(&code),
    }
}

/// Yuan, in digits with at most two places; none when it is no amount.
pub fn read_money(text: &str) -> Option<String> {
    let code = normalize_code(text).to_ascii_uppercase();
    let text = CURRENCY.iter().find_map(|sign| code.strip_prefix(sign)).unwrap_or_else(|| {
        // 200 RMB, 200元人民币
        CURRENCY.iter().find_map(|sign| code.strip_suffix(sign)).unwrap_or(&code).trim_end()
    });
    let text = text.strip_suffix(['整', '正']).unwrap_or(text).trim();
    if let Some(amount) = read_jiao_and_fen(text).or_else(|| read_amount_words(text)) {
        return Some(amount);
    }
    let unit = UNITS.iter().find_map(|(unit, places)| Some((text.strip_suffix(unit)?, *places)));
    let (number, places) = unit.unwrap_or((text, 0));
    move_point(&read_decimal(number)?, places)
}

/// 12元5角6分 is 12.56.
fn read_jiao_and_fen(text: &str) -> Option<String> {
    let (yuan, rest) = text.split_once(['元', '圆', '块'])?;
    let (jiao, rest) = take_coin(rest, &['角', '毛'])?;
    let (fen, rest) = take_coin(rest, &['分'])?;
    let amount = read_decimal(yuan).filter(|amount| !amount.contains('.'))?;
    (rest.is_empty() && (jiao, fen) != ('0', '0')).then(|| format!("{amount}.{jiao}{fen}"))
}

/// One digit before its word; nothing of it is 0 of it.
fn take_coin<'a>(text: &'a str, words: &[char]) -> Option<(char, &'a str)> {
    match text.split_once(words) {
        None => Some(('0', text)),
        Some((digit, rest)) => {
            let digit = digit.strip_prefix('零').unwrap_or(digit);
            let single = digit.parse::<char>().ok().filter(char::is_ascii_digit)?;
            Some((single, rest))
        }
    }
}

/// Digits, grouped or not, and a fraction; leading zeros go, as they mean nothing.
fn read_decimal(text: &str) -> Option<String> {
    let text = text.trim();
    let (whole, fraction) = match text.split_once(['.', '。']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let whole = ungroup(whole)?;
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    match fraction {
        None => Some(whole.to_owned()),
        Some(fraction) => is_digits(fraction).then(|| format!("{whole}.{fraction}")),
    }
}

/// Groups of three or of four digits, all of one size but the first: `1,5` may be one and a half.
/// So may `0,500` be a half: nobody begins a grouped number with 0. `100 200` may be two amounts.
fn ungroup(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.split([',', ' ', '\'']).collect();
    let (first, others) = groups.split_first()?;
    let size = others.first().map_or(3, |group| group.len());
    let even = matches!(size, 3 | 4) && others.iter().all(|group| group.len() == size);
    let begins = first.len() < size || (first.len() == size && !text.contains(' '));
    let fits = even && (others.is_empty() || (begins && !first.starts_with('0')));
    (fits && groups.iter().all(|group| is_digits(group))).then(|| groups.concat())
}

/// 1.25 moved by four places is 12500. None when more than two places are left.
fn move_point(number: &str, places: usize) -> Option<String> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if places == 0 {
        return (fraction.len() <= PENCE).then(|| number.to_owned());
    }
    let (before_point, rest) = fraction.split_at_checked(fraction.len().min(places))?;
    let rest = rest.trim_end_matches('0');
    let digits = format!("{whole}{before_point:0<places$}");
    let digits = match digits.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    match rest.len() {
        0 => Some(digits.to_owned()),
        1..=PENCE => Some(format!("{digits}.{rest}")),
        _ => None,
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_however_it_is_written() {
        let cases = [
            ("200", "200"),
            ("200.00", "200.00"),
            ("0.5", "0.5"),
            ("0200", "200"),
            ("1,234.50", "1234.50"),
            ("1，234", "1234"),
            ("12,0000", "120000"),
            ("1，234.50元", "1234.50"),
            ("１，２３４．５０　元整", "1234.50"),
            ("1,234元5角", "1234.50"),
            ("1 234 567", "1234567"),
            ("１２３４．５", "1234.5"),
            ("12。5", "12.5"),
            ("200元", "200"),
            ("200 元", "200"),
            ("1,200元整", "1200"),
            ("￥200", "200"),
            ("¥ 200.5", "200.5"),
            ("RMB200", "200"),
            ("rmb 200", "200"),
            ("人民币200元", "200"),
            ("3万元", "30000"),
            ("3万", "30000"),
            ("1.25万元", "12500"),
            ("1.23456万元", "12345.6"),
            ("0.5万", "5000"),
            ("1.2亿元", "120000000"),
            ("2千元", "2000"),
            ("12元5角", "12.50"),
            ("12元5角6分", "12.56"),
            ("12元零6分", "12.06"),
            ("0万元", "0"),
            ("\u{202d}1,234.50\u{202c}", "1234.50"),
            ("\u{feff}￥200\u{200b}元", "200"),
            ("人民币壹佰元整", "100"),
            ("200RMB", "200"),
            ("200 cny", "200"),
            ("200元人民币", "200"),
            ("1,200.50 人民币", "1200.50"),
            ("300块钱", "300"),
        ];
        for (text, amount) in cases {
            assert_eq!(read_money(text).as_deref(), Some(amount), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_not_guessed() {
        let bad = [
            "",
            "元",
            "万元",
            "+1",
            "-1",
            "1e3",
            "1,5",
            "1,23",
            "1234,567",
            "0,500",
            "012,345",
            "1.234,5",
            "1.234.567",
            "1,2,3",
            "壹佰",
            "1,234.50元5角",
            "1,,234",
            ",123",
            "1.",
            ".5",
            "1.234",
            "1.2345678万元",
            "十二",
            "1万2千元",
            "200美元",
            "RMB",
            "200元人民币元",
            "块钱",
            "$200",
            "12元56角",
            "1 5 2",
            "100 200",
            "100 200 300",
            "100　200元",
            "1200 1300",
        ];
        for text in bad {
            assert_eq!(read_money(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_have_a_sign_and_more_places() {
        for (text, number) in [
            ("-12.5", "-12.5"),
            ("－１２", "-12"),
            ("\u{202d}-12\u{202c}", "-12"),
            ("\u{feff}1,234", "1234"),
            ("−3", "-3"),
            ("1,234", "1234"),
            ("007", "7"),
            ("3.141592", "3.141592"),
        ] {
            assert_eq!(read_number(text).as_deref(), Some(number), "{text}");
        }
        for text in ["", "-", "--1", "+1", "3万", "0x10", "1e3", "NaN", "inf", "１2a"] {
            assert_eq!(read_number(text), None, "{text}");
        }
    }
}
