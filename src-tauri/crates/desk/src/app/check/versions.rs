//! Which program this is, where it lies, and on which system it runs.
use super::{Condition, Finding};
use crate::station::settings::Folders;

const SYSTEM: &str = "/etc/os-release";

pub fn examine_versions(folders: &Folders) -> Finding {
    let system = std::fs::read_to_string(SYSTEM).unwrap_or_default();
    let system_name = match find_name(&system) {
        Some(name) => Finding::new(Condition::VersionsTold).with("system", name),
        None => Finding::new(Condition::SystemUnnamed),
    };
    system_name
        .with("program", env!("CARGO_PKG_VERSION"))
        .with("folder", folders.programs.display())
}

/// As the system calls itself before people.
fn find_name(text: &str) -> Option<&str> {
    let value = text.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    Some(value.trim().trim_matches(['"', '\''])).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::find_name;

    #[test]
    fn the_system_is_named_as_it_names_itself() {
        let file = "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n";
        assert_eq!(find_name(file), Some("Debian GNU/Linux 12 (bookworm)"));
        for nothing in ["", "ID=debian\n", "PRETTY_NAME=\"\"\n"] {
            assert_eq!(find_name(nothing), None, "{nothing}");
        }
    }
}
