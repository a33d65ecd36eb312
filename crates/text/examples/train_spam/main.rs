//! Makes `models/spam.bin` from the SMS and YouTube spam collections, and says how it does on each video left out in turn.
#![expect(clippy::print_stdout, reason = "what a program of the house prints is its result")]

#[path = "../ground/mod.rs"]
mod ground;
#[path = "../ground/spam.rs"]
mod learning;

use ground::{Dice, Outcome};
use learning::{VIDEOS, learn, rows};
use text::spam::Layer;

fn main() -> Outcome<()> {
    for left_out in VIDEOS {
        let file = learn(&rows(|from| from != left_out)?, &mut Dice(7));
        let layer = Layer::read(&file)?;
        let kept = rows(|from| from == left_out)?;
        let right: Vec<usize> = kept.iter().map(|row| usize::from(row.is_spam)).collect();
        let said: Vec<usize> = kept.iter().map(|row| usize::from(layer.judge(&row.text) >= 0.5)).collect();
        println!("without {left_out}\t{:.1}", ground::macro_f1(&right, &said, 2));
    }
    std::fs::write(ground::model_path("spam"), learn(&rows(|_| true)?, &mut Dice(7)))?;
    Ok(())
}
