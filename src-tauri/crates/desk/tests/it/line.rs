//! A trial office at the far end of a line that can be cut. The address stays the same: a station
//! keeps its office also while the line is down.
use crate::counter::point_to;
use counter_catalog::Pack;
use counter_office::{Library, Office, Setup, demo_accounts};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What is put in the place of what the office says, of the same length.
type Rewrite = (&'static [u8], &'static [u8]);

pub struct Line {
    near: SocketAddr,
    far: Arc<Mutex<String>>,
    rewrite: Arc<Mutex<Option<Rewrite>>>,
    /// All that was said to whoever is at the far end.
    said: Arc<Mutex<Vec<u8>>>,
    /// While it is up: who listens, and who carries.
    at_work: Mutex<Vec<JoinHandle<()>>>,
    open: Arc<Mutex<Vec<JoinHandle<()>>>>,
}

impl Line {
    /// To a trial office of its own, which the station of this folder works for from its first
    /// start.
    pub async fn to_trial(home: &Path, office: Option<&Path>) -> Line {
        let line = Line::to(&serve_trial(office, Pack::builtin_signed().unwrap()).await).await;
        point_to(home, &line.address());
        line
    }

    pub async fn to(office: &str) -> Line {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let line = Line {
            near: listener.local_addr().unwrap(),
            far: Arc::new(Mutex::new(bare(office))),
            said: Arc::default(),
            rewrite: Arc::default(),
            at_work: Mutex::default(),
            open: Arc::default(),
        };
        line.serve(listener);
        line
    }

    pub fn address(&self) -> String {
        format!("http://{}", self.near)
    }

    /// The office's own, past the line.
    pub fn far_address(&self) -> String {
        format!("http://{}", self.far.lock().unwrap())
    }

    fn serve(&self, listener: TcpListener) {
        let (far, open) = (self.far.clone(), self.open.clone());
        let (rewrite, said) = (self.rewrite.clone(), self.said.clone());
        let at_work = tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let far = far.lock().unwrap().clone();
                let one = tokio::spawn(carry(near, far, rewrite.clone(), said.clone()));
                open.lock().unwrap().push(one);
            }
        });
        self.at_work.lock().unwrap().push(at_work);
    }

    /// Nobody listens any more, and what stood is cut.
    pub async fn cut(&self) {
        let at_work: Vec<_> = self.at_work.lock().unwrap().drain(..).collect();
        for one in at_work {
            one.abort();
            let _ = one.await;
        }
        self.open.lock().unwrap().drain(..).for_each(|one| one.abort());
    }

    pub async fn mend(&self) {
        self.serve(TcpListener::bind(self.near).await.unwrap());
    }

    /// Somebody else at the far end; the address stays.
    pub fn lead_to(&self, office: &str) {
        *self.far.lock().unwrap() = bare(office);
        self.said.lock().unwrap().clear();
        self.open.lock().unwrap().drain(..).for_each(|one| one.abort());
    }

    /// Whether any of these was said to whoever is at the far end, and how often it was spoken to.
    pub fn was_told(&self, words: &[&str]) -> (bool, usize) {
        let said = self.said.lock().unwrap();
        let has = |word: &str| said.windows(word.len()).any(|found| found == word.as_bytes());
        let requests = said.windows(11).filter(|found| *found == b" HTTP/1.1\r\n").count();
        (words.iter().any(|word| has(word)), requests)
    }

    /// From here on the office seems to say something else.
    pub fn rewrite(&self, said: &'static [u8], heard: &'static [u8]) {
        assert_eq!(said.len(), heard.len());
        *self.rewrite.lock().unwrap() = Some((said, heard));
        self.open.lock().unwrap().drain(..).for_each(|one| one.abort());
    }
}

fn bare(address: &str) -> String {
    address.trim_start_matches("http://").to_owned()
}

async fn carry(
    near: TcpStream,
    far: String,
    rewrite: Arc<Mutex<Option<Rewrite>>>,
    said: Arc<Mutex<Vec<u8>>>,
) {
    let Ok(far) = TcpStream::connect(far).await else { return };
    let (mut from_far, mut to_far) = far.into_split();
    let (mut from_near, mut to_near) = near.into_split();
    let down = async {
        let mut block = vec![0; 65_536];
        while let Ok(n @ 1..) = from_far.read(&mut block).await {
            if let Some((said, heard)) = *rewrite.lock().unwrap()
                && let Some(at) = block[..n].windows(said.len()).position(|found| found == said)
            {
                block[at..at + heard.len()].copy_from_slice(heard);
            }
            if to_near.write_all(&block[..n]).await.is_err() {
                return;
            }
        }
    };
    let up = async {
        let mut block = vec![0; 65_536];
        while let Ok(n @ 1..) = from_near.read(&mut block).await {
            said.lock().unwrap().extend_from_slice(&block[..n]);
            if to_far.write_all(&block[..n]).await.is_err() {
                return;
            }
        }
    };
    tokio::select! { () = up => {}, () = down => {} }
}

/// A trial office that serves this pack. In the same folder it is the same office.
pub async fn serve_trial(data: Option<&Path>, catalog: Vec<u8>) -> String {
    let setup = Setup {
        data,
        catalog,
        demo: demo_accounts(),
        certificates: Library::demo(),
        ..Setup::default()
    };
    let office = Office::set_up(setup).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(counter_office::serve(listener, Arc::new(office), std::future::pending()));
    address
}
