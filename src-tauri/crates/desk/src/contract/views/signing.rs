//! The form as it is seen and signed: on the clerk's screen, and before the citizen.
use super::decision::DocumentView;
use counter_core::case::SignedBy;
use counter_core::item::PersonRole;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `form`: the one in force. `shown`: to the clerk, since the last 有误. `material`: the row under
/// which a signed paper lies. `strokes`, `witness_enough`: what the place takes. `terms`: what is told before anybody signs.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SigningView {
    pub form: Option<DocumentView>,
    pub shown: bool,
    pub printed: bool,
    pub material: Option<String>,
    pub strokes: bool,
    pub witness_enough: bool,
    pub terms: Vec<String>,
    pub signers: Vec<SignerView>,
    pub before: Option<BeforeCitizen>,
    pub doubt: Option<DoubtView>,
}

/// `signs_for`: the own name, for the applicant (代). `by`: how it was signed, once it is. `refusal_note`:
/// what whoever will not sign said, where they said why. `witness`: before whom somebody signs who cannot write.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SignerView {
    pub person: String,
    pub name: String,
    #[ts(type = "Role")]
    pub role: PersonRole,
    pub signs_for: bool,
    #[ts(type = "SignedBy | null")]
    pub by: Option<SignedBy>,
    pub at: Option<String>,
    pub page: Option<String>,
    pub confirmed: bool,
    pub read_aloud: bool,
    pub refused: bool,
    pub refusal_note: Option<String>,
    pub witness: Option<String>,
}

/// Whom it stands before.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct BeforeCitizen {
    pub person: String,
    pub step: CitizenStep,
}

/// What the citizen says is wrong, and nobody has answered yet: `field:<id>`, `person:<role>`,
/// `item`, `answer:<id>`.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct DoubtView {
    pub point: String,
    pub label: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CitizenStep {
    ReadBack,
    Terms,
    Sign,
    Done,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReadBackLine {
    pub point: String,
    pub label: String,
    pub value: String,
}

/// `id`: of this showing, named by each touch (`form`); one on another showing is thrown away. Once it is done
/// there is nothing to read, and nobody is named. `witness`: whose name is written in the place of the signer's.
/// `takes_strokes`: else it is signed on paper, and only read here.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CitizenForm {
    pub id: String,
    pub step: CitizenStep,
    pub lines: Vec<ReadBackLine>,
    pub terms: Vec<String>,
    pub signer: String,
    pub signs_for: bool,
    pub witness: Option<String>,
    pub takes_strokes: bool,
}

super::declare! { SigningView, SignerView, BeforeCitizen, DoubtView, CitizenStep, ReadBackLine,
CitizenForm }
