//! How a look for updates ended: one word, for the file of state, for scripts and for the window.

use serde::{Deserialize, Serialize};

use crate::code::variant_code;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UpdateCode {
    UpToDate,
    /// A window shows a case, prints or sends: it is installed at another time.
    WaitingInUse,
    Installed,
    /// The manifest is past its end: an old repository, or nobody made a new one.
    RefusedExpired,
    /// Not signed by the key that counts here.
    RefusedSignature,
    /// No manifest, half of one, or one that contradicts itself.
    RefusedManifest,
    /// Of a shape that this program is too old for.
    RefusedLaterShape,
    /// Before what was seen or is installed here.
    RefusedDowngrade,
    /// The package is not the one that the manifest names.
    RefusedDigest,
    /// Other computers take it first. Nothing is wrong.
    RefusedShare,
    /// None for this system.
    RefusedPackage,
    /// The place where updates lie cannot be reached, or the line broke.
    NoAnswer,
    /// The package manager ended with a failure; the version before is there.
    FailedInstall,
    /// What is needed for it could not be written on this computer.
    FailedStore,
    /// Where updates come from, or whose they are, cannot be read.
    FailedConfig,
}

impl UpdateCode {
    pub fn word(self) -> String {
        variant_code(&self)
    }

    /// Somebody has to look into it: time and a better line alone do not help.
    pub fn is_refusal(self) -> bool {
        match self {
            Self::UpToDate
            | Self::WaitingInUse
            | Self::Installed
            | Self::RefusedShare
            | Self::NoAnswer => false,
            Self::RefusedExpired
            | Self::RefusedSignature
            | Self::RefusedManifest
            | Self::RefusedLaterShape
            | Self::RefusedDowngrade
            | Self::RefusedDigest
            | Self::RefusedPackage
            | Self::FailedInstall
            | Self::FailedStore
            | Self::FailedConfig => true,
        }
    }
}
