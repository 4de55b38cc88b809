//! Where an office of a test keeps its records and parts: the same tests run on a disk and on
//! servers.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use counter_office::{Office, OpenError, Setup, demo_accounts};
use tempfile::TempDir;

use crate::cluster::{Cluster, shared};
use crate::store::Store;
use crate::support::{PACK, Running, with_neighbours};

/// Tests that take a `Place`, each run on both kinds.
macro_rules! on_both {
    ($($test:ident),* $(,)?) => {
        mod on_a_disk {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                super::$test(crate::place::Place::disk()).await;
            })*
        }
        mod on_servers {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                super::$test(crate::place::Place::servers().await).await;
            })*
        }
    };
}
pub(crate) use on_both;

pub struct Place {
    folder: TempDir,
    servers: Option<Servers>,
}

pub struct Servers {
    pub cluster: Arc<Cluster>,
    pub store: Store,
    pub schema: String,
}

impl Place {
    pub fn disk() -> Self {
        Place { folder: tempfile::tempdir().expect("folder"), servers: None }
    }

    pub async fn servers() -> Self {
        Place::on(tokio::task::spawn_blocking(shared).await.expect("cluster")).await
    }

    /// Tables and a store of its own on this cluster.
    pub async fn on(cluster: Arc<Cluster>) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let schema = format!("office{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = tempfile::tempdir().expect("folder");
        cluster
            .client()
            .await
            .batch_execute(&format!("CREATE SCHEMA {schema}"))
            .await
            .expect("schema");
        let store = Store::start(&folder.path().join("s3")).await;
        Place { folder, servers: Some(Servers { cluster, store, schema }) }
    }

    pub fn on_servers(&self) -> &Servers {
        self.servers.as_ref().expect("servers")
    }

    /// The office on what is there now; opened again it has all that it had.
    pub fn office(&self) -> Office {
        self.office_with(PACK.to_vec())
    }

    /// The same, giving out this pack.
    pub fn office_with(&self, catalog: Vec<u8>) -> Office {
        let data = self.folder.path().join("office");
        let mut setup = Setup { catalog, demo: demo_accounts(), ..Setup::default() };
        let office = match &self.servers {
            None => {
                setup.data = Some(&data);
                Office::set_up(setup)
            }
            Some(servers) => {
                let (database, materials) =
                    (servers.cluster.url(&servers.schema), servers.store.url("town"));
                setup.database = Some(&database);
                setup.materials = Some(&materials);
                Office::set_up(setup)
            }
        };
        with_neighbours(office.expect("office"))
    }

    /// As its administrator does, who knows where the records are and nothing else.
    pub fn find_records(&self) -> Result<Office, OpenError> {
        match &self.servers {
            None => Office::find_records(Some(&self.folder.path().join("office")), None),
            Some(servers) => {
                Office::find_records(None, Some(&servers.cluster.url(&servers.schema)))
            }
        }
    }

    pub async fn start(&self) -> Running {
        Running::start(self.office()).await
    }

    /// Rows of a question about texts, whichever kind of database has them.
    pub async fn texts(&self, sql: &str) -> Vec<Vec<String>> {
        match &self.servers {
            None => {
                let db = rusqlite::Connection::open(self.folder.path().join("office/office.db"))
                    .expect("database");
                let mut query = db.prepare(sql).expect("question");
                let columns = query.column_count();
                let rows = query
                    .query_map([], |row| (0..columns).map(|at| row.get(at)).collect())
                    .expect("rows");
                rows.collect::<Result<_, _>>().expect("texts")
            }
            Some(servers) => {
                let client = servers.cluster.client().await;
                client
                    .batch_execute(&format!("SET search_path = {}", servers.schema))
                    .await
                    .expect("schema");
                let rows = client.query(sql, &[]).await.expect("rows");
                rows.iter().map(|row| (0..row.len()).map(|at| row.get(at)).collect()).collect()
            }
        }
    }

    /// Every file in which a part of these bytes could lie.
    pub fn stored(&self) -> Vec<PathBuf> {
        fn walk(folder: PathBuf, found: &mut Vec<PathBuf>) {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                if entry.path().is_dir() {
                    walk(entry.path(), found)
                } else {
                    found.push(entry.path())
                }
            }
        }
        let mut found = Vec::new();
        walk(self.folder.path().to_owned(), &mut found);
        found
    }
}
