//! Which of the languages that write Han signs a text without any other sign is in: each has its own ways of
//! writing some.

use std::sync::LazyLock;

use crate::rules::{Table, rule_rows};

/// Ways of writing, the likeliest first where as much speaks for each.
const WAYS: [&str; 3] = ["zh", "zh-Hant", "ja"];

/// Signs that not all ways of writing have: which have them.
static SIGNS: LazyLock<Table<char, [bool; WAYS.len()]>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/han_signs.tsv"));
    let signs = rows.flat_map(|row| {
        let has = WAYS.map(|way| row[0].split(' ').any(|of| of == way));
        row[1].chars().map(move |sign| (sign, has))
    });
    signs.collect()
});

/// The language in whose way of writing the fewest signs of a text are foreign. What has signs of simplified and of
/// traditional Chinese may be Japanese, which has some of both: `韓国`.
pub(super) fn language(text: &str) -> &'static str {
    /// A text tells within so many characters.
    const ENOUGH: usize = 2000;
    let mut foreign = [0usize; WAYS.len()];
    for has in text.chars().take(ENOUGH).filter_map(|c| SIGNS.get(&c)) {
        for (foreign, has) in foreign.iter_mut().zip(has) {
            *foreign += usize::from(!has);
        }
    }
    let fewest = (0..WAYS.len()).min_by_key(|way| foreign[*way]);
    fewest.map_or("", |way| WAYS[way])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_tell_the_way_of_writing() {
        assert_eq!(language("美國總統在華盛頓會見記者"), "zh-Hant");
        assert_eq!(language("美国总统在华盛顿会见记者"), "zh");
        assert_eq!(language("北京"), "zh");
        assert_eq!(language("東京都知事"), "zh-Hant");
    }

    #[test]
    fn headlines_without_kana_may_be_japanese() {
        for text in [
            "韓国大統領選挙",
            "英国首相、仏独訪問",
            "国家主席訪韓",
            "湾岸戦争",
        ] {
            assert_eq!(language(text), "ja", "{text}");
        }
        assert_eq!(language("韩国总统选举"), "zh");
        assert_eq!(language("南韓總統選舉"), "zh-Hant");
    }
}
