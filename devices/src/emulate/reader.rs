//! The emulated reader's mind: which card lies on it, what has been done with it, and the answer
//! to each request. It knows neither time nor terminals.

use super::card_block as block;
use super::scenario::{Fault, FaultKind, Placing, Scenario, Step};
use crate::reader::frame::{self, Command};

const PHOTO: usize = 1024;
const SAM_ID: [u8; 16] =
    [0x05, 0x00, 0x01, 0x00, 0x05, 0x25, 0x35, 0x01, 0x87, 0xD6, 0x12, 0x00, 0xB1, 0x68, 0xDE, 0x3A];

/// What goes onto the line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Send(Vec<u8>),
    /// These bytes, and then the cable is pulled.
    SendAndUnplug(Vec<u8>),
    Nothing,
}

pub(super) struct Desk {
    scenario: Scenario,
    lying: Option<Lying>,
    turn: usize,
}

#[derive(Clone, Copy)]
struct Lying {
    card: usize,
    found: bool,
    selected: bool,
    read: bool,
}

impl Desk {
    pub fn new(scenario: Scenario) -> Self {
        Self { scenario, lying: None, turn: 0 }
    }

    pub fn speed(&self) -> u32 {
        self.scenario.speed
    }

    /// Lays this card down; from now on cards come by hand only.
    pub fn place(&mut self, id: &str) -> bool {
        let card = self.scenario.cards.iter().position(|card| card.id == id);
        if let Some(card) = card {
            self.scenario.placing = Placing::ByHand;
            self.lay(card);
        }
        card.is_some()
    }

    pub fn lift(&mut self) {
        self.scenario.placing = Placing::ByHand;
        self.lying = None;
    }

    pub fn in_turn(&mut self) {
        self.scenario.placing = Placing::InTurn;
    }

    /// `content` is a request without its length and check byte.
    pub fn answer(&mut self, content: &[u8]) -> Answer {
        let Some(command) = Command::from_bytes(content) else {
            return Answer::Send(match content {
                // Reset, and the limit of bytes on the air.
                [0x10, 0xFF] | [0x61, 0xFF, _] => frame::reply(frame::OK, &[]),
                _ => frame::reply(frame::BAD_COMMAND, &[]),
            });
        };
        match self.fault(command) {
            None => Answer::Send(self.sound(command)),
            Some(fault) => self.faulty(command, &fault),
        }
    }

    fn sound(&mut self, command: Command) -> Vec<u8> {
        match command {
            Command::Status => frame::reply(frame::OK, &[]),
            Command::SamId => frame::reply(frame::OK, &SAM_ID),
            Command::Find => self.find(),
            Command::Select => self.select(),
            Command::ReadText => self.read_text(),
            Command::NewestAddress => self.newest_address(),
        }
    }

    fn faulty(&mut self, command: Command, fault: &Fault) -> Answer {
        if fault.what == FaultKind::Lift {
            self.lying = None;
        }
        if fault.what == FaultKind::Status {
            return Answer::Send(frame::reply(fault.status, &[]));
        }
        let mut bytes = self.sound(command);
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

    fn fault(&mut self, command: Command) -> Option<Fault> {
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

    fn lay(&mut self, card: usize) {
        self.lying = Some(Lying { card, found: false, selected: false, read: false });
    }

    fn find(&mut self) -> Vec<u8> {
        let in_turn = self.scenario.placing == Placing::InTurn;
        if self.lying.is_none() && in_turn {
            self.lay(self.turn % self.scenario.cards.len());
            self.turn += 1;
        }
        match self.lying.as_mut() {
            Some(lying) if !lying.read => {
                lying.found = true;
                frame::reply(frame::FOUND, &[0; 4])
            }
            _ => {
                // The one just read is not found again until it has been lifted.
                if in_turn {
                    self.lying = None;
                }
                frame::reply(frame::FIND_FAILED, &[])
            }
        }
    }

    fn select(&mut self) -> Vec<u8> {
        match self.lying.as_mut() {
            Some(lying) if lying.found && !lying.read => {
                lying.selected = true;
                frame::reply(frame::OK, &[0; 8])
            }
            _ => frame::reply(frame::SELECT_FAILED, &[]),
        }
    }

    fn read_text(&mut self) -> Vec<u8> {
        let Some(lying) = self.lying.as_mut().filter(|lying| lying.selected) else {
            return frame::reply(frame::READ_FAILED, &[]);
        };
        lying.read = true;
        let mut data = vec![0x01, 0x00, 0x04, 0x00];
        data.extend(block::text(&self.scenario.cards[lying.card]));
        // No photograph: nobody here has a face.
        data.extend([0x57; PHOTO]);
        frame::reply(frame::OK, &data)
    }

    fn newest_address(&mut self) -> Vec<u8> {
        let Some(lying) = self.lying.filter(|lying| lying.selected) else {
            return frame::reply(frame::READ_FAILED, &[]);
        };
        match block::newest_address(&self.scenario.cards[lying.card]) {
            Some(records) => frame::reply(frame::OK, &records),
            None => frame::reply(frame::NO_CONTENT, &[]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(desk: &mut Desk, command: Command) -> u8 {
        match desk.answer(&command.bytes()) {
            Answer::Send(bytes) => bytes[9],
            _ => 0,
        }
    }

    fn read_one(desk: &mut Desk) {
        assert_eq!(status(desk, Command::Find), frame::FOUND);
        assert_eq!(status(desk, Command::Select), frame::OK);
        assert_eq!(status(desk, Command::ReadText), frame::OK);
    }

    #[test]
    fn a_card_has_to_be_lifted_before_the_next_is_found() {
        let mut desk = Desk::new(Scenario::load("default".as_ref()).unwrap());
        read_one(&mut desk);
        assert_eq!(status(&mut desk, Command::Find), frame::FIND_FAILED);
        read_one(&mut desk);
    }

    #[test]
    fn by_hand_nothing_moves_by_itself() {
        let mut desk = Desk::new(Scenario::load("default".as_ref()).unwrap());
        assert!(!desk.place("nobody"));
        assert!(desk.place("agent"));
        read_one(&mut desk);
        for _ in 0..3 {
            assert_eq!(status(&mut desk, Command::Find), frame::FIND_FAILED);
        }
        desk.lift();
        assert_eq!(status(&mut desk, Command::Find), frame::FIND_FAILED);
        assert!(desk.place("agent"));
        read_one(&mut desk);
    }

    #[test]
    fn order_matters_to_it() {
        let mut desk = Desk::new(Scenario::load("default".as_ref()).unwrap());
        assert_eq!(status(&mut desk, Command::Select), frame::SELECT_FAILED);
        assert_eq!(status(&mut desk, Command::ReadText), frame::READ_FAILED);
        assert_eq!(desk.answer(&[0x77, 0x01]), Answer::Send(frame::reply(frame::BAD_COMMAND, &[])));
    }
}
