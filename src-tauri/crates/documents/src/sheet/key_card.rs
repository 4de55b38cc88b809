//! The card of all keys, to lie beside the keyboard. It is made of the screen's own tables and names
//! nobody.

use super::silent;
use serde::{Deserialize, Serialize};

/// One key: its combinations as they are printed, and what it does, in both languages.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeyLine {
    pub keys: Vec<String>,
    pub says: String,
    pub also: String,
}

/// A headed group of keys.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeyLines {
    pub title: String,
    pub also: String,
    pub rows: Vec<KeyLine>,
}

/// 快捷键卡
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeyCard {
    pub station: String,
    pub window: String,
    pub printed_at: String,
    pub mark: Option<String>,
    /// Of the program whose keys these are.
    pub version: String,
    pub groups: Vec<KeyLines>,
}

silent!(KeyLine, KeyLines, KeyCard);
