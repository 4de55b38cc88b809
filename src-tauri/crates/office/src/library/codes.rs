//! Auth codes (用证码): they live for minutes, in this process alone.

use std::collections::HashMap;
use std::io;

use counter_backoffice::digest::sha256_hex;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::auth::generate_secret;

/// How long a file can be fetched after it was found.
const CODE_LIFE: SignedDuration = SignedDuration::from_mins(5);

/// What a code opens, for whom, in which case, until when.
struct Code {
    certificate: usize,
    case: Uuid,
    clerk: String,
    until: Timestamp,
}

/// Codes that are out, by their hash.
#[derive(Default)]
pub struct Codes(HashMap<String, Code>);

impl Codes {
    pub fn issue_code(
        &mut self,
        certificate: usize,
        case: Uuid,
        clerk: &str,
        now: Timestamp,
    ) -> io::Result<String> {
        self.0.retain(|_, code| code.until > now);
        let secret = generate_secret()?;
        let until = now + CODE_LIFE;
        self.0.insert(
            sha256_hex(secret.as_bytes()),
            Code { certificate, case, clerk: clerk.to_owned(), until },
        );
        Ok(secret)
    }

    /// Place of the certificate that the code opens for this clerk in this case.
    pub fn find_certificate(
        &self,
        secret: &str,
        case: Uuid,
        clerk: &str,
        now: Timestamp,
    ) -> Option<usize> {
        let code = self.0.get(&sha256_hex(secret.as_bytes()))?;
        (code.case == case && code.clerk == clerk && code.until > now).then_some(code.certificate)
    }
}
