//! Where the signature boxes of a form came to lie: the template marks two corners of each with a
//! label (`signature-box` in `base.typ`), and the laid out document knows the places of labels.

use counter_documents::SignatureBox;
use typst::foundations::Label;
use typst::introspection::PagedPosition;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

/// One box for each signer in their order, as many as there are.
pub fn find_signature_boxes(document: &PagedDocument) -> Vec<SignatureBox> {
    (0..).map_while(|signer| find_box(document, signer)).collect()
}

fn find_box(document: &PagedDocument, signer: u32) -> Option<SignatureBox> {
    let from = find_mark(document, &format!("signature-{signer}-from"))?;
    let to = find_mark(document, &format!("signature-{signer}-to"))?;
    // A box is never parted: both marks lie on one page.
    let page = u32::try_from(from.page.get()).ok()?.checked_sub(1)?;
    Some(SignatureBox {
        signer,
        page,
        x_mm: from.point.x.to_mm() as f32,
        y_mm: from.point.y.to_mm() as f32,
        width_mm: (to.point.x - from.point.x).to_mm() as f32,
        height_mm: (to.point.y - from.point.y).to_mm() as f32,
    })
}

fn find_mark(document: &PagedDocument, name: &str) -> Option<PagedPosition> {
    let label = Label::new(PicoStr::intern(name))?;
    let introspector = document.introspector();
    let mark = introspector.elements().query_label(label).ok()?;
    introspector.position(mark.location()?)
}
