//! Files that a clerk may be handed: a small PDF, and pictures that the page itself draws.

/// Puts files into the input that the desktop's chooser would fill: no key can do that, the chooser
/// is not in the window. A file without text is drawn here, in the format of its type.
pub const PUT: &str = "const [files, done] = arguments; const draw = kind => new Promise(made => { const paper = document.createElement('canvas'); paper.width = 420; paper.height = 594; \
        const pen = paper.getContext('2d'); pen.fillStyle = '#fff'; pen.fillRect(0, 0, 420, 594); pen.fillStyle = '#222'; \
        pen.font = '24px sans-serif'; pen.fillText('sample ' + kind, 40, 80); pen.strokeRect(30, 30, 360, 534); paper.toBlob(made, kind, 0.9); }); \
    Promise.all(files.map(async ([name, type, text]) => new File([text === '' ? await draw(type) : text], name, { type }))) \
        .then(made => { const held = new DataTransfer(); made.forEach(one => held.items.add(one)); \
            const input = document.querySelector('[data-test=\"import-file\"]'); input.files = held.files; \
            const put = input.files.length; input.dispatchEvent(new Event('change', { bubbles: true })); done(put); }, error => done(String(error)));";

/// Three pages, each with its number in large type.
pub fn three_pages() -> String {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[4 0 R 6 0 R 8 0 R]/Count 3>>".to_owned(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    for page in 1..=3 {
        let drawn = format!("BT /F 48 Tf 80 700 Td (page {page}) Tj ET 60 60 475 722 re S");
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>",
            3 + 2 * page
        ));
        objects.push(format!("<</Length {}>>stream\n{drawn}\nendstream", drawn.len()));
    }
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let start = file.len();
    file += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    places.iter().for_each(|place| file += &format!("{place:010} 00000 n \n"));
    file + &format!(
        "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    )
}
