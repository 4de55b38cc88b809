//! The pack and its ETag.

use counter_backoffice::TaggedAnswer;
use counter_office::Office;

use crate::support::{PACK, Running, trial};

#[tokio::test(flavor = "multi_thread")]
async fn an_unchanged_pack_is_not_sent_again() {
    let running = Running::start(trial(None)).await;
    let TaggedAnswer::Fresh { etag, body } = running.client.get_catalog(None).await.expect("pack")
    else {
        panic!("nothing was named, so nothing can be unchanged")
    };
    assert_eq!(body, PACK);
    assert!(etag.starts_with('"'), "a strong tag: {etag}");
    for named in [etag.clone(), format!("\"old\", {etag}"), format!("W/{etag}"), "*".into()] {
        assert_eq!(
            running.client.get_catalog(Some(&named)).await,
            Ok(TaggedAnswer::Unchanged),
            "{named}"
        );
    }
    let newer = Office::open(None, b"a newer pack".to_vec(), true).expect("office");
    let newer = Running::start(newer).await;
    let fresh = newer.client.get_catalog(Some(&etag)).await.expect("pack");
    assert!(matches!(fresh, TaggedAnswer::Fresh { body, .. } if body == b"a newer pack"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_office_shows_no_accounts() {
    let running = Running::start(Office::open(None, PACK.to_vec(), false).expect("office")).await;
    let hello = running.client.get_hello().await.expect("hello").hello;
    assert!(!hello.trial && hello.demo_accounts.is_empty());
    assert!(running.client.sign_in("1001", "demo-1001").await.is_err());
}
