//! The diagnostics bundle of a station whose window is closed, or does not open.
use super::Records;
use crate::station::clock::system_clock;
use crate::station::settings::load_settings;
use crate::station::stored::StoredName;
use crate::support::bundle::make_bundle;
use crate::support::facts::{
    count_records, describe_catalogue, describe_program, describe_room, describe_settings,
};
use counter_catalog::Pack;
use counter_core::date::{Moment, moment_text};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Where such a station lies.
pub struct ClosedStation {
    pub data: PathBuf,
    pub config: PathBuf,
    pub logs: PathBuf,
}

pub struct ClosedBundle {
    pub bytes: Vec<u8>,
    /// Why the records are not counted in it.
    pub unread: Option<&'static str>,
}

impl ClosedStation {
    /// With what can be read: a station that does not open wants a technician most.
    ///
    /// # Errors
    /// None that memory does not cause.
    pub fn make_bundle(&self, passphrase: Option<&str>) -> std::io::Result<ClosedBundle> {
        let records = Records::open(&self.data, passphrase);
        let unread = records.as_ref().err().copied();
        let (counts, pack) = match &records {
            Ok(records) => (records.count(), records.current_pack()),
            Err(code) => (json!({ "unread": code }), builtin_pack()),
        };
        let settings = load_settings(&self.config);
        let about = json!({
            "made_at": moment_text(Moment::from_millis(system_clock()())),
            "program": describe_program(),
            "catalogue": describe_catalogue(&pack),
            "settings": settings.map_or_else(|_| json!("unreadable"), |settings| describe_settings(&settings)),
            "records": counts,
            "room": describe_room(&self.data),
        });
        Ok(ClosedBundle { bytes: make_bundle(about, &self.logs)?, unread })
    }
}

impl Records {
    fn count(&self) -> Value {
        let mut counts =
            count_records(&self.look).unwrap_or_else(|error| json!({ "unread": error.code() }));
        // Of the copy, which looking has brought to this program's.
        if let Value::Object(fields) = &mut counts {
            fields.remove("schema");
        }
        counts
    }

    fn current_pack(&self) -> Pack {
        let current = self.look.setting(&StoredName::PackCurrent.text()).ok().flatten();
        current.map_or_else(builtin_pack, |version| self.pinned_pack(&version))
    }
}

fn builtin_pack() -> Pack {
    Pack::builtin().unwrap_or_else(|_| Pack::empty())
}
