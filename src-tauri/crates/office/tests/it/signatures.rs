//! Who signed the application form: kept and shown as it came, bounded, and no reason to take a case
//! for another one.

use counter_backoffice::{
    Ability, FORM_SIGNED, FORM_STROKES, OfficeError, Part, PartKind, Private, RefusalWire,
    STROKES_MEDIA, SignIn, SignatureWire, Submission, WitnessWire,
};
use counter_core::case::APPLICATION_FORM;
use counter_core::limits::{MAX_SIGNATURES, MAX_TEXT_CHARS};

use crate::place::{Place, on_both};
use crate::support::{amended, page, part, refused, send, submission};

on_both!(
    who_signed_comes_back_with_what_was_signed,
    each_text_and_each_digest_is_bounded,
    what_was_kept_without_signatures_is_the_same_submission,
);

fn document(id: &str, material: &str, media: &str, bytes: &[u8]) -> Part {
    let (material, media) = (material.into(), media.into());
    Part { material, media, kind: PartKind::Document, ..part(id, bytes) }
}

/// The form as it was shown, the strokes, the signed form.
fn signed_parts() -> [(Part, Vec<u8>); 3] {
    [
        ("f1", APPLICATION_FORM, "application/pdf"),
        ("s1", FORM_STROKES, STROKES_MEDIA),
        ("f2", FORM_SIGNED, "application/pdf"),
    ]
    .map(|(id, material, media)| {
        let bytes = page(id.as_bytes()[1], 100 + material.len());
        (document(id, material, media, &bytes), bytes)
    })
}

/// With a word in every place.
fn with_signatures(signed: &SignIn) -> Submission {
    let parts = signed_parts().map(|(part, _)| part);
    let [shown, strokes, signed_form] = parts.clone().map(|part| part.sha256);
    let mut case = submission(signed, parts.to_vec());
    let by_strokes = SignatureWire {
        role: "agent".into(),
        name: "孙示例".into(),
        signs_for: true,
        by: "strokes".into(),
        shown,
        strokes: Some(strokes),
        signed: Some(signed_form),
        code_read: false,
        read_aloud: false,
        witness: None,
        at: case.received_at,
    };
    let witness = WitnessWire {
        name: "证示例".into(),
        id_kind: "resident".into(),
        number: "440699196501010017".into(),
        source: "typed".into(),
    };
    let by_finger = SignatureWire {
        role: "spouse".into(),
        name: "李示例".into(),
        signs_for: false,
        by: "fingerprint".into(),
        strokes: None,
        code_read: true,
        read_aloud: true,
        witness: Some(witness),
        ..by_strokes.clone()
    };
    let refusal = RefusalWire {
        role: "guardian".into(),
        name: "周示例".into(),
        shown: by_strokes.shown.clone(),
        note: Some("先回去商量".into()),
        at: case.received_at,
    };
    case.signatures = vec![by_strokes, by_finger];
    case.refusals = vec![refusal];
    case
}

async fn who_signed_comes_back_with_what_was_signed(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let hello = client.get_hello().await.expect("hello").hello;
    assert!(hello.can(Ability::Signatures) && hello.can(Ability::Refusals));
    let case = with_signatures(&signed);
    client.submit_case(cred, &case).await.expect("submit");
    for (part, bytes) in signed_parts() {
        send(client, cred, case.case, &part, &bytes).await;
    }
    let answer = client.complete_case(cred, case.case).await.expect("complete");
    assert_eq!(answer.received_digest, case.received_digest());
    let supervisor = running.supervisor().await;
    let filed = client.get_revision(supervisor.token.expose(), case.case, 1).await;
    assert_eq!(filed.expect("revision").submission, case);
}

async fn each_text_and_each_digest_is_bounded(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let long = "示".repeat(MAX_TEXT_CHARS + 1);
    let texts: [fn(&mut Submission, String); 10] = [
        |case, text| case.signatures[1].role = text,
        |case, text| case.signatures[1].name = Private::new(text),
        |case, text| case.signatures[1].by = text,
        |case, text| witness(case).name = Private::new(text),
        |case, text| witness(case).number = Private::new(text),
        |case, text| witness(case).id_kind = text,
        |case, text| witness(case).source = text,
        |case, text| case.refusals[0].role = text,
        |case, text| case.refusals[0].name = Private::new(text),
        |case, text| case.refusals[0].note = Some(Private::new(text)),
    ];
    for change in texts {
        let mut case = with_signatures(&signed);
        change(&mut case, long.clone());
        assert!(case.check_bounds().is_err(), "the counter does not queue it");
        assert_eq!(client.submit_case(cred, &case).await, Err(refused(422, "text_too_long")));
    }
    let wrong: [fn(&mut Submission); 7] = [
        |case| case.refusals[0].shown = absent(),
        |case| case.refusals = vec![case.refusals[0].clone(); MAX_SIGNATURES + 1],
        |case| case.signatures[0].shown = absent(),
        |case| case.signatures[0].strokes = Some(absent()),
        |case| case.signatures[0].signed = Some(absent()),
        |case| case.signatures[0].shown = "none".into(),
        |case| case.signatures = vec![case.signatures[0].clone(); MAX_SIGNATURES + 1],
    ];
    for change in wrong {
        let mut case = with_signatures(&signed);
        change(&mut case);
        assert!(case.check_bounds().is_err(), "the counter does not queue it");
        assert_eq!(client.submit_case(cred, &case).await, Err(refused(422, "bad_manifest")));
    }
}

/// Of nothing that comes along.
fn absent() -> String {
    "0e".repeat(32)
}

fn witness(case: &mut Submission) -> &mut WitnessWire {
    case.signatures[1].witness.as_mut().expect("witness")
}

/// An office of before passed them over, its answer was lost, and it was updated meanwhile: that of
/// 0.6.0 kept who signed, that of 0.4.0 the decision's words, an older one not even those.
async fn what_was_kept_without_signatures_is_the_same_submission(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let bare: [fn(Submission) -> Submission; 3] =
        [Submission::without_refusals, Submission::without_signatures, Submission::without_words];
    for keep in bare {
        let words = Some(counter_backoffice::DecisionWords::default());
        let case = Submission { words, ..with_signatures(&signed) };
        let kept = keep(case.clone());
        assert!(kept.refusals.is_empty());
        assert_eq!(kept.received_digest(), case.received_digest());
        let first = client.submit_case(cred, &kept).await.expect("submit");
        let again = client.submit_case(cred, &case).await.expect("again");
        assert_eq!(first.number, again.number);
        let other = Submission { window: "9号窗".into(), ..case };
        assert_eq!(client.submit_case(cred, &other).await, Err(OfficeError::KeyReused));
    }
    // And what was kept with signatures has those and no others.
    let whole = with_signatures(&signed);
    client.submit_case(cred, &whole).await.expect("submit");
    for bare in [whole.clone().without_signatures(), whole.clone().without_refusals()] {
        assert_eq!(client.submit_case(cred, &bare).await, Err(OfficeError::KeyReused));
    }
    let next = amended(&whole);
    assert_eq!(next.signatures, whole.signatures, "a revision has them too");
}
