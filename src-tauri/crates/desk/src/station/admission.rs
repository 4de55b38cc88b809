//! Cases of colleagues that a clerk goes on with: a reason was given, they came by relief, or the
//! office left them to this window. Until the session of whoever it is ends.
use super::Station;

impl Station {
    pub fn admit_to_case(&self, clerk: &str, case: &str) {
        self.admitted.lock().insert((clerk.to_owned(), case.to_owned()));
    }

    pub fn is_admitted(&self, clerk: &str, case: &str) -> bool {
        self.admitted.lock().contains(&(clerk.to_owned(), case.to_owned()))
    }

    pub fn forget_admissions(&self) {
        self.admitted.lock().clear();
    }
}
