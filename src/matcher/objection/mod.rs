//! Why a match should not be linked, going by the words themselves: the signs in order, the surest first.
//!
//! [`Surroundings`] puts them in order. Some are of the word's own form (`within_word`, `dense`, `torn`, `address`),
//! some of the words around it (`context`, `capital_neighbour`, `longer_name`, `fixed_phrases`), and one of what the
//! name is known for (`far_fetched`), or hardly (`strange`), in its language and those akin (`kin`); and some are
//! of dates (`dates`).

mod address;
mod capital_neighbour;
mod context;
mod dates;
mod dense;
mod far_fetched;
mod fixed_phrases;
mod kin;
mod longer_name;
mod marks;
mod other_letters;
mod own_places;
mod strange;
mod torn;
mod within_word;

use super::annotation::{Candidate, Reason};
use super::beside::capitals::{
    begins_longer_name, has_article_alone, is_common_with_article, is_noun_with_article,
};
use super::beside::dateline::is_capitals_in_dateline;
use super::beside::person::{
    after_given_name, begins_with_middle_initial, beside_person_words, goes_on_after_hyphen,
    is_behind_caseless_first_name, is_behind_given_name, is_family_name_behind_capital,
};
use super::beside::stretch::Stretch;
use super::beside::{self, after_head_word, gives_its_name, is_ship_in_quotes};
use super::size::{GREAT_CITY, is_little_town};
use super::words::{self, Class};
use crate::gazetteer::{Casing, Entity, EntityType, NameKind};
use crate::text::Token;
pub(super) use address::Unspaced;
use address::is_in_address;
pub(super) use context::stands_alone;
pub(super) use far_fetched::gains_marks;
use fixed_phrases::is_part_of_phrase;
use longer_name::{
    ends_own_name, goes_on_after_small_word, is_behind_double_hyphen, is_behind_foreign_of,
    is_channel, is_joined_by_particle, is_noun_phrase, is_numbered, is_plain_phrase, is_saints,
    is_title, is_with_number, is_with_particle, went_on_before_small_word,
};
pub(super) use longer_name::{is_behind_saint, is_in_firms_name};
use other_letters::{goes_on_in_other_letters, is_in_other_letters};
pub(super) use strange::{is_strange, may_be_bent};
use torn::is_torn;
use within_word::is_part_of_transcription;
pub(super) use within_word::{
    is_common, is_cut_anywhere, is_joined_by_dot, is_part_of_word, writes_sounds,
};

/// Whether a place is a country, or a great city, whose names few people have.
fn is_well_known_place(place: &Entity<'_>) -> bool {
    place.is_country() || place.level().is_none() && place.weight >= GREAT_CITY
}

/// A match in its surroundings.
pub(super) struct Surroundings<'a> {
    pub(super) stretch: &'a Stretch<'a>,
    /// The match with what stands around it up to white space.
    pub(super) chunk: &'a str,
    pub(super) candidates: &'a [Candidate<'a>],
    /// Of each token of the text, whether it is part of some match.
    pub(super) covered: &'a [bool],
}

impl Surroundings<'_> {
    /// Why the match should not be linked.
    pub(super) fn objection(&self) -> Option<Reason> {
        let stretch = self.stretch;
        let piece = is_part_of_word(stretch)
            || is_part_of_transcription(stretch, is_little_town(&self.best().entity), self.covered)
            || stretch.is_cut_at_apostrophe()
            || is_torn(stretch)
            || is_part_of_phrase(stretch);
        if piece {
            return Some(Reason::PartOfLongerName);
        }
        if dates::is_era(stretch) || dates::is_old_month(stretch) {
            return Some(Reason::SmallWord);
        }
        if context::abbreviates_no_name(stretch) {
            return Some(Reason::OtherAbbreviation);
        }
        if let Some(reason) = dense::objection(self) {
            return Some(reason);
        }
        if marks::tell_apart(stretch, self.best()) {
            return Some(Reason::OtherLanguage);
        }
        if stretch.first != stretch.last {
            return self.to_several_words();
        }
        if far_fetched::is_only_elsewhere(stretch, self.best())
            || far_fetched::is_people_of_strangers(stretch, self.best())
        {
            return Some(Reason::OtherLanguage);
        }
        self.to_any_word()
            .or_else(|| beside_person_words(stretch, self.candidates))
            .or_else(|| self.to_word_for_place())
            .or_else(|| self.to_short_word())
            .or_else(|| self.is_in_longer_name().then_some(Reason::PartOfLongerName))
            .or_else(|| self.to_unlikely_name())
    }

    fn best(&self) -> &Candidate<'_> {
        &self.candidates[0]
    }

    /// Whether it is likeliest a place, or of one.
    fn is_of_place(&self) -> bool {
        self.best().entity.entity_type == EntityType::Place
    }

    fn is_person(&self) -> bool {
        self.best().entity.entity_type == EntityType::Person
    }

    fn is_place(&self) -> bool {
        self.best().mention_type() == EntityType::Place
    }

    /// What speaks against a name of several words.
    fn to_several_words(&self) -> Option<Reason> {
        let stretch = self.stretch;
        let part = context::is_hyphenated_further(stretch, self.covered)
            && (self.is_person() || !context::is_before_noun(stretch))
            || is_saints(stretch, self.best(), self.covered)
            || is_noun_phrase(stretch, self.best())
            || goes_on_after_small_word(stretch)
            || is_numbered(stretch, self.best());
        if part {
            return Some(Reason::PartOfLongerName);
        }
        if context::lacks_its_hyphen(stretch, self.best())
            || context::is_of_common_words(stretch, self.best())
        {
            return Some(Reason::CommonWord);
        }
        if is_plain_phrase(stretch, self.best()) {
            return Some(Reason::Obscure);
        }
        if is_in_address(stretch, self.candidates, self.chunk) {
            return Some(Reason::Address);
        }
        match self.best().entity.entity_type {
            EntityType::Place => self.to_several_words_for_place(),
            EntityType::Person => {
                begins_with_middle_initial(stretch).then_some(Reason::PartOfLongerName)
            }
            EntityType::Organization => {
                let part = context::begins_small(stretch, self.best())
                    || goes_on_in_other_letters(stretch, self.covered);
                part.then_some(Reason::PartOfLongerName)
            }
            _ => None,
        }
    }

    fn to_several_words_for_place(&self) -> Option<Reason> {
        let Surroundings {
            stretch, covered, ..
        } = *self;
        if beside::is_institution(stretch) {
            return Some(Reason::CommonWord);
        }
        if is_in_other_letters(stretch, self.best()) {
            return Some(Reason::OtherLanguage);
        }
        let part = context::goes_on(stretch, covered)
            || gives_its_name(stretch)
            || is_ship_in_quotes(stretch)
            || after_head_word(stretch)
            || beside::is_addressed(stretch)
            || is_behind_given_name(stretch, covered);
        if part {
            return Some(Reason::PartOfLongerName);
        }
        ends_own_name(stretch, covered).then_some(Reason::CompanyName)
    }

    /// What speaks against a name of one word, whatever it is a name of.
    fn to_any_word(&self) -> Option<Reason> {
        let stretch = self.stretch;
        let token = self.token();
        let in_capitals = self
            .candidates
            .iter()
            .all(|candidate| candidate.name.casing == Casing::Capitals);
        if context::too_short(stretch, token, in_capitals) {
            return Some(Reason::TooShort);
        }
        if is_in_address(stretch, self.candidates, self.chunk) {
            return Some(Reason::Address);
        }
        let small = || words::is_one_of(token, stretch.lang, &[Class::Function, Class::Calendar]);
        let common = context::common_word(stretch, token, self.best(), in_capitals)
            && !is_capitals_in_dateline(stretch, self.best());
        match common {
            true if small() => Some(Reason::SmallWord),
            true => Some(Reason::CommonWord),
            false => None,
        }
    }

    /// The token of a name of one word.
    fn token(&self) -> &Token {
        &self.stretch.tokens[self.stretch.first]
    }

    /// What the words beside a place's name say.
    fn to_word_for_place(&self) -> Option<Reason> {
        let stretch = self.stretch;
        if !self.is_place() {
            return None;
        }
        if is_in_other_letters(stretch, self.best()) {
            return Some(Reason::OtherLanguage);
        }
        let joined = goes_on_after_small_word(stretch)
            || went_on_before_small_word(stretch)
            || is_joined_by_particle(stretch)
            || is_behind_foreign_of(stretch)
            || is_behind_saint(stretch)
            || is_behind_double_hyphen(stretch)
            || is_little_town(&self.best().entity) && is_with_particle(stretch);
        if joined {
            return Some(Reason::PartOfLongerName);
        }
        if is_noun_with_article(stretch, self.best())
            || has_article_alone(stretch, self.best())
            || is_common_with_article(stretch, self.best())
        {
            return Some(Reason::CommonWord);
        }
        if context::in_quotes(stretch) {
            return Some(Reason::Quoted);
        }
        let part = is_channel(stretch) || after_head_word(stretch);
        part.then_some(Reason::PartOfLongerName)
    }

    /// Whether it is rather short for something else.
    fn to_short_word(&self) -> Option<Reason> {
        let stretch = self.stretch;
        let short = context::looks_abbreviated(stretch, self.token(), self.candidates)
            || context::is_family_name_of_abbreviation(stretch, self.token(), self.best())
            || self.is_place() && context::short_before_stop(self.stretch);
        short.then_some(Reason::OtherAbbreviation)
    }

    /// Whether a neighbour makes it part of a name that is not listed.
    fn is_in_longer_name(&self) -> bool {
        let Surroundings {
            stretch, covered, ..
        } = *self;
        let (best, of_place) = (self.best(), self.is_of_place());
        if self.is_person() && goes_on_after_hyphen(stretch)
            || is_with_number(stretch, best)
            || begins_longer_name(stretch, best)
        {
            return true;
        }
        let is_demonym = |candidate: &Candidate<'_>| candidate.name.kind == NameKind::Demonym;
        let of_demonym = self.candidates.iter().any(is_demonym);
        if (of_demonym || of_place && !best.entity.is_country())
            && beside::is_street(stretch, of_demonym)
        {
            return true;
        }
        if of_demonym {
            return context::in_compound(stretch, covered)
                || after_given_name(stretch, covered)
                || is_family_name_behind_capital(stretch, &best.name)
                || context::in_foreign_name(stretch, best);
        }
        let is_free = |at: usize| !covered[at];
        if of_place
            && !is_well_known_place(&best.entity)
            && is_behind_caseless_first_name(stretch, is_free)
        {
            return true;
        }
        let alone = of_place && beside::is_in_local_case(stretch, best)
            || context::is_free_abbreviation(stretch, best);
        !alone && capital_neighbour::within_longer_name(self)
    }

    /// Whether something else of the name is likelier.
    fn to_unlikely_name(&self) -> Option<Reason> {
        let stretch = self.stretch;
        let common = beside::is_institution(stretch)
            || beside::is_of_institutions(stretch)
            || is_title(stretch);
        if self.is_place() && common {
            return Some(Reason::CommonWord);
        }
        if self.is_of_place() && ends_own_name(stretch, self.covered) {
            return Some(Reason::CompanyName);
        }
        far_fetched::objection(stretch, self.candidates).or_else(|| {
            context::obscure(stretch, self.token(), self.best()).then_some(Reason::Obscure)
        })
    }
}
