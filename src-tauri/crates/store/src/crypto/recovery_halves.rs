//! The recovery key's private half in two files for two holders. One is chance alone and the other
//! the key under that chance (XOR): either without the other says nothing of the key.
//!
//! Each says which half it is and of which key, and has a check of its own, since somebody may have
//! typed it from paper. What was changed on purpose shows when the two are joined.

use crate::crypto::recovery_key::{RecoverySecret, read_digits};
use crate::crypto::station_key::{KEY_LEN, Secret, random_bytes};
use crate::error::RecoveryError;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

const SHAPE: u32 = 1;
/// 32 bits, as hexadecimal digits: against mistakes.
const CHECK: usize = 8;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Half {
    shape: u32,
    /// 1 or 2.
    half: u8,
    /// The fingerprint of the recovery key.
    key: String,
    /// Secret.
    share: String,
    check: String,
}

impl Drop for Half {
    fn drop(&mut self) {
        self.share.zeroize();
    }
}

/// The texts of both files, each a secret. Every call draws new chance: halves of two calls do not
/// fit each other.
pub fn write_halves(secret: &RecoverySecret) -> Result<[Zeroizing<String>; 2], RecoveryError> {
    let pad = Secret::new(random_bytes());
    let key = secret.public_key().fingerprint();
    let rest = combine_shares(&pad, secret.bytes());
    Ok([write_half(1, &key, &pad)?, write_half(2, &key, &rest)?])
}

fn write_half(half: u8, key: &str, share: &Secret) -> Result<Zeroizing<String>, RecoveryError> {
    let share = hex::encode(share.as_slice());
    let check = make_check(half, key, &share);
    let file = Half { shape: SHAPE, half, key: key.to_owned(), share, check };
    let text = serde_json::to_string_pretty(&file).map_err(|_| RecoveryError::HalfUnreadable)?;
    Ok(Zeroizing::new(text))
}

/// Both files, in whichever order.
pub fn join_halves(first: &[u8], second: &[u8]) -> Result<RecoverySecret, RecoveryError> {
    let (first, second) = (read_half(first)?, read_half(second)?);
    if first.key != second.key {
        return Err(RecoveryError::HalvesDiffer);
    }
    if first.half == second.half {
        let is_same = first.share == second.share;
        return Err(if is_same { RecoveryError::HalfTwice } else { RecoveryError::HalvesDiffer });
    }
    let read = |half: &Half| read_digits(&half.share).map(Secret::new);
    let shares = read(&first).zip(read(&second)).ok_or(RecoveryError::HalfUnreadable)?;
    let secret = RecoverySecret::from_bytes(&combine_shares(&shares.0, &shares.1));
    match secret.public_key().fingerprint() == first.key {
        true => Ok(secret),
        false => Err(RecoveryError::HalvesDiffer),
    }
}

fn read_half(bytes: &[u8]) -> Result<Half, RecoveryError> {
    let half: Half = serde_json::from_slice(bytes).map_err(|_| RecoveryError::HalfUnreadable)?;
    if half.shape != SHAPE || !matches!(half.half, 1 | 2) {
        return Err(RecoveryError::HalfUnreadable);
    }
    match half.check == make_check(half.half, &half.key, &half.share) {
        true => Ok(half),
        false => Err(RecoveryError::HalfMistyped),
    }
}

fn make_check(half: u8, key: &str, share: &str) -> String {
    let line = Zeroizing::new(format!("counter/recovery-half/1 {half} {key} {share}"));
    let mut check = hex::encode(Sha256::digest(line.as_bytes()));
    check.truncate(CHECK);
    check
}

fn combine_shares(one: &Secret, other: &[u8; KEY_LEN]) -> Secret {
    let mut both = Secret::default();
    for (byte, (one, other)) in both.iter_mut().zip(one.iter().zip(other)) {
        *byte = one ^ other;
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(one: &str, other: &str) -> Result<RecoverySecret, RecoveryError> {
        join_halves(one.as_bytes(), other.as_bytes())
    }

    #[test]
    fn both_halves_are_the_key_and_one_alone_says_nothing_of_it() {
        let secret = RecoverySecret::random();
        let [one, two] = write_halves(&secret).unwrap();
        for joined in [join(&one, &two), join(&two, &one)] {
            assert_eq!(joined.unwrap().bytes(), secret.bytes());
        }
        let whole = hex::encode(secret.bytes());
        assert!(!one.contains(&whole) && !two.contains(&whole));
        for half in [&one, &two] {
            assert_eq!(join(half, half).unwrap_err(), RecoveryError::HalfTwice);
        }
    }

    #[test]
    fn halves_of_two_keys_or_of_two_writings_do_not_fit() {
        let (secret, other) = (RecoverySecret::random(), RecoverySecret::random());
        let [one, two] = write_halves(&secret).unwrap();
        let [_, of_other] = write_halves(&other).unwrap();
        let [one_anew, two_anew] = write_halves(&secret).unwrap();
        for (first, second) in
            [(&one, &of_other), (&one, &two_anew), (&one_anew, &two), (&one, &one_anew)]
        {
            assert_eq!(join(first, second).unwrap_err(), RecoveryError::HalvesDiffer);
        }
        assert!(join(&one_anew, &two_anew).is_ok());
    }

    #[test]
    fn what_was_mistyped_or_is_no_half_is_told() {
        let [one, two] = write_halves(&RecoverySecret::random()).unwrap();
        let mut file: serde_json::Value = serde_json::from_str(&one).unwrap();
        let share = file["share"].as_str().unwrap().to_owned();
        let other = if share.starts_with('0') { "1" } else { "0" };
        file["share"] = format!("{other}{}", &share[1..]).into();
        assert_eq!(join(&file.to_string(), &two).unwrap_err(), RecoveryError::HalfMistyped);
        file["share"] = share.into();
        assert!(join(&file.to_string(), &two).is_ok(), "laid out otherwise");
        file["half"] = 2.into();
        assert_eq!(join(&file.to_string(), &two).unwrap_err(), RecoveryError::HalfMistyped);
        file["shape"] = 2.into();
        assert_eq!(join(&file.to_string(), &two).unwrap_err(), RecoveryError::HalfUnreadable);
        for text in ["", "{}", "no half"] {
            assert_eq!(join(text, &two).unwrap_err(), RecoveryError::HalfUnreadable, "{text}");
        }
    }
}
