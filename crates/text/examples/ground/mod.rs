//! What the programs that train and measure stand on: the labelled texts, the teacher, a trainer of linear layers.
//! It is a module of each of these programs, which use different parts of it.
#![allow(dead_code, unreachable_pub, clippy::allow_attributes, reason = "each program uses its own part")]

pub mod frames;
pub mod linear;
pub mod tones;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Numbers that the teacher gives for a text.
pub const TEACHER_NUMBERS: usize = 512;

/// The answer of these programs: what goes wrong ends them with its sentence.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// What the task that runs these programs tells them by the environment.
#[expect(clippy::disallowed_methods, reason = "these are programs of their own, without a configuration")]
pub fn told(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|said| !said.is_empty())
}

/// The folder that the training works in.
pub fn training_folder() -> Outcome<PathBuf> {
    Ok(told("PARVIS_TRAIN_FOLDER").ok_or("PARVIS_TRAIN_FOLDER is not set: run `cargo xtask train`")?.into())
}

/// The Python that runs the teacher.
pub fn teachers_python() -> Outcome<String> {
    Ok(told("PARVIS_TRAIN_PYTHON").ok_or("PARVIS_TRAIN_PYTHON is not set: run `cargo xtask train`")?)
}

/// The folder of the labelled texts.
pub fn texts_folder() -> PathBuf {
    told("PARVIS_DATA").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from)
}

/// Where `name` of the models lies.
pub fn model_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("models").join(format!("{name}.bin"))
}

/// The lines of a file of the labelled texts, cut at tabs.
pub fn rows(path: &str) -> Outcome<Vec<Vec<String>>> {
    let path = texts_folder().join(path);
    let text = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let text = String::from_utf8_lossy(&text).into_owned();
    Ok(text.split('\n').filter(|line| !line.is_empty()).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

/// A number of a text that stays the same from run to run (FNV-1a of 64 bits), for keeping parts of the texts out of the training.
pub fn number_of(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |number, byte| (number ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What the teacher says of each text: [`TEACHER_NUMBERS`] numbers a text, one after another. What was asked before is kept under
/// the folder of the training, by content.
pub fn teach(texts: &[String]) -> Outcome<Vec<f32>> {
    let lines: String = texts.iter().map(|text| text.replace(['\n', '\r'], " ") + "\n").collect();
    let folder = training_folder()?;
    let kept = folder.join(format!("teacher-{:016x}-{}.f32", number_of(&lines), texts.len()));
    if !kept.exists() {
        let asked = kept.with_extension("txt");
        fs::write(&asked, &lines)?;
        let python = teachers_python()?;
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../xtask/train/teacher.py");
        let status = Command::new(python).arg(program).arg(&asked).arg(&kept).status()?;
        if !status.success() {
            return Err(format!("the teacher ended with {status}").into());
        }
    }
    let bytes = fs::read(&kept)?;
    let numbers: Vec<f32> = bytes.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect();
    if numbers.len() != texts.len() * TEACHER_NUMBERS {
        return Err(format!("{} holds {} numbers for {} texts", kept.display(), numbers.len(), texts.len()).into());
    }
    Ok(numbers)
}

/// Numbers that look random and are the same at every run (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    /// The next number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// The next number from 0 to 1, 1 left out.
    pub fn share(&mut self) -> f32 {
        (self.roll() >> 40) as f32 / (1u64 << 24) as f32
    }

    /// Puts things in another order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            things.swap(at, (self.roll() % (at as u64 + 1)) as usize);
        }
    }
}

/// Macro-F1 of answers, in percent, over the classes that occur among what is right.
pub fn macro_f1(right: &[usize], said: &[usize], classes: usize) -> f64 {
    let scores: Vec<f64> = (0..classes)
        .filter(|class| right.contains(class))
        .map(|class| {
            let count = |of: &dyn Fn(usize, usize) -> bool| right.iter().zip(said).filter(|(r, s)| of(**r, **s)).count() as f64;
            let hits = count(&|r, s| r == class && s == class);
            let others = count(&|r, s| (r == class) != (s == class));
            if hits > 0.0 { 2.0 * hits / (2.0 * hits + others) } else { 0.0 }
        })
        .collect();
    100.0 * scores.iter().sum::<f64>() / scores.len().max(1) as f64
}

/// How far what is said to be sure is from what is right: 15 bins of equal width over the largest share (Guo et al. 2017).
pub fn calibration_error(right: &[usize], shares: &[Vec<f32>]) -> f64 {
    const BINS: usize = 15;
    let mut bins = [(0.0f64, 0.0f64, 0.0f64); BINS];
    for (right, shares) in right.iter().zip(shares) {
        let (said, most) =
            shares.iter().enumerate().fold((0, 0.0), |best, (at, share)| if *share > best.1 { (at, *share) } else { best });
        let bin = &mut bins[((most * BINS as f32) as usize).min(BINS - 1)];
        bin.0 += 1.0;
        bin.1 += f64::from(most);
        bin.2 += f64::from(u8::from(said == *right));
    }
    bins.iter().map(|(_, sure, hits)| (sure - hits).abs()).sum::<f64>() / right.len().max(1) as f64
}

/// Seconds that this thread has used of the processor, where the system tells it.
pub fn processor_seconds() -> Option<f64> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(told.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}
