//! Who may sign in: accounts and their verifiers. Not what a sign-in gives: those are `tokens`.

use counter_backoffice::Clerk;

use super::password::hash_password;
use crate::error::{DbError, OpenError};
use crate::records::{Db, values};

/// A clerk with their place, as the office keeps them.
#[derive(Debug, Clone)]
pub struct Account {
    pub number: String,
    pub name: String,
    /// `clerk`, `supervisor`, `trainer` or `trainee`.
    pub role: String,
    pub station: String,
    pub station_code: String,
    pub window: String,
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

/// Adds those who are not there yet.
pub fn store_missing_accounts(
    db: &Db<'_>,
    accounts: &[(Account, String)],
) -> Result<(), OpenError> {
    for (account, password) in accounts {
        if find_account(db, &account.number)?.is_none() {
            store_account(db, account, password)?;
        }
    }
    Ok(())
}

/// Adds an account, or gives an existing one new data and a new password.
pub fn store_account(db: &Db<'_>, a: &Account, password: &str) -> Result<(), OpenError> {
    db.execute(
        "INSERT INTO accounts (number, name, role, station, station_code, \"window\", verifier)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (number) DO UPDATE SET name = excluded.name, role = excluded.role,
           station = excluded.station, station_code = excluded.station_code, \"window\" = excluded.\"window\", verifier = excluded.verifier",
        &values![&a.number, &a.name, &a.role, &a.station, &a.station_code, &a.window,
            hash_password(password)?],
    )?;
    Ok(())
}

/// The account and its verifier.
pub fn find_account(db: &Db<'_>, number: &str) -> Result<Option<(Account, String)>, DbError> {
    let select = "SELECT number, name, role, station, station_code, \"window\", verifier
                  FROM accounts WHERE number = ?1";
    let Some(row) = db.query_first(select, &values![number])? else {
        return Ok(None);
    };
    let account = Account {
        number: row.get(0)?,
        name: row.get(1)?,
        role: row.get(2)?,
        station: row.get(3)?,
        station_code: row.get(4)?,
        window: row.get(5)?,
    };
    Ok(Some((account, row.get(6)?)))
}
