//! PDFs written by hand: what a file that people bring may be like.

/// Objects with their table and trailer, as a first writing or as an addition to one.
pub struct Pdf {
    pub bytes: Vec<u8>,
    objects: usize,
    table: Option<usize>,
}

impl Pdf {
    pub fn new() -> Self {
        Self { bytes: b"%PDF-1.7\n".to_vec(), objects: 0, table: None }
    }

    /// Pages of an A4 sheet with a dark bar, named in the catalogue with what else it holds.
    pub fn with_pages(pages: usize, catalogue: &str) -> Self {
        let mut pdf = Self::new();
        let kids: String = (0..pages).map(|page| format!("{} 0 R ", 3 + page * 2)).collect();
        let mut objects = vec![
            (1, format!("<</Type/Catalog/Pages 2 0 R{catalogue}>>")),
            (2, format!("<</Type/Pages/Count {pages}/Kids[{kids}]>>")),
        ];
        for page in 0..pages {
            let number = 3 + page * 2;
            objects.extend(page_objects(number, "0.1 g 60 300 300 60 re f"));
        }
        pdf.write(&objects);
        pdf
    }

    /// Writes the objects and closes what was written.
    pub fn write(&mut self, objects: &[(usize, String)]) {
        let mut table = String::from("xref\n");
        if self.table.is_none() {
            table.push_str("0 1\n0000000000 65535 f \n");
        }
        for (number, content) in objects {
            table.push_str(&format!("{number} 1\n{:010} 00000 n \n", self.bytes.len()));
            self.bytes.extend(format!("{number} 0 obj\n{content}\nendobj\n").bytes());
            self.objects = self.objects.max(number + 1);
        }
        let before = self.table.map(|table| format!("/Prev {table}")).unwrap_or_default();
        let place = self.bytes.len();
        self.bytes.extend(table.bytes());
        let size = self.objects;
        self.bytes.extend(
            format!("trailer\n<</Size {size}/Root 1 0 R{before}>>\nstartxref\n{place}\n%%EOF\n")
                .bytes(),
        );
        self.table = Some(place);
    }

    /// The same with a third page added at the end.
    pub fn add_third_page(&mut self) {
        let mut objects = vec![(2, "<</Type/Pages/Count 3/Kids[3 0 R 5 0 R 7 0 R]>>".to_owned())];
        objects.extend(page_objects(7, "0.1 g 60 200 300 60 re f"));
        self.write(&objects);
    }
}

fn page_objects(number: usize, content: &str) -> [(usize, String); 2] {
    let page = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents {} 0 R>>",
        number + 1
    );
    [(number, page), (number + 1, stream("", content))]
}

pub fn stream(entries: &str, content: &str) -> String {
    format!("<</Length {}{entries}>>\nstream\n{content}\nendstream", content.len())
}

/// A page that draws a form ten times, which draws another ten times, and so on.
pub fn nested(depth: usize) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let (first, ten) = (5, "/F Do ".repeat(10));
    let mut objects = vec![
        (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
        (2, "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned()),
        (
            3,
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R\
                 /Resources<</XObject<</F {first} 0 R>>>>>>"
            ),
        ),
        (4, stream("", &ten)),
    ];
    for level in 0..depth {
        let number = first + level;
        let is_last = level + 1 == depth;
        let entries = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</F {} 0 R>>>>",
            number + 1
        );
        let content = if is_last { "0 g 10 10 5 5 re f" } else { &ten };
        objects.push((number, stream(&entries, content)));
    }
    pdf.write(&objects);
    pdf.bytes
}

/// A page that says something, in a font that every reader has.
pub fn with_text(text: &str, catalogue: &str) -> Vec<u8> {
    let mut pdf = Pdf::new();
    pdf.write(&[
        (1, format!("<</Type/Catalog/Pages 2 0 R{catalogue}>>")),
        (2, "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned()),
        (
            3,
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R\
             /Resources<</Font<</F 5 0 R>>>>>>"
                .to_owned(),
        ),
        (4, stream("", &format!("BT /F 12 Tf 60 700 Td ({text}) Tj ET"))),
        (5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned()),
    ]);
    pdf.bytes
}

/// A page with a Chinese character that the file brings no font for.
pub fn without_font() -> Vec<u8> {
    with_bare_font("STSong-Light")
}

/// The same by the name of a font, as it stands in a file: bytes beyond ASCII as `#CB`.
pub fn with_bare_font(name: &str) -> Vec<u8> {
    let mut pdf = Pdf::new();
    pdf.write(&[
        (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
        (2, "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned()),
        (
            3,
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R\
             /Resources<</Font<</F 5 0 R>>>>>>"
                .to_owned(),
        ),
        (4, stream("", "BT /F 200 Tf 100 400 Td <5C45> Tj ET")),
        (
            5,
            format!(
                "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/UniGB-UCS2-H\
                 /DescendantFonts[6 0 R]>>"
            ),
        ),
        (
            6,
            format!(
                "<</Type/Font/Subtype/CIDFontType0/BaseFont/{name}/DW 1000\
                 /CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>\
                 /FontDescriptor<</Type/FontDescriptor/FontName/{name}/Flags 6\
                 /FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880\
                 /StemV 93>>>>"
            ),
        ),
    ]);
    pdf.bytes
}
