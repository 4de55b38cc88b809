//! Whether a PDF is whole. pdfium mends a file that was cut and loses pages without a word. A PDF
//! grows at its end, each addition closed by the place of its table of objects; what comes after
//! the last such close and looks like more of the file is an addition that was cut. A mark that is
//! missing, zeros that fill up a block and a web page's rest are none.

use counter_documents::DocumentError;

const CLOSE: &[u8] = b"startxref";
const END: &[u8] = b"%%EOF";
const TRAILER: &[u8] = b"trailer";

pub fn check_whole(bytes: &[u8]) -> Result<(), DocumentError> {
    let Some(close) = find_last(bytes, CLOSE) else {
        return if ends_with_trailer(bytes) { Ok(()) } else { Err(DocumentError::Damaged) };
    };
    let rest = skip_blank(bytes.get(close + CLOSE.len()..).unwrap_or_default());
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (number, rest) = rest.split_at(digits);
    let rest = skip_blank(rest);
    let rest = match rest.strip_prefix(END) {
        Some(rest) => rest,
        // Without its mark the number itself may have been cut: it has to lead somewhere.
        None if leads_to_table(bytes, number) => cut_mark(rest),
        None => return Err(DocumentError::Damaged),
    };
    if has_addition(rest) { Err(DocumentError::Damaged) } else { Ok(()) }
}

/// The table's place is not said anywhere, which every viewer finds out for itself; the trailer that
/// names the document comes after all of its objects.
fn ends_with_trailer(bytes: &[u8]) -> bool {
    let trailer = find_last(bytes, TRAILER).and_then(|at| bytes.get(at + TRAILER.len()..));
    let Some(trailer) = trailer else { return false };
    let Some(last) = find_last(trailer, b">>") else { return false };
    let (dictionary, rest) = trailer.split_at(last + 2);
    let rest = skip_blank(rest);
    skip_blank(dictionary).starts_with(b"<<")
        && count_pairs(dictionary, b"<<") == count_pairs(dictionary, b">>")
        && dictionary.windows(5).any(|word| word == b"/Root")
        && skip_blank(rest.strip_prefix(END).unwrap_or(rest)).is_empty()
}

/// One after the other: `>>>>` are two.
fn count_pairs(mut bytes: &[u8], pair: &[u8]) -> usize {
    let mut count = 0;
    while let Some(at) = bytes.windows(2).position(|two| two == pair) {
        count += 1;
        bytes = bytes.get(at + 2..).unwrap_or_default();
    }
    count
}

fn find_last(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).rposition(|window| window == word)
}

fn skip_blank(bytes: &[u8]) -> &[u8] {
    let blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
    let count = bytes.iter().take_while(|byte| blank(byte)).count();
    bytes.get(count..).unwrap_or_default()
}

/// What is left of a mark of which only a part is there.
fn cut_mark(rest: &[u8]) -> &[u8] {
    let length = rest.iter().zip(END).take_while(|(byte, mark)| byte == mark).count();
    rest.get(length..).unwrap_or_default()
}

/// Whether there is a table at that place: by its word, or as an object of its own.
fn leads_to_table(bytes: &[u8], number: &[u8]) -> bool {
    let place = std::str::from_utf8(number).ok().and_then(|number| number.parse::<usize>().ok());
    // Places count from the head, which may have rubbish before it.
    let head = bytes.windows(5).take(1024).position(|window| window == b"%PDF-").unwrap_or(0);
    let there = place.and_then(|place| bytes.get(head.saturating_add(place)..));
    let there = there.map(skip_blank).unwrap_or_default();
    let dictionary = there.get(..512).unwrap_or(there);
    there.starts_with(b"xref")
        || (starts_object(there) && dictionary.windows(5).any(|word| word == b"/XRef"))
}

/// Whether more of a PDF begins here: an object, a table, a trailer, or what a cut left of them.
fn has_addition(rest: &[u8]) -> bool {
    let rest = skip_blank(rest);
    let is_start = |line: &[u8]| {
        starts_object(line) || line.starts_with(b"xref") || line.starts_with(b"trailer")
    };
    is_cut_start(rest)
        || rest.split(|byte| matches!(byte, b'\n' | b'\r')).any(|line| is_start(skip_blank(line)))
        || rest.windows(6).any(|window| window == b"endobj")
}

/// `12 0 obj`
fn starts_object(line: &[u8]) -> bool {
    let mut words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let is_number = |word: Option<&[u8]>| {
        word.is_some_and(|word| word.len() <= 10 && word.iter().all(u8::is_ascii_digit))
    };
    is_number(words.next())
        && is_number(words.next())
        && words.next().is_some_and(|word| word.starts_with(b"obj"))
}

/// The whole rest is the beginning of `12 0 obj`, `xref` or `trailer`.
fn is_cut_start(rest: &[u8]) -> bool {
    let rest = rest.trim_ascii_end();
    if rest.is_empty() || rest.len() > 20 {
        return false;
    }
    let digits_first = rest.first().is_some_and(u8::is_ascii_digit);
    let as_object = rest.iter().all(|byte| byte.is_ascii_digit() || b" \r\nobj".contains(byte));
    (digits_first && as_object) || b"xref".starts_with(rest) || b"trailer".starts_with(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &[u8] =
        b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\nxref\n0 1\ntrailer\n<<>>\nstartxref\n28\n";

    fn with(tail: &[u8]) -> Result<(), DocumentError> {
        check_whole(&[WHOLE, tail].concat())
    }

    #[test]
    fn a_file_is_whole_with_its_mark_without_it_and_with_something_after_it() {
        for tail in [
            b"%%EOF".to_vec(),
            b"%%EOF\r\n".to_vec(),
            b"".to_vec(),
            b"%%E".to_vec(),
            [b"%%EOF\n".as_slice(), &[0; 40_000]].concat(),
            [0; 512].to_vec(),
            b"%%EOF\n<html><body>Gateway 12 0 1</body></html>".to_vec(),
            b"%%EOF\n% a comment of some program\n".to_vec(),
            b"%%EOF\n--boundary--\r\n".to_vec(),
        ] {
            assert_eq!(with(&tail), Ok(()), "{:?}", String::from_utf8_lossy(&tail));
        }
    }

    #[test]
    fn an_addition_that_was_cut_is_damage_wherever_it_was_cut() {
        let addition =
            b"%%EOF\n2 0 obj\n<</Kids[3 0 R]>>\nendobj\nxref\n2 1\ntrailer\n<<>>\nstartxref\n95";
        for length in b"%%EOF\n2".len()..addition.len() - 1 {
            let cut = addition.get(..length).unwrap();
            assert_eq!(with(cut), Err(DocumentError::Damaged), "{}", String::from_utf8_lossy(cut));
        }
    }

    #[test]
    fn a_file_without_the_place_of_its_table_is_whole_with_its_trailer() {
        let objects = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n".as_slice();
        let with = |trailer: &[u8]| check_whole(&[objects, trailer].concat());
        for trailer in [
            b"trailer\n<</Root 1 0 R>>\n%%EOF\n".as_slice(),
            b"trailer<</Root 1 0 R/Info<</A(b)>>>>",
        ] {
            assert_eq!(with(trailer), Ok(()), "{}", String::from_utf8_lossy(trailer));
        }
        for trailer in [
            b"".as_slice(),
            b"trailer",
            b"trailer\n<</Root 1 0 R/Info<</A(b)>>",
            b"trailer\n<</Size 3>>\n%%EOF\n",
            b"trailer\n<</Root 1 0 R>>\n2 0 obj\n<</Kids[3 0 R",
        ] {
            let told = String::from_utf8_lossy(trailer);
            assert_eq!(with(trailer), Err(DocumentError::Damaged), "{told}");
        }
    }

    #[test]
    fn a_first_writing_that_was_cut_is_damage() {
        for length in 0..WHOLE.len() - 2 {
            assert_eq!(
                check_whole(WHOLE.get(..length).unwrap()),
                Err(DocumentError::Damaged),
                "{length}"
            );
        }
    }
}
