//! Who may sign in: accounts and their Argon2id verifiers. Not what a sign-in gives: that is `access`.

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use counter_backoffice::{Clerk, DemoAccount};

use crate::OpenError;
use crate::records::{Db, DbError, values};

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

const STATION: &str = "三水·西南街道";
/// One for all: a queue left by one clerk is delivered with the credential that the next one brings.
const STATION_CODE: &str = "DEMO01";
/// Number, password, name, role, window.
const DEMO: [(&str, &str, &str, &str, &str); 3] = [
    ("1001", "demo-1001", "李示例", "clerk", "3号窗"),
    ("1002", "demo-1002", "王示例", "clerk", "4号窗"),
    ("2001", "demo-2001", "赵示例", "supervisor", "值班台"),
];

/// The invented people of a trial, with their public passwords.
pub fn demo() -> Vec<(Account, String)> {
    let invented = |(number, password, name, role, window): (&str, &str, &str, &str, &str)| {
        let account = Account {
            number: number.to_owned(),
            name: name.to_owned(),
            role: role.to_owned(),
            station: STATION.to_owned(),
            station_code: STATION_CODE.to_owned(),
            window: window.to_owned(),
        };
        (account, password.to_owned())
    };
    DEMO.into_iter().map(invented).collect()
}

/// As they are shown to everybody.
pub fn shown(demo: &[(Account, String)]) -> Vec<DemoAccount> {
    let shown = |(account, password): &(Account, String)| DemoAccount {
        number: account.number.clone(),
        password: password.clone(),
        name: account.name.clone(),
        role: account.role.clone(),
    };
    demo.iter().map(shown).collect()
}

/// Enrols those who are not there yet.
pub fn enrol_missing(db: &Db<'_>, demo: &[(Account, String)]) -> Result<(), OpenError> {
    for (account, password) in demo {
        if find(db, &account.number)?.is_none() {
            enrol(db, account, password)?;
        }
    }
    Ok(())
}

pub fn enrol(db: &Db<'_>, a: &Account, password: &str) -> Result<(), OpenError> {
    db.execute(
        "INSERT INTO accounts (number, name, role, station, station_code, \"window\", verifier)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (number) DO UPDATE SET name = excluded.name, role = excluded.role, station = excluded.station,
           station_code = excluded.station_code, \"window\" = excluded.\"window\", verifier = excluded.verifier",
        &values![&a.number, &a.name, &a.role, &a.station, &a.station_code, &a.window, verifier(password)?],
    )?;
    Ok(())
}

/// The account and its verifier.
pub fn find(db: &Db<'_>, number: &str) -> Result<Option<(Account, String)>, DbError> {
    let known =
        "SELECT number, name, role, station, station_code, \"window\", verifier FROM accounts WHERE number = ?1";
    let Some(row) = db.one(known, &values![number])? else {
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

/// Argon2id with the library's parameters (19 MiB, two passes), which are OWASP's.
fn verifier(password: &str) -> Result<String, OpenError> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|_| OpenError::Account)?;
    let salt = SaltString::encode_b64(&salt).map_err(|_| OpenError::Account)?;
    let hash = Argon2::default().hash_password(password.as_bytes(), &salt).map_err(|_| OpenError::Account)?;
    Ok(hash.to_string())
}

/// A verifier of nobody's password, so that an unknown number takes as long as a wrong password.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

pub fn matches(verifier: Option<&str>, password: &str) -> bool {
    let Ok(hash) = PasswordHash::new(verifier.unwrap_or(NOBODY)) else {
        return false;
    };
    Argon2::default().verify_password(password.as_bytes(), &hash).is_ok() && verifier.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verifier_is_argon2id_and_knows_its_password() {
        let made = verifier("right").expect("verifier");
        assert!(made.starts_with("$argon2id$"), "{made}");
        assert!(matches(Some(&made), "right"));
        assert!(!matches(Some(&made), "wrong"));
        assert!(!matches(None, "right"));
        assert!(PasswordHash::new(NOBODY).is_ok());
    }
}
