//! Tags, names, tickers and addresses: a literal token, and the bare words at its place.

use crate::{
    analysis::{Analysis, Written},
    fold::fold_into,
    letters::{is_handle_letter, sigil_of},
    place,
    segment::Origin,
};

impl Analysis {
    /// The length of the tag, name, ticker or address that begins at `at`.
    pub(crate) fn special_len(&self, piece: &str, at: usize, letter: char) -> Option<usize> {
        let second = piece.as_bytes().get(at + 1).copied().unwrap_or_default();
        match letter {
            'h' | 'H' if matches!(second, b't' | b'T') => place::address_len(&piece[at..]),
            'w' | 'W' if matches!(second, b'w' | b'W') => place::address_len(&piece[at..]),
            _ => place::handle_len(&piece[at..], sigil_of(letter)?, is_handle_letter),
        }
    }

    pub(crate) fn special(&mut self, text: &str, offset: u32) {
        match text.chars().next().and_then(sigil_of) {
            Some(sigil) => self.handle(text, sigil, offset),
            None => self.address(text, offset),
        }
    }

    /// `#tag`, `@name`, `@name@host`, `$TICK`: the literal token and, at the same position, the bare words.
    fn handle(&mut self, text: &str, sigil: char, offset: u32) {
        let sigil_len = text.chars().next().map_or(0, char::len_utf8);
        let bare = &text[sigil_len..];
        let position = self.position();
        let span = (offset, offset + text.len() as u32);
        self.put_handle(sigil, bare, span);
        let name = bare.split(['@', '.']).next().unwrap_or(bare);
        if name.len() < bare.len() {
            self.put_handle(sigil, name, (offset, offset + (sigil_len + name.len()) as u32));
        }
        self.plain(name, Origin::Offset(offset + sigil_len as u32));
        self.plain(&bare[name.len()..], Origin::Offset(offset + (sigil_len + name.len()) as u32));
        if self.position() == position {
            self.advance();
        }
    }

    fn put_handle(&mut self, sigil: char, name: &str, span: (u32, u32)) {
        let mut word = std::mem::take(&mut self.word);
        word.clear();
        fold_into(name, &mut word);
        word.retain(|letter| is_handle_letter(letter) || letter == '.' || letter == '@');
        if !word.is_empty() {
            word.insert(0, sigil);
            self.put(&word, Written::Normalised(Some(sigil), name), span, true);
        }
        self.word = word;
    }

    /// An address gives itself and its host at one position, then the words of its path.
    fn address(&mut self, text: &str, offset: u32) {
        let bare = place::without_scheme(text);
        let host = &bare[..bare.find(['/', '?', '#']).unwrap_or(bare.len())];
        let span = (offset, offset + text.len() as u32);
        let mut word = std::mem::take(&mut self.word);
        word.clear();
        word.push_str("//");
        fold_into(bare, &mut word);
        word.retain(|letter| !letter.is_whitespace() && !letter.is_control());
        self.put(&word, Written::Normalised(None, text), span, true);
        word.clear();
        fold_into(host, &mut word);
        let host_start = text.len() - bare.len();
        self.put(
            &word,
            Written::Normalised(None, host),
            (offset + host_start as u32, offset + (host_start + host.len()) as u32),
            false,
        );
        self.word = word;
        self.advance();
        let path = &bare[host.len()..];
        let path = &path[..path.find(['?', '#']).unwrap_or(path.len())];
        let path_start = offset + (host_start + host.len()) as u32;
        if path.contains('%') {
            let mut decoded = std::mem::take(&mut self.scratch);
            place::decode_percent(path, &mut decoded);
            for piece in decoded.split(char::is_whitespace) {
                self.plain_with(piece, Origin::Whole(path_start, path_start + path.len() as u32), true);
            }
            self.scratch = decoded;
        } else {
            self.plain(path, Origin::Offset(path_start));
        }
    }
}
