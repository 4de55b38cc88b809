//! `counter catalog due`: working days counted as the counter counts them.
mod read;

use crate::commands::number::parse_number;
use crate::commands::pack::open_pack;
use crate::output::{Fault, Outcome};
use clap::{Args, ValueEnum};
use counter_core::calendar::Calendar;
use counter_core::clock::{
    ClockKind, ClockView, Course, Period, Running, Stage, extension_limit, named_limit, stage_clock,
};
use counter_core::date::Date;
use counter_core::item::{Item, ProjectType};
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(Args)]
pub struct Due {
    /// An item: its promised days, else the legal ones.
    #[arg(required_unless_present = "days", conflicts_with = "days")]
    item: Option<String>,
    /// So many working days instead.
    #[arg(long, value_parser = parse_number::<u32>)]
    days: Option<u32>,
    /// When the papers came: YYYY-MM-DD, with a time (THH:MM), or RFC 3339 with a zone.
    #[arg(long)]
    received: String,
    /// Which limit: without it the days that the catalogue itself names.
    #[arg(long, conflicts_with = "days")]
    stage: Option<Step>,
    /// When the case was accepted, if not when the papers came.
    #[arg(long)]
    accepted: Option<String>,
    /// When the last of the corrections came.
    #[arg(long)]
    corrected: Option<String>,
    /// When it was decided.
    #[arg(long, required_if_eq("stage", "result"))]
    decided: Option<String>,
    /// FROM..TO, both days included, or FROM.. while it goes on: a special procedure. As often as
    /// needed.
    #[arg(long = "pause", value_name = "FROM..TO")]
    pauses: Vec<String>,
    /// The time to decide was lengthened by what the law allows.
    #[arg(long, conflicts_with = "days")]
    extended: bool,
    /// Several departments decide together, though the item is not marked as joint.
    #[arg(long, conflicts_with = "days")]
    joint: bool,
    /// Also says how many days are left on this day, and whether that is pressing.
    #[arg(long)]
    today: Option<String>,
    /// Years to lay over the calendar of the program: {"2027": {"off": […], "work": […], "half":
    /// {…}}}.
    #[arg(long)]
    calendar: Option<PathBuf>,
    /// A pack's folder or signed file.
    #[arg(long)]
    pack: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Step {
    /// To say what is missing.
    Notice,
    /// To decide: promise, else class, else legal days, else the statute's.
    Decision,
    /// The lower level's time to examine.
    FirstReview,
    /// To hand over what was decided.
    Result,
}

pub fn show_due(args: &Due) -> Outcome {
    let course = course(args)?;
    let calendar = read::read_calendar(args.calendar.as_deref())?;
    // Without a day to look from only the deadline is printed, and that is the same from every day.
    let today = args.today.as_deref().map(read::parse_day).transpose()?;
    let from = today.or(course.received).unwrap_or_default();
    let view = match &args.item {
        Some(id) => {
            let pack = open_pack(args.pack.as_deref())?;
            let item =
                pack.item(id).ok_or_else(|| Fault::new("unknown_item", format!("no item {id}")))?;
            item_clock(item, args, course, &calendar, from)?
        }
        None => {
            period_clock(Period::statute(args.days.unwrap_or_default()), &course, &calendar, from)
        }
    };
    Ok(due_json(&view, &calendar, today.is_some()))
}

fn course(args: &Due) -> Result<Course, Fault> {
    let day = |text: &Option<String>| text.as_deref().map(read::parse_day).transpose();
    Ok(Course {
        received: Some(read::parse_day(&args.received)?),
        accepted: day(&args.accepted)?,
        corrected: day(&args.corrected)?,
        decided: day(&args.decided)?,
        joint: args.joint,
        pauses: args.pauses.iter().map(|text| read::parse_pause(text)).collect::<Result<_, _>>()?,
        ..Course::default()
    })
}

fn item_clock(
    item: &Item,
    args: &Due,
    course: Course,
    calendar: &Calendar,
    today: Date,
) -> Result<ClockView, Fault> {
    let none = |code: &str, words: &str| Fault::new(code, format!("{} {words}", item.id));
    let extended = match args.extended {
        true => Some(
            extension_limit(item, args.joint)
                .ok_or_else(|| none("no_extension", "is no licence"))?,
        ),
        false => None,
    };
    let course = Course { extended, ..course };
    let stage = match (args.stage, item.project_type) {
        (Some(step), _) => step.stage(),
        (None, ProjectType::OnTheSpot) => Stage::Decision,
        (None, ProjectType::Commitment) => {
            let period =
                named_limit(item, &course).ok_or_else(|| none("no_limit", "names no days"))?;
            return Ok(period_clock(period, &course, calendar, today));
        }
    };
    let mut view = stage_clock(item, stage, &course, calendar, today);
    // A class stands in for the promise only; the other steps have their days from the statute.
    view.from_class &= stage == Stage::Decision && item.project_type == ProjectType::Commitment;
    // Days left are printed for every clock that runs, of one that stands still too.
    if view.days_left.is_some() { Ok(view) } else { Err(none("no_limit", "has no such limit")) }
}

fn period_clock(period: Period, course: &Course, calendar: &Calendar, today: Date) -> ClockView {
    let start = course.acceptance_day().unwrap_or_default();
    Running { kind: ClockKind::Promise, period, start }.clock_view(course, calendar, today)
}

fn due_json(view: &ClockView, calendar: &Calendar, today: bool) -> Value {
    let mut due = json!({ "due": view.deadline.map(|end| end.date.to_string()) });
    if view.deadline.is_some_and(|end| end.provisional) {
        due["provisional"] = json!(true);
    }
    // A period in calendar days that would have ended on a day off, or that ends there by the
    // item's rule.
    if let Some(from) = view.deadline.and_then(|end| end.rolled_from) {
        due["rolled_from"] = json!(from.to_string());
    }
    if view.deadline.is_some_and(|end| end.on_day_off) {
        due["day_off"] = json!(true);
    }
    if let Some(closes) = view.deadline.and_then(|end| calendar.closing_time(end.date)) {
        due["closes"] = json!(closes.strftime("%H:%M").to_string());
    }
    if view.from_class {
        due["from_class"] = json!(true);
    }
    // A pause without an end leaves the day unknown.
    if view.deadline.is_none() || (today && view.kind == ClockKind::Paused) {
        due["paused"] = json!(true);
    }
    if today {
        due["left"] = json!(view.days_left);
        due["alert"] = json!(view.alert);
    }
    due
}

impl Step {
    fn stage(self) -> Stage {
        match self {
            Self::Notice => Stage::Notice,
            Self::Decision => Stage::Decision,
            Self::FirstReview => Stage::FirstReview,
            Self::Result => Stage::Result,
        }
    }
}
