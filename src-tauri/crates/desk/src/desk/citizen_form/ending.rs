//! What takes a form away from the citizen's screen: the clerk's going on, a case that was changed, its
//! time without a touch.
use super::FormBeforeCitizen;
use crate::contract::Topic;
use crate::desk::Desk;

/// From here on the clerk is warned.
const WARNED_SECONDS: u32 = 30;

impl Desk {
    /// Says whether there was one.
    pub fn drop_citizen_form(&self) -> bool {
        let dropped = self.citizen_form.lock().take();
        let Some(dropped) = dropped else { return false };
        self.station.note_citizen_reads(false);
        self.station.announce(Topic::Citizen);
        self.station.announce(Topic::Status);
        self.station.announce(Topic::Case(dropped.case));
        true
    }

    /// The clerk goes to this case, or to none.
    pub fn drop_form_of_other(&self, case: Option<&str>) {
        let is_other = |form: &FormBeforeCitizen| Some(form.case.as_str()) != case;
        if self.citizen_form.lock().as_ref().is_some_and(is_other) {
            self.drop_citizen_form();
        }
    }

    /// A case was changed: what stands there may say something else now.
    pub fn drop_stale_form(&self, case: &str, in_force: Option<&str>) {
        let is_stale = |form: &FormBeforeCitizen| {
            form.case == case && Some(form.document.as_str()) != in_force
        };
        if self.citizen_form.lock().as_ref().is_some_and(is_stale) {
            self.drop_citizen_form();
        }
    }

    /// Takes it away when its time is over, and tells the clerk shortly before.
    pub fn watch_citizen_form(&self) {
        let Some(left) = self.citizen_form_seconds() else { return };
        if left == 0 || self.station.has_citizen_time_ended() {
            self.drop_citizen_form();
            return;
        }
        let is_news = self.citizen_form.lock().as_mut().is_some_and(|form| {
            let was_warned = std::mem::replace(&mut form.is_warned, left <= WARNED_SECONDS);
            was_warned != form.is_warned
        });
        if is_news {
            self.station.announce(Topic::Status);
        }
    }

    /// Since the newest touch on either side.
    pub fn citizen_form_seconds(&self) -> Option<u32> {
        let idle_minutes = self.citizen_form.lock().as_ref().map(|form| form.idle_minutes)?;
        let left_ms = i64::from(idle_minutes) * 60_000 - self.station.untouched_ms();
        Some(u32::try_from(left_ms.max(0) / 1000).unwrap_or(u32::MAX))
    }
}
