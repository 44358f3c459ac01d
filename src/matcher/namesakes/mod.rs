//! What shares its name with a place, and how the text tells which is meant.
//!
//! Small towns are called as people are (`person_or_place`), as firms (`among_names`) and like adjectives
//! (`adjectives`), sports clubs as their towns (`clubs`), states and towns as rivers (`rivers`), and divisions of
//! a country as their towns (`division`). Of several towns one is meant that stands beside the larger place it
//! lies in (`neighbours`), and none that another country stands beside (`gloss`), no more than a ministry or
//! another body of some `sector` is; or one whose region or country the text names (`regions`), going by what it
//! names for certain (`named`). Saints are no towns (`saints`). In signs that languages share, places at home are
//! called so sooner than those abroad (`same_signs`).
//!
//! `told` knows what says that a place is meant, and `listed_together` which names stand in one list.

pub(super) mod adjectives;
mod among_names;
pub(super) mod clubs;
pub(super) mod division;
pub(super) mod gloss;
pub(super) mod listed_together;
pub(super) mod named;
pub(super) mod neighbours;
pub(super) mod person_or_place;
pub(super) mod regions;
pub(super) mod rivers;
pub(super) mod saints;
pub(super) mod same_signs;
mod sector;
pub(super) mod told;
