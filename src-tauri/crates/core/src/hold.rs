//! A case put aside: why, and where the originals are meanwhile. Not who may: that is `state`.
use crate::date::Moment;
use crate::text::Private;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldReason {
    /// Gone to make copies.
    Copying,
    /// Waiting for a call from the family.
    Call,
    /// Gone to fetch what is missing.
    Fetching,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Originals {
    WithOwner,
    AtWindow,
    NoOriginals,
}

/// The hold a case is under now.
#[derive(Clone, Debug, PartialEq)]
pub struct Hold {
    pub reason: HoldReason,
    pub note: Option<Private>,
    pub originals: Originals,
    pub since: Moment,
    pub by: String,
}
