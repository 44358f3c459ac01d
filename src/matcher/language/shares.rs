//! How much of a text the words that tell a language make up at least.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::counts::Votes;
use crate::rules::rule_rows;

/// In hundredths of what all words written small could say.
static SHARES: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/word_shares.tsv"));
    rows.filter_map(|row| Some((row[0], row[1].parse().ok()?)))
        .collect()
});

/// Whether the words of a text say as much for a language as texts in that language say at least: among those of every
/// other language there are some that happen to be its.
pub(super) fn are_enough(votes: &Votes, lang: &str) -> bool {
    /// Fewer words may be of any kind.
    const SHORT: u32 = 32;
    /// One word more or less tells little.
    const ONE: u32 = 4;
    /// Where it is not known.
    const USUAL: u32 = 10;
    let share = SHARES.get(lang).copied().unwrap_or(USUAL);
    votes.all < SHORT || 100 * (votes.by_words(lang) + ONE) >= share * votes.all
}

#[cfg(test)]
mod tests {
    use super::super::detect;
    use crate::text::tokenize;

    #[test]
    fn words_that_happen_to_be_a_languages_tell_nothing_among_many_others() {
        let detected = |text: &str| {
            let mut tokens = Vec::new();
            tokenize(text, &mut tokens);
            detect(text, &tokens, |_| 0)
        };
        assert_eq!(detected("und nicht balumi"), "de");
        // No language has the others.
        let more =
            "korupane sitolu mevani und ralomi tepuka nicht solimane vatuki pelora".to_owned();
        assert_eq!(
            detected(&more.replace("und", "mun").replace("nicht", "kal")),
            ""
        );
        assert_eq!(
            detected(&(more + " tumelani kovasu ritane lomupa sekuvi natola")),
            ""
        );
    }
}
