//! A PostgreSQL cluster of the tests' own, on loopback, gone when the tests are.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// PostgreSQL refuses to run as root. The shell that made the cluster waits for the end of its
/// input, which comes however the test's process ends; then it stops the cluster and sweeps it
/// away.
const KEEPER: &str = r#"
set -eu
umask 077
folder=$(mktemp -d /tmp/counter-office-pg.XXXXXX)
as=""
if [ "$(id -u)" = 0 ]; then
  user=postgres
  id "$user" >/dev/null 2>&1 || user=nobody
  chown "$user" "$folder"
  as="setpriv --reuid=$user --regid=$(id -g "$user") --clear-groups"
fi
sweep() { $as "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$folder"; }
trap sweep EXIT
cd "$folder"
export LC_ALL=C.UTF-8
$as "$bin/initdb" -D "$folder/data" -U office -E UTF8 --auth=trust --no-sync >/dev/null
cat >>"$folder/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = ''
max_connections = 200
log_min_messages = fatal
CONF
echo "$folder"
while read -r order; do
  case $order in
    start) $as "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 start >/dev/null && echo started ;;
    stop) $as "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null && echo stopped ;;
  esac
done
"#;

pub struct Cluster {
    keeper: Mutex<(Child, BufReader<std::process::ChildStdout>)>,
    port: u16,
}

impl Cluster {
    pub fn start() -> Self {
        let mut shell = Command::new("/bin/sh");
        // Taken and let go again: between this and the start nobody on loopback is likely to take
        // it.
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("port");
        let port = free.local_addr().expect("address").port();
        drop(free);
        shell.args(["-c", KEEPER]).env("bin", programs()).env("port", port.to_string());
        let mut keeper =
            shell.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a shell");
        let mut said = BufReader::new(keeper.stdout.take().expect("its words"));
        let mut folder = String::new();
        said.read_line(&mut folder).expect("folder");
        assert!(
            Path::new(folder.trim()).is_absolute(),
            "no cluster could be made: is PostgreSQL installed?"
        );
        let cluster = Cluster { keeper: Mutex::new((keeper, said)), port };
        cluster.again();
        cluster
    }

    /// As a power cut would, for the programs.
    pub fn stop(&self) {
        assert_eq!(self.order("stop"), "stopped");
    }

    pub fn again(&self) {
        assert_eq!(self.order("start"), "started");
    }

    fn order(&self, word: &str) -> String {
        let mut held = self.keeper.lock().unwrap_or_else(PoisonError::into_inner);
        let (keeper, said) = &mut *held;
        writeln!(keeper.stdin.as_mut().expect("its ear"), "{word}").expect("order");
        let mut answer = String::new();
        said.read_line(&mut answer).expect("answer");
        answer.trim().to_owned()
    }

    /// Tables of one's own. Parts of a schema's name must not need quoting.
    pub fn url(&self, schema: &str) -> String {
        format!(
            "postgres://office@127.0.0.1:{}/postgres?options=-csearch_path%3D{schema}",
            self.port
        )
    }

    /// One of the server's own programs, told where the cluster is.
    pub fn program(&self, name: &str) -> Command {
        let mut program = Command::new(programs().join(name));
        program.args([
            "-h",
            "127.0.0.1",
            "-p",
            &self.port.to_string(),
            "-U",
            "office",
            "-d",
            "postgres",
        ]);
        program
    }

    pub async fn client(&self) -> tokio_postgres::Client {
        let url = format!("postgres://office@127.0.0.1:{}/postgres", self.port);
        let (client, works) =
            tokio_postgres::connect(&url, tokio_postgres::NoTls).await.expect("connection");
        tokio::spawn(works);
        client
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let (keeper, _) = self.keeper.get_mut().unwrap_or_else(PoisonError::into_inner);
        drop(keeper.stdin.take());
        let _ = keeper.wait();
    }
}

/// The one that tests share. It is never dropped: its keeper hears when the process ends.
pub fn shared() -> Arc<Cluster> {
    static SHARED: OnceLock<Arc<Cluster>> = OnceLock::new();
    SHARED.get_or_init(|| Arc::new(Cluster::start())).clone()
}

/// Debian keeps each version's programs apart, and not on the path.
fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let found = versions
        .map(|version| version.path().join("bin"))
        .filter(|bin| bin.join("initdb").exists());
    let version = |bin: &PathBuf| bin.parent()?.file_name()?.to_str()?.parse::<u32>().ok();
    found.max_by_key(version).unwrap_or_else(|| PathBuf::from("/usr/bin"))
}
