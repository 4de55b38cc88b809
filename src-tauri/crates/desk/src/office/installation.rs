//! What this installation tells the office of itself from time to time, and hears in return: a new
//! credential, and whose sign-ins are over. Not what signing in and joining bring.
use super::Office;
use crate::Failure;
use crate::contract::FailureCode;
use crate::station::stored::StoredName;
use counter_backoffice::{InstallationReport, KnownSignIn, MAX_WINDOW_CHARS, OfficeError};
use counter_core::date::date_text;

/// How soon a clerk whose account was ended is no clerk here, while the line is up.
const REPORT_EVERY_MS: i64 = 2 * 60_000;

/// When the last report was due, and over which connection.
#[derive(Default)]
pub struct Reports {
    due_ms: i64,
    connection: u64,
}

impl Office {
    /// After a sign-in or a joining there is news.
    pub fn report_soon(&self) {
        self.reports.lock().due_ms = 0;
    }

    pub async fn watch_installation(&self) {
        let station = &self.station;
        let knows = self.introduction().knows_installations;
        if !knows || !self.line().is_up() || !self.is_report_due() {
            return;
        }
        let alone = self.renewal.lock().await;
        let (Some(client), Some(credential)) = (self.client(), station.delivery_credential())
        else {
            return;
        };
        let today = date_text(station.reckoned_date());
        let day_name = StoredName::CredentialDay;
        let renew = station.stored_text(day_name).is_none_or(|day| day != today);
        let report = InstallationReport {
            window: self.name_own_window(),
            unsent: u32::try_from(self.count_unsent().unwrap_or_default()).unwrap_or(u32::MAX),
            sign_ins: station.list_known_sign_ins(),
            renew,
            recovered: self.find_recovery_to_tell(),
        };
        let outcome = match client.report_installation(&credential, &report).await {
            Ok(answer) => {
                let renewal = answer.delivery_credential.as_ref().map_or(Ok(()), |credential| {
                    station.store_credential(credential)?;
                    station.store_text(day_name, &today)
                });
                let noted = renewal.and_then(|()| station.note_installation_ended(false));
                let outcome_of_recovery =
                    noted.and_then(|()| self.note_recovery_told(report.recovered.as_ref()));
                outcome_of_recovery.map(|()| answer.ended_sign_ins)
            }
            Err(OfficeError::InstallationEnded) => {
                station.note_installation_ended(true).map(|()| Vec::new())
            }
            // No answer is no news.
            Err(error) if error.is_line_down() => return,
            // A credential of a former program, most likely, which reports nothing.
            Err(error) => {
                tracing::warn!(code = error.code(), "the office did not take the report");
                return;
            }
        };
        drop(alone);
        self.fetch_numbers().await;
        let outcome = match outcome {
            Ok(numbers) if numbers.is_empty() => return,
            Ok(numbers) => {
                let mut sign_ins = report.sign_ins;
                sign_ins.retain(|sign_in| numbers.contains(&sign_in.clerk));
                self.end_sign_ins(sign_ins).await
            }
            Err(failure) => Err(failure),
        };
        if let Err(failure) = outcome {
            tracing::warn!(code = failure.code.as_str(), "the office's word could not be kept");
        }
    }

    /// Each forgets a token, for which the keyring may take a minute: not on a thread that serves
    /// others, nor while somebody who signs in waits for their turn.
    async fn end_sign_ins(&self, sign_ins: Vec<KnownSignIn>) -> Result<(), Failure> {
        let station = self.station.clone();
        let ending = tokio::task::spawn_blocking(move || {
            sign_ins.iter().try_for_each(|sign_in| station.end_sign_in(sign_in))
        });
        ending.await.map_err(|_| Failure::new(FailureCode::Internal))?
    }

    /// Where this installation stands, as long as the office hears it. A guest's window is at
    /// another station, and with nobody signed in it stands where it stood: then nothing is said.
    fn name_own_window(&self) -> String {
        let own = self.station.known_station_code();
        let clerk = self.station.require_clerk().ok();
        let clerk = clerk.filter(|clerk| own.is_some_and(|own| own == clerk.station_code));
        let window = clerk.map(|clerk| clerk.window).unwrap_or_default();
        window.chars().take(MAX_WINDOW_CHARS).collect()
    }

    fn is_report_due(&self) -> bool {
        let (now, connection) = (self.station.now().millis(), self.news.borrow().connection);
        let mut reports = self.reports.lock();
        let is_due = reports.connection != connection
            || now >= reports.due_ms
            || reports.due_ms - now > REPORT_EVERY_MS;
        if is_due {
            *reports = Reports { due_ms: now + REPORT_EVERY_MS, connection };
        }
        is_due
    }
}
