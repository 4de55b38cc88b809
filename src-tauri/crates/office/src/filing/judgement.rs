//! What the office itself finds out about a submission, beside what the counter says: who decided,
//! by a permit of its own hand, and what is odd. What an honest station can make is taken and
//! marked; refused is only what none can.

use counter_backoffice::{
    Author, ConsentWire, EventFiling, FilingMark, Permit, PermitBody, Submission,
};
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

/// Who acted, where and when, as the counter says of a decision or of an event.
struct Act<'a> {
    clerk: &'a str,
    station_code: &'a str,
    at: Timestamp,
    permit: Option<&'a Permit>,
    consented_by: Option<&'a ConsentWire>,
    /// The caller's, where the credential is of one. A permit proves something beside that credential
    /// only: whoever has merely read one decides nothing in its clerk's name.
    installation: Option<Uuid>,
}

pub fn judge_filing(
    filing: &Filing,
    db: &Db<'_>,
    s: &Submission,
    installation: Option<Uuid>,
) -> Result<Judgement, ApiError> {
    let act = Act {
        clerk: &s.clerk,
        station_code: &s.station_code,
        at: s.decided_at,
        permit: s.permit.as_ref(),
        consented_by: s.consented_by.as_ref(),
        installation,
    };
    let (author, mut marks) = judge_act(filing, db, &act)?;
    marks.extend(filing.packs.find_mark(db, &s.pack_version, &s.item)?);
    marks.extend(check_dates(s, filing.storage.now()));
    Ok(Judgement { author, marks })
}

/// The same of an event: there is no pack in it.
pub fn judge_event(
    filing: &Filing,
    db: &Db<'_>,
    event: &EventFiling,
    installation: Option<Uuid>,
) -> Result<Judgement, ApiError> {
    let act = Act {
        clerk: &event.clerk,
        station_code: &event.station_code,
        at: event.at,
        permit: event.permit.as_ref(),
        consented_by: event.consented_by.as_ref(),
        installation,
    };
    let (author, mut marks) = judge_act(filing, db, &act)?;
    let is_odd = !is_plausible_date(moment(event.at), moment(filing.storage.now()));
    marks.extend(is_odd.then_some(FilingMark::DateOutOfBounds));
    Ok(Judgement { author, marks })
}

fn judge_act(
    filing: &Filing,
    db: &Db<'_>,
    act: &Act<'_>,
) -> Result<(Option<Author>, Vec<FilingMark>), ApiError> {
    let permit = act.permit.and_then(|permit| prove_permit(permit, &filing.public_key));
    if permit.as_ref().is_some_and(|permit| is_of_another(permit, act)) {
        let title = "The permit is of another clerk, or of another installation.";
        return Err(ApiError::unprocessable("permit_of_another", title));
    }
    let mentor = prove_consent(filing, act);
    let account = find_account(db, act.clerk)?;
    let mut marks = Vec::new();
    marks.extend(check_permit(permit.as_ref(), act));
    marks.extend(check_account(account.as_ref(), permit.as_ref(), mentor.is_some()));
    let proven = permit.filter(|permit| covers_act(permit, act));
    let author = proven.map(|permit| Author {
        clerk: permit.clerk,
        name: account.map(|stored| stored.account.name),
        role: permit.role,
        installation: permit.installation,
        from: permit.from,
        until: permit.until,
        consented_by: mentor.map(|mentor| mentor.clerk),
    });
    Ok((author, marks))
}

/// What it says, if the office signed it.
fn prove_permit(permit: &Permit, public_key: &str) -> Option<PermitBody> {
    permit.read_body().filter(|_| permit.verify(public_key))
}

/// The mentor who agreed, where their own permit proves that they could have decided it there
/// themselves. A word that proves nothing is as good as none.
fn prove_consent(filing: &Filing, act: &Act<'_>) -> Option<PermitBody> {
    let consent = act.consented_by.filter(|consent| consent.clerk != act.clerk)?;
    let permit = prove_permit(consent.permit.as_ref()?, &filing.public_key)?;
    let is_mentor = permit.clerk == consent.clerk
        && covers_act(&permit, act)
        && DECIDING.contains(&permit.role.as_str());
    is_mentor.then_some(permit)
}

fn is_of_another(permit: &PermitBody, act: &Act<'_>) -> bool {
    permit.clerk != act.clerk || act.installation.is_some_and(|id| id != permit.installation)
}

/// Whether it was good there when that was done.
fn covers_act(permit: &PermitBody, act: &Act<'_>) -> bool {
    is_of_place(permit, act) && is_in_time(permit, act.at)
}

fn is_of_place(permit: &PermitBody, act: &Act<'_>) -> bool {
    permit.station_code == act.station_code && act.installation == Some(permit.installation)
}

fn is_in_time(permit: &PermitBody, at: Timestamp) -> bool {
    permit.from.duration_since(at) <= EARLIER && at <= permit.until
}

fn check_permit(permit: Option<&PermitBody>, act: &Act<'_>) -> Option<FilingMark> {
    match permit {
        None if act.permit.is_some() => Some(FilingMark::PermitUnproven),
        None => Some(FilingMark::NoPermit),
        Some(permit) if !is_of_place(permit, act) => Some(FilingMark::NoPermit),
        Some(permit) if !is_in_time(permit, act.at) => Some(FilingMark::PermitEnded),
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

fn moment(at: Timestamp) -> Moment {
    Moment::from_millis(at.as_millisecond())
}

fn check_dates(s: &Submission, now: Timestamp) -> Option<FilingMark> {
    let mut times = [s.received_at, s.decided_at].into_iter().chain(s.accepted_at);
    let is_odd = times.any(|at| !is_plausible_date(moment(at), moment(now)))
        || s.deferred.as_ref().is_some_and(|papers| !is_plausible_day(papers.until, moment(now)));
    is_odd.then_some(FilingMark::DateOutOfBounds)
}
