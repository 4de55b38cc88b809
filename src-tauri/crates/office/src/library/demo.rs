//! The certificates of a trial's invented people, which are in the program itself.

use bytes::Bytes;

use super::certificates::Library;

macro_rules! demo_files { ($($name:literal),* $(,)?) => {
    [$(($name, include_bytes!(concat!("../../library/", $name)).as_slice())),*]
}; }

impl Library {
    /// Of the invented people of a trial.
    pub fn demo() -> Library {
        let files = demo_files![
            "disability-card.pdf",
            "household-register.pdf",
            "permit-expired.pdf",
            "marriage-revoked.pdf",
            "property.pdf",
            "birth-of-child.pdf",
            "permit.pdf",
            "agent-id.pdf",
            "elder-register.pdf",
            "shop-licence.pdf",
        ];
        let read_file = |name: &str| {
            files.iter().find(|(file, _)| *file == name).map(|(_, bytes)| Bytes::from_static(bytes))
        };
        Library::parse(include_str!("../../library/demo.yaml"), read_file).unwrap_or_else(|error| {
            tracing::error!(code = error.code(), "the trial's certificates cannot be read");
            Library::default()
        })
    }
}
