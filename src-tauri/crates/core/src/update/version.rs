//! Versions of the program, in their order: `0.3.10` after `0.3.9`, `0.3.1-rc.1` before `0.3.1`.
//! Versions of catalogues have other rules (`text::version`).

use std::cmp::Ordering;

use semver::Version;

pub(super) fn parse_version(text: &str) -> Option<Version> {
    Version::parse(text).ok()
}

/// None where one of the two is no version. What a build adds to its version (`+…`) does not count.
pub(super) fn compare_versions(a: &str, b: &str) -> Option<Ordering> {
    Some(parse_version(a)?.cmp_precedence(&parse_version(b)?))
}

/// Whether `version` comes after `than`; what is no version comes after nothing.
pub fn is_newer_version(version: &str, than: &str) -> bool {
    compare_versions(version, than) == Some(Ordering::Greater)
}

pub fn is_same_version(a: &str, b: &str) -> bool {
    compare_versions(a, b) == Some(Ordering::Equal)
}
