//! Lines of a text that are in another language than most of it: items of a digest, what is quoted, translations.

use std::ops::Range;

use super::counts::votes;
use super::{MUCH, detect_by, siblings};
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
        let known = known.or((parts.len() == MOST).then_some(0));
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
        let is_own = |known: &&str| languages_of(lang).any(|own| own == *known);
        let known = words::detectable().iter().enumerate();
        let own = known.filter(|(_, known)| is_own(known));
        Main {
            lang,
            bits: own.fold(0, |bits, (at, _)| bits | 1 << at),
            script: main_script(text),
        }
    }

    fn judge_lines(
        &self,
        text: &str,
        tokens: &[Token],
        spelled: impl Fn(Range<usize>, &str) -> u32,
    ) -> Vec<(Range<usize>, Verdict)> {
        let (mut lines, mut start, mut first) = (Vec::new(), 0, 0);
        for line in text.split_inclusive('\n') {
            let end = start + line.len();
            let own = tokens[first..].iter();
            let next = first + own.take_while(|token| token.span().start < end).count();
            let spelled = |lang: &str| spelled(first..next, lang);
            let verdict = self.judge(text, line, &tokens[first..next], spelled);
            lines.push((start..end, verdict));
            (start, first) = (end, next);
        }
        lines
    }

    /// What a line says, whose tokens are of the whole text.
    fn judge(
        &self,
        text: &str,
        line: &str,
        tokens: &[Token],
        spelled: impl Fn(&str) -> u32,
    ) -> Verdict {
        // What has a capital may be of a name: `Le Monde, La Repubblica`.
        let small = tokens.iter().filter(|token| !token.has(Flags::CAPITAL));
        let telling = small.map(words::telling).filter(|bits| *bits != 0);
        let (mut own, mut others) = (0, 0);
        telling.for_each(|bits| match bits & self.bits {
            0 => others += 1,
            _ => own += 1,
        });
        let verdict = match own {
            0 => Verdict::Silent,
            _ => Verdict::Main,
        };
        let same_script = self.is_in_script(text, line, tokens);
        if same_script && others <= own.max(1) && !self.lang.is_empty() {
            return verdict;
        }
        let mut tokens = Vec::new();
        tokenize(line, &mut tokens);
        let votes = votes(line, &tokens, spelled);
        let lang = detect_by(&votes, line, &tokens);
        let is_main = base_language(lang) == base_language(self.lang)
            || languages_of(lang).any(|other| siblings::may_be(self.lang, other));
        if lang.is_empty() || is_main {
            return verdict;
        }
        let count = |lang: &str| {
            let base = base_language(lang);
            let counted = votes.ranked.iter().find(|(_, other)| *other == base);
            counted.map_or(0, |(count, _)| *count)
        };
        const TIMES: u32 = 2;
        let plainly = count(lang) >= MUCH && count(lang) >= TIMES * count(self.lang);
        match plainly || !same_script || self.lang.is_empty() {
            true => Verdict::Other(lang),
            false => verdict,
        }
    }

    /// Whether a line is in the script of most of the text. One whose first and last words are is taken for such.
    fn is_in_script(&self, text: &str, line: &str, tokens: &[Token]) -> bool {
        let is_own = |token: &Token| script_of(&text[token.span()]) == self.script;
        let ends = [tokens.first(), tokens.last()];
        ends.into_iter().flatten().all(is_own) || ["", self.script].contains(&main_script(line))
    }
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
    fn places_stay_where_they_are() {
        let text = "один\ntwo\nтри\n";
        let part = Part {
            lang: "ru",
            lines: vec![0..9, 13..20],
        };
        assert_eq!(part.alone(text), "один\n\n\n\n\nтри\n");
    }
}
