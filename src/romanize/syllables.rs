//! Rules for Han characters by the syllables that they are read as in Mandarin: what those are in Latin letters, and
//! what Chinese writes with them of other languages.

use super::han::MANDARIN;
use super::rule_file::Rule;
use super::rule_list::{RuleList, Written};
use super::rules::{FILES, plain};
use crate::rules::context::Context;
use crate::rules::{Table, rule_rows};

#[derive(Debug, Default)]
pub(super) struct Syllables {
    /// The syllable as pinyin and the other systems spell it.
    systems: Table<String, RuleList>,
    /// What it stands for in names of other languages.
    learned: Table<String, RuleList>,
}

impl Syllables {
    pub(super) fn add(&mut self, rule: Rule) {
        let syllable = rule.source.iter().collect();
        self.learned.entry(syllable).or_default().push(rule);
    }

    /// Adds the systems of `pinyin.tsv`.
    pub(super) fn add_systems(&mut self) {
        /// Costs of the columns: pinyin, Wade-Giles, Tongyong and the Postal Map.
        const COSTS: [(usize, f32); 4] = [(0, 0.0), (1, 0.05), (3, 0.15), (4, 0.25)];
        let table = FILES.get("pinyin").map_or("", |file| file.text());
        for row in rule_rows(table).skip(1) {
            let syllable = plain(row[0]).replace("nv", "nu").replace("lv", "lu");
            for (column, cost) in COSTS {
                let spellings = row.get(column).copied().unwrap_or_default();
                for spelling in spellings.split_whitespace() {
                    // Sets live as long as the program.
                    let output: &'static str = plain(spelling).replace('v', "u").leak();
                    let rules = self.systems.entry(syllable.clone()).or_default();
                    rules.push(Rule {
                        source: syllable.chars().collect(),
                        left: Context::default(),
                        right: Context::default(),
                        output,
                        cost,
                        rank: 0,
                    });
                }
            }
        }
    }

    pub(super) fn sort(&mut self) {
        let lists = self.systems.values_mut().chain(self.learned.values_mut());
        lists.for_each(RuleList::sort);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.systems.is_empty() && self.learned.is_empty()
    }

    /// What the readings of a character are written as, in no order.
    pub(super) fn of(&self, sign: char) -> impl Iterator<Item = &Written> {
        let rules = MANDARIN.of(sign).iter().flat_map(|syllable| {
            let learned = self.learned.get(*syllable);
            self.systems.get(*syllable).into_iter().chain(learned)
        });
        rules.flat_map(RuleList::written)
    }
}
