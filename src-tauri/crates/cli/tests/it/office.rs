//! `counter office` on a database that is spoken to like one on another machine: by TLS, with a
//! password.
use crate::cluster::Cluster;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

const SECRET: &str = "correct horse 4711";

/// Rows of lines into a file of the server's, readable by itself only: it takes no key that others
/// can read.
fn written(file: &str, text: &str) -> String {
    format!(
        "COPY (SELECT unnest(string_to_array('{}', E'\\n'))) TO PROGRAM 'umask 077 && cat > {file}';",
        text.trim()
    )
}

/// A certificate for localhost, and nobody on TCP without TLS and password.
fn guarded(cluster: &Cluster) -> String {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let (certificate, key) = (made.cert.pem(), made.signing_key.serialize_pem());
    let orders = [
        format!("ALTER ROLE office PASSWORD '{SECRET}'; ALTER SYSTEM SET ssl = on;"),
        written("server.crt", &certificate),
        written("server.key", &key),
        written("pg_hba.conf", "hostssl all all 127.0.0.1/32 scram-sha-256"),
    ];
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = cluster.client().await;
        // Each by itself: a setting of the system's cannot be made within a transaction.
        for order in
            orders.iter().flat_map(|order| order.split_inclusive(';').filter(|one| one.len() > 1))
        {
            client.batch_execute(order).await.unwrap();
        }
    });
    certificate
}

fn office(
    url: &str,
    data: &std::path::Path,
    roots: &std::path::Path,
    password: &str,
) -> (Value, String) {
    let mut office = Command::new(env!("CARGO_BIN_EXE_counter"))
        .args(["office", "--listen", "127.0.0.1:0", "--json", "--database", url, "--data"])
        .arg(data)
        .env("SSL_CERT_FILE", roots)
        .env("PGPASSWORD", password)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(office.stdout.take().unwrap()).read_line(&mut line).unwrap();
    office.kill().unwrap();
    let said = office.wait_with_output().unwrap();
    (serde_json::from_str(&line).unwrap(), line + &String::from_utf8_lossy(&said.stderr))
}

#[test]
fn a_database_is_known_by_its_certificate_and_knows_the_office_by_its_password() {
    let cluster = Cluster::start();
    let certificate = guarded(&cluster);
    cluster.stop();
    cluster.again();
    let folder = tempfile::tempdir().unwrap();
    let (trusted, strange) = (folder.path().join("trusted.pem"), folder.path().join("strange.pem"));
    std::fs::write(&trusted, certificate).unwrap();
    std::fs::write(
        &strange,
        rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap().cert.pem(),
    )
    .unwrap();
    let safe = cluster.url("public").replace("127.0.0.1", "localhost") + "&sslmode=require";
    let plain = cluster.url("public");
    for (url, roots, password, code) in [
        (&safe, &trusted, SECRET, None),
        (&safe, &strange, SECRET, Some("office_database")),
        (&safe, &trusted, "another", Some("office_database")),
        (&plain, &trusted, SECRET, Some("office_database")),
    ] {
        let (answer, said) = office(url, &folder.path().join("data"), roots, password);
        match code {
            Some(code) => assert_eq!(answer["code"], code, "{said}"),
            None => assert!(answer["listening"].is_string(), "{said}"),
        }
        assert!(!said.contains(SECRET) && !said.contains("another"), "{said}");
    }
}

/// As a service manager does. A request that was begun is answered; the next finds nobody.
#[test]
fn an_office_that_is_told_to_end_finishes_what_was_begun() {
    let data = tempfile::tempdir().unwrap();
    let mut office = Command::new(env!("CARGO_BIN_EXE_counter"))
        .args(["office", "--listen", "127.0.0.1:0", "--json", "--data"])
        .arg(data.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(office.stdout.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    let listening: Value = serde_json::from_str(&line).unwrap();
    let address = listening["listening"].as_str().unwrap().replace("http://", "");
    let mut begun = TcpStream::connect(&address).unwrap();
    let body = r#"{"number":"1001","password":"demo-1001"}"#;
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n",
        body.len()
    );
    begun.write_all(head.as_bytes()).unwrap();
    // It is in the middle of the request: it waits for the body.
    let mut waits = [0; b"HTTP/1.1 100 Continue\r\n\r\n".len()];
    begun.read_exact(&mut waits).unwrap();
    assert!(waits.starts_with(b"HTTP/1.1 100 "), "{}", String::from_utf8_lossy(&waits));
    let mut other = TcpStream::connect(&address).unwrap();
    other
        .write_all(b"GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    other.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let told = Command::new("kill").args(["-TERM", &office.id().to_string()]).status().unwrap();
    assert!(told.success());
    begun.write_all(body.as_bytes()).unwrap();
    answer.clear();
    begun.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "what was begun is answered: {answer}");
    line.clear();
    said.read_to_string(&mut line).unwrap();
    let ended: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(ended["stopped"], true);
    assert!(office.wait().unwrap().success());
    assert!(TcpStream::connect(&address).is_err());
}
