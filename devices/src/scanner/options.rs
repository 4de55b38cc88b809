//! The words for the command line. Drivers name their sources as they like ("ADF Front",
//! "Automatic Document Feeder"), so ours are looked up in what the device says it has.

use std::time::Duration;

use crate::model::scan::ScanRequest;
use crate::system::program::{command, run};

/// More than any feeder of a counter holds; a driver that never says "empty" ends here.
const MOST_PAGES: u32 = 500;
const ASKING: Duration = Duration::from_secs(30);

pub(super) async fn arguments(request: &ScanRequest) -> Vec<String> {
    let source = match request.source.as_deref() {
        Some(word @ ("flatbed" | "adf")) => {
            let offered = sources(&request.device).await;
            // A flatbed without a choice is one already.
            pick(&offered, word).or((word == "adf").then(|| word.to_owned()))
        }
        other => other.map(str::to_owned),
    };
    let mut words = vec![
        format!("--device-name={}", request.device),
        format!("--format={}", request.format.word()),
        format!("--batch=p%d.{}", request.format.word()),
        "--batch-print".to_owned(),
        "--progress".to_owned(),
    ];
    let limit = match request.limit {
        Some(limit) => limit.clamp(1, MOST_PAGES),
        None if source.as_deref().is_some_and(is_feeder) => MOST_PAGES,
        None => 1,
    };
    words.push(format!("--batch-count={limit}"));
    words.extend(source.map(|source| format!("--source={source}")));
    words.extend(request.mode.as_ref().map(|mode| format!("--mode={mode}")));
    words.extend(request.resolution.map(|dpi| format!("--resolution={dpi}")));
    words
}

/// How many pages these arguments ask for.
pub(super) fn asked_for(request: &ScanRequest, arguments: &[String]) -> u32 {
    arguments
        .iter()
        .find_map(|word| word.strip_prefix("--batch-count="))
        .and_then(|count| count.parse().ok())
        .unwrap_or(request.limit.unwrap_or(1))
}

async fn sources(device: &str) -> Vec<String> {
    let mut asking = command("scanimage");
    asking.arg(format!("--device-name={device}")).arg("-A");
    match run(asking, None, ASKING).await {
        Ok(done) => offered(&done.stdout),
        Err(_) => Vec::new(),
    }
}

/// From a line such as `    --source Flatbed|Automatic Document Feeder [Flatbed]`.
fn offered(listing: &str) -> Vec<String> {
    let Some(line) = listing.lines().find_map(|line| line.trim_start().strip_prefix("--source ")) else {
        return Vec::new();
    };
    let choices = line.rsplit_once(" [").map_or(line, |(choices, _)| choices);
    choices.split('|').map(|word| word.trim().to_owned()).collect()
}

fn pick(offered: &[String], word: &str) -> Option<String> {
    let wanted = |name: &&String| match word {
        "adf" => is_feeder(name),
        _ => !is_feeder(name),
    };
    // One side before both: duplex is the driver's own word, to be asked for by name.
    let single = offered.iter().filter(wanted).find(|name| !name.to_lowercase().contains("duplex"));
    single.or_else(|| offered.iter().find(wanted)).cloned()
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
        let test = offered("  Scan:\n    --source Flatbed|Automatic Document Feeder [Flatbed]\n");
        assert_eq!(pick(&test, "adf").as_deref(), Some("Automatic Document Feeder"));
        assert_eq!(pick(&test, "flatbed").as_deref(), Some("Flatbed"));
        let office = offered("    --source ADF Duplex|ADF Front|Platen [inactive]");
        assert_eq!(pick(&office, "adf").as_deref(), Some("ADF Front"));
        assert_eq!(pick(&office, "flatbed").as_deref(), Some("Platen"));
        assert_eq!(pick(&offered("nothing"), "flatbed"), None);
    }

    #[tokio::test]
    async fn a_feeder_runs_on_and_a_flatbed_gives_one() {
        let mut request = ScanRequest::new("test:0");
        assert_eq!(asked_for(&request, &arguments(&request).await), 1);
        request.source = Some("ADF Front".into());
        assert_eq!(asked_for(&request, &arguments(&request).await), MOST_PAGES);
        request.limit = Some(3);
        assert_eq!(asked_for(&request, &arguments(&request).await), 3);
    }
}
