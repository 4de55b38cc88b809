//! Records that are only looked at: nothing in the station's folder changes by a byte, not even
//! what a start would tidy up.

use crate::crypto::station_key::StationKey;
use crate::database::open;
use crate::database::open::Place;
use crate::error::StoreError;
use crate::files::vault::Vault;
use crate::store::Store;
use std::ops::Deref;
use std::path::Path;

/// A store that cannot be written to: everything that changes it wants it whole, and this lends it
/// out only.
pub struct Look(Store);

impl Look {
    /// The database is copied into `scratch`, a private folder of the caller's, together with what
    /// its log still holds; it stays encrypted there. Pages are read where they are. A station that
    /// is running is refused as open already.
    pub fn open(place: &Place, key: &StationKey, scratch: &Path) -> Result<Self, StoreError> {
        let (db, lock) = open::open_copy(place, key, scratch)?;
        Ok(Self(Store::from_parts(db, Vault::read_only(&place.vault), key.case_wrapping(), lock)))
    }

    /// Files in the vault that no table knows: what a cut left behind before its row was committed.
    pub fn find_strays(&self) -> Result<Vec<String>, StoreError> {
        let mut strays = Vec::new();
        for (case, file) in self.0.vault.list_files()? {
            let page = file.strip_suffix(".page").unwrap_or_default();
            if !self.0.has_page(&case, page)? {
                strays.push(format!("{case}/{file}"));
            }
        }
        strays.sort();
        Ok(strays)
    }
}

impl Deref for Look {
    type Target = Store;
    fn deref(&self) -> &Store {
        &self.0
    }
}
