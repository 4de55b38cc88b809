//! Which formula chains a journal. A fact names it, and the journal follows it.
use serde::{Deserialize, Serialize};

/// Which formula the hashes of a whole journal follow; its first entry says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Chain {
    /// Of cases that were opened before the second formula. They say nothing.
    #[default]
    First,
    /// With the case's id.
    Second,
}

impl Chain {
    pub fn is_first(&self) -> bool {
        *self == Chain::First
    }
}

impl TryFrom<u8> for Chain {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        match number {
            1 => Ok(Chain::First),
            2 => Ok(Chain::Second),
            other => Err(format!("chain {other} is not known here")),
        }
    }
}

impl From<Chain> for u8 {
    fn from(chain: Chain) -> u8 {
        match chain {
            Chain::First => 1,
            Chain::Second => 2,
        }
    }
}
