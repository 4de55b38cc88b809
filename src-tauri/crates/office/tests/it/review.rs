//! What a supervisor sees, what nobody else sees, and what is written down about it.

use counter_backoffice::{CaseState, Decision, OffList};
use counter_office::{Account, Office, Setup};

use crate::place::{Place, on_both};
use crate::support::{
    PACK, Running, amended, hand_over, page, part, refused, send, sent_back, submission,
};

on_both!(
    both_revisions_stay_readable_and_every_look_is_written_down,
    the_queue_has_all_of_the_station_newest_first,
    nobody_but_the_stations_supervisor_looks_and_sends_back,
);

async fn both_revisions_stay_readable_and_every_look_is_written_down(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let (old, new) = (page(1, 3000), page(2, 4000));
    let mut first = submission(&signed, vec![part("p1", &old)]);
    first.slip = Some("S-0042".into());
    first.opened_by = Some("1002".into());
    first.off_list = vec![OffList {
        name: "无犯罪记录证明".into(),
        problem: "缺".into(),
        reason: "区里当面要求".into(),
    }];
    client.submit_case(cred, &first).await.expect("submit");
    send(client, cred, first.case, &first.manifest[0], &old).await;
    client.complete_case(cred, first.case).await.expect("complete");
    let supervisor = running.supervisor().await;
    let token = supervisor.token.expose();
    let back = client
        .send_back(token, first.case, &sent_back(&[("material:m1", "不清")]))
        .await
        .expect("sent back");
    let mut second = amended(&first);
    second.manifest = vec![part("p9", &new)];
    client.submit_case(cred, &second).await.expect("revise");

    let seen = client.get_revision(token, first.case, 1).await.expect("first");
    assert_eq!((seen.revision, seen.of, seen.state), (1, 2, CaseState::Acknowledged));
    assert_eq!((&seen.submission, &seen.returns), (&first, &vec![back]));
    let seen = client.get_revision(token, first.case, 2).await.expect("second");
    assert_eq!(
        (seen.revision, seen.state, &seen.submission),
        (2, CaseState::AwaitingMaterials, &second)
    );
    let (sha_old, sha_new) = (&first.manifest[0].sha256, &second.manifest[0].sha256);
    assert_eq!(
        client.get_page(token, first.case, sha_old).await.expect("page"),
        old,
        "of a revision gone by"
    );
    assert_eq!(
        client.get_page(token, first.case, sha_new).await,
        Err(refused(404, "unknown_part")),
        "not here yet"
    );
    send(client, cred, first.case, &second.manifest[0], &new).await;
    client.complete_case(cred, first.case).await.expect("complete");
    assert_eq!(client.get_page(token, first.case, sha_new).await.expect("page"), new);
    assert_eq!(
        client
            .get_page(signed.token.expose(), first.case, sha_old)
            .await
            .expect("the clerk's look"),
        old
    );
    assert_eq!(
        client.get_revision(token, first.case, 3).await,
        Err(refused(404, "unknown_revision"))
    );
    running.end().await;

    let looks = place.texts("SELECT clerk, what, case_uuid FROM looks ORDER BY seq").await;
    let wanted = [
        ("2001", "revision 1".to_owned()),
        ("2001", "revision 2".to_owned()),
        ("2001", format!("part {sha_old}")),
        ("2001", format!("part {sha_new}")),
        ("1001", format!("part {sha_old}")),
    ];
    assert_eq!(looks, wanted.map(|(who, what)| vec![who.to_owned(), what, first.case.to_string()]));
}

async fn the_queue_has_all_of_the_station_newest_first(place: Place) {
    let running = place.start().await;
    let (one, two) = (
        running.sign_in().await,
        running.client.sign_in("1002", "demo-1002").await.expect("sign in"),
    );
    let mut cases = Vec::new();
    for turn in 0..60 {
        let mut case = submission(if turn % 3 == 0 { &two } else { &one }, vec![]);
        case.decision = if turn % 2 == 0 { Decision::Accepted } else { Decision::Correction };
        let number = hand_over(&running.client, one.delivery_credential.expose(), &case).await;
        cases.push((case, number));
    }
    let waiting = submission(&one, vec![part("p1", b"x")]);
    let number = running
        .client
        .submit_case(one.delivery_credential.expose(), &waiting)
        .await
        .expect("submit")
        .number;
    cases.push((waiting, number));
    let supervisor = running.supervisor().await;
    let queue = running.client.get_queue(supervisor.token.expose()).await.expect("queue");
    assert_eq!(queue.len(), 61);
    assert_eq!(queue[0].filed.state, CaseState::AwaitingMaterials);
    for (line, (case, number)) in queue.iter().zip(cases.iter().rev()) {
        assert_eq!((line.filed.case, &line.filed.number), (case.case, number));
        assert_eq!(
            (&line.clerk, &line.window, line.filed.decision),
            (&case.clerk, &case.window, case.decision)
        );
    }
    let mine = running.client.my_cases(two.token.expose()).await.expect("mine");
    assert_eq!(mine.len(), 20);
}

async fn nobody_but_the_stations_supervisor_looks_and_sends_back(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let (cred, client) = (signed.delivery_credential.expose(), &running.client);
    let case = submission(&signed, vec![part("p1", b"x")]);
    client.submit_case(cred, &case).await.expect("submit");
    send(client, cred, case.case, &case.manifest[0], b"x").await;
    client.complete_case(cred, case.case).await.expect("complete");
    let (id, sha256) = (case.case, &case.manifest[0].sha256);
    let back = sent_back(&[("case", "缺页")]);

    for wrong in [signed.token.expose(), cred] {
        let outcomes = [
            client.get_queue(wrong).await.err(),
            client.get_revision(wrong, id, 1).await.err(),
            client.send_back(wrong, id, &back).await.err(),
        ];
        assert_eq!(outcomes, [0; 3].map(|_| Some(refused(403, "supervisor_only"))));
    }
    assert_eq!(client.get_page(cred, id, sha256).await, Err(refused(403, "clerk_only")));

    let other = client.sign_in("9002", "demo-9002").await.expect("sign in");
    let token = other.token.expose();
    assert_eq!(client.get_queue(token).await.expect("queue"), []);
    let unknown = Some(refused(404, "unknown_case"));
    assert_eq!(client.get_revision(token, id, 1).await.err(), unknown);
    assert_eq!(client.send_back(token, id, &back).await.err(), unknown);
    assert_eq!(client.get_page(token, id, sha256).await.err(), unknown);
    let supervisor = running.supervisor().await;
    client.send_back(supervisor.token.expose(), id, &back).await.expect("their own");
    assert_eq!(client.get_returns(other.delivery_credential.expose()).await.expect("returns"), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_may_have_invented_people_of_its_own() {
    let account = |number: &str, role: &str| Account {
        number: number.into(),
        name: "吴示例".into(),
        role: role.into(),
        station: "练习".into(),
        station_code: "LX0001".into(),
        window: "练习窗".into(),
    };
    let demo = vec![
        (account("5001", "trainee"), "demo-5001".into()),
        (account("5002", "trainer"), "demo-5002".into()),
    ];
    let office =
        Office::set_up(Setup { catalog: PACK.to_vec(), demo, ..Setup::default() }).expect("office");
    let running = Running::start(office).await;
    let hello = running.client.get_hello().await.expect("hello").hello;
    assert!(hello.trial);
    let shown: Vec<_> =
        hello.demo_accounts.iter().map(|one| (one.number.as_str(), one.role.as_str())).collect();
    assert_eq!(shown, [("5001", "trainee"), ("5002", "trainer")]);
    let trainee = running.client.sign_in("5001", "demo-5001").await.expect("sign in");
    assert_eq!(
        (trainee.clerk.role.as_str(), trainee.clerk.station_code.as_str()),
        ("trainee", "LX0001")
    );
    hand_over(&running.client, trainee.delivery_credential.expose(), &submission(&trainee, vec![]))
        .await;
    let trainer = running.client.sign_in("5002", "demo-5002").await.expect("sign in");
    let queue = running.client.get_queue(trainer.token.expose()).await;
    assert_eq!(queue, Err(refused(403, "supervisor_only")));
    assert!(
        running.client.sign_in("1001", "demo-1001").await.is_err(),
        "the usual ones are not here"
    );
}
