//! The sections of a case's page, in the order in which a clerk works through them.

use serde::{Deserialize, Serialize};

/// In journals and views a number from 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub enum Section {
    People = 1,
    Item,
    Materials,
    Form,
    Decision,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a case has no section {0}")]
pub struct NoSuchSection(pub u8);

impl Section {
    pub const ALL: [Section; 5] =
        [Section::People, Section::Item, Section::Materials, Section::Form, Section::Decision];
}

impl From<Section> for u8 {
    fn from(section: Section) -> u8 {
        section as u8
    }
}

impl TryFrom<u8> for Section {
    type Error = NoSuchSection;

    fn try_from(number: u8) -> Result<Self, NoSuchSection> {
        Section::ALL
            .into_iter()
            .find(|section| u8::from(*section) == number)
            .ok_or(NoSuchSection(number))
    }
}
