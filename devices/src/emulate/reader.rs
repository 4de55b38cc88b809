//! What the emulated reader does: which card lies on it, what has been done with it, and the answer
//! to each request. It knows neither time nor terminals.

use super::card_block::{encode_newest_address, encode_text};
use super::scenario::{Fault, FaultKind, PersonCard, Placing, Scenario, Step};
use crate::reader::frame::{self, Command};

const PHOTO: usize = 1024;
const SAM_ID: [u8; 16] = [
    0x05, 0x00, 0x01, 0x00, 0x05, 0x25, 0x35, 0x01, 0x87, 0xD6, 0x12, 0x00, 0xB1, 0x68, 0xDE, 0x3A,
];

/// What goes onto the line.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    Send(Vec<u8>),
    /// These bytes, and then the cable is pulled.
    SendAndUnplug(Vec<u8>),
    Nothing,
}

pub struct EmulatedReader {
    scenario: Scenario,
    lying: Option<Lying>,
    turn: usize,
}

/// A card on the reader, and what has been done with it.
struct Lying {
    card: PersonCard,
    found: bool,
    selected: bool,
    read: bool,
}

impl Lying {
    fn new(card: &PersonCard) -> Self {
        Self { card: card.clone(), found: false, selected: false, read: false }
    }
}

impl EmulatedReader {
    pub fn new(scenario: Scenario) -> Self {
        Self { scenario, lying: None, turn: 0 }
    }

    pub fn baud_rate(&self) -> u32 {
        self.scenario.speed
    }

    /// Lays this card down; from now on cards come by hand only.
    pub fn place_card(&mut self, id: &str) -> bool {
        let Some(card) = self.scenario.cards.iter().find(|card| card.id == id) else {
            return false;
        };
        self.lying = Some(Lying::new(card));
        self.scenario.placing = Placing::ByHand;
        true
    }

    pub fn lift_card(&mut self) {
        self.scenario.placing = Placing::ByHand;
        self.lying = None;
    }

    pub fn take_in_turn(&mut self) {
        self.scenario.placing = Placing::InTurn;
    }

    /// `content` is a request without its length and check byte.
    pub fn answer_request(&mut self, content: &[u8]) -> Answer {
        let Some(command) = Command::from_bytes(content) else {
            return Answer::Send(match content {
                // Reset, and the limit of bytes on the air.
                [0x10, 0xFF] | [0x61, 0xFF, _] => frame::encode_reply(frame::OK, &[]),
                _ => frame::encode_reply(frame::BAD_COMMAND, &[]),
            });
        };
        match self.take_fault(command) {
            None => Answer::Send(self.answer_soundly(command)),
            Some(fault) => self.answer_faultily(command, &fault),
        }
    }

    fn answer_soundly(&mut self, command: Command) -> Vec<u8> {
        match command {
            Command::Status => frame::encode_reply(frame::OK, &[]),
            Command::SamId => frame::encode_reply(frame::OK, &SAM_ID),
            Command::Find => self.find(),
            Command::Select => self.select(),
            Command::ReadText => self.read_text(),
            Command::NewestAddress => self.newest_address(),
        }
    }

    fn answer_faultily(&mut self, command: Command, fault: &Fault) -> Answer {
        if fault.what == FaultKind::Lift {
            self.lying = None;
        }
        if fault.what == FaultKind::Status {
            return Answer::Send(frame::encode_reply(fault.status, &[]));
        }
        let mut bytes = self.answer_soundly(command);
        match fault.what {
            FaultKind::Silence => return Answer::Nothing,
            FaultKind::BadChecksum => {
                if let Some(last) = bytes.last_mut() {
                    *last ^= 0xFF;
                }
            }
            FaultKind::HalfReply => bytes.truncate(bytes.len() / 2),
            FaultKind::Unplug => {
                bytes.truncate(bytes.len() / 2);
                return Answer::SendAndUnplug(bytes);
            }
            FaultKind::Noise => {
                let noise = [0xAA, 0x00, 0xAA, 0xAA];
                bytes.splice(0..0, noise);
            }
            FaultKind::Lift | FaultKind::Status => {}
        }
        Answer::Send(bytes)
    }

    fn take_fault(&mut self, command: Command) -> Option<Fault> {
        let step = match command {
            Command::Status => Step::Status,
            Command::SamId => Step::SamId,
            Command::Find => Step::Find,
            Command::Select => Step::Select,
            Command::ReadText => Step::ReadText,
            Command::NewestAddress => Step::NewestAddress,
        };
        let due = |fault: &&mut Fault| fault.at == step && fault.times > 0;
        let fault = self.scenario.faults.iter_mut().find(due)?;
        fault.times -= 1;
        Some(fault.clone())
    }

    fn find(&mut self) -> Vec<u8> {
        let in_turn = self.scenario.placing == Placing::InTurn;
        if self.lying.is_none() && in_turn {
            let next = self.turn % self.scenario.cards.len().max(1);
            self.lying = self.scenario.cards.get(next).map(Lying::new);
            self.turn += 1;
        }
        match self.lying.as_mut() {
            Some(lying) if !lying.read => {
                lying.found = true;
                frame::encode_reply(frame::FOUND, &[0; 4])
            }
            _ => {
                // The one just read is not found again until it has been lifted.
                if in_turn {
                    self.lying = None;
                }
                frame::encode_reply(frame::FIND_FAILED, &[])
            }
        }
    }

    fn select(&mut self) -> Vec<u8> {
        match self.lying.as_mut() {
            Some(lying) if lying.found && !lying.read => {
                lying.selected = true;
                frame::encode_reply(frame::OK, &[0; 8])
            }
            _ => frame::encode_reply(frame::SELECT_FAILED, &[]),
        }
    }

    fn read_text(&mut self) -> Vec<u8> {
        let Some(lying) = self.lying.as_mut().filter(|lying| lying.selected) else {
            return frame::encode_reply(frame::READ_FAILED, &[]);
        };
        lying.read = true;
        let mut data = vec![0x01, 0x00, 0x04, 0x00];
        data.extend(encode_text(&lying.card));
        // No photograph: nobody here has a face.
        data.extend([0x57; PHOTO]);
        frame::encode_reply(frame::OK, &data)
    }

    fn newest_address(&mut self) -> Vec<u8> {
        let Some(lying) = self.lying.as_ref().filter(|lying| lying.selected) else {
            return frame::encode_reply(frame::READ_FAILED, &[]);
        };
        match encode_newest_address(&lying.card) {
            Some(records) => frame::encode_reply(frame::OK, &records),
            None => frame::encode_reply(frame::NO_CONTENT, &[]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(reader: &mut EmulatedReader, command: Command) -> u8 {
        match reader.answer_request(&command.to_bytes()) {
            Answer::Send(bytes) => bytes[9],
            _ => 0,
        }
    }

    fn read_one(reader: &mut EmulatedReader) {
        assert_eq!(status(reader, Command::Find), frame::FOUND);
        assert_eq!(status(reader, Command::Select), frame::OK);
        assert_eq!(status(reader, Command::ReadText), frame::OK);
    }

    #[test]
    fn a_card_has_to_be_lifted_before_the_next_is_found() {
        let mut reader = EmulatedReader::new(Scenario::load_file("default".as_ref()).unwrap());
        read_one(&mut reader);
        assert_eq!(status(&mut reader, Command::Find), frame::FIND_FAILED);
        read_one(&mut reader);
    }

    #[test]
    fn by_hand_nothing_moves_by_itself() {
        let mut reader = EmulatedReader::new(Scenario::load_file("default".as_ref()).unwrap());
        assert!(!reader.place_card("nobody"));
        assert!(reader.place_card("agent"));
        read_one(&mut reader);
        for _ in 0..3 {
            assert_eq!(status(&mut reader, Command::Find), frame::FIND_FAILED);
        }
        reader.lift_card();
        assert_eq!(status(&mut reader, Command::Find), frame::FIND_FAILED);
        assert!(reader.place_card("agent"));
        read_one(&mut reader);
    }

    #[test]
    fn order_matters_to_it() {
        let mut reader = EmulatedReader::new(Scenario::load_file("default".as_ref()).unwrap());
        assert_eq!(status(&mut reader, Command::Select), frame::SELECT_FAILED);
        assert_eq!(status(&mut reader, Command::ReadText), frame::READ_FAILED);
        assert_eq!(
            reader.answer_request(&[0x77, 0x01]),
            Answer::Send(frame::encode_reply(frame::BAD_COMMAND, &[]))
        );
    }
}
