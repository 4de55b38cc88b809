//! Amounts of money in words: 壹佰元整, 三百五十元, 一万零二十元五角. Plain numerals and those of cheques
//! alike, by the rules of writing them: places go down, a gap between two is a 零, and no gap is
//! none. What people shorten (三百五, 一万二) could be two amounts, so it is none here.

use crate::text::read_numeral;

const YUAN: [char; 4] = ['元', '圆', '圓', '块'];
const JIAO: [char; 2] = ['角', '毛'];
const FEN: [char; 1] = ['分'];
const YI: [char; 2] = ['亿', '億'];
const WAN: [char; 2] = ['万', '萬'];
const SECTION: u64 = 10_000;

/// Yuan in digits, with two places where there are coins; the words 整 and 人民币 are gone already.
pub fn read_amount_words(text: &str) -> Option<String> {
    let Some((words, coins)) = text.split_once(YUAN) else {
        let (jiao, fen) = read_coins(text)?;
        return Some(format!("0.{jiao}{fen}"));
    };
    let yuan = if words == "零" { 0 } else { read_whole(words)? };
    if coins.is_empty() {
        return Some(yuan.to_string());
    }
    let unparted = coins.strip_prefix('零');
    let (jiao, fen) = read_coins(unparted.unwrap_or(coins))?;
    // 拾元零伍角 has its 零 for the last digit of 拾; 壹元零伍角 has none for anything.
    let is_written_so = unparted.is_none() || jiao == 0 || yuan.is_multiple_of(10);
    is_written_so.then(|| format!("{yuan}.{jiao}{fen}"))
}

/// 五角六分, or one of the two.
fn read_coins(text: &str) -> Option<(u32, u32)> {
    let (jiao, rest) = take_coin(text, &JIAO)?;
    let (fen, rest) = take_coin(rest, &FEN)?;
    (rest.is_empty() && (jiao, fen) != (0, 0)).then_some((jiao, fen))
}

/// One digit before its word, and what follows; 0 where the word is not there.
fn take_coin<'a>(text: &'a str, words: &[char]) -> Option<(u32, &'a str)> {
    let Some((digit, rest)) = text.split_once(words) else { return Some((0, text)) };
    let mut letters = digit.chars();
    let coin = letters.next().and_then(read_digit).filter(|coin| *coin > 0)?;
    letters.next().is_none().then_some((coin, rest))
}

/// Up to three sections of four places: of 亿, of 万, and the rest.
fn read_whole(words: &str) -> Option<u64> {
    let (of_yi, rest) = words.split_once(YI).map_or((None, words), |(yi, rest)| (Some(yi), rest));
    let (of_wan, ones) = rest.split_once(WAN).map_or((None, rest), |(wan, rest)| (Some(wan), rest));
    let ones = Some(ones).filter(|ones| !ones.is_empty());
    let mut whole = 0;
    for section in [of_yi, of_wan, ones] {
        let value = match section {
            Some(section) => read_section(section, whole)?,
            None => 0,
        };
        whole = whole * SECTION + value;
    }
    (whole > 0).then_some(whole)
}

/// Of a section below others, 零 stands for each gap before it: 一万零五百, 一亿零五千.
fn read_section(words: &str, above: u64) -> Option<u64> {
    let unparted = words.strip_prefix(['零', '〇']);
    let value = read_places(unparted.unwrap_or(words))?;
    let fits = match unparted {
        _ if above == 0 => unparted.is_none(),
        None => value >= 1000 && !above.is_multiple_of(SECTION),
        Some(_) => value < 1000 || above.is_multiple_of(10),
    };
    fits.then_some(value)
}

/// 三千零五十: below 10,000 and above 0. The one of 十 goes unsaid at the beginning.
fn read_places(words: &str) -> Option<u64> {
    let (mut value, mut last, mut digit, mut has_gap) = (0, 4, None, false);
    // One more turn, for the digit at the end.
    for c in words.chars().map(Some).chain([None]) {
        let place = match c {
            Some('千' | '仟') => 3,
            Some('百' | '佰') => 2,
            Some('十' | '拾') => 1,
            Some(c) => {
                let read = read_digit(c).filter(|_| digit.is_none())?;
                let is_first_gap = !has_gap && value > 0;
                match read {
                    0 if is_first_gap => has_gap = true,
                    0 => return None,
                    _ => digit = Some(read),
                }
                continue;
            }
            None if digit.is_none() && !has_gap => break,
            None => 0,
        };
        let unsaid = (value == 0 && place == 1).then_some(1);
        let digit = digit.take().or(unsaid)?;
        let fits = place < last && (value == 0 || has_gap == (last - place > 1));
        value += u64::from(digit) * 10_u64.pow(place);
        (last, has_gap) = (place, false);
        fits.then_some(())?;
    }
    (value > 0).then_some(value)
}

fn read_digit(c: char) -> Option<u32> {
    match c {
        '两' | '兩' => Some(2),
        _ => read_numeral(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_in_words_are_read() {
        for (text, amount) in [
            ("壹佰元", "100"),
            ("壹佰圆", "100"),
            ("一百块", "100"),
            ("三百五十元", "350"),
            ("叁佰伍拾元", "350"),
            ("十元", "10"),
            ("拾伍元", "15"),
            ("一十五元", "15"),
            ("两百元", "200"),
            ("三百零五元", "305"),
            ("一千零五十元", "1050"),
            ("贰仟零陆元", "2006"),
            ("叁万捌仟肆佰元", "38400"),
            ("一万零五百元", "10500"),
            ("壹拾万柒仟元", "107000"),
            ("壹拾万零柒仟元", "107000"),
            ("十二万元", "120000"),
            ("一亿元", "100000000"),
            ("一亿零五万元", "100050000"),
            ("二亿三千万元", "230000000"),
            ("一亿零三元", "100000003"),
            ("零元", "0"),
            ("五角", "0.50"),
            ("伍分", "0.05"),
            ("三元五角", "3.50"),
            ("壹仟陆佰捌拾元零叁角贰分", "1680.32"),
            ("壹仟陆佰捌拾元叁角贰分", "1680.32"),
            ("壹万陆仟肆佰零玖元零贰分", "16409.02"),
            ("叁元伍分", "3.05"),
            ("貳萬陸仟圓", "26000"),
            ("叄佰元", "300"),
            ("参拾弍元", "32"),
        ] {
            assert_eq!(read_amount_words(text).as_deref(), Some(amount), "{text}");
        }
    }

    #[test]
    fn what_could_be_two_amounts_or_none_stays_as_it_is_typed() {
        for text in [
            "",
            "元",
            "百元",
            "万元",
            "亿元",
            "零",
            "十二",
            "三百五",
            "三百五元",
            "一万二元",
            "一千五元",
            "一千零三百元",
            "一百零零五元",
            "一百零元",
            "零五元",
            "五十百元",
            "百五十元",
            "一二三元",
            "一百一百元",
            "一万五百元",
            "一万零五千元零",
            "十一万零五千元",
            "一万亿元",
            "一亿亿元",
            "壹元零伍角",
            "三元五",
            "三元零",
            "十角",
            "三元五分五角",
            "3百元",
            "一百美元",
            "约三百元",
            "一亿五千元",
        ] {
            assert_eq!(read_amount_words(text), None, "{text}");
        }
    }

    /// The numerals of cheques, as 票据 are to be written.
    fn write_words(fen: u64) -> String {
        const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
        let digit = |number: u64| DIGITS[usize::try_from(number % 10).expect("one digit")];
        let mut words = String::new();
        let mut gap = false;
        for (place, unit) in
            [(8, "亿"), (4, "万"), (0, "")].map(|(place, unit)| (10_u64.pow(place), unit))
        {
            let section = fen / 100 / place % 10_000;
            for (inner, name) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
                let one = section / inner % 10;
                if one == 0 {
                    gap = !words.is_empty();
                    continue;
                }
                // The zeros at the end of one section are said by its own name.
                words +=
                    if gap && !(inner == 1000 && section_above(fen, place)) { "零" } else { "" };
                words += digit(one);
                words += name;
                gap = false;
            }
            words += if section > 0 { unit } else { "" };
        }
        words += if fen < 100 { "" } else { "元" };
        let (jiao, last) = (fen / 10 % 10, fen % 10);
        words += if jiao == 0 && last > 0 && fen >= 100 { "零" } else { "" };
        words += &if jiao > 0 { format!("{}角", digit(jiao)) } else { String::new() };
        words += &if last > 0 { format!("{}分", digit(last)) } else { String::new() };
        words
    }

    fn section_above(fen: u64, place: u64) -> bool {
        !(fen / 100 / place / 10_000).is_multiple_of(10_000)
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(fen in 1_u64..100_000_000_000_000, places in 0_u32..14) {
            let fen = (fen / 10_u64.pow(places)).max(1);
            let amount = match fen % 100 {
                0 => format!("{}", fen / 100),
                coins => format!("{}.{coins:02}", fen / 100),
            };
            let words = write_words(fen);
            prop_assert_eq!(read_amount_words(&words), Some(amount), "{}", words);
        }
    }
}
