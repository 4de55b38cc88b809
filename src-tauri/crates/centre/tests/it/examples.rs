//! The files that the program makes for a trial and for practice.

use counter_centre::{CentreError, CentreFile, Example, Kind, sign_example_file};

use crate::fixture::{edition, least, sign};

#[test]
fn a_trials_file_and_practices_say_so() {
    for (example, kind, word) in
        [(Example::Trial, Kind::Trial, "试用"), (Example::Practice, Kind::Practice, "练习")]
    {
        let made_at = edition().made_at;
        let office = "http://127.0.0.1:8720";
        let make = || sign_example_file(example, "DEMO01", "三水·西南街道", office, made_at);
        let file = make().unwrap();
        assert_eq!(file.body().kind, kind);
        assert!(file.body().centre.name.contains(word));
        let signature = file.body().place.as_ref().and_then(|place| place.signature.as_ref());
        let signature = signature.unwrap();
        assert!(signature.strokes, "both ways are learnt there");
        assert!(signature.worth.as_ref().unwrap().contains("示例"));
        assert!(signature.kept.is_some());
        assert_eq!(file.body().scans, Some(true), "nobody brings a copy there");
        assert_eq!(CentreFile::read(file.text().as_bytes()).unwrap(), file);
        assert_eq!(make().unwrap().text(), file.text(), "the same file at each start");
    }
}

/// Everybody has the key: nobody believes a real centre's file that it signed.
#[test]
fn the_example_key_signs_no_real_file() {
    let secret =
        counter_core::private::Private::new("ZXhhbXBsZSBjZW50cmU6IGFueW9uZSBzaWducyBpdCA=");
    let key = counter_centre::CentreKey::from_secret(&secret).unwrap();
    let sign_with = |kind: &str| {
        let mut body = least();
        body["kind"] = kind.into();
        counter_centre::sign_body(body.to_string().as_bytes(), &key, &edition())
    };
    assert_eq!(sign_with("real"), Err(CentreError::ExampleKey));
    let trial = sign_with("trial").unwrap();
    let example =
        sign_example_file(Example::Trial, "DEMO01", "x", "http://localhost", edition().made_at);
    assert_eq!(trial.key(), example.unwrap().key(), "it is that key");
    sign(&least(), 0).unwrap();
}

#[test]
fn a_new_secret_is_a_key_and_no_two_are_alike() {
    let [one, two] = [(), ()].map(|()| counter_centre::draw_secret().unwrap());
    let key = |secret| counter_centre::CentreKey::from_secret(secret).unwrap().public_key();
    assert_ne!(key(&one), key(&two));
    for wrong in ["", "c2hvcnQ=", "no base 64"] {
        let refusal = counter_centre::CentreKey::from_secret(&wrong.into()).err();
        assert_eq!(refusal.map(|refusal| refusal.code()), Some("centre_not_a_key"));
    }
}
