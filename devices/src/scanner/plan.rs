//! What a scanner is told: a command line made of what is asked for, in the driver's own words and
//! of those only.

use super::choice::{find_mode, find_source, pick_mode, pick_source};
use super::meaning::{Place, read_source, takes_both_sides, takes_one_side};
use super::options::{DriverOption, Range, Values, split_number};
use super::size::{format_number, size_settings};
use crate::model::ScanRequest;

/// More than any feeder of a counter holds; a driver that never says "empty" ends here.
pub const MAX_PAGES: u32 = 500;

/// What is known of a scanner.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ScannerFacts {
    /// As they are with the paper lying where it is wanted.
    pub options: Vec<DriverOption>,
    /// By its own kind (`sheetfed scanner`), where no option tells where paper lies.
    pub is_sheetfed: Option<bool>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ScanPlan {
    pub arguments: Vec<String>,
    /// How many pages are asked for.
    pub limit: u32,
}

impl ScanPlan {
    /// The value that a setting was given.
    pub fn find_value(&self, option: &str) -> Option<&str> {
        let (long, short) = (format!("--{option}="), format!("-{option}"));
        let mut words = self.arguments.iter();
        words.find_map(|word| word.strip_prefix(&long)).or_else(|| {
            let at = self.arguments.iter().position(|word| *word == short)?;
            self.arguments.get(at + 1).map(String::as_str)
        })
    }
}

/// `with_size`: not once the driver has refused the size.
pub fn plan_scan(request: &ScanRequest, facts: &ScannerFacts, with_size: bool) -> ScanPlan {
    let source = plan_source(request, facts);
    let limit = match request.limit {
        Some(limit) => limit.clamp(1, MAX_PAGES),
        None if source.feeds => MAX_PAGES,
        None => 1,
    };
    let format = request.format.file_extension();
    let mut arguments = vec![
        format!("--device-name={}", request.device),
        format!("--format={format}"),
        format!("--batch=p%d.{format}"),
        "--batch-print".to_owned(),
        "--progress".to_owned(),
        format!("--batch-count={limit}"),
    ];
    arguments.extend(source.settings);
    arguments.extend(mode_settings(request, &facts.options));
    arguments.extend(resolution_settings(request, &facts.options));
    if with_size {
        arguments.extend(size_settings(&facts.options));
    }
    ScanPlan { arguments, limit }
}

/// What has to be said for the paper to lie where it is wanted; nothing when it does already.
pub fn moved_source(request: &ScanRequest, options: &[DriverOption]) -> Vec<String> {
    let source = choose_source(request, options);
    let other = source.filter(|(option, word)| option.current.as_ref() != Some(word));
    other.map(|(option, word)| option.format_setting(&word)).unwrap_or_default()
}

fn choose_source<'a>(
    request: &ScanRequest,
    options: &'a [DriverOption],
) -> Option<(&'a DriverOption, String)> {
    let option = find_source(options).filter(|option| option.settable)?;
    Some((option, pick_source(option, request.source.as_deref()?)?))
}

/// Nothing where only the scanner's kind can tell.
pub fn source_feeds(request: &ScanRequest, options: &[DriverOption]) -> Option<bool> {
    let option = find_source(options)?;
    let match_of_wish = request.source.as_deref().and_then(|wish| pick_source(option, wish));
    let lies = match_of_wish.or_else(|| option.current.clone());
    let read = |word: &String| Some(read_source(word)?.place == Place::Feeder);
    lies.as_ref().and_then(read).or_else(|| {
        let places = option.words().iter().map(read);
        // Feeders only, and none of them said to be in use.
        places.reduce(|all, place| if all == place { all } else { None }).flatten()
    })
}

/// Whether the backs of the sheets would stay in the feeder without a word: both sides are asked
/// for, the driver's feeder is known to take one, and no other setting speaks of both.
pub fn leaves_backs_out(request: &ScanRequest, facts: &ScannerFacts) -> bool {
    let is_one_sided = || {
        let chosen = choose_source(request, &facts.options);
        let source = chosen.and_then(|(_, word)| read_source(&word));
        source.is_some_and(|source| source.place == Place::Feeder && !source.both_sides)
    };
    // One that cannot be set now may say that the device does it by itself.
    let may_take_both = |option: &DriverOption| {
        both_sides_setting(option).is_some() || (!option.settable && takes_both_sides(&option.name))
    };
    request.source.as_deref().is_some_and(takes_both_sides)
        && is_one_sided()
        && !facts.options.iter().any(may_take_both)
}

struct SourcePlan {
    settings: Vec<String>,
    feeds: bool,
}

fn plan_source(request: &ScanRequest, facts: &ScannerFacts) -> SourcePlan {
    let wish = request.source.as_deref().and_then(read_source);
    let asks_for_feeder = wish.is_some_and(|wish| wish.place == Place::Feeder);
    let is_feeding = source_feeds(request, &facts.options).or(facts.is_sheetfed);
    let feeds = is_feeding.unwrap_or(asks_for_feeder);
    // Named also where it lies so already: a driver may remember another from its last run.
    let source = choose_source(request, &facts.options);
    let mut settings =
        source.map(|(option, word)| option.format_setting(&word)).unwrap_or_default();
    if feeds && wish.is_some_and(|wish| wish.both_sides) {
        settings.extend(both_sides_settings(&facts.options));
    }
    SourcePlan { settings, feeds }
}

fn both_sides_settings(options: &[DriverOption]) -> Vec<String> {
    let mut settable = options.iter().filter(|option| option.settable);
    settable.find_map(both_sides_setting).unwrap_or_default()
}

/// Some drivers have a setting of its own for both sides: known by its name, or by a word for one
/// side beside a word for both. What only names sides (`--skip-blank None|Front|Both`) is none.
fn both_sides_setting(option: &DriverOption) -> Option<Vec<String>> {
    const NAMES: [&str; 3] = ["adf-mode", "side", "sides"];
    let is_named = takes_both_sides(&option.name) || NAMES.contains(&option.name.as_str());
    let value: &str = match &option.values {
        _ if option.name.contains("source") => return None,
        Values::Switch if is_named => "yes",
        Values::Words(words) if is_named || words.iter().any(|word| takes_one_side(word)) => {
            words.iter().find(|word| takes_both_sides(word))?
        }
        _ => return None,
    };
    Some(option.format_setting(value))
}

fn mode_settings(request: &ScanRequest, options: &[DriverOption]) -> Vec<String> {
    let setting = find_mode(options).filter(|option| option.settable).and_then(|option| {
        Some(option.format_setting(&pick_mode(option, request.mode.as_deref()?)?))
    });
    setting.unwrap_or_default()
}

fn resolution_settings(request: &ScanRequest, options: &[DriverOption]) -> Vec<String> {
    let Some(dpi) = request.resolution else { return Vec::new() };
    let find_option =
        |name: &str| options.iter().find(|option| option.name == name && option.settable);
    let both = [find_option("x-resolution"), find_option("y-resolution")];
    let options_for_resolution: Vec<&DriverOption> = match find_option("resolution") {
        Some(option) => vec![option],
        None => both.into_iter().flatten().collect(),
    };
    let settings = options_for_resolution.into_iter().filter_map(|option| {
        Some(option.format_setting(&format_number(nearest_value(option, f64::from(dpi))?)))
    });
    settings.flatten().collect()
}

/// What the driver has that comes nearest; of two as near the finer.
fn nearest_value(option: &DriverOption, wanted: f64) -> Option<f64> {
    match &option.values {
        Values::Words(words) => {
            let offered = words.iter().filter_map(|word| Some(split_number(word)?.0));
            offered.min_by(|one, other| {
                let distance = |value: &f64| (value - wanted).abs();
                distance(one).total_cmp(&distance(other)).then(other.total_cmp(one))
            })
        }
        Values::Range(Range { least, most, step, .. }) => {
            let steps = |step: f64| least + ((wanted - least) / step).round() * step;
            let value = if *step > 0.0 { steps(*step) } else { wanted };
            Some(value.clamp(*least, most.max(*least)))
        }
        Values::Open => Some(wanted),
        Values::Switch => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scanner::options::parse_options;

    const BROTHER: &str = "
    --mode Black & White|Gray[Error Diffusion]|True Gray|24bit Color|24bit Color[Fast] [24bit Color[Fast]]
    --resolution 100|200|300|600dpi [200]
    --source FlatBed|Automatic Document Feeder(left aligned)|Automatic Document Feeder(left aligned,Duplex) [Automatic Document Feeder(left aligned)]
    -x 0..215.9mm (in steps of 0.0999908) [215.88]
    -y 0..355.6mm (in steps of 0.0999908) [279.388]";

    fn facts(listing: &str) -> ScannerFacts {
        ScannerFacts { options: parse_options(listing), is_sheetfed: None }
    }

    fn request(source: Option<&str>) -> ScanRequest {
        ScanRequest {
            source: source.map(str::to_owned),
            resolution: Some(150),
            ..ScanRequest::of_papers("fake:0")
        }
    }

    fn settings(request: &ScanRequest, facts: &ScannerFacts) -> (String, u32) {
        let plan = plan_scan(request, facts, true);
        (plan.arguments[6..].join(" "), plan.limit)
    }

    #[test]
    fn a_driver_is_told_its_own_words() {
        let arguments = settings(&request(Some("adf")), &facts(BROTHER));
        let words = "--source=Automatic Document Feeder(left aligned) --mode=24bit Color[Fast] --resolution=200 -y 297";
        assert_eq!(arguments, (words.to_owned(), MAX_PAGES));
        let (words, limit) = settings(&request(Some("flatbed")), &facts(BROTHER));
        assert!(words.starts_with("--source=FlatBed --mode"), "{words}");
        assert_eq!(limit, 1);
        let (words, _) = settings(&request(Some("duplex")), &facts(BROTHER));
        assert!(words.starts_with("--source=Automatic Document Feeder(left aligned,Duplex)"));
    }

    #[test]
    fn nothing_is_said_that_the_driver_has_no_word_for() {
        for source in [None, Some("adf"), Some("flatbed"), Some("ADF Front")] {
            let feeder =
                ScannerFacts { is_sheetfed: Some(true), ..facts("--mode Lineart|Gray [Gray]") };
            assert_eq!(settings(&request(source), &feeder), ("--mode=Gray".to_owned(), MAX_PAGES));
            let glass = ScannerFacts { is_sheetfed: Some(false), ..feeder };
            assert_eq!(settings(&request(source), &glass).1, 1, "{source:?}");
        }
        let nothing = ScannerFacts::default();
        assert_eq!(settings(&request(Some("adf")), &nothing), (String::new(), MAX_PAGES));
        assert_eq!(settings(&request(Some("flatbed")), &nothing), (String::new(), 1));
        let fixed = facts("--source ADF [inactive]\n--resolution 200dpi [inactive]");
        assert_eq!(settings(&request(Some("flatbed")), &fixed), (String::new(), MAX_PAGES));
    }

    #[test]
    fn both_sides_may_be_a_setting_of_its_own() {
        for (line, word) in [
            ("--duplex[=(yes|no)] [no]", "--duplex=yes"),
            ("--adf-mode Simplex|Duplex [Simplex]", "--adf-mode=Duplex"),
            ("--scan-both-sides[=(yes|no)] [no]", "--scan-both-sides=yes"),
            ("--ScanMode Simplex|Duplex [Simplex]", "--ScanMode=Duplex"),
            ("--side Front|Both [Front]", "--side=Both"),
            ("--skip-blank None|Front|Both [None]\n--duplex[=(yes|no)] [no]", "--duplex=yes"),
        ] {
            let facts = facts(&format!("--source Flatbed|ADF [Flatbed]\n{line}"));
            let (both, _) = settings(&request(Some("duplex")), &facts);
            assert_eq!(both, format!("--source=ADF {word}"));
            assert_eq!(settings(&request(Some("adf")), &facts).0, "--source=ADF");
        }
    }

    #[test]
    fn a_feeder_of_one_side_is_not_taken_for_one_of_both() {
        const ONE_SIDE: &str = "--source Flatbed|ADF [Flatbed]";
        let leaves_out =
            |source: &str, lines: &str| leaves_backs_out(&request(Some(source)), &facts(lines));
        assert!(leaves_out("duplex", ONE_SIDE) && leaves_out("双面", ONE_SIDE));
        for source in ["adf", "flatbed"] {
            assert!(!leaves_out(source, ONE_SIDE), "{source}");
        }
        for other in
            ["--double-feed-detection[=(yes|no)] [yes]", "--skip-blank None|Front|Both [None]"]
        {
            assert!(leaves_out("duplex", &format!("{ONE_SIDE}\n{other}")), "{other}");
        }
        for lines in [
            BROTHER,
            "--source Flatbed [Flatbed]",
            "--source Auto [Auto]",
            "--source ADF [inactive]",
            "--source Flatbed|ADF [ADF]\n--duplex[=(yes|no)] [no]",
            "--source Flatbed|ADF [ADF]\n--adf-mode Simplex|Duplex [Simplex]",
            "--source Flatbed|ADF [ADF]\n--scan-both-sides[=(yes|no)] [yes]",
            "",
        ] {
            assert!(!leaves_out("duplex", lines), "{lines}");
        }
    }

    #[test]
    fn the_nearest_resolution_there_is() {
        for (line, wanted, nearest) in [
            ("--resolution 100|200|300dpi [200]", 150, "200"),
            ("--resolution 100|200|300dpi [200]", 149, "100"),
            ("--resolution 75|150|300dpi [75]", 150, "150"),
            ("--resolution 300..1200dpi (in steps of 100) [300]", 150, "300"),
            ("--resolution 50..600dpi (in steps of 25) [50]", 160, "150"),
            ("--resolution 50..100dpi [50]", 300, "100"),
            ("--resolution <int> [50]", 300, "300"),
        ] {
            let option = &parse_options(line)[0];
            let value = nearest_value(option, f64::from(wanted)).map(format_number);
            assert_eq!(value.as_deref(), Some(nearest), "{line} {wanted}");
        }
        let two = facts("--x-resolution 100|300dpi [100]\n--y-resolution 100|300dpi [100]");
        assert_eq!(settings(&request(None), &two).0, "--x-resolution=100 --y-resolution=100");
        assert_eq!(settings(&request(None), &facts("--resolution Low|High [Low]")).0, "");
    }

    #[test]
    fn a_value_is_found_again_by_its_setting() {
        let plan = plan_scan(&request(Some("adf")), &facts(BROTHER), true);
        assert_eq!(plan.find_value("mode"), Some("24bit Color[Fast]"));
        assert_eq!((plan.find_value("y"), plan.find_value("depth")), (Some("297"), None));
        assert!(
            !plan_scan(&request(None), &facts(BROTHER), false).arguments.contains(&"-y".to_owned())
        );
    }
}
