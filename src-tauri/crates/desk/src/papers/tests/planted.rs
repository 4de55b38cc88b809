//! What is false is found: a sentence without its fact, a sentence in a template, a word on the wire; and
//! what is true of a page is taken out of it, however it was set.
use super::claims::Claims;
use super::paper::Paper;
use super::press::Press;
use super::reading::{UNSAID, judge_pages};
use super::story::Story;
use super::wire::Filed;
use counter_backoffice::{
    CheckWire, CorrectionWire, FaultWire, FurtherWire, IntakeWire, LateWire, Part, PartKind,
    Private, PromiseWire, RefusalWire, SignatureWire, SignedSlipWire, Submission,
};
use counter_core::case::{Deemed, PaperCount};
use jiff::Timestamp;
use jiff::civil::date;

/// Whether a story of the first seeds has what is looked for.
fn find_story<T>(find: impl Fn(Story) -> Option<T>) -> T {
    (1..=100).find_map(|seed| find(Story::tell(seed))).unwrap()
}

fn find_paper(form: &str) -> Paper {
    find_story(|story| story.papers.into_iter().find(|paper| paper.form == form))
}

#[cfg(debug_assertions)]
#[test]
fn a_sentence_without_its_fact_is_found() {
    use super::judge_story;
    use counter_core::mutants::with_mutant;
    for seed in 1..=5 {
        let findings = with_mutant("SentenceWithoutFact", || {
            let story = Story::tell(seed);
            judge_story(&story, seed).wrong
        });
        assert!(!findings.is_empty(), "seed {seed}");
    }
}

#[cfg(debug_assertions)]
#[test]
fn a_sentence_that_is_left_out_is_found() {
    use super::judge_story;
    use counter_core::mutants::with_mutant;
    let is_found = |seed: u64| {
        let wrong = with_mutant("SentenceLeftOut", || judge_story(&Story::tell(seed), seed).wrong);
        wrong.iter().any(|line| line.ends_with(UNSAID))
    };
    let found = (1..=10).filter(|seed| is_found(*seed)).count();
    assert!(found > 5, "in {found} of 10 stories");
}

#[test]
fn a_template_that_leaves_a_sentence_out_is_found() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../document-worker/templates/");
    let template = std::fs::read_to_string(format!("{folder}acceptance_receipt.typ")).unwrap();
    let silent = template.replace("#para(sheet.opening)\n", "");
    assert_ne!(silent, template);
    let left = Press::start().judge_by(&silent, &find_paper("acceptance_receipt"));
    assert!(left.iter().any(|line| line.ends_with(UNSAID)), "{left:?}");
}

#[test]
fn a_sentence_in_a_template_is_found() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../document-worker/templates/");
    let press = Press::start();
    for form in ["one_time_list", "acceptance_receipt"] {
        let template = std::fs::read_to_string(format!("{folder}{form}.typ")).unwrap();
        let paper = find_paper(form);
        assert_eq!(press.judge_by(&template, &paper), [""; 0], "{form} as it is");
        let planted = format!("{template}\n#para[当面核对无误，予以确认。]\n");
        let left = press.judge_by(&planted, &paper).concat();
        assert!(left.contains("核对无误") && left.contains("予以确认"), "{form}: {left}");
    }
}

type Change = (&'static str, fn(&mut Submission));

fn list_changes() -> [Change; 31] {
    [
        ("received_at", |wire| wire.received_at = Timestamp::UNIX_EPOCH),
        ("decided_at", |wire| wire.decided_at = Timestamp::UNIX_EPOCH),
        ("clerk", |wire| wire.clerk = "9999".into()),
        ("slip", |wire| wire.slip = Some("9999".into())),
        ("opened_by", |wire| wire.opened_by = Some("9999".into())),
        ("revision", |wire| wire.revision += 1),
        ("deemed", |wire| wire.deemed = Some(Deemed { papers: Vec::new() })),
        ("source", |wire| wire.people[0].source = "示例".into()),
        ("present", |wire| wire.people[0].present = !wire.people[0].present),
        ("state", |wire| wire.materials[0].state = "示例".into()),
        ("form", |wire| drop(wire.form.insert("shili".into(), Private::new("无人写过")))),
        ("answers", |wire| drop(wire.answers.insert("shili".into(), Private::new("无此选项")))),
        ("check", |wire| {
            let check = CheckWire { clerk: "9999".into(), at: Timestamp::UNIX_EPOCH };
            let intake = wire.materials[0].intake.take().unwrap_or_default();
            wire.materials[0].intake = Some(IntakeWire { check: Some(check), ..intake });
        }),
        ("custody", |wire| {
            let intake = wire.materials[0].intake.take().unwrap_or_default();
            let custody = Some("示例".to_owned());
            wire.materials[0].intake = Some(IntakeWire { custody, ..intake });
        }),
        ("copies_custody", |wire| {
            let intake = wire.materials[0].intake.take().unwrap_or_default();
            let copies_custody = Some("示例".to_owned());
            wire.materials[0].intake = Some(IntakeWire { copies_custody, ..intake });
        }),
        ("signed_slip", |wire| {
            let (sha256, clerk) = ("0a".repeat(32), "9999".to_owned());
            let at = Timestamp::UNIX_EPOCH;
            wire.signed_slip = Some(SignedSlipWire { sha256, clerk, at });
        }),
        ("copies", |wire| {
            let mut intake = wire.materials[0].intake.take().unwrap_or_default();
            intake.papers.copies += 7;
            wire.materials[0].intake = Some(intake);
        }),
        ("manifest", |wire| {
            wire.manifest.push(Part {
                id: "shili".into(),
                material: "shili".into(),
                kind: PartKind::Page,
                media: "image/png".into(),
                sha256: "0a".repeat(32),
                len: 1,
            });
        }),
        ("signatures", |wire| {
            wire.signatures.push(SignatureWire {
                role: "applicant".into(),
                name: "陈示例".into(),
                signs_for: false,
                by: "pen".into(),
                shown: "0a".repeat(32),
                strokes: None,
                signed: None,
                code_read: false,
                read_aloud: false,
                witness: None,
                at: Timestamp::UNIX_EPOCH,
            });
        }),
        ("refusals", |wire| {
            wire.refusals.push(RefusalWire {
                role: "applicant".into(),
                name: "陈示例".into(),
                shown: "0a".repeat(32),
                note: None,
                at: Timestamp::UNIX_EPOCH,
            });
        }),
        ("faults", |wire| {
            let fault = FaultWire { name: "示例".into(), ..FaultWire::default() };
            wire.words.as_mut().unwrap().faults.push(fault);
        }),
        ("reasons", |wire| wire.words.as_mut().unwrap().reasons.push(Private::new("示例理由"))),
        ("remedies", |wire| wire.words.as_mut().unwrap().remedies.push("不得申诉。".into())),
        ("right_office", |wire| {
            wire.words.as_mut().unwrap().right_office = Some(Private::new("别处"));
        }),
        ("promise", |wire| {
            let text = "承诺办结：2099年1月1日前".to_owned();
            let promise = PromiseWire { text, day: None, provisional: false };
            wire.words.as_mut().unwrap().promise = Some(promise);
        }),
        ("late", |wire| {
            let (due, on) = (date(2026, 1, 2), date(2026, 1, 1));
            let late = LateWire { kind: "promise".into(), due, provisional: false, on };
            wire.words.as_mut().unwrap().late.push(late);
        }),
        ("corrections", |wire| {
            let (clerk, at) = ("1001".to_owned(), Timestamp::UNIX_EPOCH);
            let came = CorrectionWire { name: "示例".into(), clerk, at };
            wire.words.as_mut().unwrap().corrections.push(came);
        }),
        ("further", |wire| {
            let reason = Some(Private::new("示例理由"));
            let further = FurtherWire { seen_before: vec![0], reason };
            wire.words.as_mut().unwrap().further = Some(further);
        }),
        ("prints", |wire| wire.words.as_mut().unwrap().papers.clear()),
        ("saves", |wire| wire.words.as_mut().unwrap().papers[0].saves += 1),
        ("wanted", |wire| {
            let wanted = PaperCount { originals: 9, ..PaperCount::default() };
            wire.materials[0].wanted = Some(wanted);
        }),
    ]
}

#[test]
fn a_word_on_the_wire_without_its_fact_is_found() {
    let is_full = |filed: &Filed| {
        let wire = &filed.submission;
        let has_papers = wire.words.as_ref().is_some_and(|words| !words.papers.is_empty());
        !wire.people.is_empty() && has_papers && wire.deemed.is_none()
    };
    let filed = find_story(|story| story.filed.into_iter().find(is_full));
    assert_eq!(filed.find_differences(), [""; 0], "as it was filed");
    for (name, change) in list_changes() {
        let mut changed = filed.clone();
        change(&mut changed.submission);
        assert!(!changed.find_differences().is_empty(), "{name}");
    }
}

fn own(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// Of papers whose foot says 示例厅 beside the page's number.
fn claim(texts: &[&str], row: &[&str]) -> Claims {
    Claims {
        texts: own(texts),
        rows: vec![own(row)],
        foot: ("示例厅".to_owned(), String::new()),
        ..Claims::default()
    }
}

#[test]
fn what_is_claimed_goes_and_what_is_not_stays() {
    let claims = claim(&["受理", "现予受理。"], &["1", "户口簿", "1", "—", "原件已退还"]);
    let read = |page: &str| judge_pages(vec![format!("{page}示例厅第1页/共1页")], &claims, &[]);
    assert_eq!(read("现予受理。1户口簿1—原件已退还1.受理"), [""; 0]);
    assert_eq!(read("不予受理。1户口簿1—原件已退还"), ["不予"]);
    assert_eq!(read("1户口簿2—原件已退还"), ["1", "2—"], "another count");
}

#[test]
fn a_page_without_its_band_or_its_foot_is_found() {
    let claims = Claims { band: "练习练习用，无效".to_owned(), ..claim(&["受理"], &[]) };
    let read = |page: &str| judge_pages(own(&[page]), &claims, &[]);
    assert_eq!(read("练习练习用，无效受理示例厅第1页/共1页"), [""; 0]);
    assert_eq!(read("受理示例厅第1页/共1页"), [format!("练习练习用，无效{UNSAID}")]);
    assert_eq!(read("练习练习用，无效受理"), [format!("示例厅第1页/共1页{UNSAID}")]);
}

#[test]
fn a_row_that_goes_on_to_the_next_page_is_one() {
    let claims = claim(&[], &["12", "户口簿首页", "1", "—", "扫描3页，原件已退还"]);
    let pages = own(&[
        "12户口簿1—扫描3页，原示例厅第1页/共2页",
        "序号材料名称原件复印件收取与退还首页件已退还示例厅第2页/共2页",
    ]);
    assert_eq!(judge_pages(pages.clone(), &claims, &[]), [""; 0]);
    let others = pages.iter().map(|page| page.replace("件已退还", "件已销毁")).collect();
    assert!(!judge_pages(others, &claims, &[]).is_empty());
}

#[test]
fn a_character_that_no_font_has_is_claimed_as_it_is_set() {
    let claims = claim(&["陈\u{E863}示例"], &[]);
    let pages = own(&["陈〓(U+E863)示例示例厅第1页/共1页"]);
    assert_eq!(judge_pages(pages, &claims, &own(&["U+E863"])), [""; 0]);
}
