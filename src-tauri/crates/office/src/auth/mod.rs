//! Who may sign in, who is calling, and the secrets both are known by.

mod accounts;
mod admission;
mod caller;
mod context;
mod demo;
mod enrolment;
mod hello;
mod installations;
mod lockout;
mod office_log;
mod password;
mod password_checks;
mod recoveries;
mod refusals;
mod report;
mod secret;
mod sign_in;
mod tokens;

pub use accounts::{Account, ListedAccount, StoredAccount, find_account, list_accounts};
pub use caller::{Caller, Person, identify_caller};
pub use context::Auth;
pub use demo::demo_accounts;
pub use enrolment::{enable_account, end_account, store_account, store_missing_accounts};
pub use hello::get_hello;
pub use installations::{
    ListedInstallation, begin_installation_change, enable_installation, end_installation,
    enrol_installation, find_standing, list_installations, renew_credential,
};
pub use lockout::Lockout;
pub use office_log::{ListedLine, LogLine, list_lines, write_line};
pub use recoveries::ListedRecovery;
pub use refusals::{Peer, Refusals, Sender, note_refusal};
pub use report::report_installation;
pub use secret::generate_secret;
pub use sign_in::sign_in;
pub use tokens::{
    FormerCredentials, end_former_credentials, issue_credential, list_former_credentials,
};
