//! A page of JPEG strips as one JPEG, without decoding it: each strip begins anew, as the data
//! after a restart mark do. So the strips' data are put one after the other with such marks
//! between.

/// Markers of a JPEG.
const RESTART: u8 = 0xD0;
const START_OF_SCAN: u8 = 0xDA;
const RESTART_INTERVAL: u8 = 0xDD;
/// Baseline and extended: one scan a strip.
const FRAMES: [u8; 2] = [0xC0, 0xC1];

/// One strip, taken apart.
struct Strip<'a> {
    /// Everything before the frame, and between it and the scan.
    tables: Vec<&'a [u8]>,
    frame: &'a [u8],
    scan: &'a [u8],
    data: &'a [u8],
}

impl<'a> Strip<'a> {
    fn parse(bytes: &'a [u8]) -> Option<Self> {
        let mut at = 2;
        let (mut tables, mut frame) = (Vec::new(), None);
        loop {
            let [mark, marker, high, low] = *bytes.get(at..)?.first_chunk()?;
            (mark == 0xFF).then_some(())?;
            let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
            let segment = bytes.get(at..end)?;
            at = end;
            match marker {
                START_OF_SCAN => {
                    let data = bytes.get(end..)?;
                    let data = data.strip_suffix(b"\xFF\xD9").unwrap_or(data);
                    return Some(Self { tables, frame: frame?, scan: segment, data });
                }
                marker if FRAMES.contains(&marker) => frame = Some(segment),
                // A strip with restarts of its own counts them anew.
                RESTART_INTERVAL => return None,
                // Of what programs say beside the picture nothing is lost that the page had.
                0xE0 | 0xFE => {}
                _ => tables.push(segment),
            }
        }
    }

    fn height(&self) -> Option<usize> {
        let [.., high, low] = *self.frame.first_chunk::<7>()?;
        Some(usize::from(u16::from_be_bytes([high, low])))
    }

    /// Units of blocks across, and rows of pixels in one.
    fn units(&self) -> Option<(usize, usize)> {
        let width = self.frame.get(7..9)?;
        let width = usize::from(u16::from_be_bytes([*width.first()?, *width.get(1)?]));
        let factors = self.frame.get(10..)?.iter().skip(1).step_by(3);
        let across = factors.clone().map(|factors| usize::from(factors >> 4)).max()?;
        let down = factors.map(|factors| usize::from(factors & 15)).max()?;
        (across > 0 && down > 0).then(|| (width.div_ceil(8 * across), 8 * down))
    }

    /// But for its height, packed as the other is.
    fn is_like(&self, other: &Self) -> bool {
        let but_height =
            |strip: &Self| Some((strip.frame.get(..5)?.to_vec(), strip.frame.get(7..)?.to_vec()));
        self.tables == other.tables
            && self.scan == other.scan
            && but_height(self) == but_height(other)
    }
}

/// None where the strips do not fit together that way.
pub fn join_strips(strips: &[Vec<u8>], height: u32) -> Option<Vec<u8>> {
    let strips: Vec<Strip<'_>> =
        strips.iter().map(|strip| Strip::parse(strip)).collect::<Option<_>>()?;
    let (first, rest) = strips.split_first()?;
    let (units_across, unit_height) = first.units()?;
    let rows = first.height()?;
    let (_, inner) = strips.split_last()?;
    let fits = rest.iter().all(|strip| strip.is_like(first))
        && inner.iter().all(|strip| strip.height() == Some(rows))
        && strips.iter().filter_map(Strip::height).sum::<usize>() == height as usize
        && (rest.is_empty() || rows.is_multiple_of(unit_height));
    fits.then_some(())?;
    let interval = u16::try_from(units_across * rows.div_ceil(unit_height)).ok()?;
    let height = u16::try_from(height).ok()?;
    let mut bytes = b"\xFF\xD8".to_vec();
    first.tables.iter().for_each(|segment| bytes.extend_from_slice(segment));
    let mut frame = first.frame.to_vec();
    frame.get_mut(5..7)?.copy_from_slice(&height.to_be_bytes());
    bytes.extend(frame);
    bytes.extend([0xFF, RESTART_INTERVAL, 0, 4]);
    bytes.extend(interval.to_be_bytes());
    bytes.extend_from_slice(first.scan);
    for (index, strip) in strips.iter().enumerate() {
        if index > 0 {
            bytes.extend([0xFF, RESTART + ((index - 1) % 8) as u8]);
        }
        bytes.extend_from_slice(strip.data);
    }
    bytes.extend([0xFF, 0xD9]);
    Some(bytes)
}
