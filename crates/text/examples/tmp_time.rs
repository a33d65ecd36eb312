use std::time::Instant;
use text::grams::Folded;
use text::tone::{features::Features, network::*};
fn main() {
    let file = std::fs::read(std::env::args().nth(1).unwrap()).unwrap();
    let n = Network::read(&file).unwrap();
    let t="@user I really don't like the new update of this phone, the battery is awful and customer service never answers!!! Soooo disappointed 😡 http://t.co/abc #fail but the camera is still quite good I guess, ok".to_string();
    println!("{}", t.chars().count());
    let mut f = Folded::default();
    let mut fe = Features::new();
    let mut d = Desk::default();
    let N = 5000;
    for _ in 0..2 {
        let b = Instant::now();
        for _ in 0..N {
            f.fill(std::hint::black_box(&t));
        }
        println!("fold {:.2}", b.elapsed().as_secs_f64() * 1e6 / N as f64);
        let b = Instant::now();
        for _ in 0..N {
            fe.fill(std::hint::black_box(&f));
        }
        println!("features {:.2} {}", b.elapsed().as_secs_f64() * 1e6 / N as f64, fe.all.len());
        let b = Instant::now();
        for _ in 0..N {
            std::hint::black_box(n.sums(&f, &fe, 2, &mut d));
        }
        println!("sums {:.2} words {}", b.elapsed().as_secs_f64() * 1e6 / N as f64, f.words.len());
    }
}
