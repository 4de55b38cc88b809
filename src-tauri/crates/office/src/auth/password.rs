//! Passwords, kept as Argon2id verifiers only.

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};

use crate::error::OpenError;

/// A verifier of nobody's password, so that an unknown number takes as long as a wrong password.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Argon2id with the library's parameters (19 MiB, two passes), which are OWASP's.
pub fn hash_password(password: &str) -> Result<String, OpenError> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|_| OpenError::Account)?;
    let salt = SaltString::encode_b64(&salt).map_err(|_| OpenError::Account)?;
    let hash = Argon2::default()
        .hash_password(password.as_bytes(), &salt)
        .map_err(|_| OpenError::Account)?;
    Ok(hash.to_string())
}

pub fn verify_password(verifier: Option<&str>, password: &str) -> bool {
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
        let verifier = hash_password("right").expect("verifier");
        assert!(verifier.starts_with("$argon2id$"), "{verifier}");
        assert!(verify_password(Some(&verifier), "right"));
        assert!(!verify_password(Some(&verifier), "wrong"));
        assert!(!verify_password(None, "right"));
        assert!(PasswordHash::new(NOBODY).is_ok());
    }
}
