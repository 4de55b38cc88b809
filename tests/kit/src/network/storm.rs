//! What goes wrong with one exchange on a stormy line, chosen by a seed and the exchange's number.

use std::io::Write;
use std::net::TcpStream;
use std::thread::sleep;
use std::time::Duration;

use super::message::read_message;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Part of the request reaches the office, then both ends break.
    CutRequest,
    /// The office has done its part, and nothing of its answer comes.
    CutAnswer,
    /// The answer breaks off in its head.
    Truncated,
    /// The request reaches the office twice; the second answer comes.
    Twice,
    Late,
}

const LATE: Duration = Duration::from_millis(40);

/// Every second exchange is in trouble.
pub fn draw_trouble(seed: u64, exchange: u64) -> Option<(Trouble, u64)> {
    use Trouble::{CutAnswer, CutRequest, Late, Truncated, Twice};
    let mut dice = fastrand::Rng::with_seed(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ exchange);
    let which = [CutRequest, CutRequest, CutAnswer, Truncated, Twice, Late];
    dice.bool().then(|| (which[dice.usize(0..which.len())], dice.u64(..)))
}

impl Trouble {
    pub fn is_cut(self) -> bool {
        !matches!(self, Trouble::Twice | Trouble::Late)
    }

    /// Plays it; false when both connections are to break now.
    pub fn play(
        self,
        dice: u64,
        (client, far): (&mut TcpStream, &mut TcpStream),
        (head, body, answered): (&[u8], &[u8], bool),
    ) -> std::io::Result<bool> {
        far.write_all(head)?;
        if self == Trouble::CutRequest {
            let reaches = (dice as usize) % body.len().max(1);
            far.write_all(&body[..reaches.min(body.len())])?;
            far.flush()?;
            return Ok(false);
        }
        far.write_all(body)?;
        let (mut said, mut rest) = read_message(far, answered)?;
        if self == Trouble::Twice {
            far.write_all(head)?;
            far.write_all(body)?;
            (said, rest) = read_message(far, answered)?;
        }
        match self {
            Trouble::CutAnswer => return Ok(false),
            Trouble::Truncated => {
                let comes = 1 + (dice as usize) % (said.len() - 2);
                client.write_all(&said[..comes])?;
                return Ok(false);
            }
            Trouble::Late => sleep(LATE),
            _ => {}
        }
        client.write_all(&said)?;
        client.write_all(&rest)?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_brings_the_same_weather_and_every_kind_of_it() {
        let storm = |seed| (0..200).map(|n| draw_trouble(seed, n)).collect::<Vec<_>>();
        assert_eq!(storm(1), storm(1));
        assert_ne!(storm(1), storm(2));
        for kind in [
            Trouble::CutRequest,
            Trouble::CutAnswer,
            Trouble::Truncated,
            Trouble::Twice,
            Trouble::Late,
        ] {
            assert!(storm(1).iter().flatten().any(|(which, _)| *which == kind), "{kind:?}");
        }
    }
}
