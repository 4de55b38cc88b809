//! Ids made from codes and names: lower-case ASCII, the same every time. Not codes themselves:
//! nobody outside knows them.

use pinyin::ToPinyin;
use ring::digest::{SHA256, digest};

/// A file name must stay short enough for every disk.
const LONGEST: usize = 120;
const LONGEST_NAME: usize = 40;

/// From the codes of an item. What a slug loses of a code stands in a digest after it, so that two
/// codes never share one.
pub(super) fn of_codes(task: &str, handled: &str) -> String {
    let code = match handled {
        "" => task.to_owned(),
        // A 业务办理项编码 is the 实施编码 with two more characters.
        handled if handled.starts_with(task) => handled.to_owned(),
        handled => format!("{task}-{handled}"),
    };
    let slug = plain(&code);
    let lossless = slug == code || slug.to_ascii_uppercase() == code;
    match lossless && slug.len() <= LONGEST {
        true => slug,
        false => with_digest(&slug, &code),
    }
}

/// Another id for codes whose slug is taken, `ab` beside `AB`.
pub(super) fn with_digest(slug: &str, of: &str) -> String {
    let digest: String = hex::encode(digest(&SHA256, of.as_bytes())).chars().take(8).collect();
    let slug: String = slug.chars().take(LONGEST).collect();
    if slug.is_empty() {
        format!("item-{digest}")
    } else {
        format!("{}-{digest}", slug.trim_end_matches('-'))
    }
}

/// From the name of a material, by its readings: 居民身份证 is `ju_min_shen_fen_zheng`.
pub(super) fn of_name(name: &str) -> String {
    let spelt = name.chars().map(|character| match character.to_pinyin() {
        Some(reading) => format!(" {} ", reading.plain().replace('ü', "v")),
        None if character.is_ascii_alphanumeric() => character.to_ascii_lowercase().to_string(),
        None => " ".to_owned(),
    });
    let spelt: String = spelt.collect();
    let mut id = String::new();
    for word in spelt.split_whitespace() {
        let next = if id.is_empty() { word.to_owned() } else { format!("{id}_{word}") };
        if next.len() > LONGEST_NAME {
            break;
        }
        id = next;
    }
    if id.is_empty() { "material".to_owned() } else { id }
}

fn plain(text: &str) -> String {
    let letters =
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    let slug = letters.collect::<String>();
    slug.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}
