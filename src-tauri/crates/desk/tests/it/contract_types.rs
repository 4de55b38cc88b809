//! The committed TypeScript types are those of the contract; `UPDATE_TYPES=1` writes them anew.
use counter_desk::contract;
use std::path::Path;

#[test]
fn the_frontends_types_are_those_of_the_contract() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../frontend/src/ipc/contract.ts");
    let wanted = contract::write_typescript();
    if std::env::var_os("UPDATE_TYPES").is_some() {
        std::fs::write(&file, &wanted).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap();
    assert!(committed == wanted, "the contract has changed: run `make types`");
}

#[test]
fn every_command_is_found_by_its_name() {
    for command in contract::COMMANDS {
        assert_eq!(contract::find_command(command.name), Some(*command));
    }
    assert!(contract::find_command("no_such_command").is_none());
}

#[test]
fn what_wants_consent_is_a_clerks_command() {
    for name in contract::WANTS_CONSENT {
        let access = contract::find_command(name).map(|command| command.access);
        assert_eq!(access, Some(contract::Access::Clerk), "{name}");
    }
}
