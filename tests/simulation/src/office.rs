//! The real office over a folder of its own: restarted, asked by the line, and looked through at
//! the end of the day.
use counter_backoffice::{
    Author, EventFiling, NumberRangeWire, OfficeKey, Permit, PermitBody, Request, Response,
    Submission, Transport, TransportError,
};
use counter_core::case::EventAnswer;
use counter_office::{InProcess, Office, Setup};
use counter_store::NumberRange;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

pub const STATION: &str = "SIM001";
pub const CLERK: &str = "1001";
/// What the station calls the one office that there is.
pub const OFFICE: &str = "office";
/// That entrusted a part of its decisions.
pub const DEPARTMENT: &str = "示例局";
const NUMBERS: u64 = 4;
const INSTALLATION: uuid::Uuid = uuid::Uuid::from_u128(14);

pub struct Far {
    folder: PathBuf,
    clock: Arc<AtomicI64>,
    office: Arc<Office>,
    door: InProcess,
}

/// One revision as the office keeps it.
pub struct FiledCase {
    pub number: String,
    pub provisional: Option<String>,
    pub submission: Submission,
    pub acknowledged: bool,
    /// Whom the office itself names as the one who decided.
    pub author: Option<Author>,
    /// What it found odd, by name.
    pub marks: Vec<String>,
    /// SHA-256 of each part that lies there, with its bytes.
    pub parts: Vec<(String, Vec<u8>)>,
}

/// One event as the office keeps it.
pub struct FiledEvent {
    pub filing: EventFiling,
    pub verdict: EventAnswer,
    pub acknowledged: bool,
    /// Of its case: SHA-256 of each part that lies there, with its bytes.
    pub parts: Vec<(String, Vec<u8>)>,
}

fn open(folder: &Path, clock: &Arc<AtomicI64>) -> Arc<Office> {
    let now = clock.clone();
    let clock = move || jiff::Timestamp::from_millisecond(now.load(Ordering::Relaxed)).unwrap();
    let setup = Setup { data: Some(folder), ..Setup::default() };
    Arc::new(Office::set_up(setup).unwrap().with_clock(Arc::new(clock)))
}

impl Far {
    pub fn open(folder: PathBuf, clock: Arc<AtomicI64>) -> Far {
        let office = open(&folder, &clock);
        Far { door: InProcess::new(office.clone()), office, folder, clock }
    }

    pub fn restart(self) -> Far {
        let (folder, clock) = (self.folder.clone(), self.clock.clone());
        drop(self);
        Far::open(folder, clock)
    }

    /// The station joins, or joins anew, and somebody signs in: its credential, and the office's word
    /// on who decides there.
    pub fn admit_station(&self) -> (String, Permit) {
        let credential = self.office.admit_installation(INSTALLATION, STATION).unwrap();
        let db = rusqlite::Connection::open(self.folder.join("office.db")).unwrap();
        let seed: String = db.query_row("SELECT seed FROM office", [], |row| row.get(0)).unwrap();
        let key = OfficeKey::from_seed(&hex::decode(seed).unwrap()).unwrap();
        let from = jiff::Timestamp::from_millisecond(self.clock.load(Ordering::Relaxed)).unwrap();
        let permit = PermitBody {
            clerk: CLERK.to_owned(),
            role: "clerk".to_owned(),
            station_code: STATION.to_owned(),
            installation: INSTALLATION,
            from,
            until: from + jiff::SignedDuration::from_hours(72),
        };
        (credential, key.sign_permit(&permit).unwrap())
    }

    /// The station's next 文号, a handful: they run out on many a day.
    pub fn give_numbers(&self) {
        let first = self.list_numbers().last().map_or(1, |range| range.last + 1);
        let range = NumberRangeWire {
            id: uuid::Uuid::from_u128(u128::from(first) << 64 | 0x4e),
            department: DEPARTMENT.to_owned(),
            prefix: "示准〔2026〕".to_owned(),
            suffix: "号".to_owned(),
            first,
            last: first + NUMBERS - 1,
        };
        assert!(self.office.give_numbers(INSTALLATION, &range).unwrap());
    }

    /// All that were given, read past the office's own code.
    pub fn list_numbers(&self) -> Vec<NumberRange> {
        let db = rusqlite::Connection::open(self.folder.join("office.db")).unwrap();
        let select =
            "SELECT id, department, prefix, suffix, low, high FROM number_ranges ORDER BY seq";
        let mut statement = db.prepare(select).unwrap();
        let place = |number: i64| u64::try_from(number).unwrap();
        let rows = statement.query_map([], |row| {
            Ok(NumberRange {
                id: row.get(0)?,
                department: row.get(1)?,
                prefix: row.get(2)?,
                suffix: row.get(3)?,
                first: place(row.get(4)?),
                last: place(row.get(5)?),
            })
        });
        rows.unwrap().map(Result::unwrap).collect()
    }

    pub fn end_installation(&self) {
        assert!(self.office.end_installation(INSTALLATION).unwrap());
    }

    /// The future does not borrow the office: it may be asked for while something else is looked
    /// at.
    pub fn call(
        &self,
        request: Request,
    ) -> impl Future<Output = Result<Response, TransportError>> + Send + use<> {
        let door = self.door.clone();
        async move { door.call(request).await }
    }

    /// A byte of a case's first part turns over on the office's own disk, unless the office has
    /// vouched for it already: a part of a revision, or of an event.
    pub fn corrupt_part(&self, case: &str) {
        let db = rusqlite::Connection::open(self.folder.join("office.db")).unwrap();
        let open = "SELECT id FROM uploads WHERE case_uuid = ?1 AND (NOT EXISTS (
            SELECT 1 FROM revisions WHERE revisions.case_uuid = ?1 AND acknowledgement IS NOT NULL)
            OR EXISTS (SELECT 1 FROM events WHERE events.case_uuid = ?1 AND acknowledgement IS NULL
              AND instr(filing, uploads.sha256) > 0)) ORDER BY sha256 LIMIT 1";
        let Ok(id) = db.query_row(open, [case], |row| row.get::<_, String>(0)) else { return };
        let path = self.folder.join("parts").join(id);
        let mut bytes = std::fs::read(&path).unwrap();
        if let Some(first) = bytes.first_mut() {
            *first ^= 1;
            std::fs::write(&path, bytes).unwrap();
        }
    }

    /// Every event, read in the same way.
    pub fn filed_events(&self) -> Vec<FiledEvent> {
        let db = rusqlite::Connection::open(self.folder.join("office.db")).unwrap();
        let mut statement = db
            .prepare("SELECT filing, verdict, acknowledgement IS NOT NULL FROM events ORDER BY seq")
            .unwrap();
        let mut parts = db.prepare("SELECT sha256, id FROM uploads WHERE case_uuid = ?1").unwrap();
        let rows = statement.query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, bool>(2)?))
        });
        let rows: Vec<_> = rows.unwrap().map(Result::unwrap).collect();
        rows.into_iter()
            .map(|(filing, verdict, acknowledged)| {
                let filing: EventFiling = serde_json::from_str(&filing).unwrap();
                let rows_of_parts = parts.query_map([filing.case.to_string()], |row| {
                    Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
                });
                let rows_of_parts: Vec<(String, String)> =
                    rows_of_parts.unwrap().map(Result::unwrap).collect();
                let read = |(sha, id): (String, String)| {
                    (sha, std::fs::read(self.folder.join("parts").join(id)).unwrap())
                };
                let parts = rows_of_parts.into_iter().map(read).collect();
                let verdict = serde_json::from_str(&verdict).unwrap();
                FiledEvent { filing, verdict, acknowledged, parts }
            })
            .collect()
    }

    /// Everything that was filed, read past the office's own code.
    pub fn filed_cases(&self) -> Vec<FiledCase> {
        let db = rusqlite::Connection::open(self.folder.join("office.db")).unwrap();
        let mut statement = db
            .prepare(
                "SELECT number, provisional, submission, acknowledgement IS NOT NULL, author, marks
                 FROM cases JOIN revisions ON case_uuid = uuid ORDER BY seq, revision",
            )
            .unwrap();
        let mut parts = db.prepare("SELECT sha256, id FROM uploads WHERE case_uuid = ?1").unwrap();
        let rows = statement.query_map([], |row| {
            let texts = [row.get::<_, Option<String>>(4)?, row.get(5)?];
            let case = (row.get::<_, String>(0)?, row.get(1)?, row.get::<_, String>(2)?);
            Ok((case, row.get(3)?, texts))
        });
        let rows: Vec<_> = rows.unwrap().map(Result::unwrap).collect();
        rows.into_iter()
            .map(|((number, provisional, submission), acknowledged, [author, marks])| {
                let submission: Submission = serde_json::from_str(&submission).unwrap();
                let rows_of_parts = parts.query_map([submission.case.to_string()], |row| {
                    Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
                });
                let rows_of_parts: Vec<(String, String)> =
                    rows_of_parts.unwrap().map(Result::unwrap).collect();
                let read = |(sha, id): (String, String)| {
                    (sha, std::fs::read(self.folder.join("parts").join(id)).unwrap())
                };
                FiledCase {
                    number,
                    provisional,
                    acknowledged,
                    author: author.and_then(|text| serde_json::from_str(&text).unwrap()),
                    marks: marks
                        .map(|text| serde_json::from_str(&text).unwrap())
                        .unwrap_or_default(),
                    parts: rows_of_parts.into_iter().map(read).collect(),
                    submission,
                }
            })
            .collect()
    }
}
