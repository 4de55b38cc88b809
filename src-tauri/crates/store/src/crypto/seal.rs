//! Sealing of pages: STREAM over AES-256-GCM in 64 KiB segments, a random key per file, the whole
//! header bound to every segment.
//!
//! Pure bytes in, bytes out; where they lie is the vault's matter. Layout of a sealed page: `magic
//! 4 | suite 1 | case | page | media (each u32 length + text) | length u64 | stream nonce 7 | wrap
//! nonce 12 | wrapped key 48 | segments`.

use crate::crypto::station_key::{KEY_LEN, Secret, random_bytes};
use crate::error::StoreError;
use aes_gcm::aead::stream::{DecryptorBE32, EncryptorBE32};
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};

const MAGIC: &[u8; 4] = b"CPG1";
/// AES-256-GCM. A certified SM4 module would get the next number.
const SUITE: u8 = 1;
const SEGMENT: usize = 64 * 1024;
const TAG: usize = 16;
const STREAM_NONCE: usize = 7;
const WRAP_NONCE: usize = 12;
pub(crate) const WRAPPED: usize = WRAP_NONCE + KEY_LEN + TAG;

/// What a page is, as its seal attests.
pub(crate) struct Label<'a> {
    pub case: &'a str,
    pub page: &'a str,
    pub media: &'a str,
    pub len: u64,
}

impl Label<'_> {
    fn bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.push(SUITE);
        for text in [self.case, self.page, self.media] {
            // Lengths first, so that no two labels run together into the same bytes.
            out.extend_from_slice(&(text.len() as u32).to_be_bytes());
            out.extend_from_slice(text.as_bytes());
        }
        out.extend_from_slice(&self.len.to_be_bytes());
        out
    }
}

/// Locks a key under another one; `context` says what it is the key of.
pub(crate) fn wrap_key(
    key: &Secret,
    under: &Secret,
    context: &[u8],
) -> Result<Vec<u8>, StoreError> {
    let nonce = random_bytes::<WRAP_NONCE>();
    let payload = Payload { msg: key.as_ref(), aad: context };
    let ciphertext = cipher(under)
        .encrypt(Nonce::from_slice(&nonce), payload)
        .map_err(|_| StoreError::Damaged)?;
    Ok([nonce.as_slice(), &ciphertext].concat())
}

pub(crate) fn unwrap_key(wrapped: &[u8], under: &Secret, context: &[u8]) -> Option<Secret> {
    if wrapped.len() != WRAPPED {
        return None;
    }
    let (nonce, ciphertext) = wrapped.split_at(WRAP_NONCE);
    let payload = Payload { msg: ciphertext, aad: context };
    let key_bytes =
        zeroize::Zeroizing::new(cipher(under).decrypt(Nonce::from_slice(nonce), payload).ok()?);
    let mut key = Secret::default();
    if key_bytes.len() != key.len() {
        return None;
    }
    key.copy_from_slice(&key_bytes);
    Some(key)
}

pub(crate) fn seal_page(
    label: &Label,
    plain: &[u8],
    case_key: &Secret,
) -> Result<Vec<u8>, StoreError> {
    let mut out = label.bytes();
    let file_key = Secret::new(random_bytes());
    let wrapped = wrap_key(&file_key, case_key, &out)?;
    let nonce = random_bytes::<STREAM_NONCE>();
    out.extend_from_slice(&nonce);
    out.extend_from_slice(&wrapped);
    let header = out.clone();
    out.reserve(plain.len() + TAG * (plain.len() / SEGMENT + 1));
    let mut stream = EncryptorBE32::from_aead(cipher(&file_key), nonce.as_slice().into());
    let mut remaining = plain;
    while remaining.len() > SEGMENT {
        let (msg, after) = remaining.split_at(SEGMENT);
        let aad = header.as_slice();
        let sealed = stream.encrypt_next(Payload { msg, aad });
        out.extend(sealed.map_err(|_| StoreError::Damaged)?);
        remaining = after;
    }
    let aad = header.as_slice();
    let sealed = stream.encrypt_last(Payload { msg: remaining, aad });
    out.extend(sealed.map_err(|_| StoreError::Damaged)?);
    Ok(out)
}

pub(crate) fn open_page(
    label: &Label,
    sealed: &[u8],
    case_key: &Secret,
) -> Result<Vec<u8>, StoreError> {
    let label_bytes = label.bytes();
    match sealed.get(MAGIC.len()) {
        Some(&found) if sealed.starts_with(MAGIC) && found != SUITE => {
            return Err(StoreError::UnknownSuite { found });
        }
        _ => {}
    }
    let header_len = label_bytes.len() + STREAM_NONCE + WRAPPED;
    if !sealed.starts_with(&label_bytes) || sealed.len() < header_len + TAG {
        return Err(StoreError::PageDamaged);
    }
    let (header, body) = sealed.split_at(header_len);
    let (_, keys) = header.split_at(label_bytes.len());
    let (nonce, wrapped) = keys.split_at(STREAM_NONCE);
    let file_key = unwrap_key(wrapped, case_key, &label_bytes).ok_or(StoreError::PageDamaged)?;
    open_segments(header, body, nonce, &file_key).ok_or(StoreError::PageDamaged)
}

fn open_segments(header: &[u8], body: &[u8], nonce: &[u8], file_key: &Secret) -> Option<Vec<u8>> {
    let mut stream = DecryptorBE32::from_aead(cipher(file_key), nonce.into());
    let mut plaintext = Vec::with_capacity(body.len());
    let mut remaining = body;
    while remaining.len() > SEGMENT + TAG {
        let (msg, after) = remaining.split_at(SEGMENT + TAG);
        plaintext.extend(stream.decrypt_next(Payload { msg, aad: header }).ok()?);
        remaining = after;
    }
    let last = stream.decrypt_last(Payload { msg: remaining, aad: header });
    plaintext.extend(last.ok()?);
    Some(plaintext)
}

fn cipher(key: &Secret) -> Aes256Gcm {
    let bytes: &[u8; KEY_LEN] = key;
    Aes256Gcm::new(bytes.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(len: usize) -> Label<'static> {
        Label { case: "case-1", page: "page-1", media: "image/png", len: len as u64 }
    }

    fn sample(len: usize) -> Vec<u8> {
        (0..len).map(|i| (i % 251) as u8).collect()
    }

    #[test]
    fn opens_what_it_sealed_at_every_segment_boundary() -> Result<(), StoreError> {
        let key = Secret::new(random_bytes());
        for len in [0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT, 2 * SEGMENT + 7] {
            let plain = sample(len);
            let sealed = seal_page(&label(len), &plain, &key)?;
            assert_eq!(open_page(&label(len), &sealed, &key)?, plain, "{len}");
        }
        Ok(())
    }

    #[test]
    fn every_changed_byte_is_noticed() -> Result<(), StoreError> {
        let key = Secret::new(random_bytes());
        let len = 40;
        let sealed = seal_page(&label(len), &sample(len), &key)?;
        for at in 0..sealed.len() {
            let mut bad = sealed.clone();
            bad[at] ^= 1;
            assert!(open_page(&label(len), &bad, &key).is_err(), "byte {at}");
        }
        Ok(())
    }

    #[test]
    fn segments_cannot_be_dropped_swapped_or_cut() -> Result<(), StoreError> {
        let key = Secret::new(random_bytes());
        let len = 3 * SEGMENT + 5;
        let sealed = seal_page(&label(len), &sample(len), &key)?;
        let head = sealed.len() - (len + 4 * TAG);
        let step = SEGMENT + TAG;
        let cut = |to: usize| open_page(&label(len), &sealed[..to], &key).is_err();
        assert!(
            cut(head)
                && cut(head + step)
                && cut(head + 2 * step)
                && cut(sealed.len() - 1)
                && cut(0)
        );
        let mut swapped = sealed.clone();
        swapped[head..head + 2 * step].rotate_left(step);
        assert!(open_page(&label(len), &swapped, &key).is_err());
        let dropped = [&sealed[..head], &sealed[head + step..]].concat();
        assert!(open_page(&label(len), &dropped, &key).is_err());
        Ok(())
    }

    #[test]
    fn a_page_opens_only_as_itself_and_only_with_its_key() -> Result<(), StoreError> {
        let key = Secret::new(random_bytes());
        let sealed = seal_page(&label(3), b"abc", &key)?;
        let as_other = |l: Label| open_page(&l, &sealed, &key).is_err();
        assert!(as_other(Label { case: "case-2", ..label(3) }));
        assert!(as_other(Label { page: "page-2", ..label(3) }));
        assert!(as_other(Label { media: "image/bmp", ..label(3) }));
        assert!(as_other(label(4)));
        assert!(open_page(&label(3), &sealed, &Secret::new(random_bytes())).is_err());
        Ok(())
    }

    #[test]
    fn a_foreign_suite_is_named() -> Result<(), StoreError> {
        let key = Secret::new(random_bytes());
        let mut sealed = seal_page(&label(0), b"", &key)?;
        sealed[4] = 9;
        let answer = open_page(&label(0), &sealed, &key);
        assert!(matches!(answer, Err(StoreError::UnknownSuite { found: 9 })));
        Ok(())
    }
}
