//! A linear layer over hashed features: a few whole numbers a feature, summed, scaled at the end.

use crate::model::{Blocks, Fault, Rounded, Writing};

/// A linear layer with `CLASSES` answers over 2^bits features.
#[derive(Clone, Copy, Debug)]
pub struct Linear<'a, const CLASSES: usize> {
    weights: Rounded<'a>,
    mask: u32,
}

impl<'a, const CLASSES: usize> Linear<'a, CLASSES> {
    /// Reads the layer that [`write`] wrote.
    pub fn read(blocks: &mut Blocks<'a>, bits: u32) -> Result<Self, Fault> {
        Ok(Self { weights: blocks.rounded(CLASSES << bits)?, mask: (1 << bits) - 1 })
    }

    /// Adds what a feature says to the sums.
    #[inline]
    pub fn add(&self, feature: u32, sums: &mut [i32; CLASSES]) {
        let at = (feature & self.mask) as usize * CLASSES;
        if let Some(row) = self.weights.bytes.get(at..at + CLASSES) {
            for (sum, byte) in sums.iter_mut().zip(row) {
                *sum += i32::from(*byte as i8);
            }
        }
    }

    /// Adds what many features say. Their rows lie far apart, so nothing else is done between one and the next: the processor
    /// then fetches several at once.
    pub fn add_all(&self, features: &[u32], sums: &mut [i32; CLASSES]) {
        let mut all = *sums;
        features.iter().for_each(|feature| self.add(*feature, &mut all));
        *sums = all;
    }

    /// What a sum is multiplied with.
    #[must_use]
    pub fn scale(&self) -> f32 {
        self.weights.scale
    }
}

/// Writes a layer: `CLASSES` numbers for each of the 2^bits features in turn.
pub fn write(writing: &mut Writing, weights: &[f32], largest: Option<f32>) {
    writing.rounded(weights, largest);
}

#[cfg(test)]
mod tests {
    use super::{Linear, write};
    use crate::model::{Blocks, Writing};

    #[test]
    fn features_add_up() {
        let mut writing = Writing::new(1);
        write(&mut writing, &[0.0, 0.0, 1.0, -1.0, 0.5, 0.5, 0.0, 1.0], None);
        let file = writing.finish();
        let mut blocks = Blocks::open(&file, 1).unwrap();
        let layer = Linear::<2>::read(&mut blocks, 2).unwrap();
        let mut sums = [0; 2];
        // The second is the first, two bits further up.
        for feature in [1, 1 + 4, 2] {
            layer.add(feature, &mut sums);
        }
        assert_eq!(sums, [127 + 127 + 64, -127 - 127 + 64]);
    }
}
