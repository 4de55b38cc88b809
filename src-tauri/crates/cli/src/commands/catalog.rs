//! `counter catalog …`: finding an item, the checklist of a situation, a due date; and what an author of items works with.
mod author;
mod bundle;
mod list;

use crate::commands::due::{self, Due};
use crate::output::{Fault, Outcome};
use clap::Subcommand;
use counter_catalog::{CatalogError, Pack, Source};
use std::path::{Path, PathBuf};

pub use bundle::bytes;

#[derive(Subcommand)]
pub enum What {
    /// Finds items by characters, pinyin, initials and everyday names.
    Search {
        query: String,
        /// A pack's folder or signed file.
        #[arg(long)]
        pack: Option<PathBuf>,
    },
    /// What to bring for an item.
    Checklist {
        item: String,
        /// QUESTION=OPTION, or a fact (card.age=67), as often as needed.
        #[arg(long = "answer")]
        answers: Vec<String>,
        /// A pack's folder or signed file.
        #[arg(long)]
        pack: Option<PathBuf>,
    },
    /// When an item must be done, or so many working days after a day.
    Due(Due),
    /// What should be mended in a pack's folder, or in the pack of this program: file, line, column.
    Lint { folder: Option<PathBuf> },
    /// Whether a pack gives the lists that its `cases.yaml` expects.
    Test {
        folder: Option<PathBuf>,
        /// Also puts each condition wrong in turn: a case must notice.
        #[arg(long)]
        mutate: bool,
    },
    /// Items out of tables in the national columns (CSV, XLSX), into a pack's folder.
    Import(author::Tables),
    /// What citizens must bring since a pack changed, or no longer bring, situation by situation.
    Diff { old: PathBuf, new: PathBuf },
    /// One signed file of a pack's folder, for an office to serve.
    Pack(bundle::Sign),
    /// A new secret key for signing packs, written to a file; prints the public key that stations are given.
    Key { file: PathBuf },
    /// Whether a station would take this file into use.
    Verify(bundle::Verify),
    /// Writes a signed pack of so many items, the example pack's and invented ones: for load, of no use to anybody.
    Generate(bundle::Invent),
    /// How large a pack is.
    Stats { pack: Option<PathBuf> },
}

pub fn run(what: What) -> Outcome {
    match what {
        What::Search { query, pack } => Ok(list::search(&open(pack.as_deref())?, &query)),
        What::Checklist { item, answers, pack } => list::checklist(&open(pack.as_deref())?, &item, &answers),
        What::Due(asked) => due::run(&asked),
        What::Lint { folder } => author::look(folder.as_deref()),
        What::Test { folder, mutate } => author::test(folder.as_deref(), mutate),
        What::Import(asked) => author::import(&asked),
        What::Diff { old, new } => author::compare(&old, &new),
        What::Pack(asked) => bundle::sign(&asked),
        What::Key { file } => bundle::key(&file),
        What::Verify(asked) => bundle::verify(&asked),
        What::Generate(asked) => bundle::generate(&asked),
        What::Stats { pack } => Ok(author::stats(&open(pack.as_deref())?)),
    }
}

/// A folder, a signed file (whoever signed it), or the pack of this program.
pub fn open(place: Option<&Path>) -> Result<Pack, Fault> {
    match place {
        None => Pack::builtin().map_err(unread),
        Some(folder) if folder.is_dir() => Pack::from_dir(folder).map_err(unread),
        Some(file) => Pack::from_file(String::from_utf8_lossy(&bundle::bytes(file)?)).map_err(unread),
    }
}

fn source(folder: Option<&Path>) -> Result<Source, Fault> {
    folder.map_or_else(|| Ok(Source::builtin()), Source::from_dir).map_err(unread)
}

fn unread(error: CatalogError) -> Fault {
    Fault::new(error.code(), error.to_string())
}
