//! What the office itself finds out about a submission, beside what the counter says: who decided,
//! by a permit of its own hand, and what is odd. What an honest station can make is taken and
//! marked; refused is only what none can.

use counter_backoffice::{Author, FilingMark, Permit, PermitBody, Submission};
use counter_core::bounds::{is_plausible_date, is_plausible_day};
use counter_core::date::Moment;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::context::Filing;
use crate::auth::{StoredAccount, find_account};
use crate::http::ApiError;
use crate::records::Db;

/// How much earlier than the permit a counter's clock may have it.
const EARLIER: SignedDuration = SignedDuration::from_mins(5);
/// Who decides cases. Trainers and trainees do with the consent of one of these.
const DECIDING: [&str; 2] = ["clerk", "supervisor"];

/// What is stored beside a submission.
pub struct Judgement {
    pub author: Option<Author>,
    pub marks: Vec<FilingMark>,
}

/// `installation` is the caller's, where the credential is of one. A permit proves something beside
/// that credential only: whoever has merely read one decides nothing in its clerk's name.
pub fn judge_filing(
    filing: &Filing,
    db: &Db<'_>,
    s: &Submission,
    installation: Option<Uuid>,
) -> Result<Judgement, ApiError> {
    let permit = s.permit.as_ref().and_then(|permit| prove_permit(permit, &filing.public_key));
    if permit.as_ref().is_some_and(|permit| is_of_another(permit, s, installation)) {
        let title = "The permit is of another clerk, or of another installation.";
        return Err(ApiError::unprocessable("permit_of_another", title));
    }
    let mentor = prove_consent(filing, s, installation);
    let account = find_account(db, &s.clerk)?;
    let mut marks = Vec::new();
    marks.extend(check_permit(permit.as_ref(), s, installation));
    marks.extend(check_account(account.as_ref(), permit.as_ref(), mentor.is_some()));
    marks.extend(filing.packs.find_mark(db, &s.pack_version, &s.item)?);
    marks.extend(check_dates(s, filing.storage.now()));
    let proven = permit.filter(|permit| covers_decision(permit, s, installation));
    let author = proven.map(|permit| Author {
        clerk: permit.clerk,
        name: account.map(|stored| stored.account.name),
        role: permit.role,
        installation: permit.installation,
        from: permit.from,
        until: permit.until,
        consented_by: mentor.map(|mentor| mentor.clerk),
    });
    Ok(Judgement { author, marks })
}

/// What it says, if the office signed it.
fn prove_permit(permit: &Permit, public_key: &str) -> Option<PermitBody> {
    permit.read_body().filter(|_| permit.verify(public_key))
}

/// The mentor who agreed, where their own permit proves that they could have decided it there
/// themselves. A word that proves nothing is as good as none.
fn prove_consent(
    filing: &Filing,
    s: &Submission,
    installation: Option<Uuid>,
) -> Option<PermitBody> {
    let consent = s.consented_by.as_ref().filter(|consent| consent.clerk != s.clerk)?;
    let permit = prove_permit(consent.permit.as_ref()?, &filing.public_key)?;
    let is_mentor = permit.clerk == consent.clerk
        && covers_decision(&permit, s, installation)
        && DECIDING.contains(&permit.role.as_str());
    is_mentor.then_some(permit)
}

fn is_of_another(permit: &PermitBody, s: &Submission, installation: Option<Uuid>) -> bool {
    permit.clerk != s.clerk || installation.is_some_and(|id| id != permit.installation)
}

/// Whether it was good there when the case was decided.
fn covers_decision(permit: &PermitBody, s: &Submission, installation: Option<Uuid>) -> bool {
    is_of_place(permit, s, installation) && is_in_time(permit, s.decided_at)
}

fn is_of_place(permit: &PermitBody, s: &Submission, installation: Option<Uuid>) -> bool {
    permit.station_code == s.station_code && installation == Some(permit.installation)
}

fn is_in_time(permit: &PermitBody, decided_at: Timestamp) -> bool {
    permit.from.duration_since(decided_at) <= EARLIER && decided_at <= permit.until
}

fn check_permit(
    permit: Option<&PermitBody>,
    s: &Submission,
    installation: Option<Uuid>,
) -> Option<FilingMark> {
    match permit {
        None if s.permit.is_some() => Some(FilingMark::PermitUnproven),
        None => Some(FilingMark::NoPermit),
        Some(permit) if !is_of_place(permit, s, installation) => Some(FilingMark::NoPermit),
        Some(permit) if !is_in_time(permit, s.decided_at) => Some(FilingMark::PermitEnded),
        Some(_) => None,
    }
}

fn check_account(
    account: Option<&StoredAccount>,
    permit: Option<&PermitBody>,
    has_consent: bool,
) -> impl Iterator<Item = FilingMark> + use<> {
    let standing = match account {
        None => Some(FilingMark::UnknownClerk),
        Some(stored) => stored.ended_at.map(|_| FilingMark::AccountEnded),
    };
    let roles = account.map(|stored| &stored.account.role).into_iter();
    let mut roles = roles.chain(permit.map(|permit| &permit.role));
    let is_unfit = !has_consent && roles.any(|role| !DECIDING.contains(&role.as_str()));
    standing.into_iter().chain(is_unfit.then_some(FilingMark::UnfitRole))
}

fn check_dates(s: &Submission, now: Timestamp) -> Option<FilingMark> {
    let moment = |at: Timestamp| Moment::from_millis(at.as_millisecond());
    let mut times = [s.received_at, s.decided_at].into_iter().chain(s.accepted_at);
    let is_odd = times.any(|at| !is_plausible_date(moment(at), moment(now)))
        || s.deferred.as_ref().is_some_and(|papers| !is_plausible_day(papers.until, moment(now)));
    is_odd.then_some(FilingMark::DateOutOfBounds)
}
