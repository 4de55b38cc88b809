//! Verifiers for signing in while the line is down: an Argon2id string that can be checked and not
//! turned back.

use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};

/// 64 MiB and three passes: about half a second for us, and for whoever guesses.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;

#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    #[error("no verifier could be made of this password")]
    Unusable,
}

impl SecretError {
    pub fn code(&self) -> &'static str {
        "password_unusable"
    }
}

pub(crate) fn argon_hasher() -> Result<Argon2<'static>, SecretError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| SecretError::Unusable)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// A PHC string to keep beside the clerk's number.
pub fn make_verifier(password: &str) -> Result<String, SecretError> {
    let salt = SaltString::generate(&mut OsRng);
    let hash = argon_hasher()?.hash_password(password.as_bytes(), &salt);
    hash.map(|h| h.to_string()).map_err(|_| SecretError::Unusable)
}

/// A verifier that cannot be read fits no password.
pub fn check_verifier(password: &str, phc: &str) -> bool {
    let (Ok(argon), Ok(hash)) = (argon_hasher(), PasswordHash::new(phc)) else {
        return false;
    };
    argon.verify_password(password.as_bytes(), &hash).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fits_its_password_only() -> Result<(), SecretError> {
        let verifier = make_verifier("口令 one")?;
        assert!(verifier.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
        assert!(check_verifier("口令 one", &verifier));
        assert!(!check_verifier("口令 two", &verifier));
        assert!(!check_verifier("口令 one", ""));
        assert!(!check_verifier("", "$argon2id$"));
        Ok(())
    }

    #[test]
    fn is_salted() -> Result<(), SecretError> {
        assert_ne!(make_verifier("same")?, make_verifier("same")?);
        Ok(())
    }
}
