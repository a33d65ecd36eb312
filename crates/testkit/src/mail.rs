//! A mail server on a loopback address that keeps what it is given, and does with each letter what it is asked to.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// What the server does with a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Post {
    /// It takes it and says so.
    Takes,
    /// It takes it, and the connection breaks off before it says so.
    LosesAnswer,
    /// It does not want it: its words for that, such as `550 nobody here`.
    Refuses(&'static str),
}

type Temper = Box<dyn FnMut(&str) -> Post + Send>;

struct World {
    taken: Vec<(String, String)>,
    asked: usize,
    temper: Temper,
}

/// A mail server at work. It stops when it is dropped.
pub struct MailSink {
    /// Where it is.
    pub address: SocketAddr,
    world: Arc<Mutex<World>>,
    server: JoinHandle<()>,
}

impl Drop for MailSink {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl MailSink {
    /// Starts one that takes everything.
    pub async fn start() -> Self {
        let world = World { taken: Vec::new(), asked: 0, temper: Box::new(|_| Post::Takes) };
        let world = Arc::new(Mutex::new(world));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let shared = world.clone();
        let server = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let world = shared.clone();
                tokio::spawn(async move { converse(stream, &world).await });
            }
        });
        Self { address, world, server }
    }

    /// Sets what it does with a letter to an address from now on.
    pub fn behave(&self, temper: impl FnMut(&str) -> Post + Send + 'static) {
        self.world.lock().unwrap().temper = Box::new(temper);
    }

    /// What it took, also where it could not say so: the address and the letter, in order.
    #[must_use]
    pub fn taken(&self) -> Vec<(String, String)> {
        self.world.lock().unwrap().taken.clone()
    }

    /// How many letters it was offered.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.world.lock().unwrap().asked
    }
}

/// A session in which each line is answered at once; a letter ends at its single full stop.
async fn converse(stream: TcpStream, world: &Mutex<World>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 sink\r\n").await.ok()?;
    let (mut to, mut content): (String, Option<String>) = (String::new(), None);
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        if let Some(letter) = &mut content {
            if line != ".\r\n" {
                letter.push_str(&line);
                continue;
            }
            let letter = content.take()?;
            let post = {
                let mut world = world.lock().unwrap();
                let post = (world.temper)(&to);
                world.taken.push((to.clone(), letter));
                post
            };
            if post == Post::LosesAnswer {
                return None;
            }
            stream.write_all(b"250 taken\r\n").await.ok()?;
            continue;
        }
        let verb = line.split([' ', ':', '\r']).next()?.to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250 sink".to_owned(),
            "RCPT" => {
                to = line.split_once('<')?.1.split('>').next()?.to_owned();
                let mut world = world.lock().unwrap();
                world.asked += 1;
                match (world.temper)(&to) {
                    Post::Refuses(words) => words.to_owned(),
                    _ => "250 well".to_owned(),
                }
            }
            "DATA" => {
                content = Some(String::new());
                "354 go on".to_owned()
            }
            "QUIT" => {
                let _ = stream.write_all(b"221 bye\r\n").await;
                return None;
            }
            _ => "250 well".to_owned(),
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
    }
}
