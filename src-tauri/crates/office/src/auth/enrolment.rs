//! Accounts are made, changed, ended and enabled again. Whatever changes one ends its tokens; the
//! credentials of installations are not a clerk's, so what waits at a station still leaves.

use counter_backoffice::MAX_WINDOW_CHARS;
use counter_core::limits::is_within;

use super::accounts::{Account, find_account};
use super::password::hash_password;
use crate::error::{DbError, OpenError};
use crate::limits::{MAX_NUMBER_CHARS, MAX_PASSWORD_BYTES};
use crate::records::{Db, values};
use crate::storage::Storage;

/// Adds those who are not there yet.
pub fn store_missing_accounts(
    storage: &Storage,
    accounts: &[(Account, String)],
) -> Result<(), OpenError> {
    for (account, password) in accounts {
        if find_account(&storage.records.get_db()?, &account.number)?.is_none() {
            store_account(storage, account, password)?;
        }
    }
    Ok(())
}

/// Adds an account, or gives an existing one new data and a new password. One that was ended stays
/// so.
pub fn store_account(storage: &Storage, a: &Account, password: &str) -> Result<(), OpenError> {
    // What an installation there will say of itself, and the office would not hear.
    if a.window.chars().count() > MAX_WINDOW_CHARS {
        return Err(OpenError::WindowTooLong);
    }
    // With which nobody could sign in.
    if !is_within(&a.number, MAX_NUMBER_CHARS) || password.len() > MAX_PASSWORD_BYTES {
        return Err(OpenError::SignInTooLong);
    }
    let verifier = hash_password(password)?;
    let change = begin_account_change(storage, &a.number)?;
    // When it was changed: a new one has been as it is from the first.
    let now = storage.now().as_millisecond();
    change.execute(
        "INSERT INTO accounts (number, name, role, station, station_code, \"window\", verifier)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (number) DO UPDATE SET name = excluded.name, role = excluded.role,
           station = excluded.station, station_code = excluded.station_code,
           \"window\" = excluded.\"window\", verifier = excluded.verifier, changed_ms = ?8",
        &values![
            &a.number,
            &a.name,
            &a.role,
            &a.station,
            &a.station_code,
            &a.window,
            verifier,
            now
        ],
    )?;
    delete_tokens(&change, &a.number)?;
    Ok(change.commit()?)
}

/// Whether there is such an account. Ended twice, it ended the first time.
pub fn end_account(storage: &Storage, number: &str) -> Result<bool, DbError> {
    let change = begin_account_change(storage, number)?;
    let end = "UPDATE accounts SET ended_ms = ?2 WHERE number = ?1 AND ended_ms IS NULL";
    change.execute(end, &values![number, storage.now().as_millisecond()])?;
    delete_tokens(&change, number)?;
    let is_known = find_account(&change, number)?.is_some();
    change.commit()?;
    Ok(is_known)
}

/// Whether there is such an account.
pub fn enable_account(storage: &Storage, number: &str) -> Result<bool, DbError> {
    let change = begin_account_change(storage, number)?;
    change.execute("UPDATE accounts SET ended_ms = NULL WHERE number = ?1", &values![number])?;
    let is_known = find_account(&change, number)?.is_some();
    change.commit()?;
    Ok(is_known)
}

/// Changes of one account, one after the other.
pub fn begin_account_change<'a>(storage: &'a Storage, number: &str) -> Result<Db<'a>, DbError> {
    storage.records.begin_change(&format!("account {number}"))
}

fn delete_tokens(change: &Db<'_>, clerk: &str) -> Result<(), DbError> {
    change.execute("DELETE FROM tokens WHERE clerk = ?1", &values![clerk])
}
