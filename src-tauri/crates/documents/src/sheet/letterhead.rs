//! What a place puts on each of its papers, whatever they say. It is not part of a sheet: what a
//! paper states is the same in another hall.

use super::silent;
use serde::{Deserialize, Serialize};

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letterhead {
    /// In the foot of each page, a line each: 「式样为示例」. Empty where there is nothing to say of
    /// the look.
    pub remarks: Vec<String>,
    /// The place's own line in the foot of each page; empty for none.
    pub footer: String,
    /// Where the seal goes: 「（专用印章）」.
    pub seal: String,
    /// Beside the signature: 「一式两份，一份交申请人，一份存档」.
    pub copies: String,
}

silent!(Letterhead);
