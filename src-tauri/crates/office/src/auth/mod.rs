//! Who may sign in, who is calling, and the secrets both are known by.

mod accounts;
mod caller;
mod demo;
mod lockout;
mod password;
mod secret;
mod sign_in;
mod tokens;

pub use accounts::{Account, store_account, store_missing_accounts};
pub use caller::{Caller, Person, identify_caller};
pub use demo::demo_accounts;
pub use secret::generate_secret;
pub use sign_in::{Auth, get_hello, sign_in};
pub use tokens::issue_credential;
