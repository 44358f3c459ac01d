//! The one pass over the text: words, folding and hashing together.

use super::chars::{Char, Class};
use super::lookalikes::is_foreign;
use super::token::{Flags, Joint, MAX_TOKEN, Token};
use crate::fold::{Hasher, fold_token};

/// Appends the tokens of `text` to `tokens`.
///
/// Takes time linear in the text and allocates nothing but room for tokens.
/// `text` must be shorter than 4 GiB; what is beyond is left out.
///
/// ```
/// use exonym::text::tokenize;
///
/// let text = "O'Brien in São_Paulo";
/// let mut tokens = Vec::new();
/// tokenize(text, &mut tokens);
/// let words: Vec<&str> = tokens.iter().map(|t| &text[t.span()]).collect();
/// assert_eq!(words, ["O", "Brien", "in", "São", "Paulo"]);
/// ```
pub fn tokenize(text: &str, tokens: &mut Vec<Token>) {
    tokenize_some(text, 0, usize::MAX, tokens);
}

/// The same from a place in `text` on, where none of its words reaches over: the beginning, or
/// where it stopped before. Once there are `most` tokens it stops at the next such place, and
/// returns that, or the end of the text.
pub(crate) fn tokenize_some(
    text: &str,
    from: usize,
    most: usize,
    tokens: &mut Vec<Token>,
) -> usize {
    let mut gap = Joint::Hard;
    // Where a quotation mark directly behind a word ends.
    let mut closed = 0;
    let mut at = from;
    while at < text.len() {
        if at >= u32::MAX as usize - 4 {
            return text.len();
        }
        let (c, len) = char_at(text, at);
        let class = match Char::of(c).class() {
            Class::Quotation if c == '"' && within_hebrew(text, at) => Class::Apostrophe,
            class => class,
        };
        match class {
            Class::Letter | Class::Digit | Class::Dense
                if gap == Joint::Hard
                    && tokens.len() >= most
                    && !(class == Class::Digit && ends_with_spaced_dash(&text[from..at])) =>
            {
                return at;
            }
            Class::Letter | Class::Digit => {
                if gap == Joint::Hard
                    && class == Class::Digit
                    && ends_with_spaced_dash(&text[from..at])
                {
                    gap = Joint::Marked;
                }
                let token = word(text, at, gap);
                at = token.scanned;
                push(token, tokens);
                gap = Joint::None;
                continue;
            }
            Class::Dense => {
                let token = cluster(text, at, gap);
                at = token.scanned;
                push(token, tokens);
                gap = Joint::None;
                continue;
            }
            Class::Newline if c == '\n' && text.as_bytes()[..at].ends_with(b"\r") => {}
            Class::Quotation => {
                closed = at + len;
                gap = match gap {
                    Joint::Space => Joint::Marked,
                    gap => {
                        closed *= usize::from(gap == Joint::None);
                        Joint::Hard
                    }
                };
            }
            Class::Space if at == closed && gap == Joint::Hard && at > 0 => gap = Joint::Marked,
            // A line may break behind a hyphen, but no more.
            Class::Newline if gap == Joint::Hyphen && text[..at].ends_with('\n') => {
                gap = Joint::Hard;
            }
            _ => gap = gap.then(class),
        }
        at += len;
    }
    at
}

/// A quotation mark between Hebrew letters stands for gershayim (UAX #29, WB7b): `ארה"ב`.
fn within_hebrew(text: &str, at: usize) -> bool {
    let hebrew = |c: char| matches!(c, 'א'..='ת');
    text[..at].ends_with(hebrew) && text[at + 1..].starts_with(hebrew)
}

/// Whether a word, a space, a dash and a space stand there: before a number they may be part of a name,
/// `Северный поток — 2`.
#[cold]
fn ends_with_spaced_dash(text: &str) -> bool {
    const LONG_DASH: char = '—';
    let mut rest = text.chars().rev().map(|c| (c, Char::of(c).class()));
    let is_space = |c: Option<(char, Class)>| c.is_some_and(|(_, class)| class == Class::Space);
    let is_dash = |(c, class)| class == Class::Hyphen || c == LONG_DASH;
    is_space(rest.next()) && rest.next().is_some_and(is_dash) && is_space(rest.next())
}

/// A token and how far the scan went, which is
/// further than its end where format characters trail.
struct Scanned {
    token: Token,
    scanned: usize,
}

fn push(scanned: Scanned, tokens: &mut Vec<Token>) {
    tokens.push(scanned.token);
}

#[inline(always)]
fn char_at(text: &str, at: usize) -> (char, usize) {
    let first = text.as_bytes()[at];
    if first < 128 {
        return (first as char, 1);
    }
    let c = text[at..]
        .chars()
        .next()
        .unwrap_or(char::REPLACEMENT_CHARACTER);
    (c, c.len_utf8())
}

/// Scans letters, digits and their marks from `start`.
#[inline]
fn word(text: &str, start: usize, joint: Joint) -> Scanned {
    let bytes = text.as_bytes();
    let mut scan = Scan::new(start, joint);
    let mut at = start;
    'word: loop {
        while let Some(&byte) = bytes.get(at).filter(|b| **b < 128) {
            let entry = Char::ascii(byte);
            if !entry.is_alphanumeric() {
                break 'word;
            }
            at += 1;
            scan.ascii(byte, entry, at);
        }
        if at >= bytes.len() {
            break;
        }
        let (c, len) = char_at(text, at);
        let entry = Char::of(c);
        match entry.class() {
            Class::Letter | Class::Digit | Class::Extend => {
                at += len;
                scan.foreign |= is_foreign(c);
                scan.character(c, entry, at);
            }
            Class::Ignorable => at += len,
            _ => break,
        }
    }
    if scan.foreign
        && bytes[scan.start..scan.end]
            .iter()
            .any(u8::is_ascii_alphabetic)
    {
        scan.hasher = Hasher::new();
        fold_token(text, scan.start..scan.end, &mut |c| scan.hasher.add(c));
    }
    scan.finish(at)
}

/// Scans one character of a dense script and its marks.
fn cluster(text: &str, start: usize, joint: Joint) -> Scanned {
    let (c, len) = char_at(text, start);
    let mut scan = Scan::new(start, joint);
    scan.flags.set(Flags::DENSE);
    let mut at = start + len;
    scan.character(c, Char::of(c), at);
    while at < text.len() {
        let (c, len) = char_at(text, at);
        let entry = Char::of(c);
        match entry.class() {
            Class::Extend => {
                at += len;
                scan.character(c, entry, at);
            }
            Class::Ignorable => at += len,
            _ => break,
        }
    }
    scan.finish(at)
}

/// A token in the making.
struct Scan {
    start: usize,
    end: usize,
    joint: Joint,
    flags: Flags,
    hasher: Hasher,
    chars: usize,
    /// How many of the characters are marks on others.
    marks: usize,
    /// Whether a letter is of a script that looks like Latin.
    foreign: bool,
}

impl Scan {
    #[inline]
    fn new(start: usize, joint: Joint) -> Scan {
        Scan {
            start,
            end: start,
            joint,
            flags: Flags::default(),
            hasher: Hasher::new(),
            chars: 0,
            marks: 0,
            foreign: false,
        }
    }

    #[inline(always)]
    fn ascii(&mut self, byte: u8, entry: Char, end: usize) {
        self.note_case(entry);
        self.chars += 1;
        self.end = end;
        self.hasher.ascii(byte | u8::from(entry.is_upper()) << 5);
    }

    #[inline(always)]
    fn character(&mut self, c: char, entry: Char, end: usize) {
        self.note_case(entry);
        self.chars += 1;
        self.marks += usize::from(entry.class() == Class::Extend);
        self.end = end;
        self.hasher.character(c, entry);
    }

    #[inline(always)]
    fn note_case(&mut self, entry: Char) {
        if entry.is_upper() && !self.flags.has(Flags::CASED) {
            self.flags.set(Flags::CAPITAL);
        }
        if entry.is_lower() {
            self.flags.set(Flags::LOWER);
        }
        if entry.is_upper() || entry.is_lower() {
            self.flags.set(Flags::CASED);
        }
        if self.chars == 0 && entry.class() == Class::Digit {
            self.flags.set(Flags::DIGIT);
        }
    }

    #[inline]
    fn finish(mut self, scanned: usize) -> Scanned {
        if self.chars - self.marks == 1 && !self.flags.has(Flags::DENSE) {
            self.flags.set(Flags::SINGLE);
        }
        if self.hasher.is_empty() || self.chars > MAX_TOKEN {
            self.flags.set(Flags::VOID);
        }
        let token = Token {
            start: self.start as u32,
            end: self.end as u32,
            hash: self.hasher.finish(),
            joint: self.joint,
            flags: self.flags,
        };
        Scanned { token, scanned }
    }
}

impl Joint {
    /// What there is since the last token if a character of this class comes.
    #[inline]
    fn then(self, class: Class) -> Joint {
        match (self, class) {
            (gap, Class::Ignorable | Class::Extend) => gap,
            (Joint::None | Joint::Space, Class::Space) => Joint::Space,
            (Joint::None | Joint::Space, Class::Newline) | (Joint::Line, Class::Space) => {
                Joint::Line
            }
            (Joint::None, Class::Hyphen) | (Joint::Hyphen, Class::Newline) => Joint::Hyphen,
            (Joint::None, Class::Apostrophe) => Joint::Apostrophe,
            (Joint::None, Class::Dot) => Joint::Dot,
            (Joint::Dot | Joint::DotSpace, Class::Space) => Joint::DotSpace,
            (Joint::None, Class::Colon) => Joint::Colon,
            (Joint::None, Class::Connector) => Joint::Connector,
            (Joint::Apostrophe, Class::Space | Class::Hyphen)
            | (Joint::Space | Joint::Hyphen, Class::Apostrophe)
            | (Joint::Hyphen | Joint::Marked, Class::Space) => Joint::Marked,
            _ => Joint::Hard,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<(&str, Joint)> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        tokens.iter().map(|t| (&text[t.span()], t.joint)).collect()
    }

    #[test]
    fn pieces_have_the_tokens_of_the_whole() {
        let text = "Mr. \"New\" York, O'Brien's; « Will », then\n\nארה\"ב 北京 A.B.C. (end)";
        let mut whole = Vec::new();
        tokenize(text, &mut whole);
        for most in 1..whole.len() {
            let (mut all, mut tokens, mut from) = (Vec::new(), Vec::new(), 0);
            while from < text.len() {
                from = tokenize_some(text, from, most, &mut tokens);
                all.append(&mut tokens);
            }
            assert_eq!(all, whole, "{most} at a time");
        }
    }

    #[test]
    fn joints_tell_what_stood_between() {
        use Joint::*;
        for (text, expected) in [
            (
                "Saint-Petersburg",
                &[("Saint", Hard), ("Petersburg", Hyphen)][..],
            ),
            ("Ankara’da", &[("Ankara", Hard), ("da", Apostrophe)]),
            (
                "U.S.A. now",
                &[("U", Hard), ("S", Dot), ("A", Dot), ("now", DotSpace)],
            ),
            ("new. England", &[("new", Hard), ("England", DotSpace)]),
            ("new, England", &[("new", Hard), ("England", Hard)]),
            ("New\r\nYork", &[("New", Hard), ("York", Line)]),
            ("New\n\nYork", &[("New", Hard), ("York", Hard)]),
            ("Saint-\nÉtienne", &[("Saint", Hard), ("Étienne", Hyphen)]),
            ("Baden-\r\nBaden", &[("Baden", Hard), ("Baden", Hyphen)]),
            ("Baden-\r\n\r\nBaden", &[("Baden", Hard), ("Baden", Hard)]),
            ("Baden-\n\nBaden", &[("Baden", Hard), ("Baden", Hard)]),
            ("EU:n", &[("EU", Hard), ("n", Colon)]),
            ("北京市", &[("北", Hard), ("京", None), ("市", None)]),
            ("Baku - Yerevan", &[("Baku", Hard), ("Yerevan", Hard)]),
            ("Workers' Party", &[("Workers", Hard), ("Party", Marked)]),
            (
                "the \"New\" York",
                &[("the", Hard), ("New", Marked), ("York", Marked)],
            ),
            (
                "party « Will », then",
                &[("party", Hard), ("Will", Marked), ("then", Hard)],
            ),
            (
                "party 《Will》 then ‟now”",
                &[
                    ("party", Hard),
                    ("Will", Marked),
                    ("then", Marked),
                    ("now", Marked),
                ],
            ),
            (
                "in 5\"x 7",
                &[("in", Hard), ("5", Space), ("x", Hard), ("7", Space)],
            ),
            ("Workers'\nParty", &[("Workers", Hard), ("Party", Hard)]),
            (
                "in ’t Veld",
                &[("in", Hard), ("t", Marked), ("Veld", Space)],
            ),
            ("Ust'-Kozhva", &[("Ust", Hard), ("Kozhva", Marked)]),
            ("Al-‘Arabi", &[("Al", Hard), ("Arabi", Marked)]),
            ("Grens- en", &[("Grens", Hard), ("en", Marked)]),
            ("Ust' - Kozhva", &[("Ust", Hard), ("Kozhva", Hard)]),
            ("གྷི་ནི", &[("གྷི", Hard), ("ནི", Space)]),
            ("Ере\u{301}ван", &[("Ере\u{301}ван", Hard)]),
            ("می\u{200c}خواهم", &[("می\u{200c}خواهم", Hard)]),
            ("Iran\u{200f} now", &[("Iran", Hard), ("now", Space)]),
            (
                "กรุงเทพ",
                &[
                    ("ก", Hard),
                    ("รุ", None),
                    ("ง", None),
                    ("เ", None),
                    ("ท", None),
                    ("พ", None),
                ],
            ),
        ] {
            assert_eq!(pieces(text), expected, "{text}");
        }
    }
}
