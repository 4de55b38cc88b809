//! The glass itself: pixels of a screen that cannot be seen, read from Xvfb's own memory without
//! asking anybody.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

/// The primary button's colour (`--accent` of the light theme): drawn last of what makes a sign-in
/// usable.
pub const ACCENT: [u8; 3] = [0x14, 0x52, 0x9c];
const NEAR: u8 = 4;
/// Every fourth pixel of every fourth line is looked at.
const STRIDE: usize = 4;

pub struct Screen {
    file: File,
    start: u64,
    line: usize,
    lines: usize,
}

impl Screen {
    /// `folder` is what Xvfb was given as `-fbdir`; the file is in the format of `xwd`.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let file = File::open(folder.join("Xvfb_screen0"))?;
        let mut header = [0; 80];
        file.read_exact_at(&mut header, 0)?;
        let field = |n: usize| {
            u32::from_be_bytes([
                header[4 * n],
                header[4 * n + 1],
                header[4 * n + 2],
                header[4 * n + 3],
            ])
        };
        let colours = u64::from(field(19)) * 12;
        Ok(Self {
            file,
            start: u64::from(field(0)) + colours,
            line: field(12) as usize,
            lines: field(5) as usize,
        })
    }

    /// How many of the pixels looked at have the colour.
    pub fn count_pixels(&self, colour: [u8; 3]) -> io::Result<usize> {
        let mut line = vec![0; self.line];
        let mut pixels = 0;
        for n in (0..self.lines).step_by(STRIDE) {
            self.file.read_exact_at(&mut line, self.start + (n * self.line) as u64)?;
            pixels +=
                line.chunks_exact(4).step_by(STRIDE).filter(|pixel| is_near(pixel, colour)).count();
        }
        Ok(pixels)
    }
}

/// Blue, green, red, nothing: how 24 bits lie on this kind of machine.
fn is_near(pixel: &[u8], colour: [u8; 3]) -> bool {
    let [red, green, blue] = colour;
    pixel[0].abs_diff(blue) <= NEAR
        && pixel[1].abs_diff(green) <= NEAR
        && pixel[2].abs_diff(red) <= NEAR
}
