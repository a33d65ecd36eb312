//! The words of a text as its copies keep them: without links, names that are spoken to, marks of retweets, punctuation, accents
//! and case.

use crate::signs;

/// The most bytes of a text that are read: what stands beyond is the same story all the same.
pub const TEXT_BYTES_MAX: usize = 256 * 1024;
/// The most bytes of a word; what is longer is no word but a key or a picture in letters, and counts by its beginning.
const WORD_CHARS_MAX: u32 = 64;

/// What the reading of a text came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extent {
    /// Words handed out.
    pub words: u32,
    /// Letters and digits in them.
    pub letters: u32,
}

const RT: u32 = u32::from_be_bytes(*b"\0\0rt");
const MT: u32 = u32::from_be_bytes(*b"\0\0mt");
const CC: u32 = u32::from_be_bytes(*b"\0\0cc");
const HT: u32 = u32::from_be_bytes(*b"\0\0ht");
const VIA: u32 = u32::from_be_bytes(*b"\0via");

/// Odd multiplier of the word hash: 2^64 divided by the golden ratio.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Mixes the bits of a hash (the finaliser of `MurmurHash3`, public domain).
pub(crate) const fn mix(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    hash ^ (hash >> 33)
}

/// A reader of the words of one text.
pub(crate) struct Reader<'a> {
    text: &'a str,
    at: usize,
    hash: u64,
    chars: u32,
    /// The last bytes of the word, to know it by when it is short.
    tail: u32,
    /// A word that waits to see whether an `@name` follows, which makes it the mark of a retweet and no word.
    waiting: Option<(u64, u32)>,
    extent: Extent,
    /// How many words there were when an ellipsis cut the last of them.
    cut_after: Option<u32>,
}

/// Hands the hash of each word of a text to `take`, in order, and says how many there were. A word that an ellipsis cuts at the
/// very end was handed out; [`Extent::words`] does not count it.
pub(crate) fn read(text: &str, mut take: impl FnMut(u64)) -> Extent {
    let mut end = text.len().min(TEXT_BYTES_MAX);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut reader = Reader {
        text: &text[..end],
        at: 0,
        hash: 0,
        chars: 0,
        tail: 0,
        waiting: None,
        extent: Extent::default(),
        cut_after: None,
    };
    reader.run(&mut take);
    let cut = reader.cut_after == Some(reader.extent.words) && reader.extent.words > 1;
    Extent { words: reader.extent.words - u32::from(cut), ..reader.extent }
}

impl Reader<'_> {
    fn run(&mut self, take: &mut impl FnMut(u64)) {
        while let Some(char) = self.text[self.at..].chars().next() {
            if char == ' ' {
                self.finish(take);
                self.at += 1;
                continue;
            }
            let next = self.at + char.len_utf8();
            if char.is_ascii_alphanumeric() {
                if self.chars == 0 && self.skip_address() {
                    continue;
                }
                self.plain();
                continue;
            } else if char.is_ascii() {
                self.mark(char, next, take);
                if matches!(char, '@' | '&') {
                    continue;
                }
            } else {
                self.foreign(char, next, take);
            }
            self.at = next;
        }
        self.finish(take);
        self.release(take);
    }

    /// Takes the letters and digits of ASCII that stand here.
    #[inline]
    fn plain(&mut self) {
        let bytes = self.text.as_bytes();
        let (mut at, mut hash, mut tail, mut chars) = (self.at, self.hash, self.tail, self.chars);
        while let Some(byte) = bytes.get(at).filter(|byte| signs::is_of_word(**byte)) {
            if chars < WORD_CHARS_MAX {
                let small = byte.to_ascii_lowercase();
                hash = (hash.rotate_left(5) ^ u64::from(small)).wrapping_mul(SPREAD);
                tail = tail.wrapping_shl(8) | u32::from(small);
            }
            (at, chars) = (at + 1, chars + 1);
        }
        (self.at, self.hash, self.tail, self.chars) = (at, hash, tail, chars);
    }

    /// An ASCII character that is no letter or digit. `@` and `&` move on by themselves.
    fn mark(&mut self, char: char, next: usize, take: &mut impl FnMut(u64)) {
        match char {
            '\'' => {}
            // A separator of thousands or decimals is set differently from country to country.
            ',' | '.' if self.chars > 0 && self.between_digits(next) => {}
            '@' => {
                self.skip_name(next, take);
            }
            '&' => {
                self.finish(take);
                self.at = next + entity(&self.text[next..]);
            }
            '.' if self.text[next..].starts_with("..") => {
                let cuts = self.chars > 0;
                self.finish(take);
                if cuts {
                    self.cut_after = Some(self.extent.words);
                }
            }
            _ => self.finish(take),
        }
    }

    fn foreign(&mut self, char: char, next: usize, take: &mut impl FnMut(u64)) {
        match char {
            '…' => {
                let cuts = self.chars > 0;
                self.finish(take);
                if cuts {
                    self.cut_after = Some(self.extent.words);
                }
            }
            // Apostrophes, soft hyphen, joiners, marks of direction, selectors of variants, and marks that stand on a letter.
            '\u{2018}'
            | '\u{2019}'
            | '\u{02BC}'
            | '\u{00AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{0300}'..='\u{036F}'
            | '\u{0640}'
            | '\u{064B}'..='\u{0652}' => {}
            '\u{FF01}'..='\u{FF5E}' => self.wide(char, take),
            _ if is_word_alone(char) => {
                self.finish(take);
                self.push(char);
                self.finish(take);
            }
            _ if signs::is_alphanumeric(char) => {
                let (first, second) = plain(char);
                self.push(first);
                if let Some(second) = second {
                    self.push(second);
                }
            }
            _ if self.chars > 0 && self.between_digits(next) && matches!(char, '\u{00A0}' | '\u{202F}' | '\u{2009}') => {}
            _ => self.finish(take),
        }
    }

    /// A letter of full width, as Chinese and Japanese texts set Latin ones.
    fn wide(&mut self, char: char, take: &mut impl FnMut(u64)) {
        match char::from_u32(char as u32 - 0xFEE0) {
            Some(plain) if plain.is_ascii_alphanumeric() => self.push(plain.to_ascii_lowercase()),
            _ => self.finish(take),
        }
    }

    fn push(&mut self, char: char) {
        if self.chars < WORD_CHARS_MAX {
            self.hash = (self.hash.rotate_left(5) ^ u64::from(char as u32)).wrapping_mul(SPREAD);
            self.tail = self.tail.wrapping_shl(8) | (char as u32 & 0xFF);
        }
        self.chars += 1;
    }

    fn finish(&mut self, take: &mut impl FnMut(u64)) {
        if self.chars == 0 {
            return;
        }
        self.release(take);
        let word = (mix(self.hash), self.chars.min(WORD_CHARS_MAX));
        self.waiting = Some(word);
        if !matches!((self.chars, self.tail), (2, RT | MT | CC | HT) | (3, VIA)) {
            self.release(take);
        }
        (self.hash, self.chars, self.tail) = (0, 0, 0);
    }

    /// Hands out the word that waited.
    fn release(&mut self, take: &mut impl FnMut(u64)) {
        if let Some((hash, letters)) = self.waiting.take() {
            take(hash);
            self.extent.words += 1;
            self.extent.letters = self.extent.letters.saturating_add(letters);
        }
    }

    fn between_digits(&self, next: usize) -> bool {
        let bytes = self.text.as_bytes();
        self.at > 0 && bytes[self.at - 1].is_ascii_digit() && bytes.get(next).is_some_and(u8::is_ascii_digit)
    }

    /// Passes over a web address that begins here.
    fn skip_address(&mut self) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        let starts = |with: &[u8]| rest.len() > with.len() && rest[..with.len()].eq_ignore_ascii_case(with);
        if !matches!(rest[0] | 0x20, b'h' | b'w' | b'p' | b't')
            || !(starts(b"http://") || starts(b"https://") || starts(b"www.") || starts(b"pic.twitter.com/") || starts(b"t.co/"))
        {
            return false;
        }
        let length = self.text[self.at..].find(signs::is_whitespace).unwrap_or(rest.len());
        self.at += length;
        true
    }

    /// Passes over `@name`, and takes back the `RT`, `MT` or `via` before it.
    fn skip_name(&mut self, next: usize, take: &mut impl FnMut(u64)) {
        self.finish(take);
        self.waiting = None;
        let name = self.text[next..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
        self.at = next + name;
    }
}

/// The length of what follows the `&` of a character reference of HTML, which feeds leave in their texts; 0 for a plain `&`.
fn entity(after: &str) -> usize {
    let name = after.bytes().take(9).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    if name > 0 && after.as_bytes().get(name) == Some(&b';') { name + 1 } else { 0 }
}

/// Whether a character of a script that sets no spaces counts as a word by itself.
const fn is_word_alone(char: char) -> bool {
    matches!(char,
        '\u{0E01}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A letter in lower case, and a Latin one without its accent.
fn plain(char: char) -> (char, Option<char>) {
    let letter = match signs::small(char) {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ś' | 'š' | 'ş' => 's',
        'ź' | 'ż' | 'ž' => 'z',
        'œ' => return ('o', Some('e')),
        'æ' => return ('a', Some('e')),
        'ß' => return ('s', Some('s')),
        other => other,
    };
    (letter, None)
}
