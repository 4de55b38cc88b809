//! Who is signed in, what that allows, and what a good sign-in leaves behind for a day without the
//! line.
use super::Station;
use super::session_times::Presence;
use super::stored::StoredName;
use crate::Failure;
use crate::contract::views::{ClerkView, StaffRole};
use crate::contract::{Access, FailureCode};
use counter_backoffice::Permit;
use counter_core::date::{Moment, moment_text};
use counter_core::private::Private;
use serde::{Deserialize, Serialize};

/// A person of the office as the last sign-in named them. Stored: a field that is added needs a
/// default.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Clerk {
    pub number: String,
    pub name: String,
    pub role: StaffRole,
    pub station: String,
    pub window: String,
    /// Code of the station that the window is of; empty where a former program left it.
    pub station_code: String,
}

pub struct SignedIn {
    pub clerk: Clerk,
    /// The clerk's own word to the office. None after a sign-in without the line, unless the
    /// keyring still has it.
    pub token: Option<Private>,
    /// Signed in without the line, and until when that holds.
    pub offline_until: Option<Moment>,
}

impl SignedIn {
    /// As far as the place says nothing of it.
    fn view(&self) -> ClerkView {
        let clerk = self.clerk.clone();
        ClerkView {
            number: clerk.number,
            name: clerk.name,
            role: clerk.role,
            station: clerk.station,
            held_at: clerk.window.clone(),
            window: clerk.window,
            offline: self.offline_until.is_some(),
            offline_until: self.offline_until.map(moment_text),
        }
    }
}

/// Who it was, and a verifier of the password (Argon2id), valid for some hours.
#[derive(Serialize, Deserialize)]
pub struct RememberedSignIn {
    /// Id of the office that judged the password; empty where a former program left it.
    #[serde(default)]
    pub office: String,
    pub clerk: Clerk,
    pub verifier: String,
    pub until_ms: i64,
    /// When the office let them in, by its own clock as far as it is known here; none where a former
    /// program left it.
    #[serde(default)]
    pub since_ms: Option<i64>,
    /// The office's word that this clerk decides here for a time. It goes with what they decide.
    #[serde(default)]
    pub permit: Option<Permit>,
}

impl Station {
    pub fn signed_in_view(&self) -> Option<ClerkView> {
        let view = self.signed_in.lock().as_ref().map(SignedIn::view)?;
        let held_at = self.custody_place(&view.window);
        Some(ClerkView { held_at, ..view })
    }

    pub fn is_signed_in(&self) -> bool {
        self.signed_in.lock().is_some()
    }

    /// From a proof of who it is: a new session begins.
    pub fn sign_in_clerk(&self, signed_in: SignedIn) {
        self.drop_consent();
        *self.presence.lock() = Presence::begin(self.reckoned_ms());
        *self.signed_in.lock() = Some(signed_in);
    }

    /// The session is over: what spoke for the clerk at the office is given up.
    pub fn end_token(&self, number: &str) {
        if let Some(signed_in) = self.signed_in.lock().as_mut() {
            signed_in.token = None;
        }
        self.forget_token(number);
    }

    /// Whoever was signed in, and whose token has to be forgotten.
    pub fn sign_out_clerk(&self) -> Option<Clerk> {
        self.end_technician_leave();
        self.drop_consent();
        self.signed_in.lock().take().map(|signed_in| signed_in.clerk)
    }

    pub fn signed_in_token(&self) -> Option<Private> {
        self.signed_in.lock().as_ref().and_then(|signed_in| signed_in.token.clone())
    }

    /// Signed in without the line, and the time for which that holds is over.
    pub fn has_leave_ended(&self, now_ms: i64) -> bool {
        let signed_in = self.signed_in.lock();
        let until = signed_in.as_ref().and_then(|signed_in| signed_in.offline_until);
        until.is_some_and(|until| now_ms > until.millis())
    }

    pub fn require_clerk(&self) -> Result<Clerk, Failure> {
        let signed_in = self.signed_in.lock();
        signed_in
            .as_ref()
            .map(|signed_in| signed_in.clerk.clone())
            .ok_or_else(|| Failure::new(FailureCode::NotSignedIn))
    }

    /// Whether the one signed in may do what asks for `access`; the refusal says which of the two
    /// is wrong, the person or the door.
    pub fn require_access(&self, access: Access) -> Result<(), Failure> {
        if matches!(access, Access::Anyone | Access::Citizen) {
            return Ok(());
        }
        let role = self.require_clerk()?.role;
        let may = match access {
            Access::Anyone | Access::Citizen | Access::Signed => true,
            Access::Clerk => {
                matches!(role, StaffRole::Clerk | StaffRole::Trainee | StaffRole::Trainer)
            }
            Access::Supervisor => role == StaffRole::Supervisor,
        };
        may.then_some(()).ok_or_else(|| Failure::new(FailureCode::RoleNotAllowed))
    }

    /// At the office that this station works for: an account of another one, a trial's above all,
    /// lets nobody in.
    pub fn remembered_sign_in(&self, number: &str) -> Option<RememberedSignIn> {
        let sign_in: RememberedSignIn = self.stored_value(StoredName::SignIn(number))?;
        Some(sign_in).filter(|sign_in| self.is_of_current_office(&sign_in.office))
    }

    pub fn remember_sign_in(&self, sign_in: &RememberedSignIn) -> Result<(), Failure> {
        let number = &sign_in.clerk.number;
        self.store_value(StoredName::SignIn(number), sign_in)?;
        let mut numbers: Vec<String> = self.stored_value(StoredName::SignIns).unwrap_or_default();
        numbers.retain(|before| before != number);
        // The newest first: more than an office hears of at once are not told.
        numbers.insert(0, number.clone());
        self.store_value(StoredName::SignIns, &numbers)
    }

    /// Everybody with an account who signed in here, and who is signed in now. Of staff no more is known
    /// than the name.
    pub fn list_staff_names(&self) -> Vec<String> {
        let numbers: Vec<String> = self.stored_value(StoredName::SignIns).unwrap_or_default();
        let known = numbers.iter().filter_map(|number| self.remembered_sign_in(number));
        let present = self.require_clerk().ok().map(|clerk| clerk.name);
        known.map(|sign_in| sign_in.clerk.name).chain(present).collect()
    }

    /// A colleague's name as the last sign-in here had it; the number where nobody of that number
    /// ever signed in.
    pub fn colleague_name(&self, number: &str) -> String {
        self.remembered_sign_in(number)
            .map_or_else(|| number.to_owned(), |sign_in| sign_in.clerk.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a sign-in left behind while the view of the screen was stored, and what it leaves now.
    #[test]
    fn a_sign_in_of_each_version_is_read() {
        let former = r#"{"clerk":{"number":"1001","name":"陈示例","role":"clerk","station":"示例镇便民服务中心","window":"3号窗",
            "offline":false,"offline_until":null},"verifier":"$argon2id$example","until_ms":1795311000000}"#;
        let later = former.replace(
            r#""offline":false,"offline_until":null"#,
            r#""colour":{"of":["a","later","program"]}"#,
        );
        let offline = former.replace(
            r#""offline":false,"offline_until":null"#,
            r#""offline":true,"offline_until":"2026-11-22 17:30""#,
        );
        let present =
            serde_json::to_string(&serde_json::from_str::<RememberedSignIn>(former).unwrap())
                .unwrap();
        for json in [former, &later, &offline, &present] {
            let sign_in: RememberedSignIn = serde_json::from_str(json).unwrap();
            let Clerk { number, name, role, station, window, .. } = sign_in.clerk;
            assert_eq!(
                (number.as_str(), name.as_str(), role),
                ("1001", "陈示例", StaffRole::Clerk),
                "{json}"
            );
            assert_eq!(
                (station.as_str(), window.as_str()),
                ("示例镇便民服务中心", "3号窗"),
                "{json}"
            );
            assert_eq!(
                (sign_in.verifier.as_str(), sign_in.until_ms),
                ("$argon2id$example", 1_795_311_000_000)
            );
        }
        let older = former.replace(r#""window":"3号窗","#, "");
        assert!(
            serde_json::from_str::<RememberedSignIn>(&older)
                .is_ok_and(|sign_in| sign_in.clerk.window.is_empty())
        );
    }
}
