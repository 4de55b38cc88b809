//! An office's records without its parts and its packs, for its administrator: a store that is away
//! keeps nobody from ending an account, and looking into an office gives no pack out. Whoever served
//! it nevertheless could take nothing in.

use std::path::Path;
use std::sync::Arc;

use super::{Office, RECORDS, Setup, make_private_folder};
use crate::error::OpenError;
use crate::filing::KnownPacks;
use crate::parts::AbsentStore;
use crate::records::{Records, ServerRuntime};
use crate::storage::Storage;

impl Office {
    /// Of an office that is there, a trial or not as it says itself; nothing is made where there is
    /// none. A database of PostgreSQL comes before the folder, as in `Setup`.
    pub fn find_records(data: Option<&Path>, database: Option<&str>) -> Result<Self, OpenError> {
        let (records, trial) = match (database, data) {
            (Some(url), _) => Records::find_server(url, &Arc::new(ServerRuntime::default()))?,
            (None, Some(folder)) => Records::find_file(&folder.join(RECORDS), None)?,
            (None, None) => return Err(OpenError::NoOffice),
        };
        Self::with_records_alone(records, trial)
    }

    /// The same, made where there are none yet: an office's people and centre files may be there
    /// before it runs for the first time.
    pub fn open_records(
        data: Option<&Path>,
        database: Option<&str>,
        trial: bool,
    ) -> Result<Self, OpenError> {
        let records = match (database, data) {
            (Some(url), _) => {
                Records::open_server(url, &Arc::new(ServerRuntime::default()), trial)?
            }
            (None, Some(folder)) => {
                make_private_folder(folder).map_err(OpenError::DataFolder)?;
                Records::open_file(Some(&folder.join(RECORDS)), None, trial)?
            }
            (None, None) => return Err(OpenError::NoOffice),
        };
        Self::with_records_alone(records, trial)
    }

    fn with_records_alone(records: Records, trial: bool) -> Result<Self, OpenError> {
        let storage = Arc::new(Storage::new(records, Box::new(AbsentStore)));
        Self::assemble(storage, Setup::default(), trial, KnownPacks::default())
    }
}
