//! What a code is for; its first letter says it.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A station joins and gets its centre file.
    Join,
    /// Somebody shows that the centre sent them to a station.
    Technician,
}

impl Purpose {
    pub fn code(self) -> &'static str {
        match self {
            Self::Join => "join",
            Self::Technician => "technician",
        }
    }

    pub(super) fn letter(self) -> char {
        match self {
            Self::Join => 'J',
            Self::Technician => 'T',
        }
    }

    pub(super) fn of_letter(letter: char) -> Option<Self> {
        [Self::Join, Self::Technician].into_iter().find(|purpose| purpose.letter() == letter)
    }
}
