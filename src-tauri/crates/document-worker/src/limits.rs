//! What this program may take of the computer's memory, set by itself before it loads anything; and
//! what it takes of a signature and of a page that a code is looked for on.

use counter_documents::wire::Role;

/// All who sign one form, each once.
pub const MAX_LAYERS: usize = 16;
/// Of all of them together: some minutes of a pen that says where it is 200 times a second.
pub const MAX_STROKE_POINTS: usize = 100_000;
/// An A4 sheet at 300 dpi; a code is large enough to be read on it.
pub const MAX_CODE_SIDE: u32 = 3_600;
/// A signed form has few pages, and the code is in the foot of each.
pub const MAX_CODE_PAGES: u32 = 8;

/// A hostile picture must run into this, not into the computer's memory; mapped fonts and libraries
/// count too.
const MAX_MEMORY: u64 = 4 * 1024 * 1024 * 1024;

/// A template that came with a pack runs into this one: fonts and libraries have a quarter of it.
const MAX_TEMPLATE_MEMORY: u64 = 2 * 1024 * 1024 * 1024;

/// Limits memory and forbids that anybody reads it, since it holds a citizen's papers.
pub fn set_limits(role: Role) {
    counter_walls::limit_memory(match role {
        Role::Open | Role::Typeset => MAX_MEMORY,
        Role::Template => MAX_TEMPLATE_MEMORY,
    });
    counter_walls::forbid_dumps();
}
