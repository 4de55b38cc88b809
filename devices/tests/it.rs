//! The devices as the rest of the program uses them: through a real `device-host`, over a real
//! pseudo-terminal, SANE's own driver and a CUPS of the test's own.

#[path = "it/card.rs"]
mod card;
#[path = "it/fixture.rs"]
mod fixture;
#[path = "it/paper.rs"]
mod paper;
#[path = "it/scanner.rs"]
mod scanner;
