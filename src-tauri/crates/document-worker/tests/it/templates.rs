//! Templates that come with a pack: what one can do, what it cannot reach, and how one ends that
//! takes more than its share.

use crate::forms::text_of;
use crate::samples;
use crate::worker;
use counter_documents::DocumentError;
use counter_documents::sheet::TEMPLATE_FORMS;
use std::time::{Duration, Instant};

/// A whole paper in a few lines: head and foot are those of `base.typ`.
const REFUSAL: &str = r#"#import "base.typ": *
#let sheet = json("sheet.json")
#show: body => case-paper("本地不予受理通知书", sheet, body)
#dear(sheet.head.applicant_name)
#para(sheet.opening)
#numbered(sheet.remedies)
"#;

#[tokio::test]
async fn a_template_draws_the_paper_in_a_process_of_its_own() {
    let worker = worker();
    let made =
        worker.typeset_by_template(&samples::refused(), &samples::look(), REFUSAL).await.unwrap();
    let text = text_of("own-refusal", &made.pdf);
    for words in ["本地不予受理通知书", "行政复议", "式样为示例"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(made.pdf.windows(14).any(|bytes| bytes == b"pdfaid:part>2<"), "PDF/A-2");
    assert!(worker.template_process_id().is_some());
    assert_eq!(worker.typesetter_id(), None, "our own papers are elsewhere");
    assert_eq!(worker.find_template_fault("refusal", REFUSAL).await, Ok(None));
}

/// The built-in ones do what is asked of others, with every sample sheet.
#[tokio::test]
async fn the_built_in_templates_have_no_fault() {
    let worker = worker();
    for form in TEMPLATE_FORMS {
        let file = match form {
            "course_slip"
            | "deferred_commitment"
            | "deferred_notice"
            | "entrusted_grant"
            | "entrusted_refusal"
            | "extension_notice"
            | "handover_slip"
            | "lapse_notice"
            | "refiling_notice"
            | "special_notice"
            | "withdrawal_request" => "letter",
            "mandate" => "blank_form",
            form => form,
        };
        let path = format!("{}/templates/{file}.typ", env!("CARGO_MANIFEST_DIR"));
        let template = std::fs::read_to_string(path).unwrap();
        assert_eq!(worker.find_template_fault(form, &template).await, Ok(None), "{form}");
    }
}

#[tokio::test]
async fn a_template_reads_no_file_of_the_computer() {
    let worker = worker();
    for reach in [
        r#"#read("/etc/hostname")"#,
        r#"#read("../../../../../../etc/hostname")"#,
        r#"#image("/usr/share/pixmaps/debian-logo.png")"#,
        r#"#import "@preview/cetz:0.4.0""#,
        r#"#plugin("x.wasm")"#,
        r#"#include "/etc/hostname""#,
    ] {
        let fault = worker.find_template_fault("refusal", &format!("{REFUSAL}{reach}")).await;
        let fault = fault.unwrap().unwrap_or_else(|| panic!("{reach} was read"));
        assert!(!fault.message.is_empty(), "{reach}");
    }
}

#[tokio::test]
async fn a_fault_is_told_with_its_place() {
    let worker = worker();
    let broken = REFUSAL.replace("sheet.opening", "sheet.openning");
    let fault = worker.find_template_fault("refusal", &broken).await.unwrap().unwrap();
    assert_eq!((fault.line, fault.column > 0), (5, true), "{fault:?}");
    assert!(fault.message.contains("openning"), "{fault:?}");
    let outcome = worker.typeset_by_template(&samples::refused(), &samples::look(), &broken).await;
    assert_eq!(outcome.unwrap_err(), DocumentError::Unprintable);
}

/// A trial's paper says so on every page, and a form can be signed, whoever drew it.
#[tokio::test]
async fn a_paper_has_what_every_paper_has_or_is_none() {
    let worker = worker();
    let bare = r#"#set page(paper: "a4")
#json("sheet.json").opening"#;
    let fault = worker.find_template_fault("refusal", bare).await.unwrap().unwrap();
    assert!(fault.message.contains("head"), "{fault:?}");
    let form = r#"#import "base.typ": *
#let sheet = json("sheet.json")
#show: body => case-paper(sheet.title, sheet, body)
无处签名"#;
    let fault = worker.find_template_fault("application_form", form).await.unwrap().unwrap();
    assert!(fault.message.contains("signer"), "{fault:?}");
    let code = r#"#import "base.typ": *
#let sheet = json("sheet.json")
#show: body => paper(sheet.title, "", sheet.head.printed_at, mark: sheet.head.mark, body)
#for (at, one) in sheet.signers.enumerate() { signer-line(at, one) }"#;
    let fault = worker.find_template_fault("application_form", code).await.unwrap().unwrap();
    assert!(fault.message.contains("code"), "{fault:?}");
}

/// Time and memory: the process ends, and what comes next has another.
#[tokio::test]
async fn one_that_takes_more_than_its_share_is_ended() {
    let worker = worker();
    worker.find_template_fault("refusal", REFUSAL).await.unwrap();
    let first = worker.template_process_id();
    let long = format!(
        "{REFUSAL}#let turn = range(0, 30000)\n\
         #for a in turn {{ for b in turn {{ let c = calc.rem(a * b, 7) }} }}"
    );
    let large = format!(
        "{REFUSAL}#let grow(text, left) = if left == 0 {{ text }} else \
         {{ grow(text + text, left - 1) }}\n#grow(\"0123456789abcdef\", 40)"
    );
    // Where the pack is linted, and at a station before anybody waits for a paper.
    let fault = worker.find_template_fault("refusal", &long).await.unwrap().unwrap();
    assert!(fault.message.starts_with("document_"), "{fault:?}");
    for (name, template) in [("long", long), ("large", large)] {
        let begun = Instant::now();
        let outcome =
            worker.typeset_by_template(&samples::refused(), &samples::look(), &template).await;
        let error = outcome.map(|_| ()).unwrap_err();
        let is_ended = matches!(
            error,
            DocumentError::TooHeavy | DocumentError::StopsWorker | DocumentError::TimedOut
        );
        assert!(is_ended, "{name}: {error}");
        assert!(begun.elapsed() < Duration::from_secs(60), "{name}");
    }
    let again = worker.typeset_by_template(&samples::refused(), &samples::look(), REFUSAL).await;
    assert!(again.is_ok());
    assert_ne!(worker.template_process_id(), first);
}
