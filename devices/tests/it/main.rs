//! The devices as the rest of the program uses them: through a real `device-host`, over a real
//! pseudo-terminal, SANE's own driver and a CUPS of the test's own.

mod card;
mod fixture;
mod paper;
mod scanner;
