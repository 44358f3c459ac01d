//! Lines of a text that are in another language than most of it: items of a digest, what is quoted, translations.

use std::ops::Range;

use super::counts::{Votes, votes};
use super::{MUCH, detect_by, scripts, siblings};
use crate::matcher::words;
use crate::text::{Flags, Token, base_language, languages_of, main_script, script_of, tokenize};

/// The lines of a text that are in one language.
pub(in crate::matcher) struct Part {
    pub(in crate::matcher) lang: &'static str,
    /// Where they stand, in order, each with its line break.
    pub(in crate::matcher) lines: Vec<Range<usize>>,
}

impl Part {
    /// The text with nothing but line breaks in the place of all other lines, so that every place stays where it is.
    pub(in crate::matcher) fn alone(&self, text: &str) -> String {
        let mut alone = String::with_capacity(text.len());
        for lines in &self.lines {
            alone.extend(std::iter::repeat_n('\n', lines.start - alone.len()));
            alone.push_str(&text[lines.clone()]);
        }
        alone
    }
}

/// The languages of the lines of a text, most of which is in `main`; one if no line is plainly in another.
///
/// `spelled` is asked how many names among some tokens are spelled as a language spells them.
pub(in crate::matcher) fn parts(
    text: &str,
    tokens: &[Token],
    main: &'static str,
    spelled: impl Fn(Range<usize>, &str) -> u32,
) -> Vec<Part> {
    /// No more are told apart in one text, which is read once for each.
    const MOST: usize = 32;
    let main = Main::of(text, main);
    let lines = main.judge_lines(text, tokens, spelled);
    let mut parts: Vec<Part> = Vec::new();
    for (range, lang) in lines.iter().map(|(range, _)| range).zip(languages(&lines)) {
        let lang = lang.unwrap_or(main.lang);
        let known = parts.iter().position(|part| part.lang == lang);
        let others = parts.len() == MOST;
        let lang = if known.is_none() && others {
            main.lang
        } else {
            lang
        };
        let known = known.or_else(|| parts.iter().position(|part| part.lang == lang));
        match known.map(|at| &mut parts[at].lines) {
            Some(lines) => match lines.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => lines.push(range.clone()),
            },
            None => parts.push(Part {
                lang,
                lines: vec![range.clone()],
            }),
        }
    }
    parts
}

/// What a line says of its language.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    /// It may well be that of most of the text.
    Main,
    /// It is plainly this one.
    Other(&'static str),
    /// Nothing: it is empty, or has little but names.
    Silent,
}

/// The language of each line, if it is not that of most of the text. A line that says nothing is in that
/// of the lines around if both are in one.
fn languages(lines: &[(Range<usize>, Verdict)]) -> impl Iterator<Item = Option<&'static str>> {
    let heard = |last: &mut Verdict, (_, verdict): &(Range<usize>, Verdict)| {
        if *verdict != Verdict::Silent {
            *last = *verdict;
        }
        Some(*last)
    };
    let before = lines.iter().scan(Verdict::Main, heard);
    let mut behind: Vec<Verdict> = lines.iter().rev().scan(Verdict::Main, heard).collect();
    behind.reverse();
    before.zip(behind).map(|pair| match pair {
        (Verdict::Other(lang), Verdict::Other(same)) if lang == same => Some(lang),
        _ => None,
    })
}

/// The language of most of a text.
struct Main {
    lang: &'static str,
    /// Its bit, and those of its siblings.
    bits: u128,
    script: &'static str,
}

impl Main {
    fn of(text: &str, lang: &'static str) -> Main {
        Main {
            lang,
            bits: bits(lang),
            script: main_script(text),
        }
    }

    fn judge_lines(
        &self,
        text: &str,
        tokens: &[Token],
        spelled: impl Fn(Range<usize>, &str) -> u32,
    ) -> Vec<(Range<usize>, Verdict)> {
        let (mut judged, mut first) = (Vec::new(), 0);
        for lines in units(text) {
            let own = tokens[first..].iter();
            let next = first
                + own
                    .take_while(|token| token.span().start < lines.end)
                    .count();
            let spelled = |lang: &str| spelled(first..next, lang);
            let verdict = self.judge(text, &lines, &tokens[first..next], spelled);
            judged.push((lines, verdict));
            first = next;
        }
        judged
    }

    /// What some lines say, whose tokens are of the whole text.
    fn judge(
        &self,
        text: &str,
        lines: &Range<usize>,
        tokens: &[Token],
        spelled: impl Fn(&str) -> u32,
    ) -> Verdict {
        if tokens.iter().all(|token| token.has(Flags::DIGIT)) {
            return Verdict::Silent;
        }
        // What has a capital may be of a name: `Le Monde, La Repubblica`.
        let small = tokens.iter().filter(|token| !token.has(Flags::CAPITAL));
        let telling = small.map(words::telling).filter(|bits| *bits != 0);
        let telling: Vec<u128> = telling.collect();
        let own = telling.iter().filter(|bits| *bits & self.bits != 0).count();
        let verdict = match own {
            0 => Verdict::Silent,
            _ => Verdict::Main,
        };
        let is_own = |token: &Token| script_of(&text[token.span()]) == self.script;
        let same_script = [tokens.first(), tokens.last()]
            .into_iter()
            .flatten()
            .any(is_own)
            || tokens.iter().any(is_own);
        if same_script && telling.len() <= (2 * own).max(1) && !self.lang.is_empty() {
            return verdict;
        }
        let line = &text[lines.clone()];
        let mut tokens = Vec::new();
        tokenize(line, &mut tokens);
        let votes = votes(line, &tokens, &spelled);
        let lang = detect_by(&votes, line, &tokens);
        let is_main = base_language(lang) == base_language(self.lang)
            || languages_of(lang).any(|other| siblings::may_be(self.lang, other));
        if lang.is_empty() || is_main {
            return verdict;
        }
        let alone = !same_script && !scripts::language(line).is_empty();
        match alone
            || (self.is_outvoted(&votes, lang, &telling) && spelled(self.lang) <= spelled(lang))
        {
            true => Verdict::Other(lang),
            false => verdict,
        }
    }

    /// Whether words say much more for another language. Those of this one alone, of which the other has none, are
    /// those of a sentence that quotes the other.
    fn is_outvoted(&self, votes: &Votes, lang: &str, telling: &[u128]) -> bool {
        const TIMES: u32 = 2;
        const TIMES_ALONE: usize = 8;
        let count = |lang: &str| {
            let base = base_language(lang);
            let counted = votes.ranked.iter().find(|(_, other)| *other == base);
            counted.map_or(0, |(count, _)| *count)
        };
        let other = bits(lang);
        let alone = |bits: u128, others: u128| {
            let alone = telling
                .iter()
                .filter(|of| **of & bits != 0 && **of & others == 0);
            alone.count()
        };
        count(lang) >= MUCH
            && count(lang) >= TIMES * count(self.lang)
            && TIMES_ALONE * alone(self.bits, other) <= alone(other, self.bits)
    }
}

/// The bits of a language, or of all those that a tag stands for.
fn bits(tag: &str) -> u128 {
    let is_own = |known: &&str| languages_of(tag).any(|own| own == *known);
    let known = words::detectable().iter().enumerate();
    let own = known.filter(|(_, known)| is_own(known));
    own.fold(0, |bits, (at, _)| bits | 1 << at)
}

/// The lines of a text, and as one those of a paragraph that is broken into lines, as mails are: one of them
/// begins with a small letter, and the line before has not come to an end.
fn units(text: &str) -> Vec<Range<usize>> {
    let mut units: Vec<Range<usize>> = Vec::new();
    // Which of them the paragraph begins with, and where the line begins.
    let (mut paragraph, mut start) = (0, 0);
    let mut goes_on = false;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let is_rest = goes_on && line.trim_start().starts_with(char::is_lowercase);
        if is_rest && let Some(first) = units.get(paragraph).map(|unit| unit.start) {
            units.truncate(paragraph);
            units.push(first..end);
        } else {
            units.push(start..end);
        }
        let words = line.trim_end();
        goes_on = words.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-'));
        if words.is_empty() {
            paragraph = units.len();
        }
        start = end;
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The language of each line.
    fn languages_of_lines(main: &'static str, text: &str) -> Vec<&'static str> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        let parts = parts(text, &tokens, main, |_, _| 0);
        let language = |at: usize| {
            let is_of = |part: &&Part| part.lines.iter().any(|lines| lines.contains(&at));
            parts.iter().find(is_of).unwrap().lang
        };
        let starts = text.split_inclusive('\n').scan(0, |start, line| {
            *start += line.len();
            Some(*start - line.len())
        });
        starts.map(language).collect()
    }

    #[test]
    fn lines_are_in_another_language_if_they_say_so_plainly() {
        let english = "The minister said that he was ready, and the talks will go on.\n";
        for (line, lang) in [
            (
                "Встреча прошла в городе, где он обсудил с ними этот план.\n",
                "ru",
            ),
            (
                "« Le président a reçu le premier ministre à Londres et se rendra en Asie. »\n",
                "fr",
            ),
            (
                "Ministern sade att han var redo, men det är inte över.\n",
                "sv",
            ),
            ("Նախագահը մեկնել է Երևան։\n", "hy"),
            ("Владимир Путин\n", "en"),
            ("Le Monde, La Repubblica\n", "en"),
            ("\n", "en"),
        ] {
            let text = [english, line, english].concat();
            assert_eq!(
                languages_of_lines("en", &text),
                ["en", lang, "en"],
                "{line}"
            );
        }
    }

    #[test]
    fn a_line_that_says_nothing_goes_with_those_around() {
        let russian = "Он сказал, что они были там, и это было всё.\n";
        let english = "He said that they were there, and this was all.\n";
        let names = "Айк Конджорян\n";
        let text = [english, russian, names, "\n", russian, names, english].concat();
        let languages = languages_of_lines("en", &text);
        assert_eq!(languages, ["en", "ru", "ru", "ru", "ru", "en", "en"]);
    }

    #[test]
    fn a_line_is_not_in_the_language_that_it_quotes() {
        let german = "Er sagte, dass sie nicht da waren und dass es so war.\n";
        let quoting = "\"We do not go, and they know it\", so Merkel und Schmidt.\n";
        let text = [german, quoting, german].concat();
        assert_eq!(languages_of_lines("de", &text), ["de", "de", "de"]);
    }

    #[test]
    fn lines_that_a_paragraph_is_broken_into_are_one() {
        let count = |text: &str| units(text).len();
        assert_eq!(
            count("They met in New\nYork and went\nhome.\n\nThe end\n"),
            3
        );
        assert_eq!(count("One headline\nUne autre\nEin dritter\n"), 3);
        assert_eq!(count("It came to an end.\nthat was all\n"), 2);
    }

    #[test]
    fn places_stay_where_they_are() {
        let text = "один\ntwo\nтри\n";
        let part = Part {
            lang: "ru",
            lines: vec![0..9, 13..20],
        };
        assert_eq!(part.alone(text), "один\n\n\n\n\nтри\n");
    }
}
