//! The locked screen: what still answers, and the short secret that opens it again. Not the signing in: that is `act::start`.
use crate::contract::views::{ClerkView, LockView};
use crate::station::session::{hold, require_clerk};
use crate::views::case;
use crate::{Desk, Failure};
use counter_core::date::Moment;
use counter_store::secret;

/// Wrong short secrets before only the password opens the screen.
const TRIES: u32 = 5;
const ANSWERS: &[&str] = &["hello", "status", "lock", "unlock_screen", "relieve", "citizen"];

pub struct Lock {
    since: Moment,
    wrong: u32,
}

/// The lock lies in the desk, so it holds for every window and for the bytes of pages.
pub fn lets_through(desk: &Desk, name: &str) -> Result<(), Failure> {
    let locked = hold(&desk.lock).is_some();
    (!locked || ANSWERS.contains(&name)).then_some(()).ok_or_else(|| Failure::new("locked"))
}

pub fn close(desk: &Desk) {
    let since = desk.now();
    hold(&desk.lock).get_or_insert(Lock { since, wrong: 0 });
    desk.notify("session");
}

pub fn open(desk: &Desk) {
    hold(&desk.lock).take();
    desk.notify("session");
}

pub fn view(desk: &Desk) -> Option<LockView> {
    let clerk = require_clerk(desk).ok()?;
    let secret = desk.setting(&place(&clerk.number)).is_some();
    let lock = hold(&desk.lock);
    let lock = lock.as_ref()?;
    Some(LockView {
        number: clerk.number,
        name: clerk.name,
        since: case::moment_text(lock.since),
        secret,
        left: TRIES.saturating_sub(lock.wrong),
    })
}

/// A try is counted before it is looked at, so that many at once are not more than five.
pub async fn try_secret(desk: &Desk, clerk: &ClerkView, typed: &str) -> Result<(), Failure> {
    let spent = || Failure::new("secret_spent");
    let phc = desk.setting(&place(&clerk.number)).ok_or_else(spent)?;
    let left = {
        let mut lock = hold(&desk.lock);
        let Some(lock) = lock.as_mut() else { return Ok(()) };
        if lock.wrong >= TRIES {
            return Err(spent());
        }
        lock.wrong += 1;
        TRIES - lock.wrong
    };
    let typed = typed.to_owned();
    let right = tokio::task::spawn_blocking(move || secret::verifier_check(&typed, &phc));
    match right.await.map_err(|_| Failure::new("internal"))? {
        true => Ok(()),
        false if left == 0 => Err(spent()),
        false => Err(Failure::new("wrong_secret").with("left", left)),
    }
}

/// Four to six digits, not all the same and not the clerk's own number, which everybody knows.
pub fn fit(clerk: &str, typed: &str) -> Result<(), Failure> {
    let digits = (4..=6).contains(&typed.len()) && typed.bytes().all(|b| b.is_ascii_digit());
    let same = typed.bytes().all(|b| typed.as_bytes().first() == Some(&b));
    (digits && !same && typed != clerk).then_some(()).ok_or_else(|| Failure::new("secret_bad"))
}

/// Kept as an Argon2id verifier in the encrypted store; four digits fall quickly to whoever has the station key, not before.
pub async fn choose(desk: &Desk, clerk: &str, typed: String) -> Result<(), Failure> {
    let made = tokio::task::spawn_blocking(move || secret::verifier_make(&typed)).await;
    let phc = made.map_err(|_| Failure::new("internal"))?.map_err(|_| Failure::new("internal"))?;
    desk.keep(&place(clerk), &phc)
}

fn place(clerk: &str) -> String {
    format!("screen_secret.{clerk}")
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn a_secret_is_four_to_six_digits_and_no_obvious_one() {
        for good in ["2468", "13579", "102030"] {
            assert!(fit("1001", good).is_ok(), "{good}");
        }
        for bad in ["", "123", "1234567", "12a4", "0000", "1001", "１２３４"] {
            assert!(fit("1001", bad).is_err(), "{bad}");
        }
    }
}
