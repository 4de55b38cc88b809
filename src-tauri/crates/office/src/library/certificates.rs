//! The certificates of the library: read from a file at the start, kept in memory.

use std::collections::BTreeMap;
use std::path::Path;

use bytes::Bytes;
use counter_backoffice::{CertificateWire, Holder, Private};
use counter_core::certificate::HolderKey;
use counter_core::text::normalize_number;
use jiff::civil::Date;
use serde::Deserialize;

use crate::error::OpenError;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CertificateList {
    certificates: Vec<Certificate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Certificate {
    kind: String,
    name: String,
    identifier: Private,
    holder: CertificateHolder,
    #[serde(default)]
    found_by: BTreeMap<HolderKey, Vec<Private>>,
    issuer: String,
    #[serde(default)]
    issued: Option<Date>,
    #[serde(default)]
    valid_to: Option<Date>,
    status: String,
    /// Name of the file beside the list.
    file: String,
    #[serde(skip)]
    bytes: Bytes,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CertificateHolder {
    name: Private,
    number: Private,
}

/// Certificates with their files; empty by default.
#[derive(Default)]
pub struct Library {
    certificates: Vec<Certificate>,
}

impl Library {
    /// The list of a YAML file, and the files it names beside it.
    pub fn read_list(list: &Path) -> Result<Library, OpenError> {
        let text = std::fs::read_to_string(list).map_err(|_| OpenError::Certificates)?;
        let folder = list.parent().unwrap_or(Path::new("."));
        Library::parse(&text, |name| std::fs::read(folder.join(name)).ok().map(Bytes::from))
    }

    /// `read_file` brings the bytes of a file by its name in the list.
    pub(super) fn parse(
        text: &str,
        read_file: impl Fn(&str) -> Option<Bytes>,
    ) -> Result<Library, OpenError> {
        let mut list: CertificateList =
            serde_norway::from_str(text).map_err(|_| OpenError::Certificates)?;
        for certificate in &mut list.certificates {
            certificate.bytes = read_file(&certificate.file)
                .filter(|bytes| !bytes.is_empty())
                .ok_or(OpenError::Certificates)?;
        }
        Ok(Library { certificates: list.certificates })
    }

    /// Places in the list of what the holder has of these kinds.
    pub(super) fn find_certificates(&self, holder: &Holder, kinds: &[String]) -> Vec<usize> {
        let number = normalize_number(holder.number.expose());
        let is_number = |text: &Private| normalize_number(text.expose()) == number;
        let is_holders = |certificate: &Certificate| match certificate.found_by.get(&holder.key) {
            Some(numbers) => numbers.iter().any(is_number),
            None => {
                let by_number = holder.key == HolderKey::ResidentNumber
                    && is_number(&certificate.holder.number);
                certificate.found_by.is_empty() && by_number
            }
        };
        let places = self.certificates.iter().enumerate();
        let places = places.filter(|(_, certificate)| {
            kinds.contains(&certificate.kind) && is_holders(certificate)
        });
        places.map(|(place, _)| place).collect()
    }

    /// What a clerk is told of the certificate, with the code that opens its file.
    pub(super) fn describe_certificate(
        &self,
        place: usize,
        auth_code: String,
    ) -> Option<CertificateWire> {
        let certificate = self.certificates.get(place)?;
        Some(CertificateWire {
            kind: certificate.kind.clone(),
            name: certificate.name.clone(),
            identifier: certificate.identifier.clone(),
            holder_name: certificate.holder.name.clone(),
            holder_number: certificate.holder.number.clone(),
            issuer: certificate.issuer.clone(),
            issued: certificate.issued,
            valid_to: certificate.valid_to,
            status: certificate.status.clone(),
            auth_code: Private::new(auth_code),
        })
    }

    /// Its identifier and its PDF.
    pub(super) fn get_file(&self, place: usize) -> Option<(&Private, Bytes)> {
        self.certificates
            .get(place)
            .map(|certificate| (&certificate.identifier, certificate.bytes.clone()))
    }
}
