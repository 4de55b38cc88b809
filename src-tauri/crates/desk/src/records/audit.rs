//! The audit trail proved: each line follows from the one before, and each submission, each event and
//! the office knew a trail that this one goes on from. Lines of before there was a chain are told, not
//! proved.
use super::Records;
use counter_backoffice::{AuditAnchor, Client, OfficeError};
use counter_store::StoreError;
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
pub struct AuditReport {
    pub lines: u64,
    /// Of before there was a chain: nothing proves them.
    pub unproved: u64,
    /// `matched`, `differs`, `none` where the office knows none, or `not_asked`.
    pub anchor: &'static str,
    /// `code: which`.
    pub faults: Vec<String>,
}

/// Of a submission or an event, what is looked at here.
#[derive(Deserialize)]
struct Sent {
    audit: Option<AuditAnchor>,
}

impl Records {
    pub(super) fn check_audit(&self) -> Result<AuditReport, StoreError> {
        let proof = self.look.prove_audit()?;
        let mut faults: Vec<String> =
            proof.broken.iter().map(|turn| format!("audit_line_altered: {turn}")).collect();
        for row in self.look.outbox_all()? {
            // One that cannot be read is a fault of its case.
            let sent = serde_json::from_str::<Sent>(&row.payload).ok();
            let Some(anchor) = sent.and_then(|sent| sent.audit) else { continue };
            if !self.goes_on_from(&anchor)? {
                faults.push(format!("audit_anchor_differs: {}", anchor.lines));
            }
        }
        let (lines, unproved) = (proof.lines, proof.unchained);
        Ok(AuditReport { lines, unproved, anchor: "not_asked", faults })
    }

    pub(super) async fn match_audit(
        &self,
        report: &mut AuditReport,
        client: &Client,
        credential: &str,
    ) -> Result<(), &'static str> {
        let there = match client.get_audit_anchor(credential).await {
            Ok(there) => there,
            // Nothing was ever delivered by a station without one.
            Err(_) if credential.is_empty() => None,
            // A credential of the station as a whole is no installation's.
            Err(OfficeError::Refused { status: 403, .. }) => None,
            Err(error) => return Err(error.code()),
        };
        report.anchor = match there {
            None => "none",
            Some(there) if self.goes_on_from(&there).map_err(|e| e.code())? => "matched",
            Some(there) => {
                report.faults.push(format!("audit_office_differs: {}", there.lines));
                "differs"
            }
        };
        Ok(())
    }

    fn goes_on_from(&self, anchor: &AuditAnchor) -> Result<bool, StoreError> {
        Ok(self.look.audit_hash(anchor.lines)?.as_ref() == Some(&anchor.head))
    }
}
