//! One message of HTTP/1.1 off a connection, as it came.

use std::io::Read;
use std::net::TcpStream;

/// A request or an answer: its head with the empty line, and its body.
///
/// # Errors
/// The connection ends before the message does.
pub fn read_message(from: &mut TcpStream, has_body: bool) -> std::io::Result<(Vec<u8>, Vec<u8>)> {
    let head = read_head(from)?;
    let body = read_body(from, &head, has_body)?;
    Ok((head, body))
}

/// # Errors
/// The connection ends before the head does.
pub fn read_head(from: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    read_until(from, b"\r\n\r\n")
}

/// # Errors
/// The connection ends before the body does.
pub fn read_body(from: &mut TcpStream, head: &[u8], has_body: bool) -> std::io::Result<Vec<u8>> {
    let text = String::from_utf8_lossy(head).to_lowercase();
    if has_body && text.contains("\r\ntransfer-encoding: chunked") {
        // Small answers only: none of them has a chunk that looks like the last one.
        return read_until(from, b"0\r\n\r\n");
    }
    let length =
        text.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    let mut body = vec![0; length.filter(|_| has_body).unwrap_or(0)];
    from.read_exact(&mut body)?;
    Ok(body)
}

fn read_until(from: &mut TcpStream, end: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut read = Vec::new();
    let mut byte = [0];
    while !read.ends_with(end) {
        from.read_exact(&mut byte)?;
        read.push(byte[0]);
    }
    Ok(read)
}
