//! GeoNames: `allCountries`, `citiesN` or the file of a country, and
//! `alternateNamesV2` behind it.
//!
//! Follows the readme of `download.geonames.org/export/dump`: tables with tabs,
//! of 19 columns for places and 10 (8 in the old version) for alternate names.
//! Checked here with files made after it; the same data came to the default
//! gazetteer by way of packages.
//!
//! | in the tables | becomes |
//! | --- | --- |
//! | name | canonical, of no language |
//! | alternate name, preferred and short; preferred | canonical in its language, in this order |
//! | alternate name, the only one of its language | canonical in its language |
//! | other alternate names, short, colloquial | aliases |
//! | historic | former names |
//! | language `abbr`; `piny` | abbreviations; romanizations |
//! | language `wkdt` | `same_as` |
//! | `link`, `post`, `iata`, `icao`, `faac`, `unlc`, `tcid`, `phon` | left out: links and codes |
//! | population | the weight |
//! | country code, admin1 code, feature code | attributes `country`, `region` (`AM.11`), `level` (0 for countries, 1, 2) |
//!
//! Without a table of alternate names, those of the column `alternatenames` are
//! aliases of no language. Ids are `geonames:` and the number.

use super::super::{EntityType, NameKind};
use super::fact::{Fact, Role, Standing};
use super::group::Groups;
use super::importer::{At, Importer};
use super::lines::Lines;
use super::text;
use super::{Input, each_grouped};
use crate::error::{Error, Result, counted};

/// Rows are short, but for the column of alternate names: 10,000 characters by the readme.
const LONGEST_LINE: usize = 1 << 20;

/// Languages of alternate names that are no names.
const NO_NAMES: [&str; 8] = [
    "link", "post", "iata", "icao", "faac", "unlc", "tcid", "phon",
];

/// Reads the tables of places, then those of alternate names.
pub(super) fn read(inputs: Vec<Input<'_>>, importer: &mut Importer<'_>) -> Result<()> {
    let more = inputs.len() > 1;
    let mut taken = Taken::default();
    each_grouped(inputs, importer, |input, importer, groups| {
        let failed = |e| Error::io(&input.name, e);
        let mut lines = Lines::new(input.reader, LONGEST_LINE);
        let mut width = None;
        let mut table = Table {
            importer: &mut *importer,
            groups,
            taken: &mut taken,
            more,
        };
        while let Some(line) = lines.next().map_err(failed)? {
            if line.bytes.trim_ascii().is_empty() {
                continue;
            }
            let at = At::line(line.number, line.bytes);
            match *width.get_or_insert_with(|| columns(line.bytes)) {
                _ if line.too_long => {
                    let message = format!("a line of more than {LONGEST_LINE} bytes");
                    table
                        .importer
                        .malformed(&at, message, "is a line end missing?");
                }
                19 => table.place(&at)?,
                8 | 10 => table.alternate_name(&at)?,
                width => {
                    let message = format!(
                        "{}; GeoNames has 19 for places, 10 for alternate names",
                        counted(width, "column")
                    );
                    let help = "give allCountries.txt, citiesN.txt or a country's file, then alternateNamesV2.txt";
                    importer.unreadable(&at, message, help);
                    break;
                }
            }
        }
        Ok(())
    })
}

fn columns(line: &[u8]) -> usize {
    line.split(|b| *b == b'\t').count()
}

/// The places that are asked for: names of others need not be kept.
#[derive(Default)]
struct Taken {
    ids: Vec<u32>,
    sorted: bool,
}

impl Taken {
    fn add(&mut self, id: u32) {
        self.sorted = self.ids.is_empty() || (self.sorted && self.ids.last() < Some(&id));
        self.ids.push(id);
    }

    fn has(&mut self, id: u32) -> bool {
        if !self.sorted {
            self.ids.sort_unstable();
            self.sorted = true;
        }
        self.ids.binary_search(&id).is_ok()
    }
}

struct Table<'t, 'a> {
    importer: &'t mut Importer<'a>,
    groups: &'t mut Groups,
    taken: &'t mut Taken,
    /// There are other tables: the column of alternate names only repeats them.
    more: bool,
}

impl Table<'_, '_> {
    fn place(&mut self, at: &At<'_>) -> Result<()> {
        let Some((number, cells)) = self.row::<19>(at, 0) else {
            return Ok(());
        };
        let [_, name, _, alternates, _, _, class, code, country, ..] = cells;
        let (admin1, population) = (cells[10], cells[14]);
        let weight = population.parse::<f32>().unwrap_or(0.0).max(0.0);
        if !self.wants(class, code) || weight < self.importer.options.min_weight {
            self.importer
                .leave_out("places of other features or fewer people");
            return Ok(());
        }
        self.taken.add(number);
        let id = format!("geonames:{number}");
        if let Some((text, lang)) = self.importer.name(at, name, "") {
            let fact = Fact {
                entity_type: Some(EntityType::Place),
                weight: (weight > 0.0).then_some(weight),
                attributes: attributes(country, admin1, code),
                standing: Standing::Described,
                ..Fact::name(&id, text, lang, Role::Preferred(0))
            };
            self.groups.add(fact)?;
        }
        for alternate in alternates
            .split(',')
            .filter(|name| !name.is_empty() && !self.more)
        {
            if let Some((text, lang)) = self.importer.name(at, alternate, "") {
                self.groups
                    .add(Fact::name(&id, text, lang, Role::Kind(NameKind::Alias)))?;
            }
        }
        Ok(())
    }

    fn alternate_name(&mut self, at: &At<'_>) -> Result<()> {
        // The last two columns are missing in the old version; they are not looked at.
        let Some((number, [_, _, lang, name, preferred, short, colloquial, historic])) =
            self.row::<8>(at, 1)
        else {
            return Ok(());
        };
        if !self.taken.has(number) {
            self.importer
                .leave_out("names of places that are not taken");
            return Ok(());
        }
        let id = format!("geonames:{number}");
        if lang == "wkdt" {
            let same_as = text::id(name).unwrap_or_default();
            return self.groups.add(Fact {
                id,
                same_as,
                ..Fact::default()
            });
        } else if NO_NAMES.contains(&lang) {
            self.importer.leave_out("links and codes");
            return Ok(());
        }
        let role = match (lang, preferred == "1", short == "1") {
            _ if historic == "1" => Role::Kind(NameKind::Former),
            ("abbr", ..) => Role::Kind(NameKind::Abbreviation),
            ("piny", ..) => Role::Kind(NameKind::Romanization),
            ("fr_1793", ..) => Role::Kind(NameKind::Former),
            _ if colloquial == "1" => Role::Kind(NameKind::Alias),
            // The name of no language is that of the other table.
            ("", ..) => Role::Kind(NameKind::Alias),
            (_, true, true) => Role::Preferred(0),
            (_, true, false) => Role::Preferred(1),
            (_, false, true) => Role::Kind(NameKind::Alias),
            (_, false, false) => Role::Plain,
        };
        let lang = if lang == "abbr" { "" } else { lang };
        match self.importer.name(at, name, lang) {
            Some((text, lang)) => self.groups.add(Fact::name(&id, text, lang, role)),
            None => Ok(()),
        }
    }

    /// The first columns of a row, and the number in one of them.
    fn row<'l, const N: usize>(
        &mut self,
        at: &At<'l>,
        number: usize,
    ) -> Option<(u32, [&'l str; N])> {
        let Ok(line) = std::str::from_utf8(at.raw) else {
            self.importer.malformed(
                at,
                "the line is not UTF-8",
                "GeoNames is in UTF-8; fetch the file anew",
            );
            return None;
        };
        let mut cells = [""; N];
        let mut rest = line.split('\t');
        let mut count = 0;
        for (cell, text) in cells.iter_mut().zip(rest.by_ref()) {
            *cell = text;
            count += 1;
        }
        if count < N || rest.count() > 2 {
            let found = columns(at.raw);
            let message = format!("{}, unlike the first line", counted(found, "column"));
            self.importer
                .malformed(at, message, "is a line end or a tab missing?");
            return None;
        }
        match cells[number].parse() {
            Ok(id) => Some((id, cells)),
            Err(_) => {
                let message = format!("`{}` is no GeoNames id", text::shown(cells[number]));
                self.importer.malformed(at, message, "");
                None
            }
        }
    }

    /// Whether places of this feature are asked for.
    fn wants(&self, class: &str, code: &str) -> bool {
        let features = &self.importer.options.features;
        let both = format!("{class}.{code}");
        features.is_empty()
            || features
                .iter()
                .any(|asked| asked == class || *asked == both || asked == code)
    }
}

/// What the table says beside the name, in the words of the default gazetteer.
fn attributes(country: &str, admin1: &str, code: &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    let mut add =
        |column: &str, value: String| attributes.push((column.to_owned(), text::attribute(&value)));
    if !country.is_empty() {
        add("country", country.to_owned());
        if !matches!(admin1, "" | "00") {
            add("region", format!("{country}.{admin1}"));
        }
    }
    match code {
        "PCL" | "PCLI" | "PCLD" | "PCLF" | "PCLS" | "PCLIX" => add("level", "0".to_owned()),
        "ADM1" => add("level", "1".to_owned()),
        "ADM2" => add("level", "2".to_owned()),
        _ => {}
    }
    attributes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_known_in_any_order() {
        let mut taken = Taken::default();
        for id in [5, 7, 3, 9] {
            taken.add(id);
        }
        assert!(taken.has(3) && taken.has(9) && !taken.has(4));
        taken.add(4);
        assert!(taken.has(4));
    }
}
