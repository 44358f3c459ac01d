//! Later mentions by a family name of a sign or two and a title, where the family name comes first: 习主席, 高市氏,
//! 윤 대통령. The title is one that stands beside the full name, or fits everybody.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::gazetteer::EntityType;
use crate::matcher::annotation::{Candidate, Evidence, Tier};
use crate::matcher::beside::stretch::{Passage, Stretch};
use crate::matcher::objection::is_part_of_word;
use crate::matcher::resolve::{self, Decided, linked};
use crate::matcher::words;
use crate::rules::rule_rows;
use crate::text::{Joint, base_language, has_syllables, is_hiragana, is_katakana, script_of};

/// In characters.
const LONGEST_TITLE: usize = 6;
const LONGEST_NAME: usize = 5;
const LONGEST_FAMILY_NAME: usize = 3;

/// How a language calls people later on.
struct Custom {
    lang: &'static str,
    /// What is written behind everybody's name.
    for_all: &'static str,
    /// A family name has one sign, but for a few.
    short: bool,
    /// Words that may stand between a name and a title, if white space parts them: 윤 전 대통령.
    between: Option<Vec<&'static str>>,
}

static CUSTOMS: LazyLock<Vec<Custom>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/later_titles.tsv"));
    let customs = rows.filter(|row| row.len() >= 3).map(|row| Custom {
        lang: row[0],
        for_all: row[1],
        short: row[2] == "one",
        between: row.get(3).map(|words| words.split(' ').collect()),
    });
    customs.collect()
});

/// Adds such mentions of the people that are decided for already.
pub(in crate::matcher) fn add<'m>(passage: Passage<'_>, decided: &mut Vec<Decided<'m>>) {
    let own = base_language(passage.lang);
    let Some(custom) = CUSTOMS.iter().find(|custom| custom.lang == own) else {
        return;
    };
    let text = Titled { passage, custom };
    let people = text.people(decided);
    if people.is_empty() {
        return;
    }
    let tokens = passage.tokens.len();
    let covered = linked(decided, tokens);
    let found: Vec<_> = (0..tokens)
        .filter(|at| !covered[*at])
        .filter_map(|at| text.at(at, &covered, &people))
        .collect();
    if !found.is_empty() {
        resolve::replace(decided, found, tokens);
    }
}

/// Of a family name and a title whose they are; nobody's if several people may be meant.
type People<'t, 'm> = HashMap<(&'t str, &'t str), Option<Candidate<'m>>>;

struct Titled<'t> {
    passage: Passage<'t>,
    custom: &'static Custom,
}

impl<'t> Titled<'t> {
    fn people<'m>(&self, decided: &[Decided<'m>]) -> People<'t, 'm> {
        let mut people = People::default();
        for d in decided {
            let Ok(chosen) = d.chosen else { continue };
            let candidate = d.m.candidates[chosen];
            let (first, last) = (
                &self.passage.tokens[d.m.first as usize],
                &self.passage.tokens[d.m.last as usize],
            );
            let name = candidate.name.text;
            let surface = &self.passage.text[first.span().start..last.span().end];
            let is_full = surface.starts_with(name)
                && (2..=LONGEST_NAME).contains(&name.chars().count())
                && has_syllables(script_of(name))
                && !name.contains(|c: char| c.is_whitespace() || is_katakana(c));
            if candidate.entity.entity_type != EntityType::Person || !is_full {
                continue;
            }
            let titles = self.titles_beside(first.span().start, last.span().end);
            for title in titles.into_iter().chain([self.custom.for_all]) {
                let name = &surface[..name.len()];
                for family in self.family_names(name) {
                    let person = people.entry((family, title)).or_insert(Some(candidate));
                    *person = person.filter(|person| person.entity.id == candidate.entity.id);
                }
            }
        }
        people
    }

    /// What may be the family name of a full one.
    fn family_names(&self, name: &'t str) -> impl Iterator<Item = &'t str> {
        let letters = name.chars().count();
        let longest = match self.custom.short {
            true => letters.saturating_sub(2).max(1),
            false => letters - 1,
        };
        let ends = name.char_indices().map(|(at, _)| at).skip(1);
        ends.take(longest.min(LONGEST_FAMILY_NAME))
            .map(move |end| &name[..end])
    }

    /// The titles that stand directly in front of a name and behind it.
    fn titles_beside(&self, start: usize, end: usize) -> Vec<&'t str> {
        let before = &self.passage.text[..start];
        let before = before.strip_suffix(' ').unwrap_or(before);
        let starts = before.char_indices().rev().map(|(at, _)| at);
        let pieces = starts.take(LONGEST_TITLE).map(|at| &before[at..]);
        let in_front = pieces.filter(|piece| self.is_title(piece)).last();
        in_front.into_iter().chain(self.title_from(end)).collect()
    }

    /// The longest title that stands at a place of the text, behind words that may stand between.
    fn title_from(&self, at: usize) -> Option<&'t str> {
        let mut behind = &self.passage.text[at..];
        if let Some(words) = &self.custom.between {
            behind = behind.strip_prefix(' ')?;
            let rest = |word: &&str| behind.strip_prefix(*word)?.strip_prefix(' ');
            behind = words.iter().find_map(rest).unwrap_or(behind);
        }
        let ends = behind.char_indices().map(|(at, c)| at + c.len_utf8());
        let pieces = ends.take(LONGEST_TITLE).map(|end| &behind[..end]);
        pieces.filter(|piece| self.is_title(piece)).last()
    }

    fn is_title(&self, piece: &str) -> bool {
        words::is_attached_title(piece, self.custom.lang)
    }

    /// The later mention that begins at a token.
    fn at<'m>(
        &self,
        first: usize,
        covered: &[bool],
        people: &People<'t, 'm>,
    ) -> Option<Decided<'m>> {
        let text = self.passage.text;
        let start = self.passage.tokens[first].span().start;
        let before = text[..start].chars().next_back();
        let begins = match self.custom.short {
            true => true,
            // Names of several signs are parted from one another by other writing.
            false => before.is_none_or(|c| !c.is_alphabetic() || is_hiragana(c)),
        };
        let ends = (first..self.passage.tokens.len())
            .take(LONGEST_FAMILY_NAME)
            .take_while(|at| {
                *at == first || self.passage.tokens[*at].joint == Joint::None && !covered[*at]
            });
        let (last, candidate) = ends.filter(|_| begins).find_map(|last| {
            let end = self.passage.tokens[last].span().end;
            let family = &text[start..end];
            let person = people.get(&(family, self.title_from(end)?))?;
            Some((last, (*person)?))
        })?;
        let stretch = self.passage.stretch(first, last);
        (!is_part_of_word(&stretch)).then(|| self.decided(&stretch, candidate))
    }

    fn decided<'m>(&self, stretch: &Stretch<'_>, full: Candidate<'m>) -> Decided<'m> {
        let candidate = Candidate {
            tier: Tier::Folded,
            cases: None,
            evidence: Evidence::Article,
            ..full
        };
        Decided {
            chosen: Ok(0),
            scheme: None,
            m: self.passage.found(stretch, vec![candidate]),
        }
    }
}
