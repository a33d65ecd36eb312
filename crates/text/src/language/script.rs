//! Scripts, as far as they tell languages apart.

/// A way of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of Unicode")]
pub enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
    Han,
    Kana,
    Bengali,
    Greek,
    Gujarati,
    Hebrew,
    Armenian,
    Georgian,
    Hangul,
    Gurmukhi,
    Tamil,
    Telugu,
    Thai,
    /// Letters of which no language is known here.
    Other,
}

impl Script {
    /// How many there are.
    pub const COUNT: usize = Self::Other as usize + 1;
    /// All, in the order of their numbers.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Latin,
        Self::Cyrillic,
        Self::Arabic,
        Self::Devanagari,
        Self::Han,
        Self::Kana,
        Self::Bengali,
        Self::Greek,
        Self::Gujarati,
        Self::Hebrew,
        Self::Armenian,
        Self::Georgian,
        Self::Hangul,
        Self::Gurmukhi,
        Self::Tamil,
        Self::Telugu,
        Self::Thai,
        Self::Other,
    ];

    /// The language that alone is written so, among those that are known.
    pub fn only_language(self) -> Option<&'static str> {
        Some(match self {
            Self::Kana => "ja",
            Self::Bengali => "bn",
            Self::Greek => "el",
            Self::Gujarati => "gu",
            Self::Hebrew => "he",
            Self::Armenian => "hy",
            Self::Georgian => "ka",
            Self::Hangul => "ko",
            Self::Gurmukhi => "pa",
            Self::Tamil => "ta",
            Self::Telugu => "te",
            Self::Thai => "th",
            Self::Latin | Self::Cyrillic | Self::Arabic | Self::Devanagari | Self::Han | Self::Other => return None,
        })
    }

    pub(super) fn is_east_asian(self) -> bool {
        matches!(self, Self::Han | Self::Kana)
    }
}

/// The script of a letter beyond ASCII; nothing for what is no letter. After the blocks of Unicode 16.
pub(super) fn script_of(sign: char) -> Option<Script> {
    let script = match sign as u32 {
        0xaa | 0xba | 0xc0..=0xd6 | 0xd8..=0xf6 | 0xf8..=0x24f | 0x250..=0x2af | 0x1e00..=0x1eff | 0xab30..=0xab6f => {
            Script::Latin
        }
        0x370..=0x3ff | 0x1f00..=0x1fff => Script::Greek,
        0x400..=0x52f | 0x1c80..=0x1c8f | 0x2de0..=0x2dff | 0xa640..=0xa69f => Script::Cyrillic,
        0x531..=0x556 | 0x561..=0x587 => Script::Armenian,
        0x5d0..=0x5ea | 0x5f0..=0x5f2 => Script::Hebrew,
        0x600..=0x605 | 0x60c | 0x61b | 0x61f | 0x640 | 0x64b..=0x669 | 0x6d4 | 0x6d6..=0x6ed | 0x6f0..=0x6f9 => return None,
        0x620..=0x6ff | 0x750..=0x77f | 0x8a0..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfefc => Script::Arabic,
        0x900..=0x963 | 0x970..=0x97f => Script::Devanagari,
        0x980..=0x9e3 => Script::Bengali,
        0xa01..=0xa65 | 0xa70..=0xa7f => Script::Gurmukhi,
        0xa81..=0xae3 => Script::Gujarati,
        0xb82..=0xbcd => Script::Tamil,
        0xc00..=0xc63 => Script::Telugu,
        0xe01..=0xe3a | 0xe40..=0xe4e => Script::Thai,
        0x10a0..=0x10ff | 0x1c90..=0x1cbf | 0x2d00..=0x2d2f => Script::Georgian,
        0x1100..=0x11ff | 0x3131..=0x318e | 0xac00..=0xd7a3 => Script::Hangul,
        0x3041..=0x3096 | 0x309d..=0x309f | 0x30a1..=0x30fa | 0x30fc..=0x30ff | 0x31f0..=0x31ff | 0xff66..=0xff9d => Script::Kana,
        0x3005 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x323af => Script::Han,
        _ if sign.is_alphabetic() && !is_styled(sign) => Script::Other,
        _ => return None,
    };
    Some(script)
}

/// Letters in circles, letters of mathematics and flags: they are drawn, not written in a language.
fn is_styled(sign: char) -> bool {
    matches!(sign as u32, 0x2100..=0x214f | 0x2460..=0x24ff | 0x1d400..=0x1d7ff | 0x1f000..=0x1ffff | 0x2b0..=0x36f)
}
