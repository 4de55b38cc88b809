//! Every kind of store behaves alike. The one on a bucket is tested with the servers, in
//! `tests/it`.

use super::{DatabaseStore, FolderStore, PIECE, PartStore};

fn read_whole(store: &dyn PartStore, id: &str) -> Vec<u8> {
    let len = store.len(id).expect("len").expect("a part") as usize;
    let mut bytes = Vec::new();
    while bytes.len() < len {
        bytes.extend_from_slice(&store.read_piece(id, bytes.len() as u64).expect("piece"));
    }
    bytes
}

fn check_behaviour(store: &dyn PartStore) {
    assert_eq!(store.len("a").expect("len"), None);
    assert!(store.read_piece("a", 0).is_err() && store.sha256("a").is_err());
    store.create("a").expect("create");
    assert_eq!(store.len("a").expect("len"), Some(0));
    store.append("a", 0, b"hello").expect("append");
    store.append("a", 5, b" there").expect("append");
    store.cut("a", 5).expect("cut");
    store.append("a", 5, b"!").expect("append again");
    store.sync("a").expect("sync");
    assert_eq!(read_whole(store, "a"), b"hello!");
    assert!(store.read_piece("a", 6).is_err(), "nothing lies there");
    store.cut("a", 5).expect("cut");
    assert_eq!(store.len("a").expect("len"), Some(5));
    assert_eq!(store.sha256("a").expect("hash"), counter_backoffice::digest::sha256_hex(b"hello"));
    store.remove("a").expect("remove");
    store.remove("a").expect("remove again");
    assert!(store.read_piece("a", 0).is_err());
    store.create("a").expect("anew");
    assert_eq!(store.len("a").expect("len"), Some(0), "nothing of the first one");
}

fn check_bound(store: &dyn PartStore) {
    let bytes: Vec<u8> = (0..3 * PIECE + 17).map(|i| (i % 251) as u8).collect();
    store.create("large").expect("create");
    for (n, piece) in bytes.chunks(PIECE).enumerate() {
        store.append("large", (n * PIECE) as u64, piece).expect("append");
    }
    let mut at = 0;
    while at < bytes.len() {
        let piece = store.read_piece("large", at as u64).expect("piece");
        assert!((1..=PIECE).contains(&piece.len()), "{} bytes in memory", piece.len());
        assert_eq!(piece, bytes[at..at + piece.len()]);
        at += piece.len();
    }
    assert_eq!(
        store.sha256("large").expect("hash"),
        counter_backoffice::digest::sha256_hex(&bytes)
    );
}

#[test]
fn every_kind_behaves_alike_and_never_reads_more_than_a_piece() {
    let folder = tempfile::tempdir().expect("folder");
    let stores: [Box<dyn PartStore>; 3] = [
        Box::new(FolderStore::open(&folder.path().join("parts")).expect("store")),
        Box::new(DatabaseStore::open(None, None).expect("store")),
        Box::new(
            DatabaseStore::open(Some(&folder.path().join("parts.db")), Some(&[7; 32]))
                .expect("store"),
        ),
    ];
    for store in stores {
        check_behaviour(store.as_ref());
        check_bound(store.as_ref());
    }
}
