//! The desktop's own word to lock: logind's `Lock` and `PrepareForSleep` on the system's bus, the
//! screen saver's `ActiveChanged` on the session's. Listens, and asks nothing of anybody. A bus or a
//! service that is not there is looked for again; which are heard, the settings page says.
use super::open_desk::upgrade_open;
use crate::contract::views::{LockCause, LockSource};
use crate::desk::Desk;
use std::pin::Pin;
use std::sync::{Arc, Weak};
use std::time::Duration;
use zbus::export::futures_core::Stream;
use zbus::fdo::DBusProxy;
use zbus::message::Type;
use zbus::names::BusName;
use zbus::{Connection, MatchRule, Message, MessageStream};

const LOGIND: &str = "org.freedesktop.login1";
const LOGIND_MANAGER: &str = "org.freedesktop.login1.Manager";
/// How often it is looked whether a service is there, and whether the desk still is.
const LOOK_EVERY: Duration = Duration::from_secs(3);

#[derive(Clone, Copy)]
enum Bus {
    System,
    Session,
}

/// One signal, who sends it, and what it locks for.
#[derive(Clone, Copy)]
struct Signal {
    source: LockSource,
    bus: Bus,
    service: &'static str,
    interface: &'static str,
    member: &'static str,
    cause: LockCause,
}

const SIGNALS: [Signal; 3] = [
    Signal {
        source: LockSource::LogindLock,
        bus: Bus::System,
        service: LOGIND,
        interface: "org.freedesktop.login1.Session",
        member: "Lock",
        cause: LockCause::Desktop,
    },
    Signal {
        source: LockSource::LogindSleep,
        bus: Bus::System,
        service: LOGIND,
        interface: LOGIND_MANAGER,
        member: "PrepareForSleep",
        cause: LockCause::Sleep,
    },
    Signal {
        source: LockSource::ScreenSaver,
        bus: Bus::Session,
        service: "org.freedesktop.ScreenSaver",
        interface: "org.freedesktop.ScreenSaver",
        member: "ActiveChanged",
        cause: LockCause::Desktop,
    },
];

pub fn start_lock_signals(desk: &Arc<Desk>) {
    for signal in SIGNALS {
        tokio::spawn(follow_signal(Arc::downgrade(desk), signal));
    }
}

async fn follow_signal(desk: Weak<Desk>, signal: Signal) {
    while note_source(&desk, signal.source, false) {
        if let Err(error) = listen(&desk, signal).await {
            tracing::debug!(%error, source = ?signal.source, "not heard");
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// False once the desk is closed.
fn note_source(desk: &Weak<Desk>, source: LockSource, live: bool) -> bool {
    let here = upgrade_open(desk);
    here.inspect(|desk| desk.station.note_lock_source(source, live)).is_some()
}

/// Until the bus goes away, or the desk.
async fn listen(desk: &Weak<Desk>, signal: Signal) -> zbus::Result<()> {
    let bus = match signal.bus {
        Bus::System => Connection::system().await?,
        Bus::Session => Connection::session().await?,
    };
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender(signal.service)?
        .interface(signal.interface)?
        .member(signal.member)?
        .build();
    let mut stream = MessageStream::for_match_rule(rule, &bus, None).await?;
    let names = DBusProxy::new(&bus).await?;
    let service = BusName::try_from(signal.service)?;
    let mut own_session = None;
    loop {
        let live = names.name_has_owner(service.clone()).await?;
        if live && own_session.is_none() && signal.source == LockSource::LogindLock {
            own_session = find_own_session(&bus).await;
        }
        if !note_source(desk, signal.source, live) {
            return Ok(());
        }
        let next = std::future::poll_fn(|context| Pin::new(&mut stream).poll_next(context));
        let message = match tokio::time::timeout(LOOK_EVERY, next).await {
            Ok(Some(message)) => message?,
            Ok(None) => return Ok(()),
            Err(_) => continue,
        };
        if let Some(here) =
            upgrade_open(desk).filter(|_| means_lock(&message, own_session.as_deref()))
        {
            here.station.lock_screen(signal.cause);
        }
    }
}

/// A signal that says "begins" or "ends" means a lock where it begins. Another session's lock is
/// not ours; where our own is not known, every lock is.
fn means_lock(message: &Message, own_session: Option<&str>) -> bool {
    let begins = message.body().deserialize::<bool>().unwrap_or(true);
    let header = message.header();
    let path = header.path().map(|path| path.as_str());
    begins && own_session.is_none_or(|own| path == Some(own))
}

/// The session in which this program runs, as logind names it.
async fn find_own_session(bus: &Connection) -> Option<String> {
    let path = "/org/freedesktop/login1";
    let manager = Some(LOGIND_MANAGER);
    let pid = std::process::id();
    let by_pid = bus.call_method(Some(LOGIND), path, manager, "GetSessionByPID", &pid).await;
    let answer = match (by_pid, std::env::var("XDG_SESSION_ID")) {
        (Ok(answer), _) => answer,
        // Started by the user's own service manager, a program is in no session.
        (Err(_), Ok(id)) => {
            bus.call_method(Some(LOGIND), path, manager, "GetSession", &id).await.ok()?
        }
        (Err(_), Err(_)) => return None,
    };
    let path: zbus::zvariant::OwnedObjectPath = answer.body().deserialize().ok()?;
    Some(path.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "/org/freedesktop/login1/session/_37";

    fn signal(path: &str, begins: Option<bool>) -> Message {
        let builder = Message::signal(path, "org.example.Any", "Any").unwrap();
        match begins {
            Some(begins) => builder.build(&begins).unwrap(),
            None => builder.build(&()).unwrap(),
        }
    }

    #[test]
    fn what_ends_and_what_is_anothers_locks_nothing() {
        assert!(means_lock(&signal(OURS, None), Some(OURS)));
        assert!(means_lock(&signal(OURS, None), None), "ours is not known");
        assert!(!means_lock(&signal("/org/freedesktop/login1/session/_38", None), Some(OURS)));
        assert!(means_lock(&signal("/org/freedesktop/login1", Some(true)), None));
        assert!(!means_lock(&signal("/org/freedesktop/login1", Some(false)), None));
    }
}
