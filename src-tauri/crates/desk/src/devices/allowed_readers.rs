//! Which ID card readers the centre lets be used. It stops nobody: what was read by another one is
//! noted with the person.
use super::Devices;
use counter_core::card::judge_reader;
use counter_devices::CardReading;

impl Devices {
    /// What is to be noted of the reader; nothing where the centre keeps no list.
    pub fn judge_reader(&self, reading: &CardReading) -> Option<&'static str> {
        let centre = self.station.joined_centre()?;
        let numbers = centre.body().readers.as_ref()?;
        let allowed: Vec<&str> = numbers.iter().map(|number| &**number).collect();
        judge_reader(reading.reader.as_deref(), &allowed)
    }
}
