//! The letters of a code: how they are typed, and the one that checks the others.

use crate::key::{LETTERS, letter};

/// The letter that is meant; none for a sign that no code has.
pub fn read_letter(sign: char) -> Option<char> {
    match sign {
        'O' => Some('0'),
        'I' | 'L' => Some('1'),
        c => value_of(c).map(letter),
    }
}

/// A sum over the field of 32 elements in which each place weighs twice the one behind it: any one
/// wrong letter shows, and any two neighbours that changed places.
pub fn check_letter(data: &str) -> char {
    let sum = data.chars().filter_map(value_of).fold(0, |sum, value| double(sum) ^ value);
    letter(double(sum))
}

fn value_of(c: char) -> Option<u8> {
    let place = LETTERS.iter().position(|letter| char::from(*letter) == c)?;
    u8::try_from(place).ok()
}

/// Modulo x⁵ + x² + 1, of which 2 makes every element but none.
fn double(value: u8) -> u8 {
    let twice = value << 1;
    if twice & 32 == 0 { twice } else { twice ^ 0b10_0101 }
}
