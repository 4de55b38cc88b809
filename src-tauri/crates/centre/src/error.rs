//! Why a centre file is not taken, and why a code is not.

use counter_core::date::Date;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CentreError {
    #[error("the file has {bytes} bytes, more than any centre file")]
    TooLarge { bytes: u64 },
    #[error("the file is not a centre file")]
    NotACentreFile,
    #[error("the file is of shape {shape}: this program is too old for it")]
    LaterShape { shape: u64 },
    #[error("the signature of the file is not of the key in it")]
    Forged,
    #[error("this is no key of a centre: 32 bytes in Base64 are wanted")]
    NotAKey,
    #[error("the key that everybody has signs no real centre's file")]
    ExampleKey,
    #[error("{field} is missing, wrong or too long")]
    BadField { field: String },
    #[error("{field} must be understood: this program is too old for the file")]
    MustKnow { field: String },
    #[error("the file is another centre's")]
    OtherCentre,
    #[error("the file is another station's")]
    OtherStation,
    #[error("the file is of another kind: real, trial and practice never become each other")]
    OtherKind,
    #[error("the file is signed with another key than the one that counts here")]
    OtherKey,
    #[error("version {offer} does not come after {current}, which is here")]
    NotNewer { current: u64, offer: u64 },
    #[error("the file ended on {until}")]
    Ended { until: Date },
    #[error("the system gives no random numbers")]
    NoChance,
}

impl CentreError {
    /// Stable name of the condition, for messages and tests.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "centre_too_large",
            Self::NotACentreFile => "centre_not_a_file",
            Self::LaterShape { .. } => "centre_later_shape",
            Self::Forged => "centre_forged",
            Self::NotAKey => "centre_not_a_key",
            Self::ExampleKey => "centre_example_key",
            Self::BadField { .. } => "centre_bad_field",
            Self::MustKnow { .. } => "centre_must_know",
            Self::OtherCentre => "centre_other_centre",
            Self::OtherStation => "centre_other_station",
            Self::OtherKind => "centre_other_kind",
            Self::OtherKey => "centre_other_key",
            Self::NotNewer { .. } => "centre_not_newer",
            Self::Ended { .. } => "centre_ended",
            Self::NoChance => "no_chance",
        }
    }

    pub(crate) fn bad_field(field: &str) -> Self {
        Self::BadField { field: field.to_owned() }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    #[error("this is no code: 36 letters and digits are wanted")]
    NotACode,
    #[error("a letter of the code is wrong, or two changed places")]
    Mistyped,
    #[error("the code is another centre's than the file")]
    OtherCentre,
    #[error("the code is for another station")]
    OtherStation,
    #[error("the code is for another purpose")]
    OtherPurpose,
    #[error("the code is not known")]
    Unknown,
    #[error("the code was used before")]
    Used,
    #[error("the code has ended")]
    Ended,
}

impl CodeError {
    /// Stable name of the condition, for messages and tests; `code_unknown`, `code_used` and
    /// `code_ended` are the office's words too.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotACode => "not_a_code",
            Self::Mistyped => "code_mistyped",
            Self::OtherCentre => "code_other_centre",
            Self::OtherStation => "code_other_station",
            Self::OtherPurpose => "code_other_purpose",
            Self::Unknown => "code_unknown",
            Self::Used => "code_used",
            Self::Ended => "code_ended",
        }
    }
}
