//! Files of models: a mark, a version, then blocks of numbers, read where they lie.
//!
//! A file is `PARVIS` + two bytes of version (little-endian, as everything here), then blocks. A block is one byte of kind, four
//! of count, then: kind 0, `count` bytes; kind 1, one `f32` scale and `count` `i8` (the number is scale × i8); kind 2, `count` `f32`.
//! Every model that is compiled in is opened by a test, so that at run time a fault cannot occur; were it to, the reader of the
//! model answers that it does not know.

use std::fmt;

/// What a file of a model begins with.
const MARK: &[u8] = b"PARVIS";

/// What is wrong with a file of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It does not begin as such a file does.
    NotAModel,
    /// It is of another version than the program reads.
    OtherVersion(u16),
    /// It ends too early, or a block is of another kind or size than the program reads.
    OtherShape,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => write!(out, "this is no file of a model"),
            Self::OtherVersion(found) => write!(out, "the model is of version {found}, which this program does not read"),
            Self::OtherShape => write!(out, "the model has another shape than this program reads"),
        }
    }
}

impl std::error::Error for Fault {}

/// Reads the blocks of a file in order.
#[derive(Clone, Copy, Debug)]
pub struct Blocks<'a> {
    rest: &'a [u8],
}

/// Numbers that were rounded to eight bits.
#[derive(Clone, Copy, Debug)]
pub struct Rounded<'a> {
    /// What each is multiplied with.
    pub scale: f32,
    /// The numbers as bytes of two's complement; [`Rounded::whole`] reads one.
    pub bytes: &'a [u8],
}

impl Rounded<'_> {
    /// The number at `index` before it is multiplied with the scale; 0 outside.
    #[inline]
    #[must_use]
    pub fn whole(&self, index: usize) -> i32 {
        self.bytes.get(index).map_or(0, |byte| i32::from(*byte as i8))
    }
}

impl<'a> Blocks<'a> {
    /// Opens a file of the given version. Fails when it is no such file or of another version.
    pub fn open(file: &'a [u8], version: u16) -> Result<Self, Fault> {
        let mut blocks = Self { rest: file.strip_prefix(MARK).ok_or(Fault::NotAModel)? };
        let found = u16::from_le_bytes(blocks.take()?);
        if found != version {
            return Err(Fault::OtherVersion(found));
        }
        Ok(blocks)
    }

    /// The next block, which must be bytes.
    pub fn bytes(&mut self) -> Result<&'a [u8], Fault> {
        let count = self.head(0)?;
        self.slice(count)
    }

    /// The next block, which must be rounded numbers, `count` of them.
    pub fn rounded(&mut self, count: usize) -> Result<Rounded<'a>, Fault> {
        let found = self.head(1)?;
        let scale = f32::from_le_bytes(self.take()?);
        if found != count {
            return Err(Fault::OtherShape);
        }
        Ok(Rounded { scale, bytes: self.slice(count)? })
    }

    /// The next block, which must be whole numbers of 32 bits, `count` of them.
    pub fn numbers(&mut self, count: usize) -> Result<Vec<f32>, Fault> {
        if self.head(2)? != count {
            return Err(Fault::OtherShape);
        }
        let bytes = self.slice(count.saturating_mul(4))?;
        let fours = bytes.as_chunks::<4>().0;
        Ok(fours.iter().map(|four| f32::from_le_bytes(*four)).collect())
    }

    /// Nothing, when all blocks were read. Fails when there are more.
    pub fn end(self) -> Result<(), Fault> {
        if self.rest.is_empty() { Ok(()) } else { Err(Fault::OtherShape) }
    }

    fn head(&mut self, kind: u8) -> Result<usize, Fault> {
        let [found] = self.take()?;
        let count = u32::from_le_bytes(self.take()?);
        if found == kind { Ok(count as usize) } else { Err(Fault::OtherShape) }
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        let (first, rest) = self.rest.split_first_chunk::<N>().ok_or(Fault::OtherShape)?;
        self.rest = rest;
        Ok(*first)
    }

    fn slice(&mut self, count: usize) -> Result<&'a [u8], Fault> {
        let (first, rest) = self.rest.split_at_checked(count).ok_or(Fault::OtherShape)?;
        self.rest = rest;
        Ok(first)
    }
}

/// Writes a file of a model; the programs that train use it.
#[derive(Clone, Debug)]
pub struct Writing {
    file: Vec<u8>,
}

impl Writing {
    /// Begins a file of this version.
    #[must_use]
    pub fn new(version: u16) -> Self {
        let mut file = MARK.to_vec();
        file.extend(version.to_le_bytes());
        Self { file }
    }

    /// Adds a block of bytes.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.head(0, bytes.len());
        self.file.extend(bytes);
    }

    /// Adds a block of rounded numbers: the largest becomes ±127, or `largest` does when given, what lies beyond being cut.
    pub fn rounded(&mut self, numbers: &[f32], largest: Option<f32>) {
        let largest = largest.unwrap_or_else(|| numbers.iter().fold(0.0f32, |most, number| most.max(number.abs())));
        let scale = if largest > 0.0 { largest / 127.0 } else { 1.0 };
        self.head(1, numbers.len());
        self.file.extend(scale.to_le_bytes());
        self.file.extend(numbers.iter().map(|number| (number / scale).round().clamp(-127.0, 127.0) as i8 as u8));
    }

    /// Adds a block of numbers of 32 bits.
    pub fn numbers(&mut self, numbers: &[f32]) {
        self.head(2, numbers.len());
        self.file.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    }

    /// The file.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        self.file
    }

    fn head(&mut self, kind: u8, count: usize) {
        self.file.push(kind);
        self.file.extend((count as u32).to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::{Blocks, Fault, Writing};

    #[test]
    fn what_was_written_is_read() {
        let mut writing = Writing::new(3);
        writing.bytes(b"abc");
        writing.rounded(&[1.0, -0.5, 0.0], None);
        writing.numbers(&[0.25, -8.0]);
        let file = writing.finish();
        let mut blocks = Blocks::open(&file, 3).unwrap();
        assert_eq!(blocks.bytes(), Ok(&b"abc"[..]));
        let rounded = blocks.rounded(3).unwrap();
        assert_eq!([0, 1, 2, 3].map(|at| rounded.whole(at)), [127, -64, 0, 0]);
        assert!((rounded.scale - 1.0 / 127.0).abs() < 1e-6);
        assert_eq!(blocks.numbers(2), Ok(vec![0.25, -8.0]));
        assert_eq!(blocks.end(), Ok(()));
    }

    #[test]
    fn what_is_no_such_file_is_told() {
        let mut writing = Writing::new(1);
        writing.numbers(&[1.0]);
        let file = writing.finish();
        assert_eq!(Blocks::open(b"GIF89a", 1).err(), Some(Fault::NotAModel));
        assert_eq!(Blocks::open(&file, 2).err(), Some(Fault::OtherVersion(1)));
        for cut in 8..file.len() {
            assert_eq!(Blocks::open(&file[..cut], 1).unwrap().numbers(1), Err(Fault::OtherShape));
        }
        assert_eq!(Blocks::open(&file, 1).unwrap().bytes(), Err(Fault::OtherShape));
    }
}
