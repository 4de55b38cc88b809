//! Questions to the office over plain HTTP, as its own pages would ask them: what did it really get?

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use serde_json::{Value, json};

use crate::{Fault, Told};

/// Somebody signed in at the office, without any program of ours in between.
pub struct Asker {
    port: u16,
    token: String,
}

impl Asker {
    /// # Errors
    /// When the office is not there or does not know the number.
    pub fn sign_in(port: u16, number: &str, password: &str) -> Told<Self> {
        let body = json!({ "number": number, "password": password }).to_string();
        let answer = ask(port, "POST", "/sign-in", None, &body)?;
        let token = answer.1["token"].as_str().unwrap_or_default().to_owned();
        if token.is_empty() {
            return Err(Fault::wrong(format!("the office answered {} to the sign-in", answer.0)));
        }
        Ok(Self { port, token })
    }

    pub fn token(&self) -> &str {
        &self.token
    }

    /// # Errors
    /// When the office says anything but 200.
    pub fn get(&self, path: &str) -> Told<Value> {
        match ask(self.port, "GET", path, Some(&self.token), "")? {
            (200, body) => Ok(body),
            (status, _) => Err(Fault::wrong(format!("the office answered {status} to {path}"))),
        }
    }

    /// # Errors
    /// When the office says anything but 201.
    pub fn post(&self, path: &str, body: &Value) -> Told<Value> {
        match ask(self.port, "POST", path, Some(&self.token), &body.to_string())? {
            (201, body) => Ok(body),
            (status, _) => Err(Fault::wrong(format!("the office answered {status} to {path}"))),
        }
    }

    /// Bytes of a part, if the office gives them.
    ///
    /// # Errors
    /// When the line is down.
    pub fn has_part(&self, case: &str, sha256: &str) -> Told<bool> {
        Ok(ask(self.port, "GET", &format!("/cases/{case}/parts/{sha256}"), Some(&self.token), "")?.0 == 200)
    }
}

fn ask(port: u16, method: &str, path: &str, token: Option<&str>, body: &str) -> Told<(u16, Value)> {
    let mut line = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    line.set_read_timeout(Some(Duration::from_secs(20)))?;
    let bearer = token.map(|t| format!("Authorization: Bearer {t}\r\n")).unwrap_or_default();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{bearer}\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    line.write_all(head.as_bytes())?;
    line.write_all(body.as_bytes())?;
    let mut answer = Vec::new();
    line.read_to_end(&mut answer)?;
    let split = answer.windows(4).position(|w| w == b"\r\n\r\n").ok_or_else(|| Fault::wrong("no answer"))?;
    let status = std::str::from_utf8(&answer[..split]).ok().and_then(|h| h.split(' ').nth(1)?.parse().ok());
    let status = status.ok_or_else(|| Fault::wrong("no status"))?;
    Ok((status, serde_json::from_slice(&answer[split + 4..]).unwrap_or(Value::Null)))
}

/// What the office has of a case's first submission, as a supervisor sees it.
///
/// # Errors
/// When the office does not have it.
pub fn filed(port: u16, case: &str) -> Told<Value> {
    let supervisor = Asker::sign_in(port, "2001", "demo-2001")?;
    Ok(supervisor.get(&format!("/cases/{case}/revisions/1"))?["submission"].clone())
}
