//! The words for the command line. Drivers name their sources as they like ("ADF Front",
//! "Automatic Document Feeder"), so ours are looked up in what the device says it has.

use std::time::Duration;

use crate::model::ScanRequest;
use crate::system::program::{run_program, system_command};

/// More than any feeder of a counter holds; a driver that never says "empty" ends here.
const MAX_PAGES: u32 = 500;
const ASKING: Duration = Duration::from_secs(30);

pub async fn format_arguments(request: &ScanRequest) -> Vec<String> {
    let source = match request.source.as_deref() {
        Some(word @ ("flatbed" | "adf")) => {
            let sources = list_sources(&request.device).await;
            // A flatbed without a choice is one already.
            pick_source(&sources, word).or((word == "adf").then(|| word.to_owned()))
        }
        other => other.map(str::to_owned),
    };
    let mut words = vec![
        format!("--device-name={}", request.device),
        format!("--format={}", request.format.file_extension()),
        format!("--batch=p%d.{}", request.format.file_extension()),
        "--batch-print".to_owned(),
        "--progress".to_owned(),
    ];
    let limit = match request.limit {
        Some(limit) => limit.clamp(1, MAX_PAGES),
        None if source.as_deref().is_some_and(is_feeder) => MAX_PAGES,
        None => 1,
    };
    words.push(format!("--batch-count={limit}"));
    words.extend(source.map(|source| format!("--source={source}")));
    words.extend(request.mode.as_ref().map(|mode| format!("--mode={mode}")));
    words.extend(request.resolution.map(|dpi| format!("--resolution={dpi}")));
    words
}

/// How many pages these arguments ask for.
pub fn count_requested(request: &ScanRequest, arguments: &[String]) -> u32 {
    arguments
        .iter()
        .find_map(|word| word.strip_prefix("--batch-count="))
        .and_then(|count| count.parse().ok())
        .unwrap_or(request.limit.unwrap_or(1))
}

async fn list_sources(device: &str) -> Vec<String> {
    let mut program = system_command("scanimage");
    program.arg(format!("--device-name={device}")).arg("-A");
    match run_program(program, None, ASKING).await {
        Ok(finished) => parse_sources(&finished.stdout),
        Err(_) => Vec::new(),
    }
}

/// From a line such as `    --source Flatbed|Automatic Document Feeder [Flatbed]`.
fn parse_sources(listing: &str) -> Vec<String> {
    let Some(line) = listing.lines().find_map(|line| line.trim_start().strip_prefix("--source "))
    else {
        return Vec::new();
    };
    let choices = line.rsplit_once(" [").map_or(line, |(choices, _)| choices);
    choices.split('|').map(|word| word.trim().to_owned()).collect()
}

fn pick_source(sources: &[String], word: &str) -> Option<String> {
    let matches = |name: &&String| match word {
        "adf" => is_feeder(name),
        _ => !is_feeder(name),
    };
    // One side before both: duplex is the driver's own word, to be asked for by name.
    let single =
        sources.iter().filter(matches).find(|name| !name.to_lowercase().contains("duplex"));
    single.or_else(|| sources.iter().find(matches)).cloned()
}

fn is_feeder(source: &str) -> bool {
    let source = source.to_lowercase();
    source.contains("adf") || source.contains("feeder")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_words_become_the_drivers() {
        let test =
            parse_sources("  Scan:\n    --source Flatbed|Automatic Document Feeder [Flatbed]\n");
        assert_eq!(pick_source(&test, "adf").as_deref(), Some("Automatic Document Feeder"));
        assert_eq!(pick_source(&test, "flatbed").as_deref(), Some("Flatbed"));
        let office = parse_sources("    --source ADF Duplex|ADF Front|Platen [inactive]");
        assert_eq!(pick_source(&office, "adf").as_deref(), Some("ADF Front"));
        assert_eq!(pick_source(&office, "flatbed").as_deref(), Some("Platen"));
        assert_eq!(pick_source(&parse_sources("nothing"), "flatbed"), None);
    }

    #[tokio::test]
    async fn a_feeder_runs_on_and_a_flatbed_gives_one() {
        let mut request = ScanRequest::new("test:0");
        assert_eq!(count_requested(&request, &format_arguments(&request).await), 1);
        request.source = Some("ADF Front".into());
        assert_eq!(count_requested(&request, &format_arguments(&request).await), MAX_PAGES);
        request.limit = Some(3);
        assert_eq!(count_requested(&request, &format_arguments(&request).await), 3);
    }
}
