//! A case as it is worked: what its form and its papers stand at, what it still lacks, what may be
//! decided next. Rules alone, worked out from the folded case, its item and its form. Not here: the
//! journal, the screen, any printed paper.

mod agreement;
mod amendment;
mod assessment;
mod case_input;
mod corrections;
mod custody;
mod decision;
mod deferral;
mod entrustment;
mod faults;
mod filled_form;
mod form_digest;
mod further_notice;
mod lack;
mod lacks;
mod late_papers;
mod mandate_faults;
mod materials;
mod next_thing;
mod notice;
mod ownership;
mod paper;
mod prefill;
mod readiness;
mod section;
mod signers;
pub mod signing;
mod signing_lacks;
mod silence;
mod silent_readiness;
mod situation;
#[cfg(test)]
mod tests;

pub use amendment::{Amendment, requested_corrections, section_to_amend};
pub use assessment::CaseAssessment;
pub use corrections::{Correction, check_corrections, list_missing_corrections};
pub use custody::list_unsettled;
pub use decision::{DecisionOption, decision_options, lacks_promised_alone};
pub use deferral::{DeferralDayWrong, DeferralOffer, offer_deferral, promise_deferral};
pub use entrustment::{DecidingCounter, DepartmentDecides, judge_entrustment};
pub use filled_form::FilledForm;
pub use further_notice::{FurtherReasonMissing, judge_further_notice, list_came_since};
pub use lack::{Lack, LackCode, NextStep, NextStepCode, Params};
pub use mandate_faults::find_ground_paper;
pub use materials::{CaseMaterial, MaterialState};
pub use next_thing::{AskedPaper, NextThing, NextThingKind, find_next_thing};
pub use notice::{is_of_row, is_off_list, list_requestable, suggest_corrections};
pub use ownership::{Place, Visit, find_holder};
pub use paper::{decision_form, is_issue_unfinished};
pub use prefill::{FieldSource, FieldValue, find_recorded_value, is_from_person};
pub use readiness::{Readiness, SectionReadiness, next_section};
pub use section::{NoSuchSection, Section};
pub use signing::{
    Authority, SIGNATURE, Signer, digest_values, find_authority, find_form_in_force,
    find_signed_slip, is_signature_refused, list_signers, list_unsigned,
};
pub use silence::{deem_accepted, wants_supervisor};
pub use situation::{acting_role, find_age_day, find_representative, settle_case_item};
