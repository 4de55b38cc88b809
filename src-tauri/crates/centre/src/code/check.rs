//! What a code opens, judged without a line.

use counter_core::date::Date;

use super::{Code, Purpose};
use crate::body::CodeEntry;
use crate::error::CodeError;
use crate::file::CentreFile;

/// Whether the file that an answer brought is the one that a join code stands for. That it is
/// known, unused and not ended, the office says; whose file it is, no network can.
///
/// # Errors
/// It is another purpose's, or the file is another centre's.
pub fn check_join_code(code: &Code, file: &CentreFile) -> Result<(), CodeError> {
    if code.purpose != Purpose::Join {
        return Err(CodeError::OtherPurpose);
    }
    match code.is_of_key(file.key()) {
        true => Ok(()),
        false => Err(CodeError::OtherCentre),
    }
}

/// The entry of a technician's code in the centre file of this station. `is_used` says whether the
/// code of a hash was shown here before.
///
/// # Errors
/// The first reason why the code opens nothing here.
pub fn find_technician_entry<'a>(
    code: &Code,
    file: &'a CentreFile,
    is_used: impl Fn(&str) -> bool,
    today: Date,
) -> Result<&'a CodeEntry, CodeError> {
    if code.purpose != Purpose::Technician {
        return Err(CodeError::OtherPurpose);
    }
    if !code.is_of_key(file.key()) {
        return Err(CodeError::OtherCentre);
    }
    let hash = code.sha256();
    let purpose = code.purpose.code();
    let mut entries = file.body().codes.iter().flatten();
    let entry = entries.find(|entry| entry.sha256 == hash && &*entry.purpose == purpose);
    let entry = entry.ok_or(CodeError::Unknown)?;
    if entry.station != file.body().station.code {
        return Err(CodeError::OtherStation);
    }
    if is_used(&hash) {
        return Err(CodeError::Used);
    }
    match today > entry.until {
        true => Err(CodeError::Ended),
        false => Ok(entry),
    }
}
