//! `counter catalog …`: finding an item, the checklist of a situation, a due date; and what an
//! author of items works with.
mod author;
mod bundle;
mod import;
mod list;
mod templates;

use crate::commands::due::{self, Due};
use crate::commands::pack::open_pack;
use crate::output::Outcome;
use clap::Subcommand;
use std::path::PathBuf;

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
    /// What should be mended in a pack's folder, or in the pack of this program: file, line,
    /// column. Each template is tried with invented people.
    Lint { folder: Option<PathBuf> },
    /// Whether a pack gives the lists that its `cases.yaml` expects.
    Test {
        folder: Option<PathBuf>,
        /// Also puts each condition wrong in turn: a case must notice.
        #[arg(long)]
        mutate: bool,
    },
    /// Items out of tables in the national columns (CSV, XLSX), into a pack's folder.
    Import(import::Tables),
    /// What citizens must bring since a pack changed, or no longer bring, situation by situation.
    Diff { old: PathBuf, new: PathBuf },
    /// One signed file of a pack's folder, for an office to serve.
    Pack(bundle::Sign),
    /// A new secret key for signing packs, written to a file; prints the public key that stations
    /// are given.
    Key { file: PathBuf },
    /// Whether a station would take this file into use.
    Verify(bundle::Verify),
    /// Writes a signed pack of so many items, the example pack's and invented ones: for load, of no
    /// use to anybody.
    Generate(bundle::Invent),
    /// How large a pack is.
    Stats { pack: Option<PathBuf> },
}

pub async fn run_catalog(what: What, json: bool) -> Outcome {
    match what {
        What::Search { query, pack } => {
            Ok(list::search_items(&open_pack(pack.as_deref())?, &query))
        }
        What::Checklist { item, answers, pack } => {
            list::show_checklist(&open_pack(pack.as_deref())?, &item, &answers)
        }
        What::Due(due) => due::show_due(&due),
        What::Lint { folder } => author::lint_pack(folder.as_deref()).await,
        What::Test { folder, mutate } => author::test_cases(folder.as_deref(), mutate),
        What::Import(tables) => import::import_tables(&tables, json),
        What::Diff { old, new } => author::compare_packs(&old, &new),
        What::Pack(sign) => bundle::sign_pack(&sign),
        What::Key { file } => bundle::create_key(&file),
        What::Verify(verify) => bundle::verify_pack(&verify).await,
        What::Generate(invent) => bundle::generate_pack(&invent),
        What::Stats { pack } => Ok(author::count_pack(&open_pack(pack.as_deref())?)),
    }
}
