//! Which of a driver's own words is meant by what is asked for.

use super::meaning::{Place, Source, is_deep, read_mode, read_source};
use super::options::{DriverOption, Values};

/// The option that says where paper lies: by its name, else by what its words mean.
pub fn find_source(options: &[DriverOption]) -> Option<&DriverOption> {
    find_option(options, "source", |option| {
        option.name.contains("source")
            && option.words().iter().any(|word| read_source(word).is_some())
    })
}

/// The option that says in what light: by its name, else by what its words mean.
pub fn find_mode(options: &[DriverOption]) -> Option<&DriverOption> {
    find_option(options, "mode", |option| {
        let mut lights = option.words().iter().filter_map(|word| read_mode(word));
        lights.next().is_some_and(|first| lights.any(|light| light != first))
    })
}

fn find_option<'a>(
    options: &'a [DriverOption],
    name: &str,
    has_meaning: impl Fn(&DriverOption) -> bool,
) -> Option<&'a DriverOption> {
    let has_words = |option: &&DriverOption| matches!(option.values, Values::Words(_));
    let by_name = options.iter().filter(has_words).find(|option| option.name == name);
    by_name.or_else(|| options.iter().filter(has_words).find(|option| has_meaning(option)))
}

/// The driver's word for this light, or for the nearest that it has. What nobody knows is left as
/// it is asked for: the driver may know it.
pub fn pick_mode(option: &DriverOption, wish: &str) -> Option<String> {
    let words = option.words();
    if let Some(exact) = words.iter().find(|word| word.eq_ignore_ascii_case(wish)) {
        return Some(exact.clone());
    }
    let Some(light) = read_mode(wish) else { return Some(wish.to_owned()) };
    light.by_nearness().into_iter().find_map(|light| {
        let matching_words = || words.iter().filter(|word| read_mode(word) == Some(light));
        let standing =
            matching_words().find(|word| option.current.as_ref() == Some(word) && !is_deep(word));
        standing
            .or_else(|| matching_words().find(|word| !is_deep(word)))
            .or_else(|| matching_words().next())
            .cloned()
    })
}

/// The driver's word for where the paper lies; nothing when it may stay as it stands.
pub fn pick_source(option: &DriverOption, wish: &str) -> Option<String> {
    let words = option.words();
    if let Some(exact) = words.iter().find(|word| word.eq_ignore_ascii_case(wish)) {
        return Some(exact.clone());
    }
    match read_source(wish) {
        Some(Source { place: Place::Film, .. }) | None => Some(wish.to_owned()),
        Some(wanted) => {
            let order = match wanted.place {
                Place::Feeder => [Place::Feeder, Place::Glass],
                _ => [Place::Glass, Place::Feeder],
            };
            order.into_iter().find_map(|place| pick_in_place(option, place, wanted.both_sides))
        }
    }
}

fn pick_in_place(option: &DriverOption, place: Place, both_sides: bool) -> Option<String> {
    let sources = option.words().iter().filter_map(|word| Some((word, read_source(word)?)));
    let there: Vec<_> = sources.filter(|(_, source)| source.place == place).collect();
    let matching_words = || {
        let suits = |source: &Source| source.both_sides == both_sides && !source.back_only;
        there.iter().filter(move |(_, source)| suits(source)).map(|(word, _)| *word)
    };
    let standing = matching_words().find(|word| option.current.as_ref() == Some(word));
    let picked = standing.or_else(|| matching_words().next());
    picked.or_else(|| there.first().map(|(word, _)| *word)).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scanner::options::parse_options;

    fn only(line: &str) -> DriverOption {
        parse_options(line).remove(0)
    }

    #[test]
    fn colour_is_found_whatever_it_is_called() {
        for (line, picked) in [
            ("--mode Gray|Color [Gray]", "Color"),
            (
                "--mode Black & White|True Gray|24bit Color|24bit Color[Fast] [24bit Color[Fast]]",
                "24bit Color[Fast]",
            ),
            ("--mode Lineart|Gray [Gray]", "Gray"),
            ("--mode Lineart|Halftone [Lineart]", "Lineart"),
            ("--mode 48bit Color|24bit Color|Gray [48bit Color]", "24bit Color"),
            ("--mode Strichzeichnung|Graustufen|Farbe [Graustufen]", "Farbe"),
            ("--mode auto|黑白|灰度|彩色 [灰度]", "彩色"),
            ("--mode bw|gray|RGB (16 million colors) [bw]", "RGB (16 million colors)"),
        ] {
            assert_eq!(pick_mode(&only(line), "Color").as_deref(), Some(picked), "{line}");
        }
        let stubborn = only("--mode Photo|Document [Photo]");
        assert_eq!(pick_mode(&stubborn, "Color"), None, "left as it stands");
        assert_eq!(pick_mode(&stubborn, "document").as_deref(), Some("Document"));
        assert_eq!(pick_mode(&stubborn, "Sepia").as_deref(), Some("Sepia"), "the driver decides");
    }

    #[test]
    fn a_source_is_found_by_meaning() {
        const BROTHER: &str = "--source FlatBed|Automatic Document Feeder(left aligned)|Automatic Document Feeder(left aligned,Duplex)|Automatic Document Feeder(centrally aligned) [Automatic Document Feeder(centrally aligned)]";
        for (line, wish, picked) in [
            (
                "--source Flatbed|Automatic Document Feeder [Flatbed]",
                "adf",
                "Automatic Document Feeder",
            ),
            ("--source ADF Duplex|ADF Front|Platen [inactive]", "adf", "ADF Front"),
            ("--source ADF Duplex|ADF Front|Platen [inactive]", "flatbed", "Platen"),
            ("--source ADF Duplex|ADF Front|Platen [inactive]", "duplex", "ADF Duplex"),
            (BROTHER, "adf", "Automatic Document Feeder(centrally aligned)"),
            (BROTHER, "adf duplex", "Automatic Document Feeder(left aligned,Duplex)"),
            (BROTHER, "flatbed", "FlatBed"),
            ("--source ADF Back|ADF Front|ADF Duplex [ADF Back]", "adf", "ADF Front"),
            ("--source ADF Front|ADF Back|ADF Duplex [ADF Front]", "flatbed", "ADF Front"),
            ("--source Flatbed [Flatbed]", "adf", "Flatbed"),
            ("--source Negative|Normal|Transparency [Negative]", "flatbed", "Normal"),
            ("--source 平板|自动进纸器单面|自动进纸器双面 [平板]", "adf", "自动进纸器单面"),
            ("--source Flatbed|ADF [Flatbed]", "Automatic Document Feeder(left aligned)", "ADF"),
        ] {
            assert_eq!(pick_source(&only(line), wish).as_deref(), Some(picked), "{line} {wish}");
        }
        let plain = only("--source Flatbed|ADF [Flatbed]");
        assert_eq!(pick_source(&plain, "Slide projector").as_deref(), Some("Slide projector"));
        assert_eq!(pick_source(&only("--source Auto [Auto]"), "adf"), None);
    }

    #[test]
    fn options_are_found_under_other_names() {
        let options = parse_options(
            "--scan-mode Lineart|Colour [Lineart]\n--doc-source Flatbed|ADF [ADF]\n--quality Best|Fast [Best]\n",
        );
        assert_eq!(find_mode(&options).map(|option| option.name.as_str()), Some("scan-mode"));
        assert_eq!(find_source(&options).map(|option| option.name.as_str()), Some("doc-source"));
    }
}
