//! The size of what is scanned: a sheet of A4 must fit, whatever the driver's own country takes a
//! sheet to be. A larger area is left as it stands, so that nothing of a larger paper is cut.

use super::options::{DriverOption, Range, Values, split_number};

const WIDTH_MM: f64 = 210.0;
const HEIGHT_MM: f64 = 297.0;
/// Less than this is a driver's rounding.
const SLACK_MM: f64 = 0.5;
/// Names of the settings, in the order in which they are sent: the page before what is cut from it.
const LENGTHS: [(&str, f64); 4] =
    [("page-width", WIDTH_MM), ("page-height", HEIGHT_MM), ("x", WIDTH_MM), ("y", HEIGHT_MM)];
/// Where the area begins: a sheet begins at the edge.
const EDGES: [&str; 2] = ["l", "t"];
const NAMED: [&str; 4] = ["page-size", "paper-size", "scan-area", "paper"];
/// Of the sizes that a driver offers by name these hold an A4 sheet.
const LARGE: [&str; 12] = [
    "a4", "a3", "b4", "max", "auto", "full", "whole", "user", "custom", "ledger", "tabloid", "long",
];

/// Of these, those that hold it whichever way it lies.
const EITHER_WAY: [&str; 4] = ["max", "full", "whole", "a3"];

/// Whether a setting is one that this file asked for.
pub fn is_size(option: &str) -> bool {
    let begins = NAMED.contains(&option) || EDGES.contains(&option);
    begins || LENGTHS.iter().any(|(name, _)| *name == option)
}

pub fn size_settings(options: &[DriverOption]) -> Vec<String> {
    let sizes_by_name = options.iter().filter(|option| NAMED.contains(&option.name.as_str()));
    let sizes_by_name =
        sizes_by_name.filter_map(|option| Some(option.format_setting(&pick_size(option)?)));
    let lengths = LENGTHS.iter().filter_map(|(name, wanted)| {
        let option = options.iter().find(|option| option.name == *name)?;
        Some(option.format_setting(&pick_length(option, *wanted)?))
    });
    let edges = EDGES.iter().filter_map(|name| {
        let option = options.iter().find(|option| option.name == *name)?;
        Some(option.format_setting(&pick_edge(option)?))
    });
    sizes_by_name.chain(edges).chain(lengths).flatten().collect()
}

fn pick_size(option: &DriverOption) -> Option<String> {
    let current = option.current.as_deref().unwrap_or_default().to_lowercase();
    let lies = is_lying_a4(&current);
    if !option.settable || (!lies && LARGE.iter().any(|size| current.contains(size))) {
        return None;
    }
    let words = || option.words().iter();
    let is_either_way = |word: &&String| {
        let word = word.to_lowercase();
        EITHER_WAY.iter().any(|size| word.contains(size))
    };
    let is_upright = |word: &&String| {
        let word = word.to_lowercase();
        word.starts_with("a4") && !is_lying_a4(&word)
    };
    let either_way = words().find(is_either_way).filter(|_| lies);
    let exact = || words().find(|word| word.eq_ignore_ascii_case("a4"));
    either_way.or_else(exact).or_else(|| words().find(is_upright)).cloned()
}

/// An A4 sheet across: of one that lies upright the lower part would be cut.
fn is_lying_a4(word: &str) -> bool {
    word.starts_with("a4") && (word.contains("landscape") || word.starts_with("a4r"))
}

fn pick_length(option: &DriverOption, wanted: f64) -> Option<String> {
    let Values::Range(Range { least, most, unit, .. }) = &option.values else { return None };
    let current = split_number(option.current.as_deref()?)?.0;
    let length = wanted.clamp(*least, most.max(*least));
    let enlarges = option.settable && unit == "mm" && current + SLACK_MM < length;
    enlarges.then(|| format_number(length))
}

/// What a driver leaves out at the edge would be cut from the page.
fn pick_edge(option: &DriverOption) -> Option<String> {
    let Values::Range(Range { least, most, unit, .. }) = &option.values else { return None };
    let current = split_number(option.current.as_deref()?)?.0;
    let edge = 0.0_f64.clamp(*least, most.max(*least));
    let lies_within = option.settable && unit == "mm" && current > edge + SLACK_MM;
    lies_within.then(|| format_number(edge))
}

/// Without a fraction where there is none.
pub fn format_number(number: f64) -> String {
    let text = format!("{number:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scanner::options::parse_options;

    fn settings(lines: &str) -> Vec<String> {
        size_settings(&parse_options(lines))
    }

    #[test]
    fn a_smaller_area_is_made_large_enough_and_a_larger_one_left() {
        assert_eq!(settings("-x 0..215.9mm [215.9]\n-y 0..297mm [279.4]"), ["-y", "297"]);
        assert_eq!(
            settings("-x 0..200mm (in steps of 1) [80]\n-y 0..200mm [100]"),
            ["-x", "200", "-y", "200"]
        );
        assert_eq!(settings("-x 0..297mm [297]\n-y 0..431.8mm [431.8]"), Vec::<String>::new());
        assert_eq!(
            settings("-x 0..215.9mm [209.973]\n-y 0..355.6mm [296.9]"),
            Vec::<String>::new()
        );
        assert_eq!(settings("-x 0..2550pel [1000]\n-y 0..3507mm [inactive]"), Vec::<String>::new());
    }

    #[test]
    fn an_area_that_begins_within_the_sheet_is_moved_to_its_edge() {
        assert_eq!(
            settings("-l 0..215mm [10]\n-t 0..297mm [5]\n-x 0..215mm [205]\n-y 0..297mm [292]"),
            ["-l", "0", "-t", "0", "-x", "210", "-y", "297"]
        );
        for stays in ["-l 0..215mm [0]\n-t 0..297mm [0.2]", "-l 0..215mm [inactive]"] {
            assert_eq!(settings(stays), Vec::<String>::new(), "{stays}");
        }
        assert!(is_size("l") && is_size("t"), "nobody insists on it either");
    }

    #[test]
    fn a_page_is_set_before_what_is_cut_from_it() {
        let lines = "-x 0..215.872mm [215.872]\n-y 0..279.364mm [279.364]\n--page-width 0..224.846mm [215.872]\n--page-height 0..876.695mm (in steps of 0.02) [279.364]";
        assert_eq!(settings(lines), ["--page-height=297"]);
    }

    #[test]
    fn a_size_by_name_is_taken_where_it_is_offered() {
        assert_eq!(settings("--paper-size Letter|A4|A5 [Letter]"), ["--paper-size=A4"]);
        assert_eq!(settings("--scan-area Maximum|A4|A5 Landscape [Maximum]"), Vec::<String>::new());
        assert_eq!(
            settings("--page-size A5|A4 Landscape|A4 Portrait [A5]"),
            ["--page-size=A4 Portrait"]
        );
        assert_eq!(settings("--page-size Letter|Legal [Letter]"), Vec::<String>::new());
        // Across, and nothing that holds the sheet upright is there: it stays.
        assert_eq!(settings("--page-size A4R|A5 [A4R]"), Vec::<String>::new());
    }

    #[test]
    fn a_sheet_across_is_no_sheet_that_lies_upright() {
        for lying in ["A4 Landscape", "A4R", "a4-landscape"] {
            let upright = format!("--page-size Letter|A4|{lying} [{lying}]");
            assert_eq!(settings(&upright), ["--page-size=A4"], "{lying}");
            let both = format!("--page-size A4|A3|{lying} [{lying}]");
            assert_eq!(settings(&both), ["--page-size=A3"], "{lying}: whichever way it lies");
        }
    }
}
