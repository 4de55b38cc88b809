//! The certificate library (证照库): what it has, the codes its files are fetched with, and the two
//! requests for it.

mod certificates;
mod codes;
mod demo;
mod lookup;
mod requests;

pub use certificates::Library;
pub use lookup::Lookup;
pub use requests::{fetch_certificate, search_certificates};
