//! What stands against a decision, and the next thing to do: codes with parameters. The words are
//! the screen's.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::section::Section;

/// Ids, names and numbers that the words of a code need.
pub type Params = BTreeMap<String, String>;

/// One thing that a case still wants, in the order of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LackCode {
    ChooseItem,
    /// `question`.
    Answer,
    /// `role`.
    ReadCard,
    /// `role` and `person`: whoever's card is not valid, and nobody said yet why it will do.
    ConfirmCard,
    /// `role` and `person`: whoever acts, and by what, how far or until when is not on record.
    Mandate,
    /// `role`, `person` and the last day, `to`: whoever acts beyond the end of what is on record.
    MandateEnded,
    Receive,
    /// `page` and its place `n`, counted from 1.
    PlacePage,
    /// From here to [`LackCode::LatePapers`]: `material` and its `name`.
    MaterialProblem,
    CountObject,
    Scan,
    Look,
    CheckOriginal,
    /// None of the papers that were promised has come.
    DeferredPapers,
    /// Of what came it was not said where it is: how many rows, `n`, and their `names`.
    GiveBack,
    /// Of a case that silence accepted: none of the papers that are still asked for has come.
    LatePapers,
    /// 逾期视为受理: nobody answered in time, so it can only be accepted.
    StandsAccepted,
    /// `field`, the first of the wrong ones, and how many are `left`.
    Fill,
    /// `role` and `person`: the item takes no card that is not valid. Another card puts it right;
    /// what may be done without one goes before it, but for showing and signing: it may change the form.
    CardBlocks,
    /// The form does not say what the case says, or the clerk has not looked at it.
    ShowForm,
    /// 有误: `point`, what the citizen pointed at (`field:<id>`, `person:<role>`, `item`,
    /// `answer:<id>`), and its `name`; people have none.
    FormInDoubt,
    /// `person`, `role` and `name` of the first who has yet to sign, and how many are `left`.
    SignForm,
}

impl LackCode {
    /// Where it is put right.
    pub fn section(self) -> Section {
        match self {
            Self::ChooseItem | Self::Answer => Section::Item,
            Self::ReadCard
            | Self::ConfirmCard
            | Self::Mandate
            | Self::MandateEnded
            | Self::CardBlocks => Section::People,
            Self::Receive
            | Self::PlacePage
            | Self::MaterialProblem
            | Self::CountObject
            | Self::Scan
            | Self::Look
            | Self::CheckOriginal
            | Self::GiveBack
            | Self::DeferredPapers
            | Self::LatePapers => Section::Materials,
            Self::Fill | Self::ShowForm | Self::FormInDoubt | Self::SignForm => Section::Form,
            Self::StandsAccepted => Section::Decision,
        }
    }
}

/// The one next harmless thing to do: the first lack, or what is no lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NextStepCode {
    /// A comment of the return on a field: `field` and its `name`. It leads; it does not stand
    /// against deciding.
    AmendField,
    /// The same on a paper: `material` and its `name`.
    AmendMaterial,
    Decide,
    /// The office does not take the case, and nothing was put right yet.
    PutRight,
    /// The same, and something was.
    SendReplacement,
    /// Decided, but its paper is still to be made.
    FinishIssue,
    Done,
    #[serde(untagged)]
    Lack(LackCode),
}

impl NextStepCode {
    pub fn section(self) -> Section {
        match self {
            Self::AmendField => Section::Form,
            Self::AmendMaterial => Section::Materials,
            Self::PutRight => Section::Materials,
            Self::Decide | Self::SendReplacement | Self::FinishIssue | Self::Done => {
                Section::Decision
            }
            Self::Lack(code) => code.section(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lack {
    pub code: LackCode,
    pub params: Params,
    pub section: Section,
}

impl Lack {
    pub fn new(code: LackCode, params: &[(&str, &str)]) -> Self {
        Self { code, params: own_params(params), section: code.section() }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextStep {
    pub code: NextStepCode,
    pub params: Params,
    pub section: Section,
}

impl NextStep {
    pub fn new(code: NextStepCode, params: &[(&str, &str)]) -> Self {
        Self { code, params: own_params(params), section: code.section() }
    }
}

impl From<&Lack> for NextStep {
    fn from(lack: &Lack) -> Self {
        Self {
            code: NextStepCode::Lack(lack.code),
            params: lack.params.clone(),
            section: lack.section,
        }
    }
}

fn own_params(params: &[(&str, &str)]) -> Params {
    params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
