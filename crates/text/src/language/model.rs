//! The weights: for each way of writing that several languages share, a table from n-grams to a number for each language.
//!
//! The file, all little-endian: `PVLG`, then for each of the [`GROUPS`] in order: classes (u32), rows (u32), a code of four bytes
//! for each class, a bias (f32) for each class, six temperatures (f32), the [`LEVELS`] that a weight may have (i8), what they are
//! multiplied by (f32), the key of each row (u32), and the rows: for each class half a byte, the number of its level.

use std::sync::LazyLock;

/// The ways of writing that have a table.
pub const GROUPS: usize = 5;
/// The numbers of a row in memory, one line of its cache; languages in Latin letters take 52.
pub const WIDTH_MAX: usize = 64;
/// Numbers of n-grams up to which each temperature holds; the last holds for all above.
pub const TEMPERATURE_STEPS: [usize; 5] = [16, 32, 64, 128, 320];
/// So many rows are added up in bytes: 4 weights of at most [`WEIGHT_MAX`] are no more than a byte holds.
pub const TOGETHER: usize = 4;
/// The largest weight, as it is kept.
pub const WEIGHT_MAX: f32 = 31.0;
/// Weights are kept as one of so many levels.
pub const LEVELS: usize = 16;
/// A place that is empty.
const EMPTY: u32 = u32::MAX;

static BYTES: &[u8] = include_bytes!("../../models/language.bin");

/// One table.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) codes: Vec<&'static str>,
    pub(super) biases: Vec<f32>,
    pub(super) temperatures: [f32; TEMPERATURE_STEPS.len() + 1],
    pub(super) scale: f32,
    places: Vec<u32>,
    mask: usize,
    rows: Vec<Row>,
}

/// The weights of an n-gram, one a class.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Row([i8; WIDTH_MAX]);

/// All tables, or none when the file is not what it should be; a test says that it is.
pub(super) static MODEL: LazyLock<Option<Vec<Group>>> = LazyLock::new(|| read(BYTES));

fn read(bytes: &'static [u8]) -> Option<Vec<Group>> {
    let mut rest = bytes.strip_prefix(b"PVLG")?;
    (0..GROUPS).map(|_| Group::read(&mut rest)).collect()
}

fn take<'a>(rest: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, left) = rest.split_at_checked(count)?;
    *rest = left;
    Some(taken)
}

fn numbers(rest: &mut &'static [u8], count: usize) -> Option<Vec<u32>> {
    let taken = take(rest, count * 4)?;
    Some(taken.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect())
}

fn fractions(rest: &mut &'static [u8], count: usize) -> Option<Vec<f32>> {
    Some(numbers(rest, count)?.into_iter().map(f32::from_bits).collect())
}

impl Group {
    fn read(rest: &mut &'static [u8]) -> Option<Self> {
        let &[classes, rows] = numbers(rest, 2)?.first_chunk::<2>()?;
        let (classes, rows) = (classes as usize, rows as usize);
        if classes > WIDTH_MAX || rows >= 0xffff {
            return None;
        }
        let codes = take(rest, classes * 4)?.chunks_exact(4);
        let codes = codes.map(|code| std::str::from_utf8(code).ok().map(|code| code.trim_end_matches('\0')));
        let codes = codes.collect::<Option<Vec<_>>>()?;
        let biases = fractions(rest, classes)?;
        let temperatures = fractions(rest, TEMPERATURE_STEPS.len() + 1)?.try_into().ok()?;
        let levels: &[u8; LEVELS] = take(rest, LEVELS)?.first_chunk()?;
        let scale = *fractions(rest, 1)?.first()?;
        let places = places(&numbers(rest, rows)?);
        let width = classes.div_ceil(2);
        let rows = take(rest, rows * width)?.chunks_exact(width).map(|row| Row::read(row, levels)).collect();
        Some(Self { codes, biases, temperatures, scale, mask: places.len() - 1, places, rows })
    }

    /// By which scores over so many n-grams are divided before they are probabilities.
    pub(super) fn temperature(&self, grams: usize) -> f32 {
        let step = TEMPERATURE_STEPS.iter().position(|&most| grams <= most).unwrap_or(TEMPERATURE_STEPS.len());
        self.temperatures[step]
    }

    /// Whether this is the table of Latin letters, in which a text may be no language.
    pub(super) fn is_latin(&self) -> bool {
        self.codes.contains(&super::UNKNOWN)
    }

    /// The row of an n-gram.
    #[inline]
    pub(super) fn place(&self, key: u32) -> Option<u16> {
        let mut place = key as usize & self.mask;
        loop {
            let found = self.places[place];
            if found == EMPTY {
                return None;
            }
            if found >> 16 == key >> 16 {
                return Some(found as u16);
            }
            place = (place + 1) & self.mask;
        }
    }

    /// What stands in a row.
    #[inline]
    pub(super) fn row(&self, row: u16) -> &[i8; WIDTH_MAX] {
        &self.rows[usize::from(row)].0
    }
}

impl Row {
    fn read(bytes: &[u8], levels: &[u8; LEVELS]) -> Self {
        let mut row = [0; WIDTH_MAX];
        for (two, byte) in row.chunks_mut(2).zip(bytes) {
            two[0] = levels[usize::from(byte & 15)] as i8;
            two[1] = levels[usize::from(byte >> 4)] as i8;
        }
        Self(row)
    }
}

/// Where each row is found: from the low bits of its key onwards, at the first place that has its high bits.
fn places(keys: &[u32]) -> Vec<u32> {
    let mut places = vec![EMPTY; (keys.len() * 3 / 2).next_power_of_two().max(2)];
    let mask = places.len() - 1;
    for (row, key) in keys.iter().enumerate() {
        let mut place = *key as usize & mask;
        while places[place] != EMPTY {
            place = (place + 1) & mask;
        }
        places[place] = (key & 0xffff_0000) | row as u32;
    }
    places
}
