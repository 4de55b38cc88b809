//! Number and password, judged by the office or, with the line down, by what the last good sign-in
//! left here.
use super::Office;
use crate::Failure;
use crate::contract::FailureCode;
use crate::contract::views::StaffRole;
use crate::station::session::{Clerk, RememberedSignIn, SignedIn};
use counter_backoffice::{InstallationState, Permit, SignIn};
use counter_core::date::Moment;
use counter_store::secret;

impl Office {
    /// The try counts before anybody judges it; what nobody judged does not.
    pub async fn check_identity(&self, number: &str, password: &str) -> Result<SignedIn, Failure> {
        let counted = self.station.count_try(number)?;
        match self.judge_identity(number, password).await {
            Ok(signed_in) => {
                self.station.clear_tries(&counted)?;
                Ok(signed_in)
            }
            Err(wrong) if wrong.code == FailureCode::WrongPassword => {
                Err(self.station.describe_wrong_try(number, wrong))
            }
            Err(failure) => {
                self.station.give_back_try(&counted);
                Err(failure)
            }
        }
    }

    async fn judge_identity(&self, number: &str, password: &str) -> Result<SignedIn, Failure> {
        // The window asks who is there as soon as the records are open, the way to the office may
        // still be under construction.
        self.wait_until_settled().await;
        // A password goes to nobody who was not recognized, nor before it is known what they can
        // do: that the line is up, an answer to delivery may have said first.
        let is_known = self.line().is_up() && self.is_introduced();
        let client = match self.client().filter(|_| is_known) {
            Some(client) => Some(client),
            None => self.find_office().await,
        };
        let Some(client) = client else {
            let line = self.line();
            let cause = line.barrier.unwrap_or(FailureCode::OfficeUnreachable);
            let absence = Failure::new(cause);
            return self.check_offline(number, password, absence, line.barrier.is_some()).await;
        };
        let alone = self.renewal.lock().await;
        let answer = match self.introduction().knows_installations {
            true => client.sign_in_at(self.station.sign_in_place()?, number, password).await,
            false => client.sign_in(number, password).await,
        };
        let outcome = match answer {
            Ok(answer) => {
                self.note_answer(true);
                Ok(self.accept_sign_in(password, answer).await?)
            }
            // Kept from the office by a gateway, a clerk works on as without the line.
            Err(error) if error.is_line_down() || error.is_barred() => {
                self.note_line(&error);
                Err((Failure::from(&error), error.is_barred()))
            }
            Err(error) => return Err((&error).into()),
        };
        // A keyring may take a minute, since it asks somebody first. Whoever looks after the line
        // and the credential that things are sent with does not wait for that.
        let office = self.station.office_id();
        drop(alone);
        match outcome {
            Ok(signed_in) => {
                // What an office gave is not kept for one that came meanwhile.
                let is_same = self.station.office_id() == office;
                if let Some(token) = signed_in.token.as_ref().filter(|_| is_same) {
                    self.station.store_token(&signed_in.clerk.number, token.expose());
                }
                Ok(signed_in)
            }
            Err((cause, is_barred)) => self.check_offline(number, password, cause, is_barred).await,
        }
    }

    async fn accept_sign_in(&self, password: &str, answer: SignIn) -> Result<SignedIn, Failure> {
        let station = &self.station;
        let clerk = Clerk {
            number: answer.clerk.number,
            name: answer.clerk.name,
            role: StaffRole::from_word(&answer.clerk.role),
            station: answer.clerk.station,
            window: answer.clerk.window,
            station_code: answer.clerk.station_code.clone(),
        };
        let password = password.to_owned();
        let verifier = tokio::task::spawn_blocking(move || secret::make_verifier(&password)).await;
        let verifier = verifier
            .map_err(|_| Failure::new(FailureCode::Internal))?
            .map_err(|_| Failure::new(FailureCode::Internal))?;
        let now_ms = station.reckoned_ms();
        let hours_ms = i64::from(answer.offline_hours) * 3_600_000;
        let read = |permit: Option<&Permit>| permit.and_then(Permit::read_body);
        let from = read(answer.permit.as_ref()).map(|body| body.from.as_millisecond());
        let permit = match answer.installation {
            Some(InstallationState::Ended) if answer.permit.is_none() => {
                self.find_permit_that_holds(&clerk.number, now_ms)
            }
            _ => answer.permit,
        };
        // Without the line nobody is let in for longer than they may decide.
        let until = read(permit.as_ref()).map(|body| body.until.as_millisecond());
        let (since_ms, until_ms) = (from.unwrap_or(now_ms), until.unwrap_or(now_ms + hours_ms));
        let office = station.office_id();
        station.remember_sign_in(&RememberedSignIn {
            office,
            clerk: clerk.clone(),
            verifier,
            until_ms,
            since_ms: Some(since_ms),
            permit,
        })?;
        station.take_installation_state(
            answer.installation,
            &answer.delivery_credential,
            &answer.clerk.station_code,
        )?;
        self.report_soon();
        // What waited because the credential of before was no longer good goes with this one.
        self.with_breaker(|breaker| *breaker = Default::default());
        Ok(SignedIn { clerk, token: Some(answer.token), offline_until: None })
    }

    /// An office that has ended this installation gives no permit, and takes back none: what is
    /// decided until the end of the one before is still filed once the station has joined anew.
    fn find_permit_that_holds(&self, number: &str, now_ms: i64) -> Option<Permit> {
        let permit = self.station.remembered_sign_in(number)?.permit?;
        let body = permit.read_body()?;
        (body.clerk == number && body.until.as_millisecond() > now_ms).then_some(permit)
    }

    /// `cause` is the line's condition: it is told when this clerk was never signed in here. Who
    /// answers in the office's place is the cause by itself: being online already is what does not
    /// help.
    async fn check_offline(
        &self,
        number: &str,
        password: &str,
        cause: Failure,
        is_barred: bool,
    ) -> Result<SignedIn, Failure> {
        let station = &self.station;
        let sign_in = station.remembered_sign_in(number).ok_or_else(|| match is_barred {
            true => cause,
            false => Failure::new(FailureCode::OfflineNoVerifier).with("why", cause.code),
        })?;
        let (password, verifier) = (password.to_owned(), sign_in.verifier);
        let right =
            tokio::task::spawn_blocking(move || secret::check_verifier(&password, &verifier)).await;
        if !right.map_err(|_| Failure::new(FailureCode::Internal))? {
            return Err(Failure::new(FailureCode::WrongPassword));
        }
        // Not by the clock alone: set back, it would give the hours again.
        if station.reckoned_ms() > sign_in.until_ms {
            return Err(Failure::new(FailureCode::OfflineSignInExpired));
        }
        let token = station.load_token(number);
        let offline_until = Some(Moment::from_millis(sign_in.until_ms));
        Ok(SignedIn { clerk: sign_in.clerk, token, offline_until })
    }
}
