//! Whether there is a screen, and whether it hands a graphics card on to programs: a Wayland screen
//! does; an X screen says so by its extension DRI3, which one that lives in memory or is seen from
//! far away lacks. Asked before GTK is there, so in the bytes of the protocol.

use std::env;
use std::fs;
use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use x11rb_protocol::connect::Connect;
use x11rb_protocol::parse_display::{ConnectAddress, parse_display};
use x11rb_protocol::protocol::xproto::{QueryExtensionReply, QueryExtensionRequest};
use x11rb_protocol::x11_utils::TryParse;
use x11rb_protocol::xauth::Family;

const HANDS_ON: &[u8] = b"DRI3";
/// A screen that is slower than this has other troubles.
const PATIENCE: Duration = Duration::from_secs(1);
const REPLY: usize = 32;

/// The screen that the session names.
#[derive(Debug, PartialEq, Eq)]
pub enum Screen {
    Missing,
    Answers(String),
    Silent(String),
    /// Another machine's, which is not asked.
    Elsewhere(String),
}

pub fn find_screen() -> Screen {
    if let Some(name) = name_wayland() {
        return match UnixStream::connect(find_socket(&name)) {
            Ok(_) => Screen::Answers(name),
            Err(_) => Screen::Silent(name),
        };
    }
    let Some(name) = env::var("DISPLAY").ok().filter(|name| !name.is_empty()) else {
        return Screen::Missing;
    };
    let is_elsewhere = parse_display(Some(&name))
        .is_ok_and(|display| !matches!(display.host.as_str(), "" | "unix"));
    match has_extension(HANDS_ON) {
        Ok(_) => Screen::Answers(name),
        Err(_) if is_elsewhere => Screen::Elsewhere(name),
        Err(_) => Screen::Silent(name),
    }
}

pub fn hands_card_on() -> bool {
    name_wayland().is_some() || has_extension(HANDS_ON).unwrap_or(false)
}

fn name_wayland() -> Option<String> {
    let x_wanted = env::var("GDK_BACKEND").is_ok_and(|backend| backend.starts_with("x11"));
    env::var("WAYLAND_DISPLAY").ok().filter(|name| !x_wanted && !name.is_empty())
}

/// A name, or a path of its own.
fn find_socket(name: &str) -> PathBuf {
    PathBuf::from(env::var_os("XDG_RUNTIME_DIR").unwrap_or_default()).join(name)
}

/// Of the X screen in `DISPLAY`, where it is of this machine.
fn has_extension(name: &'static [u8]) -> io::Result<bool> {
    let display = parse_display(None).map_err(io::Error::other)?;
    let sockets = display.connect_instruction().filter_map(|address| match address {
        ConnectAddress::Socket(path) => Some(path),
        _ => None,
    });
    let mut stream = connect_first(sockets)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let host = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let (mut connect, greeting) =
        Connect::new(Family::LOCAL, host.trim_end().as_bytes(), display.display)
            .map_err(io::Error::other)?;
    stream.write_all(&greeting)?;
    loop {
        let count = stream.read(connect.buffer())?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if connect.advance(count) {
            break;
        }
    }
    connect.into_setup().map_err(io::Error::other)?;
    let (parts, _) = QueryExtensionRequest { name: name.into() }.serialize();
    stream.write_all(&parts.concat())?;
    let mut reply = [0; REPLY];
    stream.read_exact(&mut reply)?;
    let (reply, _) = QueryExtensionReply::try_parse(&reply).map_err(io::Error::other)?;
    Ok(reply.present)
}

fn connect_first(sockets: impl Iterator<Item = impl AsRef<Path>>) -> io::Result<UnixStream> {
    let mut opened = sockets.map(UnixStream::connect);
    opened.find(Result::is_ok).unwrap_or_else(|| Err(io::Error::from(io::ErrorKind::NotFound)))
}
