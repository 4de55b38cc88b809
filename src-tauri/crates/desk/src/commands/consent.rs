//! A mentor (带教人), or a supervisor where the act wants one, agrees to one act of whoever is signed
//! in and may not do it alone. The case stays
//! with them, and so does the session: this is no relief.
use crate::Failure;
use crate::contract::views::StaffRole;
use crate::contract::{FailureCode, GiveConsent, Nothing};
use crate::desk::Desk;
use crate::station::consent::Consent;
use crate::station::session::Clerk;
use counter_core::text::normalize_code;

/// Signed by the mentor's password, or by their screen code where they have signed in here lately.
pub async fn give_consent(desk: &Desk, payload: GiveConsent) -> Result<Nothing, Failure> {
    // Read first: whatever ends the question while the mentor is being proved counts.
    let drops = desk.station.count_consent_drops();
    let trainee = desk.station.require_clerk()?;
    let is_supervisors = desk.cases.wants_supervisor(&payload.case, payload.act);
    if !is_supervisors && !desk.station.wants_mentor() {
        return Err(Failure::new(FailureCode::NotAllowed));
    }
    let case = desk.cases.read_case(&payload.case)?.id;
    let number = normalize_code(&payload.number);
    if number == trainee.number {
        let by = if is_supervisors { "supervisor" } else { "mentor" };
        return Err(Failure::new(FailureCode::ConsentNotMentor).with("by", by));
    }
    let mentor = match (payload.password, payload.secret) {
        (Some(password), None) => try_password(desk, &trainee, &number, &password).await?,
        (None, Some(secret)) => try_secret(desk, &trainee, &number, &secret).await?,
        _ => return Err(Failure::new(FailureCode::BadRequest)),
    };
    if is_supervisors && mentor.role != StaffRole::Supervisor {
        return Err(Failure::new(FailureCode::ConsentNotSupervisor));
    }
    let is_kept = desk.station.keep_consent(Consent {
        case,
        act: payload.act,
        of: payload.of,
        to: trainee.number,
        by: mentor.number,
        given_ms: desk.station.reckoned_ms(),
        drops,
        is_noted: false,
    });
    // Left, locked or signed out of meanwhile: it was a no.
    is_kept.then_some(Nothing {}).ok_or_else(|| Failure::new(FailureCode::Conflict))
}

/// The question was left. A word that is only being given counts no more either.
pub async fn drop_consent(desk: &Desk, _: Nothing) -> Result<Nothing, Failure> {
    desk.station.drop_consent();
    Ok(Nothing {})
}

/// Judged as a sign-in is, and leaves what one leaves for a day without the line; but nobody is
/// signed in by it, and no word to the office stays.
async fn try_password(
    desk: &Desk,
    trainee: &Clerk,
    number: &str,
    password: &str,
) -> Result<Clerk, Failure> {
    let answer = desk.office.check_identity(number, password).await;
    desk.station.forget_token(number);
    let mentor = answer?.clerk;
    require_mentor(desk, &mentor, trainee)?;
    Ok(mentor)
}

/// Only while the mentor's last sign-in here would still let them in without the line: a short code
/// does not speak for somebody whom the office has not seen since.
async fn try_secret(
    desk: &Desk,
    trainee: &Clerk,
    number: &str,
    secret: &str,
) -> Result<Clerk, Failure> {
    let spent = || Failure::new(FailureCode::SecretSpent);
    let sign_in = desk.station.remembered_sign_in(number).ok_or_else(spent)?;
    require_mentor(desk, &sign_in.clerk, trainee)?;
    if desk.station.reckoned_ms() > sign_in.until_ms {
        return Err(spent());
    }
    desk.station.try_screen_secret(&sign_in.clerk, secret).await?;
    Ok(sign_in.clerk)
}

/// Whoever decides at this station themselves. Stations of one name are told apart by the office's
/// permit, which it gives for the own station only; an office without permits has the name alone.
fn require_mentor(desk: &Desk, mentor: &Clerk, trainee: &Clerk) -> Result<(), Failure> {
    let decides = matches!(mentor.role, StaffRole::Clerk | StaffRole::Supervisor);
    let has_permit = |number: &str| {
        desk.station.remembered_sign_in(number).is_some_and(|sign_in| sign_in.permit.is_some())
    };
    let is_of_house = mentor.station == trainee.station
        && (has_permit(&mentor.number) || !has_permit(&trainee.number));
    (decides && is_of_house && mentor.number != trainee.number)
        .then_some(())
        .ok_or_else(|| Failure::new(FailureCode::ConsentNotMentor))
}
