//! The fixed texts of papers that are a place's own: whose seal, what becomes of the copies, who
//! reviews a refusal. Papers say the program's own words where the place says none.

use serde::{Deserialize, Serialize};

use super::text::Line;
use crate::limits::{MAX_FOOTER_CHARS, MAX_LAPSE_DAYS, MAX_NAME_CHARS};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperTexts {
    /// Where the seal goes, under the name of the place: 「行政审批专用章」.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Line>,
    /// How many copies there are, and who has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copies: Option<Line>,
    /// In the foot of each page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footer: Option<Line>,
    /// 复议机关: to whom an applicant turns for a review of a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_office: Option<Line>,
    /// The court that hears a suit against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub court: Option<Line>,
    /// 补正期限: by when corrections are to come, and what follows if they do not. Without it notices
    /// state neither, and no case ends for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lapse: Option<LapseRule>,
}

/// A place's rule on corrections that never come. Where the law does not speak, a place must have one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LapseRule {
    /// Working days from the notice.
    pub days: u32,
    /// What follows, as it stands on papers: 「视为放弃申请，终止办理」.
    pub consequence: Line,
    /// The rule that says so.
    pub source: Line,
}

impl LapseRule {
    fn is_possible(&self) -> bool {
        let is_short = |text: &Line| text.chars().count() <= MAX_NAME_CHARS;
        (1..=MAX_LAPSE_DAYS).contains(&self.days)
            && is_short(&self.consequence)
            && is_short(&self.source)
    }
}

impl PaperTexts {
    /// What has a narrow place on the sheet must fit into it.
    pub(super) fn is_possible(&self) -> bool {
        let fits = |text: &Option<Line>, most: usize| {
            text.as_ref().is_none_or(|text| text.chars().count() <= most)
        };
        fits(&self.footer, MAX_FOOTER_CHARS)
            && self.lapse.as_ref().is_none_or(LapseRule::is_possible)
            && [&self.seal, &self.copies, &self.review_office, &self.court]
                .into_iter()
                .all(|text| fits(text, MAX_NAME_CHARS))
    }
}
