//! The certificate library (证照库): what is asked, for which case and on what ground, and what it
//! has.

use counter_core::certificate::{Ground, HolderKey};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use counter_core::private::Private;

/// Whose certificates, or which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    pub key: HolderKey,
    pub number: Private,
}

/// Body of `POST /certificates/search`. Bound to a case, an item, a purpose and a ground; the
/// office writes it down.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CertificateSearch {
    pub case: Uuid,
    /// Id of the item.
    pub item: String,
    /// What for, in words: the item's name.
    pub purpose: String,
    pub ground: Ground,
    pub holder: Holder,
    /// Kinds of certificate, as the catalogue names them; no others are told.
    pub kinds: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CertificateList {
    pub certificates: Vec<CertificateWire>,
}

/// One certificate as the library has it, good or not: whether it counts is for the counter to
/// judge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CertificateWire {
    pub kind: String,
    pub name: String,
    /// 证照标识, after GB/T 36904.
    pub identifier: Private,
    pub holder_name: Private,
    pub holder_number: Private,
    pub issuer: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Date>,
    /// Its last day; none: without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
    /// `issued`; anything else does not count.
    pub status: String,
    /// 用证码: for one file, for minutes. Never kept, never logged.
    pub auth_code: Private,
}

/// Body of `POST /certificates/file`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateFile {
    pub case: Uuid,
    pub auth_code: Private,
}

/// On a row of a submission: the certificate that stood in for the paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CertificateUse {
    /// 收取方式; 5 is 证照库.
    pub get_type: String,
    pub kind: String,
    pub identifier: Private,
    pub issuer: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
    pub sha256: String,
    pub fetched_at: jiff::Timestamp,
    pub ground: Ground,
}

impl CertificateUse {
    pub const FROM_LIBRARY: &str = "5";
}
