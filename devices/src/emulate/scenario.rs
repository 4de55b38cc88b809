//! What an emulated reader does: its cards, how they come to lie on it, and what goes wrong when.
//! A scenario is a YAML file; `default` is the one built in.

use std::path::Path;

use serde::Deserialize;

use crate::model::{CardKind, DeviceError};

pub const DEFAULT: &str = include_str!("default.yaml");

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// The one speed the reader answers at.
    #[serde(default = "usual_speed")]
    pub speed: u32,
    #[serde(default)]
    pub placing: Placing,
    pub cards: Vec<PersonCard>,
    #[serde(default)]
    pub faults: Vec<Fault>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Placing {
    /// A card that was read is lifted at the next look for a card, and the next one laid down.
    #[default]
    InTurn,
    /// Only the control socket lays cards down and lifts them.
    ByHand,
}

/// One invented person's card. Dates are `YYYYMMDD`, as on the chip.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonCard {
    pub id: String,
    pub kind: CardKind,
    pub name: String,
    #[serde(default)]
    pub name_latin: String,
    pub sex: String,
    #[serde(default)]
    pub ethnic: String,
    pub birth: String,
    #[serde(default)]
    pub address: String,
    pub number: String,
    #[serde(default)]
    pub issuer: String,
    pub valid_from: String,
    pub valid_to: String,
    #[serde(default)]
    pub new_address: Option<String>,
    #[serde(default)]
    pub permit: String,
    #[serde(default)]
    pub issue_count: String,
    #[serde(default)]
    pub nationality: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    pub at: Step,
    pub what: FaultKind,
    /// For `what: status`.
    #[serde(default)]
    pub status: u8,
    #[serde(default = "once")]
    pub times: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Status,
    SamId,
    Find,
    Select,
    ReadText,
    NewestAddress,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// The reply's last byte is wrong.
    BadChecksum,
    /// The reply is this status alone.
    Status,
    /// Nothing is answered.
    Silence,
    /// The reply breaks off in the middle, and the line stays open.
    HalfReply,
    /// The cable is pulled in the middle of the reply.
    Unplug,
    /// The card is taken away just before.
    Lift,
    /// Noise comes before the reply.
    Noise,
}

impl Scenario {
    /// `default`, or the path of a file.
    pub fn load_file(name: &Path) -> Result<Self, DeviceError> {
        if name == Path::new("default") {
            return Self::from_yaml(DEFAULT);
        }
        let text = std::fs::read_to_string(name).map_err(|error| unusable(error.kind()))?;
        Self::from_yaml(&text)
    }

    /// Only these cards, in this order; none at all leaves the reader empty. `None` if one of them
    /// is unknown.
    pub fn with_cards(mut self, ids: &[&str]) -> Option<Self> {
        if ids.is_empty() {
            self.placing = Placing::ByHand;
            return Some(self);
        }
        let card = |id: &&str| self.cards.iter().find(|card| card.id == *id).cloned();
        self.cards = ids.iter().map(card).collect::<Option<Vec<_>>>()?;
        self.placing = Placing::InTurn;
        Some(self)
    }

    pub fn from_yaml(text: &str) -> Result<Self, DeviceError> {
        let scenario: Self = serde_norway::from_str(text).map_err(unusable)?;
        match scenario.cards.is_empty() {
            true => Err(unusable("it has no card")),
            false => Ok(scenario),
        }
    }
}

fn unusable(reason: impl std::fmt::Display) -> DeviceError {
    DeviceError::ScenarioUnusable { reason: reason.to_string() }
}

fn usual_speed() -> u32 {
    115_200
}

fn once() -> u32 {
    1
}
