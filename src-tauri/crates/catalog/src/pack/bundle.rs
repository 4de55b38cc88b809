//! A pack as one signed file: what an office serves and a station keeps. Lines of JSON, so that a
//! person can look into it: the head (with the SHA-256 of all that follows the signature), its
//! ed25519 signature, forms and calendar, then an item per line, then a template per line with its
//! own digest. Not where the file comes from.
//!
//! Invariant: a pack from outside counts only after `Pack::admit`: key known, signature over the
//! head, made for a program of this version or an older one, digest of the content, not expired,
//! not older than the one in use, every item readable.
//! Until then, and after any refusal, the pack in use stays (`desk::catalog`).

use std::sync::{Arc, OnceLock};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use counter_core::calendar::Calendar;
use counter_core::date::Date;
use counter_core::form::FormDef;
use counter_core::item::Item;
use ring::digest::{SHA256, digest};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use serde::{Deserialize, Serialize};

use super::{Head, Pack, Slot, Template, Text, is_newer};
use crate::error::{CatalogError, PROGRAM};

/// Bytes. A pack of 11,773 items has half of it.
pub const LARGEST: usize = 64 * 1024 * 1024;
const SHAPE: u32 = 2;
/// Of a pack with templates: a program that knows none would take their lines for items.
const TEMPLATE_SHAPE: u32 = 3;
/// The first program that reads this shape. A pack of shape 1 says nothing of programs.
const SHAPE_SINCE: &str = "0.2.0";
/// The first program that reads templates.
const TEMPLATES_SINCE: &str = "0.6.0";
const EXAMPLE_SEED: &[u8; 32] = b"example pack: anyone may sign it";

#[derive(Serialize, Deserialize)]
struct FileHead {
    /// The shape of the file: 2, 3 with templates, or 1 of programs before 0.2.0.
    pack: u32,
    /// The oldest program that understands what the pack says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    needs: Option<String>,
    id: String,
    version: String,
    title: String,
    note: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<Date>,
    items: usize,
    #[serde(default, skip_serializing_if = "is_none_there")]
    templates: usize,
    /// Of everything after the second line, hexadecimal.
    sha256: String,
}

/// What can be read of any head, also one of a later shape.
#[derive(Deserialize)]
struct Shape {
    pack: u32,
    #[serde(default)]
    needs: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Seal {
    /// Base64 of 32 bytes.
    key: String,
    /// Base64 of 64 bytes, over the first line without its end.
    signature: String,
}

#[derive(Serialize, Deserialize)]
struct Common {
    forms: Vec<FormDef>,
    calendar: Calendar,
}

/// Who signs packs.
pub struct Key(Ed25519KeyPair);

/// What a station asks of a pack before it takes it into use.
pub struct Trust<'a> {
    /// Public keys, Base64.
    pub keys: &'a [String],
    pub today: Date,
    /// The pack in use: an older one of the same id is refused.
    pub current: Option<&'a Pack>,
    /// The newest version that was ever taken from this publisher, under whatever id: nothing older
    /// comes after it.
    pub newest: Option<&'a str>,
}

impl Key {
    /// From 32 bytes of chance, Base64: a secret.
    pub fn from_secret(text: &str) -> Result<Self, CatalogError> {
        let seed = STANDARD.decode(text.trim()).map_err(|_| CatalogError::NotAKey)?;
        Ed25519KeyPair::from_seed_unchecked(&seed).map(Self).map_err(|_| CatalogError::NotAKey)
    }

    /// Everybody has this one: a station that was given no other key believes it, one that was does
    /// not.
    pub fn example_key() -> Result<Self, CatalogError> {
        Ed25519KeyPair::from_seed_unchecked(EXAMPLE_SEED)
            .map(Self)
            .map_err(|_| CatalogError::NotAKey)
    }

    /// Base64.
    pub fn public_key(&self) -> String {
        STANDARD.encode(self.0.public_key())
    }
}

impl Pack {
    /// The pack as one file, signed. The same pack and key always give the same bytes.
    pub fn sign_pack(&self, key: &Key, until: Option<Date>) -> Result<Vec<u8>, CatalogError> {
        let common = Common { forms: self.forms.to_vec(), calendar: (*self.calendar).clone() };
        let mut body = line(&common)?;
        for slot in self.slots.iter() {
            let text = slot.text.as_str();
            if text.is_empty() {
                let item = slot.item().ok_or(CatalogError::NotABundle("an item is missing"))?;
                body.push_str(&line(item)?);
            } else {
                body.extend([text, "\n"]);
            }
        }
        for template in self.templates.iter() {
            body.push_str(&template.write_line()?);
        }
        let has_templates = !self.templates.is_empty();
        let head = line(&FileHead {
            pack: if has_templates { TEMPLATE_SHAPE } else { SHAPE },
            needs: Some(self.oldest_program(has_templates)),
            id: self.head.id.clone(),
            version: self.head.version.clone(),
            title: self.head.title.clone(),
            note: self.head.note.clone(),
            until: until.or(self.head.until),
            items: self.slots.len(),
            templates: self.templates.len(),
            sha256: hex::encode(digest(&SHA256, body.as_bytes())),
        })?;
        let signature = key.0.sign(head.trim_end().as_bytes());
        let seal = line(&Seal { key: key.public_key(), signature: STANDARD.encode(signature) })?;
        Ok((head + &seal + &body).into_bytes())
    }

    /// What the pack asks for, and no less than what can read the file.
    fn oldest_program(&self, has_templates: bool) -> String {
        let needs = self.head.needs.as_deref().unwrap_or(SHAPE_SINCE);
        let least =
            if has_templates && is_newer(TEMPLATES_SINCE, needs) { TEMPLATES_SINCE } else { needs };
        least.to_owned()
    }

    /// The example pack as an office serves it.
    pub fn builtin_signed() -> Result<Vec<u8>, CatalogError> {
        static SIGNED: OnceLock<Vec<u8>> = OnceLock::new();
        match SIGNED.get() {
            Some(bytes) => Ok(bytes.clone()),
            None => {
                let bytes = Self::builtin()?.sign_pack(&Key::example_key()?, None)?;
                Ok(SIGNED.get_or_init(|| bytes).clone())
            }
        }
    }

    /// A file that was admitted before, from a place nobody else writes to. Its text is kept: given
    /// as a `String` it is not copied.
    pub fn from_file(text: impl Into<String>) -> Result<Self, CatalogError> {
        Self::from_text(&Arc::new(text.into()))
    }

    fn from_text(text: &Arc<String>) -> Result<Self, CatalogError> {
        let parts = Parts::of(text)?;
        // At every start a clerk waits for both, and an old machine has two cores and no
        // instruction for the digest. What was read meanwhile of a damaged file is thrown away.
        std::thread::scope(|scope| {
            let digest = std::thread::Builder::new().spawn_scoped(scope, || parts.intact());
            let pack = parts.pack(text);
            let intact = digest.map_or_else(
                |_| parts.intact(),
                |digest| digest.join().unwrap_or(Err(CatalogError::Damaged)),
            );
            intact.and(pack)
        })
    }

    /// A file from outside: its signature, its age and every item of it are looked at before it
    /// counts.
    pub fn admit(bytes: &[u8], trust: &Trust) -> Result<Self, CatalogError> {
        if bytes.len() > LARGEST {
            return Err(CatalogError::TooLarge { bytes: bytes.len() as u64 });
        }
        let text =
            std::str::from_utf8(bytes).map_err(|_| CatalogError::NotABundle("it is no text"))?;
        let text = Arc::new(text.to_owned());
        Sealed::of(&text)?.check_signature(trust.keys)?;
        let parts = Parts::of(&text)?;
        // Nothing of a damaged file from outside is read.
        parts.intact()?;
        if let Some(until) = parts.head.until.filter(|until| *until < trust.today) {
            return Err(CatalogError::Expired { until });
        }
        if let Some(current) = trust.current.filter(|current| current.head.id == parts.head.id)
            && is_newer(&current.head.version, &parts.head.version)
        {
            let (current_version, offered) =
                (current.head.version.clone(), parts.head.version.clone());
            return Err(CatalogError::Older { has: current_version, offered });
        }
        if let Some(newest) = trust.newest.filter(|newest| is_newer(newest, &parts.head.version)) {
            let offered = parts.head.version.clone();
            return Err(CatalogError::Older { has: newest.to_owned(), offered });
        }
        let pack = parts.pack(&text)?;
        for slot in pack.slots.iter() {
            serde_json::from_str::<Item>(slot.text.as_str()).map_err(CatalogError::NotAnItem)?;
        }
        Ok(pack)
    }
}

/// A file's first two lines, and the rest.
struct Sealed<'a> {
    head_line: &'a str,
    seal: Seal,
    body: &'a str,
}

struct Parts<'a> {
    head: FileHead,
    body: &'a str,
}

impl<'a> Sealed<'a> {
    fn of(text: &'a str) -> Result<Self, CatalogError> {
        let split_line = |text: &'a str| {
            text.split_once('\n').ok_or(CatalogError::NotABundle("it is too short"))
        };
        let (head_line, rest) = split_line(text)?;
        let (seal, body) = split_line(rest)?;
        let seal = serde_json::from_str(seal)
            .map_err(|_| CatalogError::NotABundle("it has no signature"))?;
        Ok(Self { head_line, seal, body })
    }

    fn check_signature(&self, keys: &[String]) -> Result<(), CatalogError> {
        if !keys.contains(&self.seal.key) {
            return Err(CatalogError::WrongKey);
        }
        let decoded = |text: &str| STANDARD.decode(text).map_err(|_| CatalogError::Forged);
        let (key, signature) = (decoded(&self.seal.key)?, decoded(&self.seal.signature)?);
        let key = UnparsedPublicKey::new(&ED25519, key);
        key.verify(self.head_line.as_bytes(), &signature).map_err(|_| CatalogError::Forged)
    }
}

impl<'a> Parts<'a> {
    /// Only the first two lines are read here.
    fn of(text: &'a str) -> Result<Self, CatalogError> {
        let Sealed { head_line, body, .. } = Sealed::of(text)?;
        let no_head = |_| CatalogError::NotABundle("it has no head");
        let shape: Shape = serde_json::from_str(head_line).map_err(no_head)?;
        let is_beyond = shape.needs.as_deref().is_some_and(|needs| is_newer(needs, PROGRAM));
        if shape.pack > TEMPLATE_SHAPE || is_beyond {
            return Err(CatalogError::NeedsNewer { needs: shape.needs.unwrap_or_default() });
        }
        Ok(Self { head: serde_json::from_str(head_line).map_err(no_head)?, body })
    }

    fn intact(&self) -> Result<(), CatalogError> {
        match hex::encode(digest(&SHA256, self.body.as_bytes())) == self.head.sha256 {
            true => Ok(()),
            false => Err(CatalogError::Damaged),
        }
    }

    /// `text` is the whole file, of which these are the parts.
    fn pack(&self, text: &Arc<String>) -> Result<Pack, CatalogError> {
        let (common, items) = self.body.split_once('\n').unwrap_or((self.body, ""));
        let common: Common = serde_json::from_str(common).map_err(CatalogError::NotAnItem)?;
        let mut end = text.len() - items.len();
        let mut lines = items.split_inclusive('\n');
        let slots = lines.by_ref().take(self.head.items).map(|line| {
            let from = end;
            end += line.len();
            Slot::unread(Text {
                of: text.clone(),
                range: from..from + line.trim_end_matches('\n').len(),
            })
        });
        let slots = slots.collect::<Result<Vec<_>, CatalogError>>()?;
        let templates = lines.map(Template::read_line).collect::<Result<Vec<_>, _>>()?;
        if (slots.len(), templates.len()) != (self.head.items, self.head.templates) {
            return Err(CatalogError::NotABundle("it does not hold as much as it says"));
        }
        let FileHead { id, version, title, note, until, sha256, needs, .. } = &self.head;
        let [id, version, title, note, sha256] =
            [id, version, title, note, sha256].map(String::clone);
        let pack = Pack::new(
            Head { id, version, title, note, until: *until, needs: needs.clone() },
            slots,
            (common.forms, common.calendar, templates),
        )?;
        Ok(Pack { digest: Some(sha256), ..pack })
    }
}

fn is_none_there(count: &usize) -> bool {
    *count == 0
}

fn line(of: &impl Serialize) -> Result<String, CatalogError> {
    serde_json::to_string(of).map(|text| text + "\n").map_err(CatalogError::NotAnItem)
}
