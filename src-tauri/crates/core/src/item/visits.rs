//! 到办事现场次数: how often somebody has to come for an item, as the place promises it. Not how often they
//! came: that is `case::attendance`.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromisedVisits {
    /// At most so many.
    pub most: u32,
    /// Read in a source; without it an example.
    #[serde(default)]
    pub official: bool,
}
