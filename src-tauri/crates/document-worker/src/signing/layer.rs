//! Strokes drawn into a form after its end: the PDF grows by an addition that draws them over the
//! page, and its first bytes stay as they were shown.
//!
//! Nothing but strokes is drawn, in grey, with no font, picture or transparency: so the form stays
//! the kind of PDF that is kept (PDF/A-2).

use super::ink;
use crate::limits::{MAX_LAYERS, MAX_STROKE_POINTS};
use counter_documents::{DocumentError, StrokeLayer};
use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, Stream};

/// The form as it is with the layers after it; a form that bears layers already is taken as well.
pub fn append_layers(pdf: Vec<u8>, layers: &[StrokeLayer]) -> Result<Vec<u8>, DocumentError> {
    check_layers(layers)?;
    let form = Document::load_mem(&pdf).map_err(|_| DocumentError::Damaged)?;
    // A table that had to be guessed at is none to build upon.
    if form.xref_start == 0 || form.xref_recovery.is_some() || form.is_encrypted() {
        return Err(DocumentError::Damaged);
    }
    let pages: Vec<ObjectId> = form.page_iter().collect();
    let mut signed = IncrementalDocument::create_from(pdf, form);
    for layer in layers {
        let page = pages.get(layer.page as usize).ok_or(DocumentError::NoSuchPage)?;
        draw_layer(&mut signed, *page, layer).map_err(|_| DocumentError::Damaged)?;
    }
    let mut bytes = Vec::new();
    signed.save_to(&mut bytes).map_err(|_| DocumentError::Unprintable)?;
    Ok(bytes)
}

fn check_layers(layers: &[StrokeLayer]) -> Result<(), DocumentError> {
    let points: usize = layers.iter().flat_map(|layer| &layer.strokes).map(Vec::len).sum();
    if layers.len() > MAX_LAYERS || points > MAX_STROKE_POINTS {
        return Err(DocumentError::TooLarge);
    }
    let can_draw = !layers.is_empty() && layers.iter().all(StrokeLayer::is_drawable);
    if can_draw { Ok(()) } else { Err(DocumentError::Unprintable) }
}

/// What stands on the page is closed off first, so that nothing it left behind (a turned or moved
/// page) moves the strokes.
fn draw_layer(
    signed: &mut IncrementalDocument,
    page: ObjectId,
    layer: &StrokeLayer,
) -> lopdf::Result<()> {
    signed.opt_clone_object_to_new_document(page)?;
    let dictionary = signed.new_document.get_dictionary(page)?;
    let corner = find_upper_left(signed.get_prev_documents(), dictionary)?;
    let standing = list_contents(signed.get_prev_documents(), dictionary);
    let before = add_stream(signed, b"q\n".to_vec())?;
    let strokes = format!("Q\n{}", ink::draw_strokes(layer, corner));
    let strokes = add_stream(signed, strokes.into_bytes())?;
    let mut contents = vec![Object::Reference(before)];
    contents.extend(standing);
    contents.push(Object::Reference(strokes));
    signed.new_document.get_dictionary_mut(page)?.set("Contents", contents);
    Ok(())
}

fn add_stream(signed: &mut IncrementalDocument, content: Vec<u8>) -> lopdf::Result<ObjectId> {
    let mut stream = Stream::new(Dictionary::new(), content);
    stream.compress()?;
    signed.new_document.try_add_object(stream)
}

/// In points, as PDF counts: upwards from the lower left.
fn find_upper_left(form: &Document, page: &Dictionary) -> lopdf::Result<(f32, f32)> {
    let sheet = page.get_deref(b"MediaBox", form)?.as_array()?;
    let side = |at: usize| sheet.get(at).unwrap_or(&Object::Null).as_float();
    Ok((side(0)?.min(side(2)?), side(1)?.max(side(3)?)))
}

/// What the page draws, in its order: one stream, or a list of them.
fn list_contents(form: &Document, page: &Dictionary) -> Vec<Object> {
    match page.get(b"Contents") {
        Ok(Object::Array(streams)) => streams.clone(),
        Ok(Object::Reference(id)) => match form.get_object(*id) {
            Ok(Object::Array(streams)) => streams.clone(),
            _ => vec![Object::Reference(*id)],
        },
        _ => Vec::new(),
    }
}
