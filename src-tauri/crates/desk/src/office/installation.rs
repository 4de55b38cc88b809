//! What this installation tells the office of itself from time to time, and hears in return: a new
//! credential, and whose sign-ins are over. Not what signing in and joining bring.
use super::Office;
use crate::station::stored::StoredName;
use counter_backoffice::{InstallationReport, OfficeError};
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
    /// After a sign-in there is news.
    pub fn report_soon(&self) {
        self.reports.lock().due_ms = 0;
    }

    pub async fn watch_installation(&self) {
        let station = &self.station;
        let knows = self.introduction().knows_installations;
        if !knows || !self.line().is_up() || !self.is_report_due() {
            return;
        }
        let _alone = self.renewal.lock().await;
        let (Some(client), Some(credential)) = (self.client(), station.delivery_credential())
        else {
            return;
        };
        let today = date_text(station.reckoned_date());
        let day_name = StoredName::CredentialDay;
        let renew = station.stored_text(day_name).is_none_or(|day| day != today);
        let report = InstallationReport {
            window: station.require_clerk().map(|clerk| clerk.window).unwrap_or_default(),
            unsent: u32::try_from(self.count_unsent().unwrap_or_default()).unwrap_or(u32::MAX),
            sign_ins: station.list_known_sign_ins(),
            renew,
        };
        if !report.is_possible() {
            return;
        }
        let outcome = match client.report_installation(&credential, &report).await {
            Ok(answer) => {
                let renewal = answer.delivery_credential.as_ref().map_or(Ok(()), |credential| {
                    station.store_credential(credential)?;
                    station.store_text(day_name, &today)
                });
                let mut numbers = answer.ended_sign_ins.iter();
                renewal
                    .and_then(|()| station.note_installation_ended(false))
                    .and_then(|()| numbers.try_for_each(|number| station.end_sign_in(number)))
            }
            Err(OfficeError::InstallationEnded) => station.note_installation_ended(true),
            // No answer is no news, and a credential of a former program reports nothing.
            Err(_) => return,
        };
        if let Err(failure) = outcome {
            tracing::warn!(code = failure.code.as_str(), "the office's word could not be kept");
        }
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
