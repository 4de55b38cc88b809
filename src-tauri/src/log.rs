//! The technical log: one JSON object a line, one file a day, thirty days. Only this program's own
//! lines, since no library promises to keep personal data out.

use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use tracing::level_filters::LevelFilter;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

const DAYS: usize = 30;
/// Every crate of the program begins with this.
const OWN: &str = "counter";

/// # Errors
/// The folder cannot be made or written to.
pub fn start_log(logs: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(logs)?;
    let files = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("counter")
        .filename_suffix("jsonl")
        .max_log_files(DAYS)
        .build(logs)
        .map_err(io::Error::other)?;
    // Written at once, not by a thread: the last line before a kill is the one that is looked for.
    // A line that cannot be written (a full disk) is let go: telling so on a closed terminal would
    // end the program.
    let lines = tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .log_internal_errors(false)
        .with_writer(files);
    let filter = Targets::new().with_target(OWN, LevelFilter::INFO);
    tracing_subscriber::registry().with(filter).with(lines).try_init().map_err(io::Error::other)
}
