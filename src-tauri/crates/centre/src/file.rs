//! The file: an object of `body`, `key` and `signature`. The signature is over the bytes of the
//! body as they stand in the file, so that what this program does not know is covered and kept too.

use counter_core::date::Moment;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::body::{Body, CodeEntry, Fields, Kind};
use crate::error::CentreError;
use crate::key::{CentreKey, PublicKey};
use crate::limits::MAX_FILE_BYTES;

/// A file whose signature holds for the key in it. Whether that key is the one that counts, `rules`
/// or a code say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CentreFile {
    text: String,
    body: Body,
    key: PublicKey,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope {
    body: Box<RawValue>,
    key: String,
    /// Hexadecimal.
    signature: String,
}

impl CentreFile {
    /// # Errors
    /// It is no centre file, was changed, is of a later program, or a value in it is not possible.
    pub fn read(bytes: &[u8]) -> Result<Self, CentreError> {
        let text = read_text(bytes)?;
        let envelope: Envelope =
            serde_json::from_str(text).map_err(|_| CentreError::NotACentreFile)?;
        let key = PublicKey::try_from(envelope.key).map_err(|_| CentreError::Forged)?;
        key.verify(envelope.body.get(), &envelope.signature)?;
        let body = Body::read(envelope.body.get())?;
        if body.kind == Kind::Real && key.is_example() {
            return Err(CentreError::ExampleKey);
        }
        Ok(Self { text: text.to_owned(), body, key })
    }

    /// The file as it came, byte for byte.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn body(&self) -> &Body {
        &self.body
    }

    pub fn key(&self) -> &PublicKey {
        &self.key
    }
}

/// What signing sets in a body.
pub struct Edition {
    /// None keeps what the body says.
    pub version: Option<u64>,
    pub made_at: Moment,
    /// Codes that come to those in the body.
    pub codes: Vec<CodeEntry>,
}

/// Signs a body, or the body of a file that was signed before, by whomever. Every other field stays
/// as it is written.
///
/// # Errors
/// The body is not one that a station would read.
pub fn sign_body(
    source: &[u8],
    key: &CentreKey,
    edition: &Edition,
) -> Result<CentreFile, CentreError> {
    let mut fields = Fields::read(&read_source_body(source)?)?;
    if let Some(version) = edition.version {
        fields.set_field("version", &version)?;
    }
    fields.set_field("made_at", &edition.made_at)?;
    if !edition.codes.is_empty() {
        let before: Option<Vec<Box<RawValue>>> = fields.read_optional("codes")?;
        let mut codes = before.unwrap_or_default();
        for code in &edition.codes {
            let code = serde_json::value::to_raw_value(code);
            codes.push(code.map_err(|_| CentreError::bad_field("codes"))?);
        }
        fields.set_field("codes", &codes)?;
    }
    let body = fields.write()?;
    let signature = key.sign(&body);
    let body = RawValue::from_string(body).map_err(|_| CentreError::NotACentreFile)?;
    let envelope = Envelope { body, key: key.public_key().into(), signature };
    let text = serde_json::to_string(&envelope).map_err(|_| CentreError::NotACentreFile)?;
    CentreFile::read(format!("{text}\n").as_bytes())
}

/// The body of a source, which is a body alone or a signed file; no signature is looked at.
///
/// # Errors
/// It is neither.
pub fn read_source_body(source: &[u8]) -> Result<String, CentreError> {
    let text = read_text(source)?;
    let fields = Fields::read(text)?;
    let body = fields.get("body").filter(|_| fields.names().eq(["body", "key", "signature"]));
    Ok(body.unwrap_or(text).to_owned())
}

/// A field a line, each value as it stands: to be changed by hand and signed again.
///
/// # Errors
/// It is no body.
pub fn lay_out_body(body: &str) -> Result<String, CentreError> {
    let text = serde_json::to_string_pretty(&Fields::read(body)?);
    text.map(|text| text + "\n").map_err(|_| CentreError::NotACentreFile)
}

fn read_text(bytes: &[u8]) -> Result<&str, CentreError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(CentreError::TooLarge { bytes: bytes.len() as u64 });
    }
    std::str::from_utf8(bytes).map_err(|_| CentreError::NotACentreFile)
}
