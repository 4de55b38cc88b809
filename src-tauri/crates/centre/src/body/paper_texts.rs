//! The fixed texts of papers that are a place's own: whose seal, what becomes of the copies, who
//! reviews a refusal. Papers say the program's own words where the place says none.

use serde::{Deserialize, Serialize};

use super::text::Line;
use crate::limits::{MAX_FOOTER_CHARS, MAX_NAME_CHARS};

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
}

impl PaperTexts {
    /// What has a narrow place on the sheet must fit into it.
    pub(super) fn is_possible(&self) -> bool {
        let fits = |text: &Option<Line>, most: usize| {
            text.as_ref().is_none_or(|text| text.chars().count() <= most)
        };
        fits(&self.footer, MAX_FOOTER_CHARS)
            && [&self.seal, &self.copies, &self.review_office, &self.court]
                .into_iter()
                .all(|text| fits(text, MAX_NAME_CHARS))
    }
}
