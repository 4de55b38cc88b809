//! What a driver says it can be set to, taken apart: the lines of `scanimage -A`, such as
//! `    --source Flatbed|ADF Front [Flatbed]` or `    -y 0..355.6mm [279.4]`.

/// One setting of a driver.
#[derive(Debug, Clone, PartialEq)]
pub struct DriverOption {
    /// Without dashes: `mode`, `x`.
    pub name: String,
    pub values: Values,
    /// As it stands, where that is told.
    pub current: Option<String>,
    /// Not so when it is inactive or only to be read.
    pub settable: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    Words(Vec<String>),
    Range(Range),
    Switch,
    /// Whatever the driver makes of it.
    Open,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    pub least: f64,
    pub most: f64,
    /// Nothing: every value between.
    pub step: f64,
    /// `dpi`, `mm`, `pel`, as written.
    pub unit: String,
}

/// Said of an option after its value.
const MARKS: [(&str, bool); 4] =
    [(" [inactive]", false), (" [read-only]", false), (" [advanced]", true), (" [hardware]", true)];

pub fn parse_options(listing: &str) -> Vec<DriverOption> {
    listing.lines().filter_map(parse_option).collect()
}

impl DriverOption {
    pub fn words(&self) -> &[String] {
        match &self.values {
            Values::Words(words) => words,
            _ => &[],
        }
    }

    /// As it goes on a command line. Short ones take their value as a word of its own.
    pub fn format_setting(&self, value: &str) -> Vec<String> {
        match self.name.chars().count() {
            1 => vec![format!("-{}", self.name), value.to_owned()],
            _ => vec![format!("--{}={value}", self.name)],
        }
    }
}

fn parse_option(line: &str) -> Option<DriverOption> {
    let line = line.trim();
    let (name, rest) = match line.strip_prefix("--") {
        Some(long) => split_name(long),
        None => {
            let (name, rest) = split_name(line.strip_prefix('-')?);
            (name.chars().count() == 1 && rest.starts_with(' ')).then_some((name, rest))?
        }
    };
    if !name.starts_with(char::is_alphabetic) {
        return None;
    }
    let (rest, settable) = strip_marks(rest);
    let (values, current) = match rest.strip_prefix("[=(") {
        Some(switch) => (Values::Switch, switch.split_once(")]").map_or("", |(_, rest)| rest)),
        None => {
            let (values, current) = split_current(rest.trim());
            (parse_values(values), current)
        }
    };
    let current = match values {
        Values::Switch => current.trim().trim_start_matches('[').trim_end_matches(']'),
        _ => current,
    };
    let current = Some(current).filter(|word| !word.is_empty()).map(str::to_owned);
    Some(DriverOption { name: name.to_owned(), values, current, settable })
}

fn split_name(text: &str) -> (&str, &str) {
    let is_name = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
    let end = text.find(|letter: char| !is_name(letter)).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn strip_marks(mut rest: &str) -> (&str, bool) {
    let mut settable = true;
    while let Some((left, keeps)) =
        MARKS.iter().find_map(|(mark, keeps)| Some((rest.strip_suffix(mark)?, keeps)))
    {
        (rest, settable) = (left, settable && *keeps);
    }
    (rest, settable)
}

/// Values and the one that stands. Words may hold brackets themselves (`24bit Color[Fast]`): the
/// first bracket that closes over one of the words is the right one, else the last.
fn split_current(text: &str) -> (&str, &str) {
    let mut last = (text, "");
    for (at, _) in text.match_indices(" [") {
        let (Some(left), Some(right)) = (text.get(..at), text.get(at + 2..)) else { continue };
        let Some(current) = right.strip_suffix(']') else { continue };
        last = (left, current);
        if left.split('|').any(|word| word.trim() == current) {
            break;
        }
    }
    last
}

fn parse_values(text: &str) -> Values {
    if text.is_empty() || text.starts_with('<') {
        return Values::Open;
    }
    if let Some(range) = parse_range(text) {
        return Values::Range(range);
    }
    let words = text.split('|').map(|word| word.trim().to_owned());
    Values::Words(words.filter(|word| !word.is_empty()).collect())
}

fn parse_range(text: &str) -> Option<Range> {
    let (least, rest) = text.split_once("..")?;
    let (least, left) = split_number(least.trim().trim_start_matches("auto|"))?;
    if !left.is_empty() {
        return None;
    }
    let (most, rest) = split_number(rest)?;
    let unit = rest.chars().take_while(|letter| letter.is_alphabetic()).collect();
    let step = rest.split_once("in steps of ").and_then(|(_, step)| split_number(step));
    Some(Range { least, most, step: step.map_or(0.0, |(step, _)| step), unit })
}

/// The number that a text begins with, and what follows: digits, a point, a minus where it is below
/// zero. A language's own reader also takes `inf`, `1e3` and a plus.
pub fn split_number(text: &str) -> Option<(f64, &str)> {
    let text = text.trim_start();
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let is_digit = |letter: char| letter.is_ascii_digit() || letter == '.';
    let end = unsigned.find(|letter: char| !is_digit(letter)).unwrap_or(unsigned.len());
    let (number, rest) = text.split_at_checked(text.len() - unsigned.len() + end)?;
    Some((number.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn option(line: &str) -> DriverOption {
        parse_option(line).unwrap_or_else(|| panic!("{line}"))
    }

    #[test]
    fn words_are_told_from_the_one_that_stands() {
        let mode =
            option("    --mode Black & White|True Gray|24bit Color[Fast] [24bit Color[Fast]]");
        assert_eq!(mode.words(), ["Black & White", "True Gray", "24bit Color[Fast]"]);
        assert_eq!(mode.current.as_deref(), Some("24bit Color[Fast]"));
        let spaced =
            option("    --mode Gray [Error Diffusion]|24bit Color [Fast] [24bit Color [Fast]]");
        assert_eq!(spaced.words(), ["Gray [Error Diffusion]", "24bit Color [Fast]"]);
        assert_eq!(spaced.current.as_deref(), Some("24bit Color [Fast]"));
        let source = option("    --source ADF Duplex|ADF Front|Platen [inactive]");
        assert_eq!((source.words().len(), source.current, source.settable), (3, None, false));
        let resolution = option("    --resolution 100|200|600dpi [600] [hardware]");
        assert_eq!((resolution.current.as_deref(), resolution.settable), (Some("600"), true));
    }

    #[test]
    fn ranges_have_ends_steps_and_a_unit() {
        let Values::Range(range) =
            option("    -y 0..355.6mm (in steps of 0.0211639) [279.4]").values
        else {
            panic!("a range")
        };
        assert_eq!((range.least, range.most, range.step), (0.0, 355.6, 0.0211639));
        assert_eq!(range.unit, "mm");
        let resolution = option("    --resolution auto|50..1200dpi [auto]");
        assert!(matches!(resolution.values, Values::Range(range) if range.least == 50.0));
        assert_eq!(option("    -x 0..215.9mm [215.9]").current.as_deref(), Some("215.9"));
        let brightness = option("    --brightness -50..50% (in steps of 1) [0]");
        assert!(matches!(brightness.values, Values::Range(range) if range.least == -50.0));
        for words in ["+1..5", "inf..5", "1e3..5", "1..+5", "1 mm..5", "..5"] {
            let values = option(&format!("    --odd {words} [1]")).values;
            assert!(matches!(values, Values::Words(_)), "{words}");
        }
    }

    #[test]
    fn switches_and_open_values_are_none_of_these() {
        let duplex = option("    --duplex[=(yes|no)] [no]");
        assert_eq!((duplex.values, duplex.current.as_deref()), (Values::Switch, Some("no")));
        assert_eq!(option("    --int <int> [inactive]").values, Values::Open);
        assert_eq!(option("    --button [inactive]").values, Values::Open);
        for line in ["  Scan Mode:", "        Selects the scan mode (e.g. --x).", "", "- not one"] {
            assert_eq!(parse_option(line), None, "{line}");
        }
    }
}
