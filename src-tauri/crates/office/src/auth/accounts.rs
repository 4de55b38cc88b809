//! Who may sign in: accounts as the tables have them. Changes nothing: that is `enrolment`. Not
//! what a sign-in gives: those are `tokens`.

use counter_backoffice::{Clerk, KnownSignIn};
use jiff::Timestamp;
use uuid::Uuid;

use super::installations::find_standing;
use super::tokens::has_token;
use crate::error::DbError;
use crate::records::{Db, Row, values};

/// A clerk with their place, as the office keeps them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub number: String,
    pub name: String,
    /// `clerk`, `supervisor`, `trainer` or `trainee`.
    pub role: String,
    pub station: String,
    pub station_code: String,
    pub window: String,
}

/// An account in the office's own list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedAccount {
    pub account: Account,
    /// None while it is good.
    pub ended_at: Option<Timestamp>,
}

/// An account with what only the office itself sees of it.
pub struct StoredAccount {
    pub account: Account,
    pub verifier: String,
    pub ended_at: Option<Timestamp>,
    /// When it was given other data or another password than at first.
    changed_at: Option<Timestamp>,
}

impl StoredAccount {
    /// Whether a sign-in of that time says nothing any more.
    fn ends_sign_in(&self, since: Timestamp) -> bool {
        let since = since.as_millisecond();
        self.ended_at.is_some() || self.changed_at.is_some_and(|at| at.as_millisecond() > since)
    }
}

impl From<Account> for Clerk {
    fn from(a: Account) -> Self {
        Clerk {
            number: a.number,
            name: a.name,
            role: a.role,
            station: a.station,
            station_code: a.station_code,
            window: a.window,
        }
    }
}

const SELECT_ACCOUNTS: &str = "
SELECT number, name, role, station, station_code, \"window\", verifier, ended_ms, changed_ms
FROM accounts";

pub fn find_account(db: &Db<'_>, number: &str) -> Result<Option<StoredAccount>, DbError> {
    let select = format!("{SELECT_ACCOUNTS} WHERE number = ?1");
    db.query_first(&select, &values![number])?.as_ref().map(read_account).transpose()
}

/// Everybody, by number.
pub fn list_accounts(db: &Db<'_>) -> Result<Vec<ListedAccount>, DbError> {
    let rows = db.query(&format!("{SELECT_ACCOUNTS} ORDER BY number"), &[])?;
    let entry = |stored: StoredAccount| ListedAccount {
        account: stored.account,
        ended_at: stored.ended_at,
    };
    rows.iter().map(|row| read_account(row).map(entry)).collect()
}

/// The clerks of these sign-ins who could not sign in so any more. Of other stations' accounts an
/// installation hears no more than whether its own guests' tokens are good, and those end with
/// whatever ends the account.
pub fn find_ended_sign_ins(
    db: &Db<'_>,
    installation: Uuid,
    sign_ins: &[KnownSignIn],
    now: Timestamp,
) -> Result<Vec<String>, DbError> {
    let station_code = find_standing(db, installation)?.map(|standing| standing.station_code);
    let mut clerks = Vec::new();
    for KnownSignIn { clerk, since } in sign_ins {
        let stored = find_account(db, clerk)?.filter(|stored| !stored.ends_sign_in(*since));
        let is_good = match stored {
            None => false,
            Some(stored) if Some(&stored.account.station_code) == station_code.as_ref() => true,
            Some(_) => has_token(db, clerk, installation, now)?,
        };
        if !is_good {
            clerks.push(clerk.clone());
        }
    }
    Ok(clerks)
}

fn read_account(row: &Row) -> Result<StoredAccount, DbError> {
    let account = Account {
        number: row.get(0)?,
        name: row.get(1)?,
        role: row.get(2)?,
        station: row.get(3)?,
        station_code: row.get(4)?,
        window: row.get(5)?,
    };
    Ok(StoredAccount {
        account,
        verifier: row.get(6)?,
        ended_at: row.get(7)?,
        changed_at: row.get(8)?,
    })
}
