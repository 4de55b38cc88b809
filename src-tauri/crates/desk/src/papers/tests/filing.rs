//! What was queued on the way, at an office that forgets. What the counter can build the office takes;
//! a case of everything that a submission can hold is among them.
use super::wire::Filed;
use crate::cases::submission::tests::Door;
use counter_backoffice::{Decision, OfficeError};
use counter_core::case::PaperCount;

/// Each is in one that was filed.
pub const SORTS: [&str; 20] = [
    "accepted",
    "correction",
    "refused",
    "redirected",
    "deferred",
    "deemed",
    "slip",
    "several people",
    "mandate",
    "signature",
    "strokes",
    "witness",
    "refused signature",
    "certificate",
    "count",
    "off the list",
    "consent",
    "permit",
    "next revision",
    "replacement",
];

impl Filed {
    /// What the office says against it. Nobody sends the invented pages, so that a revision waits
    /// behind one that is not whole; its content was looked through first, as each one's is.
    pub fn find_refusal(&self, door: &Door) -> Option<String> {
        let answer = door.file(self.file.outbox.as_ref().unwrap());
        let is_taken = match &answer {
            Ok(()) => true,
            Err(OfficeError::InProgress) => self.comes_next(),
            Err(OfficeError::Refused { code, .. }) => code == "revision_gap" && self.comes_next(),
            Err(_) => false,
        };
        (!is_taken).then(|| format!("{answer:?}"))
    }

    fn comes_next(&self) -> bool {
        self.submission.revision > 1 && self.submission.in_place_of.is_none()
    }

    pub fn list_sorts(&self) -> Vec<&'static str> {
        let wire = &self.submission;
        let has_detail = |name: &str| wire.people.iter().any(|one| one.details.contains_key(name));
        let mut counts = wire.materials.iter().flat_map(|row| &row.intake);
        let is_stroked = |material: &str| material == "application_form_strokes";
        let sorts = [
            ("accepted", wire.decision == Decision::Accepted),
            ("correction", wire.decision == Decision::Correction),
            ("refused", wire.decision == Decision::Refused),
            ("redirected", wire.decision == Decision::Redirected),
            ("deferred", wire.deferred.is_some()),
            ("deemed", wire.deemed.is_some()),
            ("slip", wire.slip.is_some()),
            ("several people", wire.people.len() > 1),
            ("mandate", has_detail("mandate_extent")),
            ("signature", !wire.signatures.is_empty()),
            ("strokes", wire.manifest.iter().any(|part| is_stroked(&part.material))),
            ("witness", wire.signatures.iter().any(|one| one.witness.is_some())),
            ("refused signature", !wire.refusals.is_empty()),
            ("certificate", wire.materials.iter().any(|row| row.certificate.is_some())),
            ("count", counts.any(|intake| intake.papers != PaperCount::default())),
            ("off the list", !wire.off_list.is_empty()),
            ("consent", wire.consented_by.is_some()),
            ("permit", wire.permit.is_some()),
            ("next revision", self.comes_next()),
            ("replacement", wire.in_place_of.is_some()),
        ];
        sorts.into_iter().filter(|(_, is_in)| *is_in).map(|(sort, _)| sort).collect()
    }
}
