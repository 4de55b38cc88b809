//! Cases beside those that were decided at once: left in the states in which a day leaves them, and
//! gone on with later, whichever version of this program left them.
use super::case::{Clerk, Issued, list, text};
use super::place::{call_desk, sign_in_as, wait_for_delivery};
use crate::output::Fault;
use counter_core::date::{Moment, date_text};
use counter_desk::Workplace;
use serde_json::{Value, json};
use std::time::Duration;

pub struct Left {
    pub case: String,
    pub state: &'static str,
}

/// To which article 32 (行政许可法) applies: what nobody answers in five working days is accepted.
const ANSWERED_IN_TIME: &str = "gaoling-jintie";
/// Holds more than five working days in any month; a slip may be older still.
const SLIP_AGE: jiff::SignedDuration = jiff::SignedDuration::from_hours(25 * 24);

/// One case in each of these states.
pub async fn leave_cases(
    desk: &Workplace,
    clerk: &mut Clerk<'_>,
    items: &[String],
    patience: Duration,
) -> Result<Vec<Left>, Fault> {
    let mut left = Vec::new();
    for state in ["draft", "voided", "received", "held"] {
        left.push(Left { case: leave_open(clerk, items, state).await?, state });
    }
    left.push(Left { case: leave_deemed(clerk).await?, state: "deemed" });
    let returned = leave_returned(desk, clerk, items, patience).await?;
    left.push(Left { case: returned, state: "returned" });
    Ok(left)
}

async fn leave_open(clerk: &mut Clerk<'_>, items: &[String], state: &str) -> Result<String, Fault> {
    let item = clerk.draw_item(items);
    let view = clerk.call("open_case", json!({ "item": item, "answers": {} })).await?;
    let is_stamp_next = |view: &Value| view["next"]["code"] == "receive";
    let mut view = clerk.work_until(view, &item, is_stamp_next).await?;
    if matches!(state, "received" | "held") {
        let has_paper = |view: &Value| {
            list(&view["pages"]).next().is_some() || view["next"]["code"] == "decide"
        };
        view = clerk.call("receive", json!({ "case": view["id"] })).await?;
        view = clerk.work_until(view, &item, has_paper).await?;
    }
    let case = &view["id"];
    match state {
        "voided" => {
            clerk.call("abandon", json!({ "case": case, "reason": "示例" })).await?;
        }
        "held" => {
            let hold = json!({ "case": case, "reason": "copying", "note": "",
                "originals": "at_window" });
            clerk.call("hold", hold).await?;
        }
        _ => {}
    }
    Ok(text(case).to_owned())
}

/// 逾期视为受理: taken in on a paper slip, whose time says how long nobody answered.
async fn leave_deemed(clerk: &mut Clerk<'_>) -> Result<String, Fault> {
    let at = jiff::Timestamp::now() - SLIP_AGE;
    let day = date_text(Moment::from_millis(at.as_millisecond()).date());
    let slip = json!({ "slip": clerk.draw_slip(), "date": day, "time": "09:00" });
    let view = clerk.call("open_slip", slip).await?;
    Ok(clerk.decide(view, ANSWERED_IN_TIME.to_owned(), "accept", 0).await?.case)
}

/// 退件: accepted, wholly at the office, and sent back by the supervisor.
async fn leave_returned(
    desk: &Workplace,
    clerk: &mut Clerk<'_>,
    items: &[String],
    patience: Duration,
) -> Result<String, Fault> {
    let item = clerk.draw_item(items);
    let view = clerk.call("open_case", json!({ "item": item, "answers": {} })).await?;
    let case = clerk.decide(view, item, "accept", 0).await?.case;
    // Where something waits still, the office says that it is not there yet.
    wait_for_delivery(desk, patience).await?;
    sign_in_as(desk, "supervisor").await?;
    let comments = json!([{ "target": "case", "text": "请核对（示例）" }]);
    let back = json!({ "case": case, "revision": 1, "comments": comments });
    call_desk(desk, "send_back", back).await?;
    sign_in_as(desk, "clerk").await?;
    Ok(case)
}

/// Takes up and accepts each case that waits for its clerk, with the state in which it was found.
pub async fn finish_cases(clerk: &mut Clerk<'_>) -> Result<Vec<(Issued, String)>, Fault> {
    let open = json!({ "statuses": ["draft", "received", "returned"], "text": "", "today": false,
        "waiting": false });
    let rows = clerk.call("my_cases", open).await?;
    let mut finished = Vec::new();
    for row in list(&rows) {
        let found = if row["held"].is_null() { text(&row["status"]) } else { "held" };
        let view = clerk.call("resume", json!({ "case": row["id"] })).await?;
        let item = text(&view["item"]["id"]).to_owned();
        finished.push((clerk.decide(view, item, "accept", 0).await?, found.to_owned()));
    }
    Ok(finished)
}
