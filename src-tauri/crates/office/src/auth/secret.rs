//! Tokens, credentials, codes and the addresses of uploads: whoever has one may do what it stands
//! for.

use std::io;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Unguessable text of 32 bytes, fit for headers and paths.
pub fn generate_secret() -> io::Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| io::Error::other("no randomness"))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
