//! Foreigners in Chinese and Japanese, with a dot between the words of their names: ニコラ・スタージョン,
//! 埃尔纳·索尔贝格.
//!
//! Katakana tell where such a name ends. In Chinese it may have taken in a character of the words beside
//! it that writes sounds, too, so it is looked up without those as well.

use std::ops::Range;

use super::Unlisted;
use crate::matcher::candidate::decide::decide;
use crate::matcher::candidate::matched::Match;
use crate::matcher::objection::writes_sounds;
use crate::matcher::scan::memory::mix;
use crate::text::{Dotted, Joint, Token, is_katakana};

/// Longest word of a name, in characters.
const LONGEST: usize = 8;
/// Characters of the words beside a Chinese name that may be taken for some of it.
const STRAY: usize = 2;

/// The matches of such names in what is in no other match.
pub(super) fn find<'m>(text: &mut Unlisted<'_, 'm>, covered: &[bool]) -> Vec<Match<'m>> {
    let mut found = Vec::new();
    let mut at = 1;
    while at < text.tokens.len() {
        let Some(signs) = Dotted::around_dot(text.run.text, &text.tokens[at - 1..=at]) else {
            at += 1;
            continue;
        };
        let name = signs.name_around(text.run.text, text.tokens, at);
        if !covered[name.clone()].contains(&true) {
            found.extend(look_up(text, &name, at, signs));
        }
        at = name.end + 1;
    }
    found
}

impl Dotted {
    /// Those on both sides of the dot that joins two tokens, if one does.
    fn around_dot(text: &str, pair: &[Token]) -> Option<Dotted> {
        let [before, behind] = pair else { return None };
        let gap = text.get(before.span().end..behind.span().start)?;
        let mut gap = gap.chars();
        let signs = Dotted::by(gap.next()?).filter(|_| gap.next().is_none())?;
        (signs.write(text, before) && signs.write(text, behind)).then_some(signs)
    }

    fn write(self, text: &str, token: &Token) -> bool {
        let test = match self {
            Dotted::Katakana => is_katakana,
            Dotted::Han => writes_sounds,
        };
        token.is_dense() && text[token.span()].starts_with(test)
    }

    /// The tokens of the words around the dot in front of a token, and of all that other dots join to them.
    fn name_around(self, text: &str, tokens: &[Token], dot: usize) -> Range<usize> {
        let adjoins = |at: usize| tokens[at].joint == Joint::None;
        let (mut start, mut end) = (dot - 1, dot + 1);
        while start > 0
            && dot - start < LONGEST
            && adjoins(start)
            && self.write(text, &tokens[start - 1])
        {
            start -= 1;
        }
        let mut word = dot;
        while end < tokens.len() && end - word < LONGEST {
            let is_joined = Dotted::around_dot(text, &tokens[end - 1..=end]) == Some(self);
            if is_joined {
                word = end;
            } else if !adjoins(end) || !self.write(text, &tokens[end]) {
                break;
            }
            end += 1;
        }
        start..end
    }
}

/// The person of a name, or of what is left of it without stray characters.
fn look_up<'m>(
    text: &mut Unlisted<'_, 'm>,
    name: &Range<usize>,
    dot: usize,
    signs: Dotted,
) -> Option<Match<'m>> {
    let hash = text.tokens[name.clone()]
        .iter()
        .fold(0, |hash, token| mix(hash, token.hash));
    if text.in_vain.has(hash) {
        return None;
    }
    let stray = match signs {
        Dotted::Katakana => 0,
        Dotted::Han => STRAY,
    };
    let shorter = (1..=stray).flat_map(|stray| {
        let before = (name.start + stray < dot).then(|| name.start + stray..name.end);
        let behind = (dot + 1 + stray < name.end).then(|| name.start..name.end - stray);
        [before, behind]
    });
    let names = std::iter::once(name.clone()).chain(shorter.flatten());
    for name in names {
        let found = text.window(name, None);
        if found
            .as_ref()
            .is_some_and(|m| decide(&m.candidates).is_ok())
        {
            return found;
        }
    }
    text.in_vain.add(hash);
    None
}
