use super::*;
use crate::cases::signing::{find_form_row, note_signed_slip};
use crate::papers::example::*;
use counter_core::case::{PaperKind, Reading, ShownTo, SignedBy, Witness};
use counter_core::fact::Fact;
use counter_core::item::PersonRole;

const BOOK: &str = "household_register";

/// Original, copy, what was done with it, what the list wants.
type Row = (u32, u32, String, String);

fn row_of(facts: &[Fact], name: &str) -> Option<Row> {
    let rows = list_with_form(&case_file(ALLOWANCE, facts), true);
    let row = rows.into_iter().find(|row| row.name.contains(name))?;
    Some((row.original, row.copy, row.state, row.wanted))
}

fn words(row: (u32, u32, &str, &str)) -> Option<Row> {
    Some((row.0, row.1, row.2.to_owned(), row.3.to_owned()))
}

#[test]
fn a_book_that_was_scanned_compared_and_given_back_has_no_copy() {
    let facts = [
        Fact::Received,
        page("1", "scan", BOOK),
        page("2", "scan", BOOK),
        compared(BOOK),
        custody(BOOK, Custody::Returned, None),
    ];
    let day = long_moment(at());
    let state = format!("扫描 2 页，已验原件（工号1001，{day}），原件已退还");
    assert_eq!(row_of(&facts, "户口簿"), words((1, 0, &state, "")), "the scan is the copy");
    let without_scanner = list_with_form(&case_file(ALLOWANCE, &facts), false);
    let row = without_scanner.into_iter().find(|row| row.name.contains("户口簿")).unwrap();
    assert_eq!(row.wanted, "应交 原件1 复印件1");
    let copy = count(BOOK, PaperKind::Copy, 1);
    let facts: Vec<Fact> = facts.into_iter().chain([copy]).collect();
    assert_eq!(row_of(&facts, "户口簿"), words((1, 1, &state, "")), "nothing differs");
    let put = |custody, place| [facts.clone(), vec![copies(BOOK, custody, place)]].concat();
    let told = [
        (put(Custody::Held, Some("3号窗")), "，复印件留存于3号窗"),
        (put(Custody::Held, None), "，复印件留存"),
        (put(Custody::Returned, None), "，复印件已退还"),
    ];
    for (facts, beside) in told {
        let both = format!("{state}{beside}");
        assert_eq!(row_of(&facts, "户口簿"), words((1, 1, &both, "")));
    }
    let none = [put(Custody::Held, None), vec![count(BOOK, PaperKind::Copy, 0)]].concat();
    assert_eq!(row_of(&none, "户口簿"), words((1, 0, &state, "")), "there is none");
}

#[test]
fn the_form_of_a_slip_says_that_the_slip_was_signed_once_somebody_said_so() {
    let row = case_file(ALLOWANCE, &[]).item().unwrap().materials.clone();
    let row = row.into_iter().find(|row| row.supply == Supply::Form).unwrap().id;
    let slip = Fact::SlipNoted { slip: "0009".into(), received_at: at() };
    let lies = [slip, page("s", "scan", &row)];
    assert_eq!(form_words(&case_file(ALLOWANCE, &lies)), "系统生成", "nobody said so");
    let said = [lies.to_vec(), vec![Fact::SlipScanned { page: "s".into() }]].concat();
    let day = long_date(at().date());
    let words = format!("系统生成，纸质登记单上签名（{day}核收）");
    assert_eq!(form_words(&case_file(ALLOWANCE, &said)), words);
}

#[test]
fn what_stays_says_where_and_old_journals_say_only_that_it_stays() {
    let photo = |place| [objects("photo", 2), custody("photo", Custody::Held, place)];
    let wanted = "应交 实物1";
    assert_eq!(
        row_of(&photo(Some("3号窗")), "照片"),
        words((0, 0, "实物 2 件，实物留存于3号窗", wanted))
    );
    assert_eq!(row_of(&photo(None), "照片"), words((0, 0, "实物 2 件，实物留存", wanted)));
    let old = [page("1", "scan", BOOK), custody(BOOK, Custody::Held, None)];
    assert_eq!(row_of(&old, "户口簿"), words((1, 0, "扫描 1 页，原件留存", "")));
}

#[test]
fn a_page_under_the_forms_row_of_a_slip_is_the_slip_until_a_form_was_printed() {
    let bare = case_file(ALLOWANCE, &[]);
    let row = find_form_row(&bare).unwrap();
    let noted = |facts: &[Fact], page: Fact| {
        let after = note_signed_slip(&case_file(ALLOWANCE, facts), vec![page]);
        after.into_iter().any(|fact| fact == Fact::SlipScanned { page: "s".into() })
    };
    let slip = [Fact::SlipNoted { slip: "0009".into(), received_at: at() }];
    let added = page("s", "scan", row);
    let assigned = |row: &str| Fact::PageAssigned { page: "s".into(), material: Some(row.into()) };
    assert!(noted(&slip, added.clone()) && noted(&slip, assigned(row)));
    assert!(!noted(&slip, page("s", "scan", "household_register")));
    assert!(!noted(&slip, Fact::PageAssigned { page: "s".into(), material: None }));
    assert!(!noted(&[], added.clone()), "no slip took it in");
    let printed = Fact::FormShown { document: "f".into(), to: ShownTo::Paper };
    let with_form = [slip.to_vec(), vec![document("f", "application_form"), printed]].concat();
    assert!(!noted(&with_form, added), "it may be the printed form");
}

#[test]
fn only_what_came_is_listed_and_each_page_by_how_it_came() {
    assert_eq!(row_of(&[Fact::Received], "户口簿"), None);
    assert!(list_brought(&case_file(ALLOWANCE, &[Fact::Received]), true).is_empty());
    let electronic = count(BOOK, PaperKind::Electronic, 1);
    let facts = [page("1", "import", BOOK), page("2", "carried", BOOK), electronic];
    let state = "电子件 1 份，导入文件 1 页，沿用另一办件 1 页";
    assert_eq!(row_of(&facts, "户口簿"), words((0, 0, state, "应交 原件1")));
    let facts = [applicant(Reading::Card, &[], false)];
    assert_eq!(row_of(&facts, "老年人身份证"), words((0, 0, "读卡核验", "")));
    assert_eq!(row_of(&[applicant(Reading::Typed, &[], false)], "老年人身份证"), None);
}

#[test]
fn the_form_says_that_it_was_made_and_printed_and_signed_only_where_somebody_did() {
    let file = |facts: &[Fact]| form_words(&case_file(ALLOWANCE, facts));
    assert_eq!(file(&[]), "系统生成");
    let form = document("f", "application_form");
    assert_eq!(file(std::slice::from_ref(&form)), "系统生成");
    let printed =
        Fact::Printed { document: "f".into(), reprint: false, printer: Some("示例".into()) };
    let day = long_date(at().date());
    assert_eq!(file(&[form.clone(), printed.clone()]), format!("系统生成，{day}已打印"));
    let saved = Fact::PaperSaved { document: "f".into(), reprint: false };
    assert_eq!(file(&[form.clone(), saved.clone()]), format!("系统生成，{day}存为文件"));
    let of_before = Fact::Printed { document: "f".into(), reprint: false, printer: None };
    assert_eq!(file(&[form.clone(), of_before]), format!("系统生成，{day}存为文件"));
    let both = [form.clone(), saved, printed.clone()];
    assert_eq!(file(&both), format!("系统生成，{day}已打印"), "and it was printed");
    let newer = document("g", "application_form");
    let signed = |by, witness: Option<&str>| Fact::FormSigned {
        signature: Signature {
            id: "s".into(),
            document: "f".into(),
            sha256: "0a".repeat(32),
            person: "p".into(),
            role: PersonRole::Applicant,
            signs_for: false,
            by,
            strokes: None,
            signed_form: None,
            page: None,
            code_read: false,
            witness: witness.map(|name| Witness {
                name: name.into(),
                id_kind: IdKind::Resident,
                number: "440699199001010014".into(),
                reading: Reading::Typed,
                namesake: false,
            }),
        },
    };
    let person = applicant(Reading::Card, &[], false);
    let by_strokes = [person.clone(), form.clone(), signed(SignedBy::Strokes, None)];
    let words = format!("系统生成，申请人陈示例已签字（手写屏，{day}）");
    assert_eq!(file(&by_strokes), words);
    let read = Fact::FormReadAloud { document: "f".into(), person: "p".into() };
    let print = signed(SignedBy::Fingerprint, Some("王见证"));
    let words =
        format!("系统生成，申请人陈示例已按指印（纸质，{day}核收），签前已当面宣读，见证人王见证");
    assert_eq!(file(&[person.clone(), form.clone(), read, print]), words);
    let witnessed = [
        (signed(SignedBy::Pen, Some("王见证")), format!("（纸质，{day}核收）")),
        (signed(SignedBy::Strokes, Some("王见证")), format!("（手写屏，{day}）")),
    ];
    for (by_hand, how) in witnessed {
        let words = format!("系统生成，申请人陈示例由见证人王见证签字见证{how}");
        assert_eq!(file(&[person.clone(), form.clone(), by_hand]), words, "their own hand did not");
    }
    let refused = |note: Option<&str>| Fact::SignatureRefused {
        document: "f".into(),
        person: "p".into(),
        note: note.map(Into::into),
    };
    let words = format!("系统生成，申请人陈示例不愿签名（{day}）");
    assert_eq!(file(&[person.clone(), form.clone(), refused(None)]), words);
    let said = refused(Some("先回去商量"));
    assert_eq!(file(&[person.clone(), form.clone(), said.clone()]), words + "，称：先回去商量");
    let after_all = [person.clone(), form.clone(), said, signed(SignedBy::Strokes, None)];
    assert!(!file(&after_all).contains("不愿"), "signed after all");
    let pen = signed(SignedBy::Pen, None);
    let unsigned = [person, form.clone(), pen, newer.clone()];
    assert_eq!(file(&unsigned), "系统生成", "the newer one was not signed");
    assert_eq!(file(&[form, printed, newer]), "系统生成", "the newer one was not printed");
}

#[test]
fn an_original_compared_once_more_leaves_the_printed_list_true() {
    let printed = case_file(ALLOWANCE, &[page("1", "scan", BOOK), compared(BOOK)]);
    let mut again = printed.clone();
    let later = Moment::from_millis(at().millis() + 60_000);
    again.case.apply(&compared(BOOK), later, "1002");
    assert_ne!(list_brought(&printed, true), list_brought(&again, true), "another time and clerk");
    assert!(is_list_as_printed(&printed, &again, true));
    let not_compared = case_file(ALLOWANCE, &[page("1", "scan", BOOK)]);
    assert!(!is_list_as_printed(&not_compared, &again, true), "it was not compared then");
    again.case.apply(&page("2", "scan", BOOK), later, "1002");
    assert!(!is_list_as_printed(&printed, &again, true), "a page more");
}
