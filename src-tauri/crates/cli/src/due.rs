//! `counter catalog due`: working days counted as the counter counts them.
use crate::catalog::pack;
use crate::say::{Fault, Outcome};
use clap::Args;
use counter_core::calendar::{Calendar, Deadline};
use counter_core::date::{Date, Moment, parse_date};
use counter_core::item::{Item, ProjectType};
use serde_json::json;
use std::path::PathBuf;

#[derive(Args)]
pub struct Due {
    /// An item: its promised days, else the legal ones.
    #[arg(required_unless_present = "days", conflicts_with = "days")]
    item: Option<String>,
    /// So many working days instead.
    #[arg(long)]
    days: Option<u32>,
    /// When the papers came: YYYY-MM-DD, with a time (THH:MM), or RFC 3339 with a zone.
    #[arg(long)]
    received: String,
    /// A pack's folder.
    #[arg(long)]
    pack: Option<PathBuf>,
}

pub fn run(asked: &Due) -> Outcome {
    let from = day(&asked.received)?;
    let calendar = Calendar::builtin();
    let due = match (&asked.item, asked.days) {
        (Some(id), _) => {
            let pack = pack(asked.pack.as_deref())?;
            let item = pack.item(id).ok_or_else(|| Fault::new("unknown_item", format!("no item {id}")))?;
            of_item(item, from, &calendar)?
        }
        (None, days) => calendar.add_working_days(from, days.unwrap_or_default()),
    };
    Ok(match due.provisional {
        true => json!({ "due": due.date.to_string(), "provisional": true }),
        false => json!({ "due": due.date.to_string() }),
    })
}

fn of_item(item: &Item, from: Date, calendar: &Calendar) -> Result<Deadline, Fault> {
    if item.project_type == ProjectType::OnTheSpot {
        return Ok(Deadline { date: from, provisional: false });
    }
    let limit = item.limit.as_ref();
    let days = limit.and_then(|limit| limit.promise_days.or(limit.legal_days));
    let days = days.ok_or_else(|| Fault::new("no_limit", format!("{} names no days", item.id)))?;
    Ok(match limit.is_none_or(|limit| limit.working) {
        true => calendar.add_working_days(from, days),
        false => calendar.add_natural_days(from, days),
    })
}

/// The local day.
fn day(text: &str) -> Result<Date, Fault> {
    if let Ok(moment) = text.parse::<Moment>() {
        return Ok(moment.date());
    }
    let (day, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00"));
    let clock = time.split(':').map(|part| part.parse::<u8>().ok()).collect::<Option<Vec<_>>>();
    let fits = clock.is_some_and(|parts| matches!(parts[..], [0..=23, 0..=59] | [0..=23, 0..=59, 0..=59]));
    let wrong = || Fault::new("not_a_date", format!("{text} is no day and time"));
    if fits { parse_date(day).map_err(|_| wrong()) } else { Err(wrong()) }
}
