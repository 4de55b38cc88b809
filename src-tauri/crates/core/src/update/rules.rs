//! Whether a manifest counts here, and what is done with what it offers. Whether its signature
//! holds was asked before.

use sha2::{Digest, Sha256};

use super::manifest::{Manifest, Package};
use super::outcome::UpdateCode;
use super::version::compare_versions;
use crate::time::date::Moment;

/// Which of the packages is this computer's.
#[derive(Debug, Clone, Copy)]
pub struct System<'a> {
    pub name: &'a str,
    pub kind: &'a str,
    pub architecture: &'a str,
}

/// What was here before.
#[derive(Debug, Clone, Copy)]
pub struct Here<'a> {
    pub installed: &'a str,
    pub highest_number: u64,
    pub highest_version: Option<&'a str>,
}

/// What a manifest that counts offers to this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer<'a> {
    pub package: &'a Package,
    pub is_newer: bool,
    /// What is installed is below the minimum.
    pub is_forced: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plan {
    /// It is here already.
    Nothing,
    /// Other computers take it first.
    Later,
    Install,
    /// The same, whatever the share.
    Force,
}

/// Old repositories that are shown again are refused three times: by their end, by their number,
/// and by their version. The highest ones seen go up with every manifest that counts, installed or
/// not: what a publisher draws back comes again under a higher version.
///
/// # Errors
/// `RefusedExpired`, `RefusedDowngrade`, `RefusedPackage`, `RefusedManifest`.
pub fn judge_manifest<'a>(
    manifest: &'a Manifest,
    system: System,
    here: Here,
    now: Moment,
) -> Result<Offer<'a>, UpdateCode> {
    if now >= manifest.until {
        return Err(UpdateCode::RefusedExpired);
    }
    if manifest.number < here.highest_number {
        return Err(UpdateCode::RefusedDowngrade);
    }
    let package = choose_package(manifest, system)?;
    let order =
        |than: &str| compare_versions(&package.version, than).ok_or(UpdateCode::RefusedManifest);
    let to_installed = order(here.installed)?;
    if to_installed.is_lt()
        || here.highest_version.is_some_and(|highest| is_below(package, highest))
    {
        return Err(UpdateCode::RefusedDowngrade);
    }
    let to_minimum = compare_versions(here.installed, &manifest.minimum);
    Ok(Offer {
        package,
        is_newer: to_installed.is_gt(),
        is_forced: to_minimum.is_some_and(|order| order.is_lt()),
    })
}

/// Of two that are meant for the same computer nobody could say which.
fn choose_package<'a>(manifest: &'a Manifest, system: System) -> Result<&'a Package, UpdateCode> {
    let mut fitting = manifest.packages.iter().filter(|package| {
        package.name == system.name
            && package.kind == system.kind
            && package.architecture == system.architecture
    });
    match (fitting.next(), fitting.next()) {
        (Some(package), None) => Ok(package),
        (None, _) => Err(UpdateCode::RefusedPackage),
        (Some(_), Some(_)) => Err(UpdateCode::RefusedManifest),
    }
}

/// What was noted of an unreadable version holds nothing up.
fn is_below(package: &Package, highest: &str) -> bool {
    compare_versions(&package.version, highest).is_some_and(|order| order.is_lt())
}

pub fn plan_update(offer: &Offer, is_in_share: bool) -> Plan {
    match (offer.is_newer, offer.is_forced, is_in_share) {
        (false, ..) => Plan::Nothing,
        (true, true, _) => Plan::Force,
        (true, false, true) => Plan::Install,
        (true, false, false) => Plan::Later,
    }
}

/// Whether the computer of this id is among the first `share` percent: always the same ones, and
/// with a higher share those before stay among them.
pub fn is_in_share(id: &str, share: u32) -> bool {
    let digest = Sha256::digest(format!("counter-update-share-1\n{id}"));
    let number = digest.iter().take(8).fold(0u64, |sum, byte| (sum << 8) | u64::from(*byte));
    number % 100 < u64::from(share)
}
