//! The audit trail for the supervisor: to look through, and as a table that leaves this computer.
use crate::Failure;
use crate::contract::views::{AuditExported, AuditView};
use crate::contract::{AuditExport, AuditFilter};
use crate::desk::Desk;
use crate::review::trail::require_reason;
use counter_core::date::date_text;

/// Spreadsheets take UTF-8 for something else unless it says so.
const BYTE_ORDER_MARK: &str = "\u{feff}";

pub async fn audit_trail(desk: &Desk, payload: AuditFilter) -> Result<AuditView, Failure> {
    desk.review.audit_view(&payload).await
}

/// Names nobody: numbers of clerks and cases. Why it leaves is a line of the trail itself.
pub async fn export_audit(desk: &Desk, payload: AuditExport) -> Result<AuditExported, Failure> {
    let AuditExport { clerk, day, number, only, reason, words } = payload;
    desk.station.audit_reason("export_audit", None, &require_reason(&reason)?)?;
    let filter = AuditFilter { clerk, day, number, only };
    let (table, count) = desk.review.audit_table(&filter, &words).await?;
    let name = format!("audit-{}", date_text(desk.station.now().date()));
    let table = format!("{BYTE_ORDER_MARK}{table}");
    let file = desk.devices.save_form(&name, "csv", table.as_bytes())?;
    Ok(AuditExported { file, count })
}
