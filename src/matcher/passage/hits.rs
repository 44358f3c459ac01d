//! From hits to candidates: which entities a stretch of text may name, given
//! how it is written.

use std::cell::OnceCell;

use unicode_normalization::UnicodeNormalization;

use super::foreign::{drop_for_own_forms, drop_for_own_names, is_foreign_word};
use crate::gazetteer::{Casing, EntityType, Name, NameKind};
use crate::inflect::{Endings, Spelling, endings};
use crate::matcher::Matcher;
use crate::matcher::annotation::Candidate;
use crate::matcher::authority::{self, Bearers};
use crate::matcher::beside::capitals::is_unusual_capital;
use crate::matcher::beside::name_words::{is_first_name, is_given_name};
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::beside::{is_behind_telling_word, is_ungoverned};
use crate::matcher::candidate::speaker::Speakers;
use crate::matcher::candidate::{Form, candidate, inflected_form, put_own_first, rank};
use crate::matcher::layers::Layers;
use crate::matcher::scan::Hit;
use crate::matcher::words::{self, Class};
use crate::text::{Flags, Joint, is_quotation_mark};

/// What the hits at one place stand for.
pub(super) enum Found<'m> {
    /// These entities, best first, or none.
    Listed(Vec<Candidate<'m>>),
    /// Something that the authority alone lists.
    Elsewhere,
}

/// The entities that the hits at one place stand for, as far as its capitals allow. The hits of the
/// authority are heard if there are no others.
pub(super) fn of_hits<'m>(
    matcher: &'m Matcher,
    stretch: &Stretch<'_>,
    hits: &[Hit],
    (speakers, bearers): (&mut Speakers, &mut Bearers),
) -> Found<'m> {
    let layers = &matcher.layers;
    let own = hits.partition_point(|hit| (hit.layer as usize) < layers.gazetteers().len());
    let (hits, asked) = hits.split_at(own);
    let mut of = |layers: &'m Layers, hits: &[Hit], from: usize| {
        // Of what the authority lists only the authority tells.
        let stretch = Stretch { layers, ..*stretch };
        let mut candidates = Vec::new();
        for hit in hits {
            let layer = hit.layer as usize - from;
            add_of_hit((layers, layer), &stretch, hit, speakers, &mut candidates);
        }
        drop_for_own_forms(&mut candidates, &stretch);
        drop_for_own_names(&mut candidates, &stretch);
        put_own_first(&mut candidates, stretch.lang);
        likeliest(&stretch, candidates)
    };
    let candidates = of(layers, hits, 0);
    let Some(authority) = layers.authority().filter(|_| candidates.is_empty()) else {
        return Found::Listed(candidates);
    };
    let known = of(authority, asked, layers.gazetteers().len());
    if known.is_empty() {
        return Found::Listed(known);
    }
    match authority::of_found(layers, known, bearers) {
        own if own.is_empty() => Found::Elsewhere,
        own => Found::Listed(likeliest(stretch, own)),
    }
}

/// Of the candidates for one place those that its capitals mean, best first.
fn likeliest<'m>(stretch: &Stretch<'_>, mut candidates: Vec<Candidate<'m>>) -> Vec<Candidate<'m>> {
    if stretch.is_capitals() && candidates.iter().any(written_in_capitals) {
        candidates.retain(written_in_capitals);
    }
    rank(&mut candidates);
    // More namesakes tell no more.
    const MOST: usize = 64;
    candidates.truncate(MOST);
    candidates
}

/// The entities of one gazetteer that a hit stands for.
fn add_of_hit<'m>(
    (layers, layer): (&'m Layers, usize),
    stretch: &Stretch<'_>,
    hit: &Hit,
    speakers: &mut Speakers,
    candidates: &mut Vec<Candidate<'m>>,
) {
    /// Names that are looked at. The most prominent come first, and a common one has thousands of namesakes.
    const MOST: usize = 256;
    let gazetteer = &layers.gazetteers()[layer];
    let names = gazetteer
        .posting(hit.value)
        .take(MOST)
        .filter_map(|at| Some((at, gazetteer.name_at(at)?)));
    let allowed = names.filter(|(_, name)| match hit.bent {
        None => stretch.casing_allows(name.casing) && stretch.spelling_allows(name.text),
        Some(_) if name.casing == Casing::Capitals => stretch.abbreviation_with_ending(name.text),
        Some(_) => {
            stretch.casing_allows(name.casing)
                && !stretch.is_capitals_of(name.text)
                && stretch.set_off_ending_allows(name.text)
        }
    });
    let form = Form {
        surface: stretch.surface(),
        lang: stretch.lang,
        bent: hit.bent.is_some(),
    };
    let given = OnceCell::new();
    let is_given = || *given.get_or_init(|| is_first_name(stretch, stretch.first));
    candidates.extend(allowed.filter_map(|name| {
        let name = speakers.of((hit.layer, gazetteer), name, form);
        let found = candidate(layers, gazetteer, layer, name, form);
        if is_foreign_word(gazetteer, &found.name, stretch, hit, &is_given)
            || hit.bent.is_some() && is_phrase(stretch, &found)
        {
            return None;
        }
        let mut found = match hit.bent {
            None => found,
            Some(bent) if is_ungoverned(stretch, bent.cases) => return None,
            Some(_) if has_other_stem(stretch, &found.name) => return None,
            Some(bent)
                if bent.spelling != Spelling::Own
                    && (may_be_anybody(stretch, &found) || is_spelled_with_all(stretch)) =>
            {
                return None;
            }
            Some(bent) => inflected_form(found, stretch.surface(), bent)?,
        };
        if is_unusual_capital(stretch, &found.name) {
            found.cost += UNUSUAL_CAPITAL;
            found.score = (-found.cost).exp();
        }
        Some(found)
    }));
}

/// Whether a word alone that would be spelled otherwise may be the name of somebody, or what somebody listed is
/// called by for short: `Close` is no Klose, and `Wanda` no Vanda. Behind a word such as `in` it is a place.
fn may_be_anybody(stretch: &Stretch<'_>, found: &Candidate<'_>) -> bool {
    let gazetteer = &stretch.layers.gazetteers()[found.layer];
    let has_several = |own: Name<'_>| own.text.contains(' ');
    let is_part = || {
        let full = gazetteer.canonical(&found.entity, "");
        full.is_some_and(has_several)
    };
    stretch.first == stretch.last
        && match found.entity.entity_type {
            EntityType::Person => is_part(),
            EntityType::Place => {
                let is_state = found.entity.is_country();
                !is_state && is_given_name(stretch) && !is_behind_telling_word(stretch)
            }
            _ => false,
        }
}

/// `В России сегодня`: a case of a body's name whose last word is a small one is rather a phrase of the text,
/// where no mark quotes it.
fn is_phrase(stretch: &Stretch<'_>, found: &Candidate<'_>) -> bool {
    let last = &stretch.tokens[stretch.last];
    let is_quoted = || {
        let span = stretch.span();
        let before = stretch.text[..span.start].chars().next_back();
        let after = stretch.text[span.end..].chars().next();
        before.is_some_and(is_quotation_mark) || after.is_some_and(is_quotation_mark)
    };
    found.entity.entity_type == EntityType::Organization
        && stretch.first != stretch.last
        && last.has(Flags::CASED)
        && !last.has(Flags::CAPITAL)
        && last.joint == Joint::Space
        && !stretch.lang.is_empty()
        && words::is(last, stretch.lang, Class::Function)
        && !is_quoted()
}

/// Whether a word written small has a mark early on where an adjective has the bare letter, or the other way round in a
/// text with marks: `růstu` is no form of `ruští`, nor `cesty` of `čeští`. Nobody adds marks by negligence, and who
/// writes them leaves out few.
fn has_other_stem(stretch: &Stretch<'_>, name: &Name<'_>) -> bool {
    let surface = stretch.surface();
    if !surface.starts_with(char::is_lowercase) || name.kind != NameKind::Demonym {
        return false;
    }
    /// A longer word tells by its other letters.
    const SHORT: usize = 6;
    let half = surface.chars().count().div_ceil(2);
    let bare = |c: char| std::iter::once(c).nfd().next();
    let pairs = surface
        .nfc()
        .zip(name.text.nfc().flat_map(char::to_lowercase))
        .take(half);
    let mut differing = pairs.filter(|(own, listed)| own != listed && bare(*own) == bare(*listed));
    let letters = surface.chars().count();
    differing.any(|(own, _)| !own.is_ascii() || letters <= SHORT && has_marks_around(stretch))
}

/// Whether the words around are written with marks.
fn has_marks_around(stretch: &Stretch<'_>) -> bool {
    has_around(
        stretch,
        |c| matches!(c, '\u{c0}'..='\u{24f}' | '\u{300}'..='\u{36f}'),
    )
}

/// Whether the words around have the letter that words spelled otherwise lack: who writes ə writes it everywhere.
fn is_spelled_with_all(stretch: &Stretch<'_>) -> bool {
    let lacked = endings(stretch.lang).and_then(Endings::lacks);
    lacked.is_some_and(|lacked| has_around(stretch, |c| c == lacked))
}

fn has_around(stretch: &Stretch<'_>, wanted: impl Fn(char) -> bool) -> bool {
    const AROUND: usize = 24;
    let tokens =
        stretch.first.saturating_sub(AROUND)..stretch.tokens.len().min(stretch.last + AROUND);
    stretch.tokens[tokens]
        .iter()
        .any(|token| stretch.text[token.span()].chars().any(&wanted))
}

/// What a capital costs an adjective that is written small: more than any ending of the place's own name.
const UNUSUAL_CAPITAL: f32 = 0.16;

/// `UN` in capitals is the abbreviation, whatever town is called Un.
fn written_in_capitals(candidate: &Candidate<'_>) -> bool {
    !candidate.name.text.contains(char::is_lowercase)
}
