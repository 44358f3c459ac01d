//! What is written for a mention.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::house::{is_of_other_region, is_of_press};
use super::{Inflected, Obstacle, Rewriter, shape};
use crate::fold::key;
use crate::gazetteer::{EntityType, Name, NameKind};
use crate::matcher::{Mention, Tier};
use crate::text::{
    base_language, languages_of, may_be_mixed, script_of, unmixed_words, without_breaks,
};

impl Rewriter<'_> {
    /// The canonical name that would be written for a mention, in the shape of
    /// its surface form; `None` if the mention stays as it is.
    ///
    /// A name that is listed for the language of the text stays if that language
    /// has no canonical name; any other gives way to the first canonical name of all, unless
    /// both are of other languages and the gazetteer has names in that of the text.
    ///
    /// Letters that only look like those of the name are put right in any case: `Pоссией` in Cyrillic letters all.
    pub fn replacement(&self, surface: &str, mention: &Mention<'_>, lang: &str) -> Option<String> {
        let Some([whole, hyphened]) = without_breaks(surface) else {
            return self.put_right_or_written(surface, mention, lang);
        };
        // What is only broken is left so.
        self.put_right_or_written(&whole, mention, lang)
            .filter(|name| *name != hyphened)
    }

    fn put_right_or_written(
        &self,
        surface: &str,
        mention: &Mention<'_>,
        lang: &str,
    ) -> Option<String> {
        let own = in_one_script(surface, mention);
        self.written(&own, mention, lang)
            .or_else(|| put_right(surface, mention))
    }

    fn written(&self, surface: &str, mention: &Mention<'_>, lang: &str) -> Option<String> {
        let target = if self.to.is_empty() { lang } else { &self.to };
        if mention.name.kind == NameKind::Demonym {
            return self.demonym(surface, mention, target);
        }
        let (canonical, is_own) = self.canonical(surface, mention, target)?;
        if self.to.is_empty() && script_of(canonical.text) != script_of(surface) {
            return None;
        }
        let keep = shape::Keep {
            abbreviations: !self.abbreviations,
            former: !self.former,
            demonyms: !self.demonyms,
            inflected: self.inflected == Inflected::Keep,
        };
        // Nor is it known in a text of unknown language whether the marks of a name are those of its language.
        let for_all = canonical.lang.is_empty();
        shape::fit(surface, mention, canonical.text, (lang, target), keep)
            .filter(|text| text != surface)
            .filter(|_| !is_of_other_region(self.matcher, surface, mention, target))
            .filter(|_| is_own || !is_of_press(self.matcher, surface, mention, target))
            .filter(|text| is_own || for_all || !is_in_other_signs(surface, text))
            .filter(|text| !target.is_empty() || for_all || !loses_marks(surface, text))
    }

    fn demonym(&self, surface: &str, mention: &Mention<'_>, target: &str) -> Option<String> {
        if !self.demonyms || mention.tier == Tier::Inflected {
            return None;
        }
        let demonyms = self.matcher.demonyms(mention.entity.id, target);
        shape::demonym(surface, &mention.name, &demonyms, target).filter(|text| text != surface)
    }

    /// The name that a mention is to have in a language, and whether it is listed for that.
    fn canonical<'a>(
        &'a self,
        surface: &str,
        mention: &Mention<'a>,
        target: &str,
    ) -> Option<(Name<'a>, bool)> {
        let own = self.matcher.canonical_of(&mention.entity, target);
        let general = || self.matcher.canonical_of(&mention.entity, "");
        let foreign =
            self.to.is_empty() && base_language(mention.name.lang) != base_language(target);
        if self.may_be_at_home(mention, target) {
            return None;
        }
        // Where the gazetteer writes names in that language, but not this one, what is listed for
        // another language is no worse: `do Soči` than `do Sochi`. Nor is a place's name, or anybody's
        // with its marks, in the spelling of the language itself: Norwegian `Novaja Semlja` than
        // `Novaya Zemlya`, Spanish `Mijaíl` than `Mikhail`.
        let is_place = mention.entity.entity_type == EntityType::Place;
        let own_spelling = mention.tier == Tier::Romanized && (is_place || !surface.is_ascii());
        let attested = (own_spelling || matches!(mention.tier, Tier::Exact | Tier::Folded))
            && !mention.name.lang.is_empty()
            && general().is_some_and(|name| !name.lang.is_empty())
            && self.matcher.writes(target);
        // What the languages call differently that the text may be in may be written so in one of them.
        let sure = languages_of(target).nth(1).is_none();
        let is_own = own.is_some();
        let canonical = own.or_else(|| general().filter(|_| foreign && !attested && sure))?;
        Some((canonical, is_own))
    }
}

impl Rewriter<'_> {
    /// Whether a name in a text of unknown language is some language's own, and so may be just that; unless the
    /// canonical name is of no language and so meant for all.
    fn may_be_at_home(&self, mention: &Mention<'_>, target: &str) -> bool {
        let general = || self.matcher.canonical_of(&mention.entity, "");
        let is_of_other = |name: Name<'_>| !name.lang.is_empty() && name.lang != mention.name.lang;
        target.is_empty() && !mention.name.lang.is_empty() && general().is_none_or(is_of_other)
    }

    /// What a name that is not to be written at all might have become, and why it was not to.
    pub(super) fn unwritten(
        &self,
        surface: &str,
        mention: &Mention<'_>,
        lang: &str,
    ) -> Option<(String, Obstacle)> {
        let target = if self.to.is_empty() { lang } else { &self.to };
        if mention.name.kind == NameKind::Demonym {
            return None;
        }
        if mention.tier == Tier::Inflected && self.inflected == Inflected::Keep {
            let bold = self.clone().inflected(Inflected::Base);
            let name = bold.replacement(surface, mention, lang)?;
            return Some((name, Obstacle::Inflected));
        }
        let general = self.matcher.canonical_of(&mention.entity, "")?;
        let is_other = self.may_be_at_home(mention, target)
            && mention.tier != Tier::Inflected
            && matches!(mention.name.kind, NameKind::Canonical | NameKind::Alias)
            && script_of(general.text) == script_of(surface)
            && key(general.text) != key(surface);
        is_other.then(|| (general.text.to_owned(), Obstacle::Language))
    }
}

/// Whether a name is another in the signs of another way of writing Han: Chinese 大泽 stays, though Japanese has 大沢.
fn is_in_other_signs(from: &str, to: &str) -> bool {
    script_of(from) == "Hani" && key(from) == key(to)
}

/// Whether a name is spelled as another but for marks that it has not: `ERDOGAN` for `ERDOĞAN`.
fn loses_marks(from: &str, to: &str) -> bool {
    let marks = |name: &str| name.nfd().filter(|c| !c.is_ascii()).count();
    key(from) == key(to) && marks(from) > marks(to)
}

/// A surface without letters that only look like those of the rest, or of the name that is listed.
pub(super) fn in_one_script<'s>(surface: &'s str, mention: &Mention<'_>) -> Cow<'s, str> {
    match may_be_mixed(surface) {
        true => unmixed_words(surface, script_of(mention.name.text)),
        false => Cow::Borrowed(surface),
    }
}

/// The same if there are such letters.
pub(super) fn put_right(surface: &str, mention: &Mention<'_>) -> Option<String> {
    match in_one_script(surface, mention) {
        Cow::Borrowed(_) => None,
        Cow::Owned(own) => Some(own),
    }
}
