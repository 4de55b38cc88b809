//! Ids, words and chance: made here alone.
use uuid::Uuid;

/// Letters of the word that is drawn at each start, for provisional numbers.
pub const START_LETTERS: usize = 4;

pub fn new_uuid() -> Uuid {
    Uuid::new_v4()
}

pub fn new_id() -> String {
    new_uuid().to_string()
}

/// Random letters that are not mistaken for each other when read aloud or copied by hand: five bits
/// a letter, without I, L, O and U. The first bytes of such an id are all chance.
pub fn random_word(letters: usize) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let id = new_uuid();
    let letter = |byte: &u8| LETTERS.get(usize::from(byte & 31)).copied().map(char::from);
    id.as_bytes().iter().take(letters.min(6)).filter_map(letter).collect()
}

/// Uniform in 0..1.
pub fn random_share() -> f64 {
    f64::from(new_uuid().as_fields().0) / f64::from(u32::MAX)
}

/// The number by which a technician finds a failure in the log.
pub fn incident_number() -> String {
    new_uuid().simple().to_string().chars().take(8).collect()
}
