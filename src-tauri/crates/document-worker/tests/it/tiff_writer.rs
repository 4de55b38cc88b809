//! A TIFF written by hand, in either order of bytes: encoders know few of its kinds.

pub const SHORT: u16 = 3;
pub const LONG: u16 = 4;

pub struct Page {
    tags: Vec<(u16, u16, Vec<u32>)>,
    strips: Vec<Vec<u8>>,
    said_length: Option<u32>,
    is_tiled: bool,
}

impl Page {
    pub fn new((width, height): (u32, u32), bits: &[u32], photometric: u32) -> Self {
        let tags = vec![
            (256, LONG, vec![width]),
            (257, LONG, vec![height]),
            (258, SHORT, bits.to_vec()),
            (259, SHORT, vec![1]),
            (262, SHORT, vec![photometric]),
            (277, SHORT, vec![bits.len() as u32]),
        ];
        Self { tags, strips: Vec::new(), said_length: None, is_tiled: false }
    }

    /// Sets a tag, or changes it.
    pub fn tag(mut self, tag: u16, values: &[u32]) -> Self {
        self.tags.retain(|(known, ..)| *known != tag);
        self.tags.push((
            tag,
            if values.iter().any(|v| *v > 0xFFFF) { LONG } else { SHORT },
            values.to_vec(),
        ));
        self
    }

    pub fn without(mut self, tag: u16) -> Self {
        self.tags.retain(|(known, ..)| *known != tag);
        self
    }

    pub fn strips(mut self, strips: Vec<Vec<u8>>, rows: u32) -> Self {
        self.strips = strips;
        self.tag(278, &[rows])
    }

    /// Tiles instead of strips, all of one size.
    pub fn tiles(mut self, tiles: Vec<Vec<u8>>, (width, height): (u32, u32)) -> Self {
        self.strips = tiles;
        self.is_tiled = true;
        self.tag(322, &[width]).tag(323, &[height])
    }

    /// Each length is 0, as some writers leave it.
    pub fn without_lengths(self) -> Self {
        self.with_lengths(0)
    }

    /// Whatever the strips have.
    pub fn with_lengths(mut self, length: u32) -> Self {
        self.said_length = Some(length);
        self
    }
}

pub fn write_tiff(big: bool, pages: Vec<Page>) -> Vec<u8> {
    let word = |value: u32| {
        let value = value as u16;
        if big { value.to_be_bytes().to_vec() } else { value.to_le_bytes().to_vec() }
    };
    let long = |value: u32| {
        if big { value.to_be_bytes().to_vec() } else { value.to_le_bytes().to_vec() }
    };
    let mut file = if big { b"MM\0\x2A".to_vec() } else { b"II\x2A\0".to_vec() };
    file.extend(long(0));
    let mut link = 4;
    for mut page in pages {
        let mut offsets = Vec::new();
        for strip in &page.strips {
            offsets.push(file.len() as u32);
            file.extend(strip);
        }
        let length = |strip: &Vec<u8>| page.said_length.unwrap_or(strip.len() as u32);
        let lengths = page.strips.iter().map(length).collect();
        let (places, sizes) = if page.is_tiled { (324, 325) } else { (273, 279) };
        page.tags.push((places, LONG, offsets));
        page.tags.push((sizes, LONG, lengths));
        page.tags.sort();
        let mut entries = Vec::new();
        for (tag, kind, values) in &page.tags {
            let mut bytes: Vec<u8> = values
                .iter()
                .flat_map(|value| if *kind == SHORT { word(*value) } else { long(*value) })
                .collect();
            if bytes.len() > 4 {
                let place = long(file.len() as u32);
                file.extend(bytes);
                bytes = place;
            }
            bytes.resize(4, 0);
            entries.push(
                [word(*tag as u32), word(*kind as u32), long(values.len() as u32), bytes].concat(),
            );
        }
        let start = long(file.len() as u32);
        file.splice(link..link + 4, start);
        file.extend(word(entries.len() as u32));
        file.extend(entries.concat());
        link = file.len();
        file.extend(long(0));
    }
    file
}
