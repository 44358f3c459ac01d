//! Places in other letters than those of the text's language, which are brands or of quotations: `стоимость Brent`.

use std::sync::LazyLock;

use crate::gazetteer::{Casing, NameKind};
use crate::matcher::annotation::Candidate;
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::size::GREAT_CITY;
use crate::rules::{Table, rule_rows};
use crate::text::{Flags, Joint, base_language, is_quotation_mark, script_of};

/// The scripts of languages that write places of the whole world in their own.
static SCRIPTS: LazyLock<Table<&str, &str>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/own_scripts.tsv"));
    rows.filter_map(|row| Some((row[0], *row.get(1)?)))
        .collect()
});

/// Whether a place's name is in other letters and among words that are, in quotation marks, or hardly known; it
/// may explain another in brackets: `Мосул (Mossul)`. An abbreviation such as `USA` is only if a word beside it is
/// as well.
pub(super) fn is_in_other_letters(stretch: &Stretch<'_>, best: &Candidate<'_>) -> bool {
    let script = script_of(stretch.surface());
    let own = SCRIPTS.get(base_language(stretch.lang));
    // `Europe 1`, `FOX 5 Atlanta`.
    let beside = |at: usize| {
        let token = &stretch.tokens[at];
        script_of(&stretch.text[token.span()]) == script || token.has(Flags::DIGIT)
    };
    let spaced = |at: usize| {
        matches!(
            stretch.tokens[at].joint,
            Joint::Space | Joint::DotSpace | Joint::None
        )
    };
    let next = stretch.last + 1;
    let among_such = || {
        let before = stretch
            .first
            .checked_sub(1)
            .filter(|_| spaced(stretch.first));
        before.is_some_and(beside) || next < stretch.tokens.len() && spaced(next) && beside(next)
    };
    own.is_some_and(|own| script != *own)
        && !is_in_brackets(stretch)
        && (among_such()
            || best.name.casing != Casing::Capitals && (is_quoted(stretch) || !is_well_known(best)))
}

/// Whether it is a place after which hardly anything else is called by its bare name.
fn is_well_known(best: &Candidate<'_>) -> bool {
    // Of those without a weight nothing is known.
    let weight = Some(best.entity.weight).filter(|weight| *weight > 0.0);
    let is_great = weight.is_none_or(|weight| weight >= GREAT_CITY) || best.entity.is_country();
    is_great && best.name.kind != NameKind::Demonym
}

fn is_quoted(stretch: &Stretch<'_>) -> bool {
    let span = stretch.span();
    let (before, behind) = (&stretch.text[..span.start], &stretch.text[span.end..]);
    before.ends_with(is_quotation_mark) && behind.starts_with(is_quotation_mark)
}

fn is_in_brackets(stretch: &Stretch<'_>) -> bool {
    let span = stretch.span();
    let before = stretch.text[..span.start].trim_end_matches(is_quotation_mark);
    let behind = stretch.text[span.end..].trim_start_matches(is_quotation_mark);
    before.ends_with(['(', '[']) && behind.starts_with([')', ']', ',', ';'])
}

/// `журнал Time Out`: the name of an organisation ends in other letters than it begins with, and a capitalised word in
/// those goes on with it.
pub(super) fn goes_on_in_other_letters(stretch: &Stretch<'_>, covered: &[bool]) -> bool {
    let script = |at: usize| script_of(&stretch.text[stretch.tokens[at].span()]);
    let next = stretch.last + 1;
    stretch.tokens.get(next).is_some_and(|token| {
        token.joint == Joint::Space
            && token.is_capitalised()
            && !covered[next]
            && script(next) == script(stretch.last)
            && script(stretch.first) != script(stretch.last)
    })
}
