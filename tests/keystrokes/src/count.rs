//! What one case takes of the clerk, and how often the citizen signs.

use crate::step::{Move, Press, Step};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Pressed to move and to decide.
    pub keys: u32,
    /// Of the search.
    pub letters: u32,
    /// Pressed in a field of the form: to choose in it, to go on from it.
    pub form_keys: u32,
    pub form_letters: u32,
    /// By the citizen, who presses no key.
    pub signatures: u32,
}

impl Count {
    /// One more step, for which so many keys were pressed and so many letters typed.
    pub fn with_step(self, step: &Step, keys: u32, letters: u32) -> Self {
        match step {
            Step::Fill(..) => Self {
                form_keys: self.form_keys + keys,
                form_letters: self.form_letters + letters,
                ..self
            },
            _ => Self {
                keys: self.keys + keys,
                letters: self.letters + letters,
                signatures: self.signatures + u32::from(matches!(step, Step::Sign(_))),
                ..self
            },
        }
    }

    /// The same by what is written of it.
    pub fn with_move(self, one: &Move) -> Self {
        let (mut keys, mut letters) = (0, 0);
        for press in &one.presses {
            match press {
                Press::Key(_) => keys += 1,
                Press::Letters(words) => letters += words.chars().count() as u32,
            }
        }
        self.with_step(&one.step, keys, letters)
    }
}
