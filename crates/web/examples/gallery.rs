//! Writes `gallery.html`, with every part of the face, and the assets into a folder, to be looked at without a server:
//! `cargo run -p web --example gallery -- FOLDER [fr] [gate]`.
#![expect(clippy::print_stderr, reason = "a program for developers says what went wrong")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use minijinja::value::{Kwargs, Serde};
use minijinja::{Environment, Value, context};
use web::chart::{self, ChartWords, Form, Note, Point, Rhythm, Series, Share, Tone, VolumeChart};
use web::{assets, icon};

/// Where the templates and the words are.
const CRATE: &str = env!("CARGO_MANIFEST_DIR");

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().map_or_else(|| PathBuf::from("gallery"), PathBuf::from);
    let flags: Vec<String> = arguments.collect();
    match write(&folder, &flags) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The gallery could not be written: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &Path, flags: &[String]) -> Result<(), Box<dyn Error>> {
    let lang = if flags.iter().any(|flag| flag == "fr") { "fr" } else { "en" };
    std::fs::create_dir_all(folder.join("assets"))?;
    for asset in assets::ASSETS {
        std::fs::write(folder.join(asset.path.trim_start_matches('/')), asset.bytes)?;
    }
    let mut env = Environment::new();
    let templates = PathBuf::from(CRATE).join("templates");
    env.set_loader(minijinja::path_loader(templates));
    icon::add_to(&mut env);
    assets::add_to(&mut env);
    let words = words(lang)?;
    let drawn = charts(&ChartWords::new(lang, |key| {
        translate(&words, key, &Kwargs::from_iter([] as [(&str, Value); 0])).unwrap_or_else(|error| error.to_string())
    }));
    env.add_function("t", move |key: &str, given: Kwargs| -> Result<String, minijinja::Error> { translate(&words, key, &given) });
    let mut sample: serde_json::Value = serde_json::from_str(include_str!("gallery.json"))?;
    sample["frame"]["lang"] = lang.into();
    if flags.iter().any(|flag| flag == "gate") {
        sample["frame"]["user"] = serde_json::Value::Null;
    }
    let page = env.get_template("gallery.html")?.render(context! { charts => drawn, ..Value::from(Serde(&sample)) })?;
    std::fs::write(folder.join("index.html"), page)?;
    Ok(())
}

fn words(lang: &str) -> Result<FluentBundle<FluentResource>, Box<dyn Error>> {
    let text = std::fs::read_to_string(format!("{CRATE}/locales/{lang}/frame.ftl"))?;
    let resource = FluentResource::try_new(text).map_err(|(_, errors)| format!("{errors:?}"))?;
    let mut bundle = FluentBundle::new_concurrent(vec![lang.parse()?]);
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).map_err(|errors| format!("{errors:?}"))?;
    Ok(bundle)
}

fn translate(words: &FluentBundle<FluentResource>, key: &str, given: &Kwargs) -> Result<String, minijinja::Error> {
    let missing = || minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, format!("no words for {key:?}"));
    let pattern = words.get_message(key).and_then(|message| message.value()).ok_or_else(missing)?;
    let mut arguments = FluentArgs::new();
    for name in given.args() {
        let value: Value = given.get(name)?;
        match i64::try_from(value.clone()) {
            Ok(number) => arguments.set(name.to_owned(), number),
            Err(_) => arguments.set(name.to_owned(), value.to_string()),
        }
    }
    Ok(words.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned())
}

/// Sixty days with a rhythm by weekday and a peak, a day without data, and the parts of a whole.
fn charts(words: &ChartWords) -> Value {
    let safe = Value::from_safe_string;
    let day = |at: u64| 30 + 14 * [0, 2, 3, 3, 2, 1, 0][at as usize % 7] + at * 7 % 11;
    let values: Vec<Option<u64>> = (0..56)
        .map(|at| Some(day(at) + [0, 0, 20, 95, 142, 80, 30][(at % 7) as usize] * u64::from((42..49).contains(&at))))
        .collect();
    let line = VolumeChart {
        title: "Twice the usual on 4 November, back to normal in three days".into(),
        unit: "mentions per day".into(),
        form: Form::Line,
        points: points(56),
        series: vec![Series { name: "Solenne".into(), values: values.clone() }],
        comparison: Some(Series { name: "8 weeks before".into(), values: (0..56).map(|at| Some(day(at + 3) * 4 / 5)).collect() }),
        note: Some(Note { at: 46, words: "4 Nov · bad buzz".into() }),
        unfinished: true,
        ..VolumeChart::default()
    };
    let mut gap: Vec<Option<u64>> = (0..14).map(|at| Some(day(at))).collect();
    gap[5] = None;
    let bars = VolumeChart {
        title: "A flat week with a day without data".into(),
        form: Form::Bars,
        points: points(14),
        series: vec![Series { name: "Solenne".into(), values: gap }],
        comparison: None,
        note: None,
        ..line.clone()
    };
    let part = |name: &str, value, tone| Share { name: name.into(), value, href: Some("#m".into()), tone };
    let parts = [part("Solenne", 1942, Tone::Series(1)), part("Névé", 1658, Tone::Series(2)), part("Karst", 1137, Tone::Rest)];
    let tone = [part("positive", 812, Tone::Good), part("neutral", 640, Tone::Rest), part("negative", 490, Tone::Bad)];
    let counts = std::array::from_fn(|day| {
        std::array::from_fn(
            |hour| if hour < 7 { 0 } else { (hour as u64 * (day as u64 + 2)) % 17 + if hour > 17 { 12 } else { 0 } },
        )
    });
    let days = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].map(str::to_owned);
    context! {
        volume => safe(chart::volume(&line, words)),
        bars => safe(chart::volume(&bars, words)),
        spark => safe(chart::sparkline(&values, "mentions over 8 weeks, 142 at most")),
        share => safe(chart::share_strip("Solenne 41 %, Névé 35 %, Karst 24 %", &parts)),
        shares => safe(chart::share_bar("Share of voice", &parts, words) + &chart::share_bar("Tone", &tone, words)),
        rhythm => safe(chart::rhythm(&Rhythm { title: "Evenings, mostly Sundays".into(), unit: "mentions".into(), days, counts }, words)),
    }
}

fn points(count: usize) -> Vec<Point> {
    let name = |at: usize| if at < 37 { format!("{} Sep", at % 30 + 1) } else { format!("{} Nov", at - 36) };
    (0..count).map(|at| Point { name: name(at), short: None, href: Some(format!("#day-{at}")) }).collect()
}
