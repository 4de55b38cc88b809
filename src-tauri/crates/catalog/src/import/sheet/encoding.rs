//! The one encoding of a text: UTF-8 or UTF-16 with their marks, UTF-8 without, else GB 18030,
//! which Chinese Excel writes. GB 18030 can be read out of almost any bytes, so it must also look
//! like Chinese. A text of two encodings, or one that was spoilt before, is told by its lines.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// So many in a hundred of the double bytes of a GB 18030 text may be no GB 2312.
const MOST_RARE: usize = 20;
/// A text that has fewer says nothing.
const FEWEST: usize = 4;

/// The text, or what is wrong with it.
pub(super) fn decode_text(bytes: &[u8]) -> Result<String, String> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => decode_marked(encoding, bytes.get(mark..).unwrap_or_default())?,
        None if bytes.contains(&0) => decode_wide(bytes)?,
        None => match std::str::from_utf8(bytes) {
            Ok(text) if is_gb_by_chance(text, bytes) => decode_gb18030(bytes)?,
            Ok(text) => text.to_owned(),
            Err(_) => decode_plain(bytes)?,
        },
    };
    if text.contains('\0') {
        return Err("it is no text".to_owned());
    }
    if was_misread(&text) {
        return Err(
            "it was opened in a wrong encoding and saved so before (as GB 18030, but it was \
            UTF-8): its Chinese is lost; take the file it was made of"
                .to_owned(),
        );
    }
    Ok(text)
}

fn decode_marked(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, String> {
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    if !faulty {
        return Ok(text.into_owned());
    }
    if encoding != UTF_8 {
        return Err("it begins with the mark of UTF-16, and is cut or damaged".to_owned());
    }
    let wrong = lines(bytes).find(|(_, line)| std::str::from_utf8(line).is_err());
    let row = wrong.map_or(1, |(row, _)| row);
    Err(format!(
        "it begins with the mark of UTF-8, and line {row} is not UTF-8: two encodings in one table; save it \
            anew from Excel or WPS"
    ))
}

/// UTF-16 without its mark: half of each plain character is 0.
fn decode_wide(bytes: &[u8]) -> Result<String, String> {
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    // Few characters (一) have a 0 in the other half.
    let encoding = match (zeros(0), zeros(1)) {
        (few, many) if many * 10 >= bytes.len() && many > few * 4 => UTF_16LE,
        (many, few) if many * 10 >= bytes.len() && many > few * 4 => UTF_16BE,
        _ => return Err("it is no text".to_owned()),
    };
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    if faulty { Err("it is no text".to_owned()) } else { Ok(text.into_owned()) }
}

/// No mark, and not UTF-8 as a whole.
fn decode_plain(bytes: &[u8]) -> Result<String, String> {
    let foreign = |line: &[u8]| line.iter().any(|byte| !byte.is_ascii());
    let utf8 = lines(bytes).filter(|(_, line)| foreign(line)).find(|(_, line)| {
        // Three Chinese characters of GB 18030 may by chance be two of UTF-8.
        std::str::from_utf8(line).is_ok_and(|text| count_han(text) > 0) && !looks_like_gb(line)
    });
    let other = lines(bytes).find(|(_, line)| std::str::from_utf8(line).is_err());
    match (utf8, other) {
        (Some((utf8, _)), Some((other, line))) => {
            let named =
                if looks_like_gb(line) { "GB 18030 (GBK)" } else { "not UTF-8, or damaged" };
            Err(format!(
                "line {utf8} is UTF-8 and line {other} is {named}: two encodings in one table; save each part \
                    in one encoding"
            ))
        }
        _ => decode_gb18030(bytes),
    }
}

fn decode_gb18030(bytes: &[u8]) -> Result<String, String> {
    let (text, faulty) = GB18030.decode_without_bom_handling(bytes);
    let strange = || {
        let line = lines(bytes).find(|(_, line)| count_pairs(line).0 > count_pairs(line).1);
        let row = line.map_or(1, |(row, _)| row);
        format!(
            "it is neither UTF-8 nor GB 18030 text, nor XLSX (line {row}); if it opens in Excel or WPS with its \
                Chinese whole, save it as XLSX"
        )
    };
    if faulty || !looks_like_gb(bytes) { Err(strange()) } else { Ok(text.into_owned()) }
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    bytes.split(|byte| *byte == b'\n').enumerate().map(|(at, line)| (at + 1, line))
}

/// Whether nearly all of it are the characters of GB 2312, which everyday Chinese consists of.
fn looks_like_gb(bytes: &[u8]) -> bool {
    let (rare, common) = count_pairs(bytes);
    rare + common < FEWEST || rare * 100 <= (rare + common) * MOST_RARE
}

/// Double bytes beyond GB 2312, and of it.
fn count_pairs(bytes: &[u8]) -> (usize, usize) {
    let (mut rare, mut common, mut rest) = (0, 0, bytes);
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        if first.is_ascii() {
            continue;
        }
        let second = behind.first().copied().unwrap_or_default();
        let of_gb2312 = matches!(first, 0xA1..=0xA9 | 0xB0..=0xF7) && second >= 0xA1;
        *(if of_gb2312 { &mut common } else { &mut rare }) += 1;
        rest = behind.get(1..).unwrap_or_default();
    }
    (rare, common)
}

/// A few Chinese characters of GB 18030 can be UTF-8 too, and then are Greek or Armenian.
fn is_gb_by_chance(text: &str, bytes: &[u8]) -> bool {
    let foreign: Vec<char> = text.chars().filter(|c| !c.is_ascii()).collect();
    let (rare, common) = count_pairs(bytes);
    !foreign.is_empty()
        && foreign.iter().all(|c| matches!(c, '\u{100}'..='\u{7FF}'))
        && rare == 0
        && common > 0
}

/// UTF-8 that was read as GB 18030 and saved again: 瀹炴柦缂栫爜 for 实施编码.
fn was_misread(text: &str) -> bool {
    let han = count_han(text);
    if han < FEWEST {
        return false;
    }
    let (bytes, _, faulty) = GB18030.encode(text);
    let undone = String::from_utf8_lossy(&bytes);
    let replacements = undone.chars().filter(|c| *c == '\u{fffd}').count();
    // A third of the characters stays when three bytes of each were read as pairs.
    !faulty && count_han(&undone) * 2 >= han && replacements * 3 <= han
}

fn count_han(text: &str) -> usize {
    text.chars().filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')).count()
}
