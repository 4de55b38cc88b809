//! How large the file and what stands in it may be.

/// The whole file as it is sent. A logo has most of it.
pub const MAX_FILE_BYTES: usize = 256 * 1024;

/// Highest version: every reader of JSON still knows the number to its last digit.
pub const MAX_VERSION: u64 = (1 << 53) - 1;

pub const MAX_WORD_CHARS: usize = 64;
pub const MAX_LINE_CHARS: usize = 200;
pub const MAX_LINES_CHARS: usize = 2_000;
/// Of a text that has a narrow place on a sheet.
/// Working days that a place may give for corrections.
pub const MAX_LAPSE_DAYS: u32 = 365;
pub const MAX_NAME_CHARS: usize = 60;
/// Where something is held, as a clerk may write it too.
pub const MAX_CUSTODY_CHARS: usize = 40;
/// One line of small letters beside the code of a form.
pub const MAX_FOOTER_CHARS: usize = 48;
pub const MAX_ADDRESS_BYTES: usize = 256;
pub const MAX_PEM_BYTES: usize = 16 * 1024;

/// Bytes of the logo's picture itself.
pub const MAX_LOGO_BYTES: usize = 128 * 1024;

/// Entries of one list: classes, readers, codes.
pub const MAX_ENTRIES: usize = 256;

/// Of the days that pages stay as well: what a centre settles, a window could have set.
pub const MAX_DAYS: u32 = *counter_core::limits::KEEP_DAYS.end();
pub const MAX_IDLE_MINUTES: u32 = 240;
/// How long a form may stand before the citizen without a touch.
pub const MAX_SIGNING_MINUTES: u32 = 30;
pub const MAX_SESSION_HOURS: u32 = 24;

/// Either edge of the paper that a seal is set on.
pub const MAX_SEAL_MM: u32 = 297;
