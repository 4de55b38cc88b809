//! Number and password, judged by the office or, with the line down, by what the last good sign-in
//! left here.
use super::Office;
use crate::Failure;
use crate::contract::FailureCode;
use crate::contract::views::StaffRole;
use crate::station::session::{Clerk, RememberedSignIn, SignedIn};
use counter_backoffice::{Permit, SignIn};
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
        // A password goes to nobody who was not recognized.
        if !self.line().is_up() {
            self.greet().await;
        }
        let line = self.line();
        let Some(client) = self.client().filter(|_| line.is_up()) else {
            let cause = line.barrier.unwrap_or(FailureCode::OfficeUnreachable);
            let absence = Failure::new(cause);
            return self.check_offline(number, password, absence, line.barrier.is_some()).await;
        };
        let _alone = self.renewal.lock().await;
        let answer = match self.introduction().knows_installations {
            true => client.sign_in_at(self.station.installation_id()?, number, password).await,
            false => client.sign_in(number, password).await,
        };
        match answer {
            Ok(answer) => {
                self.note_answer(true);
                self.accept_sign_in(password, answer).await
            }
            // Kept from the office by a gateway, a clerk works on as without the line.
            Err(error) if error.is_line_down() || error.is_barred() => {
                self.note_line(&error);
                let (cause, is_barred) = (Failure::from(&error), error.is_barred());
                self.check_offline(number, password, cause, is_barred).await
            }
            Err(error) => Err((&error).into()),
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
        };
        let password = password.to_owned();
        let verifier = tokio::task::spawn_blocking(move || secret::make_verifier(&password)).await;
        let verifier = verifier
            .map_err(|_| Failure::new(FailureCode::Internal))?
            .map_err(|_| Failure::new(FailureCode::Internal))?;
        let since_ms = station.reckoned_ms();
        let hours_ms = i64::from(answer.offline_hours) * 3_600_000;
        // Without the line nobody is let in for longer than they may decide.
        let permit = answer.permit.as_ref().and_then(Permit::read_body);
        let (since_ms, until_ms) = match &permit {
            Some(permit) => (permit.from.as_millisecond(), permit.until.as_millisecond()),
            None => (since_ms, since_ms + hours_ms),
        };
        let office = station.office_id();
        station.remember_sign_in(&RememberedSignIn {
            office,
            clerk: clerk.clone(),
            verifier,
            until_ms,
            since_ms: Some(since_ms),
            permit: answer.permit,
        })?;
        station.take_installation_state(
            answer.installation,
            &answer.delivery_credential,
            &answer.clerk.station_code,
        )?;
        self.report_soon();
        // What waited because the credential of before was no longer good goes with this one.
        self.with_breaker(|breaker| *breaker = Default::default());
        station.store_token(&clerk.number, answer.token.expose());
        Ok(SignedIn { clerk, token: Some(answer.token), offline_until: None })
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
