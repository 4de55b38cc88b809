//! What an administrator does at the office's own machine: who may sign in, which installations
//! deliver. It counts at once, while the office runs as well.

use counter_backoffice::NumberRangeWire;
use counter_backoffice::digest::sha256_hex;
use uuid::Uuid;

use super::Office;
use crate::auth::{
    Account, FormerCredentials, ListedAccount, ListedInstallation, ListedLine,
    begin_installation_change, enable_account, enable_installation, end_account,
    end_former_credentials, end_installation, enrol_installation, issue_credential, list_accounts,
    list_former_credentials, list_installations, list_lines, store_account,
};
use crate::error::OpenError;
use crate::filing::give_numbers;
use crate::records::values;
use crate::supervision::{ListedLook, list_all_looks};

impl Office {
    /// Adds an account, or gives an existing one new data and a new password. An existing one's
    /// sign-ins end with it, also those that stations would repeat without the line.
    pub fn enrol(&self, account: &Account, password: &str) -> Result<(), OpenError> {
        store_account(&self.storage, account, password)
    }

    pub fn list_accounts(&self) -> Result<Vec<ListedAccount>, OpenError> {
        Ok(list_accounts(&self.storage.records.get_db()?)?)
    }

    /// Nobody signs in with it any more, and its tokens end. What its clerk decided still leaves
    /// the station. Whether there is such an account.
    pub fn end_account(&self, number: &str) -> Result<bool, OpenError> {
        Ok(end_account(&self.storage, number)?)
    }

    /// Whether there is such an account.
    pub fn enable_account(&self, number: &str) -> Result<bool, OpenError> {
        Ok(enable_account(&self.storage, number)?)
    }

    pub fn list_installations(&self) -> Result<Vec<ListedInstallation>, OpenError> {
        Ok(list_installations(&self.storage.records.get_db()?)?)
    }

    /// Its credential is good no more, and no sign-in brings it another; the tokens of whoever signed
    /// in there end, and the credentials of its station as a whole. Whether there is such an
    /// installation.
    pub fn end_installation(&self, id: Uuid) -> Result<bool, OpenError> {
        Ok(end_installation(&self.storage, id)?)
    }

    /// Whether there is such an installation.
    pub fn enable_installation(&self, id: Uuid) -> Result<bool, OpenError> {
        Ok(enable_installation(&self.storage, id)?)
    }

    /// 文号 for what a department has entrusted to this installation's counter. Whether they were given:
    /// not to an installation that there is not, nor a number that another range has.
    pub fn give_numbers(&self, id: Uuid, range: &NumberRangeWire) -> Result<bool, OpenError> {
        Ok(give_numbers(&self.storage, id, range)?)
    }

    /// Who looked at whose papers, of all stations, newest first.
    pub fn list_looks(&self, most: u32) -> Result<Vec<ListedLook>, OpenError> {
        Ok(list_all_looks(&self.storage.records.get_db()?, most)?)
    }

    /// What was refused to whom, and what did not fit what the office knows, newest first.
    pub fn list_log(&self, most: u32) -> Result<Vec<ListedLine>, OpenError> {
        Ok(list_lines(&self.storage.records.get_db()?, most)?)
    }

    /// Credentials of stations as a whole, as programs of 0.1.0 have them.
    pub fn list_former_credentials(&self) -> Result<Vec<FormerCredentials>, OpenError> {
        Ok(list_former_credentials(&self.storage.records.get_db()?)?)
    }

    /// Programs of 0.1.0 at this station deliver nothing until somebody signs in there again. How
    /// many credentials there were.
    pub fn end_former_credentials(&self, station_code: &str) -> Result<u32, OpenError> {
        Ok(end_former_credentials(&self.storage.records.get_db()?, station_code)?)
    }

    /// What a joining at this very office gives an installation: it delivers for the station from
    /// here on, also one that had ended.
    pub fn admit_installation(&self, id: Uuid, station_code: &str) -> Result<String, OpenError> {
        let change = begin_installation_change(&self.storage, id)?;
        let credential = enrol_installation(&change, id, station_code, "", self.storage.now())
            .map_err(|_| OpenError::Account)?;
        change.commit()?;
        Ok(credential)
    }

    pub fn knows_credential(&self, credential: &str) -> Result<bool, OpenError> {
        let db = self.storage.records.get_db()?;
        let hash = sha256_hex(credential.as_bytes());
        let find = "SELECT 1 FROM credentials WHERE hash = ?1
                    UNION ALL SELECT 1 FROM installations WHERE hash = ?1 OR hash_before = ?1";
        Ok(db.query_first(find, &values![hash])?.is_some())
    }

    /// A delivery credential for a station as a whole, as a sign-in of 0.1.0 there brings one.
    pub fn issue_credential(&self, station_code: &str) -> Result<String, OpenError> {
        issue_credential(&self.storage.records.get_db()?, station_code)
            .map_err(|_| OpenError::Account)
    }
}
