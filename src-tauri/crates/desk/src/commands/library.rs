//! The certificate library: asked once for every row of the list that may have a certificate
//! instead of paper. What it has is fetched, sealed and stands in; what it has not leaves a reason,
//! and the paper is collected as ever.
//!
//! Invariant: a number to look up travels in a body, an auth code (用证码) is kept nowhere; each
//! request to the library is an audit line with the case's id.
use super::editing::{record_facts, require_editable};
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::sealed_pages::{CERTIFICATE, SealedFile, page_facts};
use crate::contract::views::{CaseView, LookUpGround};
use crate::contract::{FailureCode, LookUp};
use crate::desk::Desk;
use crate::office::client::{ClerkClient, wait_for_answer};
use crate::station::limits::require_length;
use counter_backoffice::{CertificateSearch, CertificateWire, Holder, LookReason, OfficeError};
use counter_core::casework::{CaseMaterial, MaterialState, find_holder};
use counter_core::certificate::{self, Found, Ground, Held, HolderKey, Miss, Wanted};
use counter_core::fact::Fact;
use counter_core::item::PersonRole;
use counter_core::limits::{MAX_GROUND_CHARS, MAX_KEY_CHARS, MAX_KINDS, is_within};
use counter_core::private::Private;
use counter_core::text::{normalize_line, normalize_lines, normalize_number};
use counter_documents::OpenedFile;
use std::collections::BTreeMap;

/// A row that may have a certificate, and what the library is asked by for it.
struct WantedRow {
    material: String,
    kind: String,
    /// Id of the person it is about, and the number that must stand in it.
    person: String,
    holder: String,
    key: HolderKey,
    number: String,
    ground: Ground,
}

/// Why a row got nothing: the library's matter, or this computer's.
enum NoCertificate {
    Missed(Miss),
    Failed(Failure),
}

impl From<Miss> for NoCertificate {
    fn from(reason: Miss) -> Self {
        NoCertificate::Missed(reason)
    }
}

/// What one request is about: key, number, ground in words.
type HolderGroup = (HolderKey, String, String);

pub async fn look_up(desk: &Desk, payload: LookUp) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let mut rows = rows_without_paper(&file)?;
    if payload.ground == LookUpGround::Again {
        rows.retain(|(row, _)| {
            file.case.library_miss(row).is_some_and(|record| record.reason == Miss::LibraryAway)
        });
    }
    if rows.is_empty() {
        return Err(Failure::new(FailureCode::NothingToLookUp));
    }
    require_length(&normalize_number(&payload.organisation), MAX_KEY_CHARS)?;
    require_length(&normalize_line(&payload.land_title), MAX_KEY_CHARS)?;
    let ground = match payload.ground {
        LookUpGround::Declined => {
            let refused = |(material, _)| missed_fact(material, Miss::RefusedByHolder, None);
            return record_facts(desk, file, rows.into_iter().map(refused).collect());
        }
        LookUpGround::Statutory => match normalize_lines(&payload.text) {
            text if text.is_empty() => return Err(Failure::new(FailureCode::GroundMissing)),
            text => {
                require_length(&text, MAX_GROUND_CHARS)?;
                Some(Ground::Statutory { text: Private::new(text) })
            }
        },
        LookUpGround::Authorised => Some(Ground::Authorised),
        LookUpGround::Again => None,
    };
    let (groups, mut facts) = group_by_holder(&file, &payload, rows, ground);
    let office = match desk.office.clerk_client() {
        Err(failure) if failure.code != FailureCode::LineDown => return Err(failure),
        office => office.ok(),
    };
    for group in groups.into_values() {
        facts.extend(ask_library(desk, &file, office.as_ref(), group).await?);
    }
    // Papers may have come in meanwhile: what is in hand is not put beside itself.
    let file = require_editable(desk, &payload.case)?;
    let still_bare = rows_without_paper(&file)?;
    let is_bare = |material: &str| still_bare.iter().any(|(row, _)| row == material);
    facts.retain(|fact| material_of_fact(fact).is_some_and(is_bare));
    record_facts(desk, file, facts)
}

fn group_by_holder(
    file: &CaseFile,
    payload: &LookUp,
    rows: Vec<(String, String)>,
    ground: Option<Ground>,
) -> (BTreeMap<HolderGroup, Vec<WantedRow>>, Vec<Fact>) {
    let mut facts = Vec::new();
    let mut groups: BTreeMap<HolderGroup, Vec<WantedRow>> = BTreeMap::new();
    for (material, kind) in rows {
        let before = || file.case.library_miss(&material).and_then(|record| record.ground.clone());
        let ground = ground.clone().or_else(before).unwrap_or(Ground::Authorised);
        match wanted_row(file, payload, &material, &kind, ground) {
            Ok(row) => {
                let holder = (row.key, row.number.clone(), ground_words(&row.ground));
                groups.entry(holder).or_default().push(row);
            }
            Err(reason) => facts.push(missed_fact(material, reason, None)),
        }
    }
    (groups, facts)
}

fn material_of_fact(fact: &Fact) -> Option<&str> {
    match fact {
        Fact::CertificateUsed { certificate } => Some(&certificate.material),
        Fact::CertificateMissed { material, .. } => Some(material),
        Fact::PageAdded { page } => page.material.as_deref(),
        _ => None,
    }
}

/// Rows of the list that name a kind of certificate and have nothing yet: also those that still
/// depend on an answer.
fn rows_without_paper(file: &CaseFile) -> Result<Vec<(String, String)>, Failure> {
    file.require_item()?;
    let assessment = file.assess();
    let is_bare = |material: &&CaseMaterial| {
        material.is_needed()
            && material.state != MaterialState::Received
            && material.pages.is_empty()
    };
    let bare = assessment.materials.iter().filter(is_bare);
    Ok(bare
        .filter_map(|material| Some((material.id().to_owned(), material.def.cert.clone()?)))
        .collect())
}

/// Whose it is says the row; a firm's licence and a title need their own number, whoever brings them.
fn wanted_row(
    file: &CaseFile,
    payload: &LookUp,
    material: &str,
    kind: &str,
    ground: Ground,
) -> Result<WantedRow, Miss> {
    let definition = file.item().and_then(|item| item.materials.iter().find(|m| m.id == material));
    let person = match certificate::key_of(kind) {
        HolderKey::OrganisationCode => {
            let role = definition.and_then(|m| m.person).unwrap_or(PersonRole::Applicant);
            file.case.find_person(role)
        }
        _ => definition.and_then(|row| find_holder(&file.case, row)),
    };
    let person = person.ok_or(Miss::NoPerson)?;
    let own = person.number.expose().to_owned();
    let code = &normalize_number(&payload.organisation);
    let title = &normalize_line(&payload.land_title);
    let (key, number, holder) = match certificate::key_of(kind) {
        HolderKey::OrganisationCode if code.is_empty() => return Err(Miss::NoNumber),
        HolderKey::OrganisationCode => {
            (HolderKey::OrganisationCode, code.to_owned(), code.to_owned())
        }
        _ if certificate::has_title(kind) && !title.is_empty() => {
            (HolderKey::LandTitle, title.to_owned(), own)
        }
        _ => (HolderKey::ResidentNumber, own.clone(), own),
    };
    let (material, kind, person) = (material.to_owned(), kind.to_owned(), person.id.clone());
    Ok(WantedRow { material, kind, person, holder, key, number, ground })
}

fn ground_words(ground: &Ground) -> String {
    match ground {
        Ground::Authorised => String::new(),
        Ground::Statutory { text } => text.expose().to_owned(),
    }
}

fn missed_fact(material: String, reason: Miss, ground: Option<Ground>) -> Fact {
    Fact::CertificateMissed { material, reason, ground }
}

/// One request for all rows of one holder. Whatever the library answers, each row gets its facts.
async fn ask_library(
    desk: &Desk,
    file: &CaseFile,
    office: Option<&ClerkClient>,
    rows: Vec<WantedRow>,
) -> Result<Vec<Fact>, Failure> {
    let answer = match office {
        Some(office) => search_certificates(desk, file, office, &rows).await,
        None => Err("line_down".to_owned()),
    };
    let outcome = answer.as_ref().map_or_else(String::as_str, |_| "ok");
    desk.station.audit_certificate_search(&file.id, outcome);
    let mut facts = Vec::new();
    for row in rows {
        let fetched = match (&answer, office) {
            (Ok(offered), Some(office)) => {
                fetch_certificate(desk, file, office, &row, offered).await
            }
            _ => Err(NoCertificate::Missed(Miss::LibraryAway)),
        };
        match fetched {
            Ok(fetched) => facts.extend(fetched),
            Err(NoCertificate::Missed(reason)) => {
                facts.push(missed_fact(row.material, reason, Some(row.ground)))
            }
            Err(NoCertificate::Failed(failure)) => return Err(failure),
        }
    }
    Ok(facts)
}

async fn search_certificates(
    desk: &Desk,
    file: &CaseFile,
    office: &ClerkClient,
    rows: &[WantedRow],
) -> Result<Vec<CertificateWire>, String> {
    let (Some(first), Some(item)) = (rows.first(), file.item()) else { return Ok(Vec::new()) };
    let mut kinds: Vec<String> = rows.iter().map(|row| row.kind.clone()).collect();
    kinds.dedup();
    let client = office.client.looking_for(LookReason::Case);
    let mut offered = Vec::new();
    // More kinds than the library is asked for at once are asked for one lot after the other.
    for kinds in kinds.chunks(MAX_KINDS) {
        let search = CertificateSearch {
            case: case_id(file),
            item: item.id.clone(),
            purpose: name_purpose(&item.name, &item.id).to_owned(),
            ground: first.ground.clone(),
            holder: Holder { key: first.key, number: Private::new(first.number.clone()) },
            kinds: kinds.to_vec(),
        };
        let answer = wait_for_answer(client.find_certificates(&office.token, &search)).await;
        offered.extend(answer.map_err(|error| note_no_answer(desk, &error))?);
    }
    Ok(offered)
}

/// The item by its name; one that is longer than a purpose may be, by its id, and never cut.
fn name_purpose<'a>(name: &'a str, id: &'a str) -> &'a str {
    if is_within(name, MAX_GROUND_CHARS) { name } else { id }
}

fn case_id(file: &CaseFile) -> uuid::Uuid {
    uuid::Uuid::parse_str(&file.id).unwrap_or_default()
}

fn note_no_answer(desk: &Desk, error: &OfficeError) -> String {
    desk.office.note_line(error);
    tracing::warn!(code = error.code(), "the certificate library gave no answer");
    error.code().to_owned()
}

/// The certificate that counts for the row, fetched and sealed: its pages and the word about it.
async fn fetch_certificate(
    desk: &Desk,
    file: &CaseFile,
    office: &ClerkClient,
    row: &WantedRow,
    offered: &[CertificateWire],
) -> Result<Vec<Fact>, NoCertificate> {
    let target = Wanted { kind: &row.kind, holder: &row.holder };
    let candidates: Vec<Found> = offered.iter().map(candidate).collect();
    let certificate_wire =
        certificate::pick_certificate(&target, &candidates, desk.station.now().date())?;
    let certificate_wire = offered.get(certificate_wire).ok_or(Miss::Unreadable)?;
    let client = office.client.looking_for(LookReason::Case);
    let answer = client.certificate_file(&office.token, case_id(file), &certificate_wire.auth_code);
    let bytes = wait_for_answer(answer).await.map_err(|error| {
        note_no_answer(desk, &error);
        if error.is_line_down() || error.is_barred() { Miss::LibraryAway } else { Miss::Unreadable }
    })?;
    let (media, bytes, pages) =
        open_certificate(desk, &file.id, bytes).await.map_err(|failure| {
            tracing::warn!(code = failure.code.as_str(), "a certificate's file cannot be used");
            Miss::Unreadable
        })?;
    let sealed = desk.cases.seal_page_file(file, &media, &bytes).map_err(NoCertificate::Failed)?;
    let certificate = Held {
        material: row.material.clone(),
        person: row.person.clone(),
        key: row.key,
        holder: Private::new(row.holder.clone()),
        kind: certificate_wire.kind.clone(),
        name: certificate_wire.name.clone(),
        identifier: certificate_wire.identifier.clone(),
        issuer: certificate_wire.issuer.clone(),
        valid_to: certificate_wire.valid_to,
        file: sealed.id.clone(),
        sha256: sealed.sha256.clone(),
        fetched_at: desk.station.now(),
        ground: row.ground.clone(),
    };
    let sealed = SealedFile { row: sealed, media, pages };
    let facts = page_facts(&sealed, CERTIFICATE, Some(&row.material));
    Ok(facts.chain([Fact::CertificateUsed { certificate }]).collect())
}

fn candidate(wire: &CertificateWire) -> Found {
    Found {
        kind: wire.kind.clone(),
        holder: wire.holder_number.clone(),
        status: wire.status.clone(),
        valid_to: wire.valid_to,
    }
}

/// Looked over like any file from outside: one document with at least a page.
async fn open_certificate(
    desk: &Desk,
    of: &str,
    bytes: Vec<u8>,
) -> Result<(String, Vec<u8>, u32), Failure> {
    let mut files = desk.devices.worker.open_file(of, bytes).await?;
    let file = files.pop().filter(|_| files.is_empty());
    let OpenedFile { media, pages, bytes } =
        file.ok_or_else(|| Failure::new(FailureCode::FileUnknownKind))?;
    if pages == 0 { Err(Failure::new(FailureCode::FileEmpty)) } else { Ok((media, bytes, pages)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purpose_is_the_items_name_as_long_as_the_library_takes_it() {
        let longest = "事".repeat(MAX_GROUND_CHARS);
        assert_eq!(name_purpose(&longest, "long"), longest);
        assert_eq!(name_purpose(&format!("{longest}项"), "long"), "long");
    }
}
