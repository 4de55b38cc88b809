use super::*;
use proptest::prelude::*;

const CASE: &str = "5c1c6a2e-2d0c-4f5e-9a6e-0d6a2f6a7b10";

fn record(head: &str) -> ReceiptRecord<'_> {
    let decided_at = "2026-11-22T01:10:00Z".parse().unwrap();
    ReceiptRecord { case: CASE, revision: 1, journal_head: head, decided_at }
}

#[test]
fn each_word_of_the_record_counts() {
    let head = "0f".repeat(32);
    let code = make_receipt_code(record(&head));
    assert_eq!(code, make_receipt_code(record(&head)), "the same record has the same code");
    let (later, other_head) = ("2026-11-22T01:10:00.001Z".parse().unwrap(), "0e".repeat(32));
    let others = [
        ReceiptRecord { case: "5c1c6a2e-2d0c-4f5e-9a6e-0d6a2f6a7b11", ..record(&head) },
        ReceiptRecord { revision: 2, ..record(&head) },
        ReceiptRecord { journal_head: &other_head, ..record(&head) },
        ReceiptRecord { decided_at: later, ..record(&head) },
    ];
    for other in others {
        assert_ne!(code, make_receipt_code(other), "{other:?}");
    }
}

#[test]
fn a_code_is_printed_in_groups_and_read_however_it_is_written() {
    let code = make_receipt_code(record(&"0f".repeat(32)));
    let (packed, printed) = (code.as_str(), code.to_string());
    assert_eq!((packed.len(), printed.len()), (LETTERS, LETTERS + 3));
    assert_eq!(printed.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4, 5]);
    let wide: String =
        packed.chars().filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0)).collect();
    let blanks = format!(" {}\n", printed.replace('-', " "));
    let misread = packed.replace('1', "l").replace('0', "O");
    for read in [packed, &printed, &packed.to_ascii_lowercase(), &wide, &blanks, &misread] {
        assert_eq!(ReceiptCode::read(read).as_ref(), Some(&code), "{read}");
    }
    for other in ["", "3F2A91BC0D4E77AA", "https://example.com", &packed[1..], "合成"] {
        assert_eq!(ReceiptCode::read(other), None, "{other}");
    }
}

fn codes() -> impl Strategy<Value = ReceiptCode> {
    any::<[u8; BYTES]>().prop_map(|bytes| encode_bits(bytes.into_iter()))
}

proptest! {
    #[test]
    fn every_code_is_read_as_it_was_made(code in codes()) {
        prop_assert_eq!(code.as_str().len(), LETTERS);
        prop_assert_eq!(ReceiptCode::read(code.as_str()), Some(code.clone()));
        prop_assert_eq!(ReceiptCode::read(&code.to_string()), Some(code));
    }

    #[test]
    fn a_letter_changed_or_swapped_is_refused(
        code in codes(), one in 0..LETTERS, other in 0..LETTERS, put in 0..32usize,
    ) {
        let letters: Vec<char> = code.as_str().chars().collect();
        let mut changed = letters.clone();
        changed[one] = ALPHABET[put];
        let mut swapped = letters.clone();
        swapped.swap(one, other);
        for wrong in [changed, swapped] {
            let text: String = wrong.iter().collect();
            prop_assert_eq!(ReceiptCode::read(&text).is_some(), wrong == letters, "{}", text);
        }
    }

    #[test]
    fn whatever_is_read_is_whole(text in ".{0,24}") {
        if let Some(code) = ReceiptCode::read(&text) {
            prop_assert_eq!(ReceiptCode::read(code.as_str()), Some(code));
        }
    }
}
