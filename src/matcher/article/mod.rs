//! What the names that an article has for certain tell of the rest of it.
//!
//! Holders of offices by family name (`office`), later mentions of its people (`chain`, `titled`), abbreviations
//! that it explains (`initialisms`), kings and popes by their numbers (`regnal`), and names spelled by the same
//! scheme as others (`scheme`, `route`).

pub(super) mod chain;
pub(super) mod initialisms;
pub(super) mod office;
pub(super) mod regnal;
pub(super) mod route;
pub(super) mod scheme;
pub(super) mod titled;
