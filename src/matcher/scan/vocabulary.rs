//! What a thread has found out about words: where the names begin that a word,
//! or what it may be inflected from, is the first word of, and which names have
//! it at all. Kept from text to text, since most words recur.

use super::memory::{mix, text_hash};
use super::{Bent, Walk};
use crate::EntityType;
use crate::fold::{Hasher, push_folded};
use crate::gazetteer::PartList;
use crate::inflect::{Bases, Cases, Endings, Spelling, endings};
use crate::matcher::Matcher;
use crate::matcher::layers::Layers;
use crate::matcher::words::{self, ByHash, Class};
use crate::text::{Flags, Token};

/// Words that are kept; before there are more, all are forgotten.
const MOST_WORDS: usize = 1 << 16;
/// Words of fewer letters are not taken for inflected ones.
const SHORTEST: usize = 3;

/// The words that one matcher has met.
#[derive(Debug, Default)]
pub(in crate::matcher) struct Vocabulary {
    /// Which matcher it is of.
    owner: u64,
    /// Which language it is asked about.
    lang: u64,
    words: ByHash<Known>,
    folded: String,
    bases: Bases,
}

/// What is known of a word, as far as it was asked for.
#[derive(Debug, Default)]
struct Known {
    starts: Option<Box<[Start]>>,
    lists: Option<Box<[Listed]>>,
}

/// A node of the FST of keys that a word leads to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    pub(in crate::matcher) layer: u32,
    pub(super) node: usize,
    pub(super) output: u64,
    /// What is assumed of the word, if it is not as listed.
    pub(super) bent: Option<Bent>,
    /// It is long enough to be a name by itself, not only the first word of one: `בתל אביב`.
    pub(super) whole: bool,
}

/// A list of the names that have a word.
#[derive(Clone, Copy, Debug)]
pub(in crate::matcher) struct Listed {
    layer: u32,
    value: u64,
    /// What it costs to take the word for that of the names.
    pub(in crate::matcher) cost: f32,
    /// The cases it then stands in, if it is inflected.
    pub(in crate::matcher) cases: Option<Cases>,
}

impl Listed {
    pub(in crate::matcher) fn layer(&self) -> usize {
        self.layer as usize
    }

    pub(in crate::matcher) fn names<'m>(&self, layers: &'m Layers) -> PartList<'m> {
        layers.gazetteers()[self.layer()].part_list(self.value)
    }
}

impl Vocabulary {
    /// Forgets everything unless it is of this matcher, and turns to a language.
    pub(in crate::matcher) fn take_over(&mut self, matcher: u64, lang: &str) {
        self.lang = text_hash(lang);
        if self.owner != matcher {
            self.owner = matcher;
            self.words.clear();
        }
    }

    /// Where the names begin in the FSTs of the gazetteers whose first word this is, as it stands or
    /// inflected; `small`: those that may begin with a small letter, and some more.
    pub(super) fn starts(
        &mut self,
        walks: &[Option<Walk<'_>>],
        text: &str,
        token: &Token,
        small: bool,
        (lang, endings): (&str, &Endings),
    ) -> &[Start] {
        let key = match small {
            true => mix(!token.hash, self.lang),
            false => mix(token.hash, self.lang),
        };
        let kept = self.words.get(&key);
        if kept.is_none_or(|known| known.starts.is_none()) {
            if !may_be_inflected(token) {
                return &[];
            }
            self.fold(text, token);
            let found = starts(walks, &self.folded, small, (lang, endings), &mut self.bases);
            // Most words begin no name; the caller remembers them in less room.
            if found.is_empty() || words::is(token, lang, Class::Function) {
                return &[];
            }
            self.known(key).starts = Some(found);
        }
        let known = self.words.get(&key);
        known
            .and_then(|known| known.starts.as_deref())
            .unwrap_or(&[])
    }

    /// The lists of names that have a word, as it stands or, of people, inflected.
    pub(in crate::matcher) fn lists(
        &mut self,
        layers: &Layers,
        text: &str,
        token: &Token,
        lang: &str,
    ) -> &[Listed] {
        let key = mix(token.hash, self.lang);
        if self
            .words
            .get(&key)
            .is_none_or(|known| known.lists.is_none())
        {
            self.fold(text, token);
            let found = lists(layers, &self.folded, lang, &mut self.bases);
            self.known(key).lists = Some(found);
        }
        let known = self.words.get(&key);
        known
            .and_then(|known| known.lists.as_deref())
            .unwrap_or(&[])
    }

    fn fold(&mut self, text: &str, token: &Token) {
        self.folded.clear();
        push_folded(text, token.span(), &mut self.folded);
    }

    /// The entry of a word. Words of one hash are taken for one: of the billions
    /// of words that a thread may see in a day, two such are not to be expected.
    fn known(&mut self, key: u64) -> &mut Known {
        if self.words.len() >= MOST_WORDS {
            self.words.clear();
        }
        self.words.entry(key).or_default()
    }
}

/// Whether endings may be taken off a token.
fn may_be_inflected(token: &Token) -> bool {
    let no_word = [Flags::VOID, Flags::SINGLE, Flags::DIGIT];
    !token.is_dense() && !no_word.iter().any(|flag| token.has(*flag))
}

fn starts(
    walks: &[Option<Walk<'_>>],
    word: &str,
    small: bool,
    (lang, endings): (&str, &Endings),
    bases: &mut Bases,
) -> Box<[Start]> {
    endings.bases_of_first(word, bases);
    let mut starts = Vec::new();
    let walks = walks.iter().enumerate();
    for (layer, walk) in walks.filter_map(|(layer, walk)| Some((layer, walk.as_ref()?))) {
        let mut add = |form: &str, bent: Option<Bent>| {
            let found = walk.start(form, small);
            // What is a name as it stands was found by the scan; here it may begin one.
            let found = found.filter(|(node, _)| bent.is_some() || !node.is_empty());
            starts.extend(found.map(|(node, output)| Start {
                layer: layer as u32,
                node: node.addr(),
                output,
                bent,
                whole: is_long_enough(form),
            }));
        };
        // Swedish `hwar` is the word `var`, not the island of Hvar.
        let is_word = |form: &str| words::is_any_word(Hasher::of(form), lang);
        let is_word = bases
            .iter()
            .any(|(form, base)| base.spelling == Spelling::Other && is_word(form));
        let forms = bases.iter().filter(|(form, _)| may_begin_name(form));
        for (form, base) in forms.filter(|(_, base)| base.spelling == Spelling::Own || !is_word) {
            add(form, Bent::with(None, base));
        }
        // A name that is not inflected in its first word, or looks the same.
        add(word, None);
    }
    starts.into()
}

fn lists(layers: &Layers, word: &str, lang: &str, bases: &mut Bases) -> Box<[Listed]> {
    let mut lists = Vec::new();
    let mut add = |form: &str, cost: f32, cases: Option<Cases>| {
        for (layer, gazetteer) in layers.gazetteers().iter().enumerate() {
            let output = gazetteer
                .part_fst()
                .and_then(|index| index.get(form.as_bytes()));
            lists.extend(output.map(|output| Listed {
                layer: layer as u32,
                value: output.value(),
                cost,
                cases,
            }));
        }
    };
    add(word, 0.0, None);
    if let Some(endings) = endings(lang) {
        endings.bases(word, bases);
        for (form, base) in bases
            .iter()
            .filter(|(form, base)| form.len() > 2 && base.types.has(EntityType::Person))
        {
            let is_case = base.spelling != Spelling::Other;
            add(form, base.cost, is_case.then_some(base.cases));
        }
    }
    lists.into()
}

pub(super) fn is_long_enough(form: &str) -> bool {
    form.chars().nth(SHORTEST - 1).is_some()
}

/// Whether it is long enough for the first of several words.
pub(super) fn may_begin_name(form: &str) -> bool {
    form.chars().nth(SHORTEST - 2).is_some()
}

/// The walks of a matcher's gazetteers, and of its authority, along the tokens of a text.
pub(super) fn walks<'a>(
    matcher: &'a Matcher,
    text: &'a str,
    tokens: &'a [Token],
) -> Vec<Option<Walk<'a>>> {
    let gazetteers = matcher.layers.searched();
    gazetteers
        .map(|gazetteer| Walk::new(gazetteer, text, tokens))
        .collect()
}
