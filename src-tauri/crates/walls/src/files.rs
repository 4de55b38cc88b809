//! Landlock without a rule: no file is opened, made, run or renamed, nothing is connected to by
//! TCP, and no process outside is signalled.

use landlock::{
    ABI, Access, AccessFs, AccessNet, LandlockStatus, RestrictionStatus, Ruleset, RulesetAttr,
    RulesetError, RulesetStatus, Scope,
};

/// All rights up to this version are taken away, as far as the kernel knows them. The later ones
/// are about logs and threads.
const RIGHTS: ABI = ABI::V6;

/// The version in force; none where the kernel has none, or does not let this process use it.
pub fn shut_files() -> Option<u32> {
    let status = restrict_process().ok()?;
    match status.landlock {
        LandlockStatus::Available { effective_abi, .. }
            if status.ruleset != RulesetStatus::NotEnforced =>
        {
            Some(effective_abi as u32)
        }
        _ => None,
    }
}

fn restrict_process() -> Result<RestrictionStatus, RulesetError> {
    Ruleset::default()
        .handle_access(AccessFs::from_all(RIGHTS))?
        .handle_access(AccessNet::from_all(RIGHTS))?
        .scope(Scope::from_all(RIGHTS))?
        .create()?
        .restrict_self()
}
