#![allow(warnings)]
#[path = "../matching/mix.rs"]
mod mix;
use mix::Mix;
use query::*;
use std::{fs, sync::Arc, time::*};
type Texts = Vec<(String, String)>;
fn document((title, body): &(String, String)) -> Document<'_> { Document { title, body, ..Document::default() } }
fn joined(texts: &[(String, String)]) -> (String, String) {
    let title = texts.first().map(|(title, _)| title.clone()).unwrap_or_default();
    (title, texts.iter().map(|(title, body)| format!("{title}. {body}")).collect::<Vec<_>>().join(" "))
}
fn main() {
    let a: Vec<String> = std::env::args().skip(1).collect();
    let rounds: usize = a[1].parse().unwrap();
    let which = &a[2];
    let read = fs::read_to_string(&a[0]).unwrap();
    let short: Texts = read.lines().filter_map(|l| l.split_once('\t')).map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
    let long: Texts = short.chunks(10).map(joined).collect();
    let mix = Mix::of(&short);
    let f = Frequencies::new();
    let mut an = Analysis::new();
    for t in &short { an.read(&document(t)); f.learn(&an); }
    let f = Arc::new(f);
    let bytes: usize = short.iter().map(|(t, b)| t.len() + b.len()).sum();
    for size in &a[3..] {
        let size: usize = size.parse().unwrap();
        let shape: Option<Vec<usize>> = std::env::var("SHAPE").ok().map(|s| s.split(',').map(|x| x.parse().unwrap()).collect());
        let mut st = StandingQueries::new(f.clone());
        let began = Instant::now();
        for (n, q) in mix.queries(size).enumerate() {
            if shape.as_ref().is_none_or(|s| s.contains(&(n % 20))) { st.add(&parse(&q.text).query.unwrap()); }
        }
        eprintln!("built {size} in {:?}", began.elapsed());
        let s = st.standing();
        for (name, texts) in [("short", &short), ("long", &long)] {
            if which != "both" && which != name { continue; }
            let (mut ta, mut tm) = (vec![], vec![]);
            let mut m = Matcher::default();
            let mut found = 0;
            for _ in 0..rounds {
                let b = Instant::now();
                let mut w = 0;
                for t in texts { an.read(&document(t)); w += an.words(); }
                ta.push(b.elapsed().as_secs_f64());
                std::hint::black_box(w);
                let b = Instant::now();
                found = 0;
                for t in texts { let d = document(t); an.read(&d); found += s.matches(&an, &d, 0, &mut m).len(); }
                tm.push(b.elapsed().as_secs_f64());
            }
            ta.sort_by(f64::total_cmp); tm.sort_by(f64::total_cmp);
            let md = |v: &Vec<f64>| v[v.len() / 2];
            println!("{size} {name}: analysis MB/s med {:.1} best {:.1}; match us/doc med {:.2} best {:.2}; cost med {:.2} best {:.2}; found {:.2}", bytes as f64/1e6/md(&ta), bytes as f64/1e6/ta[0],
              (md(&tm)-md(&ta))*1e6/texts.len() as f64, (tm[0]-ta[0])*1e6/texts.len() as f64, md(&tm)/md(&ta)-1.0, tm[0]/ta[0]-1.0, found as f64/texts.len() as f64);
        }
    }
}
