//! The scanners that SANE finds.

use std::time::Duration;

use crate::system::program::{run_program, system_command};

/// A network backend may take its time to find out that nobody is there.
const LISTING: Duration = Duration::from_secs(30);

/// Name and kind of each.
pub async fn list_devices() -> Vec<(String, String)> {
    let mut listing = system_command("scanimage");
    listing.args(["-f", "%d|%v|%m|%t|%i%n"]);
    match run_program(listing, None, LISTING).await {
        Ok(finished) => parse_listing(&finished.stdout),
        Err(_) => Vec::new(),
    }
}

fn parse_listing(text: &str) -> Vec<(String, String)> {
    text.lines()
        .filter_map(|line| {
            let [name, _, _, kind, _, ..] = *line.split('|').collect::<Vec<_>>() else {
                return None;
            };
            Some((name.to_owned(), kind.to_owned()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_lines_of_the_listing_are_devices() {
        let listed = parse_listing("test:0|Noname|frontend-tester|virtual device|0\nwarning\n");
        assert_eq!(listed, [("test:0".to_owned(), "virtual device".to_owned())]);
    }
}
