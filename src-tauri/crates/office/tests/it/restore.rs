//! Backup and restore as docs/office-servers.md says it: the database first and then the materials,
//! back the other way round.

use std::path::Path;
use std::process::Command;

use crate::place::Place;
use crate::support::{hand_over, page, part, refused, send, submission};

fn done(command: &mut Command) -> Vec<u8> {
    let output = command.output().expect("program");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn copied(from: &Path, to: &Path) {
    done(Command::new("cp").arg("-a").arg(from).arg(to));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_the_database_and_a_later_one_of_the_materials_make_the_office_again() {
    let place = Place::servers().await;
    let servers = place.on_servers();
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let (old, new) = (page(1, 30_000), page(2, 30_000));
    let before = submission(&signed, vec![part("p1", &old)]);
    let number = client.submit_case(cred, &before).await.expect("submit").number;
    send(client, cred, before.case, &before.manifest[0], &old).await;
    let acknowledged = client.complete_case(cred, before.case).await.expect("complete");
    let dump = done(servers.cluster.program("pg_dump").args(["-n", &servers.schema]));
    let after = submission(&signed, vec![part("p1", &new)]);
    let lost = client.submit_case(cred, &after).await.expect("submit").number;
    send(client, cred, after.case, &after.manifest[0], &new).await;
    client.complete_case(cred, after.case).await.expect("complete");
    let (papers, folder) =
        (servers.store.folder.join("papers"), tempfile::tempdir().expect("folder"));
    let (copy, file) = (folder.path().join("papers"), folder.path().join("dump.sql"));
    copied(&papers, &copy);
    running.end().await;

    let database = servers.cluster.client().await;
    database.batch_execute(&format!("DROP SCHEMA {} CASCADE", servers.schema)).await.expect("lost");
    std::fs::remove_dir_all(&papers).expect("lost");
    copied(&copy, &papers);
    std::fs::write(&file, dump).expect("dump");
    done(servers.cluster.program("psql").args(["-q", "-v", "ON_ERROR_STOP=1", "-f"]).arg(&file));
    database.batch_execute(&format!("SET search_path = {}", servers.schema)).await.expect("schema");
    let raise = "SELECT setval('cases_seq_seq', (SELECT max(seq) FROM cases) + 100000)";
    database.batch_execute(raise).await.expect("raised");

    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client, token) =
        (signed.delivery_credential.expose(), &running.client, signed.token.expose());
    assert_eq!(client.submit_case(cred, &before).await.expect("again").number, number);
    assert_eq!(client.complete_case(cred, before.case).await.expect("again"), acknowledged);
    assert_eq!(
        client.get_page(token, before.case, &before.manifest[0].sha256).await.expect("page"),
        old
    );
    assert_eq!(
        client.case_status(cred, after.case).await,
        Err(refused(404, "unknown_case")),
        "it came too late"
    );
    let next = hand_over(client, cred, &submission(&signed, vec![])).await;
    assert!(next != lost && next != number, "{next} was given before");
    client.submit_case(cred, &after).await.expect("what the counter still has comes again");
    send(client, cred, after.case, &after.manifest[0], &new).await;
    client.complete_case(cred, after.case).await.expect("complete");
    assert_eq!(
        client.get_page(token, after.case, &after.manifest[0].sha256).await.expect("page"),
        new
    );
}
