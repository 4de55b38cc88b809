//! What is odd about this computer: its clock against the office's and against its own past, its
//! time zone, the age of its data; and what else is to be read. Tells; never keeps anybody from
//! working.
use crate::Failure;
use crate::cases::Cases;
use crate::catalog::Catalog;
use crate::contract::FailureCode;
use crate::contract::views::{Notice, NoticeKind, StaffRole};
use crate::delivery::Delivery;
use crate::office::Office;
use crate::station::Station;
use crate::station::clock::{BEIJING_SECONDS, zone_text};
use crate::station::stored::StoredName;
use crate::station::tries::FailedTries;
use crate::upkeep::Upkeep;
use counter_centre::Standing;
use counter_core::code::variant_code;
use counter_core::date::{Moment, date_text, moment_text};
use counter_core::trusted_time::Doubt;

pub struct NoticeSources<'a> {
    pub station: &'a Station,
    pub office: &'a Office,
    pub catalog: &'a Catalog,
    pub cases: &'a Cases,
    pub delivery: &'a Delivery,
    pub upkeep: &'a Upkeep,
}

impl NoticeSources<'_> {
    pub fn collect_notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        notices.extend(self.office_notice());
        notices.extend(self.unconfirmed_notice());
        notices.extend(self.installation_notice());
        notices.extend(self.centre_file_notice());
        notices.extend(self.centre_notice());
        notices.extend(self.failed_tries_notice());
        notices.extend(failed_passphrases_notice(self.station));
        notices.extend(crash_notice(self.station));
        notices.extend(clock_notice(self.station));
        notices.extend(zone_notice(self.station));
        notices.extend(self.upkeep.old_copy_notice());
        notices.extend(self.cases.deadline_notices());
        notices.extend(self.delivery.deadline_notice());
        notices.extend(self.cases.damage_notice());
        notices.extend(self.upkeep.space_notice());
        notices.extend(self.catalog.notices());
        notices.extend(self.delivery.step_notice());
        notices.extend(self.upkeep.update_notices());
        notices
    }

    /// Nothing is sent, and why; it stays until that has been put right.
    fn office_notice(&self) -> Option<Notice> {
        let code =
            self.office.stop_reason().filter(|code| *code != FailureCode::OfficeNotSettled)?;
        let waiting = self.office.count_unsent().unwrap_or_default().to_string();
        let params = [("code", code.to_string()), ("waiting", waiting)];
        Some(Notice::new(NoticeKind::OfficeStopped, false, &params))
    }

    /// What a former program left waits for the office's word on a case of ours.
    fn unconfirmed_notice(&self) -> Option<Notice> {
        if self.office.stop_reason().is_some() || self.station.is_office_confirmed() {
            return None;
        }
        let waiting = self.office.count_unsent().unwrap_or_default();
        let params = [("waiting", waiting.to_string())];
        (waiting > 0).then(|| Notice::new(NoticeKind::OfficeUnconfirmed, false, &params))
    }

    fn installation_notice(&self) -> Option<Notice> {
        let waiting = self.office.count_unsent().unwrap_or_default().to_string();
        let params = [("waiting", waiting)];
        self.station
            .is_installation_ended()
            .then(|| Notice::new(NoticeKind::InstallationEnded, false, &params))
    }

    fn centre_file_notice(&self) -> Option<Notice> {
        let params = [("code", self.office.system_file_refusal()?.code.to_string())];
        Some(Notice::new(NoticeKind::CentreFileRefused, false, &params))
    }

    /// That no centre settles anything here is for whoever can change it; an end is for everybody.
    fn centre_notice(&self) -> Option<Notice> {
        if let Some(refusal) = self.office.offer_refusal() {
            let params = [("code", refusal.code.to_string())];
            return Some(Notice::new(NoticeKind::CentreRefused, false, &params));
        }
        let is_supervisor =
            self.station.require_clerk().is_ok_and(|clerk| clerk.role == StaffRole::Supervisor);
        match self.station.centre_standing()? {
            Standing::NotJoined if is_supervisor => {
                Some(Notice::new(NoticeKind::CentreNotJoined, false, &[]))
            }
            Standing::Ended => {
                let until = date_text(self.station.joined_centre()?.body().until);
                Some(Notice::new(NoticeKind::CentreEnded, false, &[("until", until)]))
            }
            Standing::NotJoined | Standing::InForce => None,
        }
    }

    /// A clerk has read it. What is still true of the clock cannot be put away.
    pub fn mark_notice_read(&self, code: NoticeKind) -> Result<(), Failure> {
        match code {
            NoticeKind::CatalogueNew => self.catalog.mark_news_read(),
            NoticeKind::UpdateNew => self.upkeep.mark_update_read(),
            NoticeKind::StepTold => self.delivery.mark_step_read(),
            NoticeKind::DeadlinePast
            | NoticeKind::DeadlineToday
            | NoticeKind::DeadlineNear
            | NoticeKind::ClosingSoon => self.cases.mark_deadline_read(code),
            NoticeKind::ZoneChanged => self
                .station
                .store_text(StoredName::ZoneRead, &zone_text(self.station.zone_seconds())),
            NoticeKind::OldImage | NoticeKind::DataGone => {
                self.upkeep.mark_old_copy_read();
                Ok(())
            }
            NoticeKind::FailedTries => {
                let clerk = self.station.require_clerk()?;
                self.station.remove_stored(StoredName::FailedTries(&clerk.number))
            }
            NoticeKind::FailedPassphrases => {
                self.station.remove_stored(StoredName::FailedPassphrases)
            }
            NoticeKind::Crashed => self.station.mark_crashes_read(),
            NoticeKind::OfficeStopped
            | NoticeKind::OfficeUnconfirmed
            | NoticeKind::CentreNotJoined
            | NoticeKind::CentreEnded
            | NoticeKind::CentreRefused
            | NoticeKind::CentreFileRefused
            | NoticeKind::InstallationEnded
            | NoticeKind::ClockBehind
            | NoticeKind::ClockAhead
            | NoticeKind::ClockBack
            | NoticeKind::DeliveryDue
            | NoticeKind::SpaceLow
            | NoticeKind::PagesDamaged
            | NoticeKind::CatalogueRefused
            | NoticeKind::CatalogueExpired
            | NoticeKind::TemplatesRefused
            | NoticeKind::UpdateWaits
            | NoticeKind::UpdateForced
            | NoticeKind::UpdateInstalled
            | NoticeKind::UpdateRefused => Err(Failure::new(FailureCode::BadRequest)),
        }
    }

    /// Of whoever is signed in, and nobody else's.
    fn failed_tries_notice(&self) -> Option<Notice> {
        let clerk = self.station.require_clerk().ok()?;
        let failed = self.station.stored_value(StoredName::FailedTries(&clerk.number))?;
        Some(tries_notice(NoticeKind::FailedTries, failed))
    }
}

fn failed_passphrases_notice(station: &Station) -> Option<Notice> {
    let failed = station.stored_value(StoredName::FailedPassphrases)?;
    station.is_signed_in().then(|| tries_notice(NoticeKind::FailedPassphrases, failed))
}

fn tries_notice(code: NoticeKind, failed: FailedTries) -> Notice {
    let last = moment_text(Moment::from_millis(failed.last_ms));
    Notice::new(code, true, &[("count", failed.count.to_string()), ("last", last)])
}

/// What went wrong in the program before this start; the newest is told with its time.
fn crash_notice(station: &Station) -> Option<Notice> {
    let unread = station.unread_crashes();
    let last = unread.last()?;
    let params = [
        ("count", unread.len().to_string()),
        ("last", moment_text(last.at)),
        ("program", variant_code(&last.program)),
    ];
    Some(Notice::new(NoticeKind::Crashed, true, &params))
}

fn clock_notice(station: &Station) -> Option<Notice> {
    let (code, by_ms) = match station.clock_doubt()? {
        Doubt::Behind(by_ms) => (NoticeKind::ClockBehind, by_ms),
        Doubt::Ahead(by_ms) => (NoticeKind::ClockAhead, by_ms),
        Doubt::SetBack(by_ms) => (NoticeKind::ClockBack, by_ms),
    };
    // To the minute, so that it does not change under the eye.
    Some(Notice::new(code, false, &[("minutes", (by_ms / 60_000).to_string())]))
}

fn zone_notice(station: &Station) -> Option<Notice> {
    let zone = station.zone_seconds();
    let text = zone_text(zone);
    let is_news = zone != BEIJING_SECONDS
        && station.stored_text(StoredName::ZoneRead).as_deref() != Some(&text);
    is_news.then(|| Notice::new(NoticeKind::ZoneChanged, true, &[("zone", text)]))
}
