//! Which elements of HTML are open, as far as tags tell.
//!
//! Browsers build a tree; what matters here is only what holds for the text:
//! its language, whether it may be translated, whether it is in a link. So a
//! list of the open elements will do, with the rules for end tags that were left
//! out or stand where they close nothing ("has an element in scope").

use std::collections::HashMap;

use super::elements::{Element, HTML};

/// What holds for the text in an element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    pub(super) lang: u16,
    /// It is left as it is.
    pub(super) skip: bool,
    /// And no attribute further in can say otherwise.
    pub(super) firm: bool,
    pub(super) linked: bool,
    /// There are no tags here.
    pub(super) text_only: bool,
    /// Elements here are none of HTML.
    pub(super) foreign: bool,
}

/// Elements deeper than this are not kept, and their text is left as it is.
pub(super) const DEEPEST: usize = 10_000;

#[derive(Debug, Default)]
pub(super) struct Scope {
    open: Vec<Open>,
    /// Start tags beyond the deepest.
    beyond: usize,
    names: HashMap<Box<str>, u32>,
    /// Where in `open` the elements of each name are.
    places: Vec<Vec<u32>>,
    barriers: Vec<u32>,
    list_barriers: Vec<u32>,
    table_barriers: Vec<u32>,
}

#[derive(Debug)]
struct Open {
    name: u32,
    state: State,
}

impl Scope {
    /// What holds for the text that comes.
    pub(super) fn state(&self) -> State {
        let state = self.open.last().map_or(State::default(), |open| open.state);
        State {
            skip: state.skip || self.beyond > 0,
            ..state
        }
    }

    /// The number that stands for a name. No page has so many elements; what is over is taken for one.
    pub(super) fn name(&mut self, name: &str) -> u32 {
        const MOST: usize = 4096;
        if let Some(number) = self.known(name) {
            return number;
        }
        let name = if self.places.len() < MOST { name } else { "" };
        let number = self.places.len() as u32;
        self.names.insert(name.into(), number);
        self.places.push(Vec::new());
        number
    }

    fn known(&self, name: &str) -> Option<u32> {
        let number = self.names.get(name).or_else(|| self.names.get(""));
        number.copied()
    }

    /// Closes what a start tag closes that has no end tag.
    pub(super) fn make_room(&mut self, element: &Element) {
        let last = |places: &[u32]| places.last().copied().unwrap_or(0);
        for name in &element.closes {
            let barrier = match (element.table_part, *name) {
                (true, _) => last(&self.table_barriers),
                (_, "li" | "dt" | "dd") => last(&self.barriers).max(last(&self.list_barriers)),
                _ => last(&self.barriers),
            };
            let number = self.name(name);
            let places = &self.places[number as usize];
            let first = places.partition_point(|place| *place < barrier);
            if let Some(place) = places.get(first) {
                self.truncate(*place as usize);
            }
        }
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, element: &Element, state: State) {
        if self.open.len() == DEEPEST {
            self.beyond += 1;
            return;
        }
        let (number, place) = (self.name(name), self.open.len() as u32);
        self.places[number as usize].push(place);
        for (is, barriers) in [
            (element.barrier, &mut self.barriers),
            (element.list_barrier, &mut self.list_barriers),
            (element.table_barrier, &mut self.table_barriers),
        ] {
            if is {
                barriers.push(place);
            }
        }
        self.open.push(Open {
            name: number,
            state,
        });
    }

    /// Closes the element that an end tag closes, if there is one, with all that is open in it.
    pub(super) fn close(&mut self, name: &str) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        // What comes behind them is put into the body.
        if matches!(name, "html" | "body") {
            return;
        }
        let barriers = match HTML.element(name).table_part || name == "table" {
            true => &self.table_barriers,
            false => &self.barriers,
        };
        let Some(number) = self.known(name) else {
            return;
        };
        let place = self.places[number as usize].last();
        if let Some(place) = place.filter(|place| *place >= barriers.last().unwrap_or(&0)) {
            self.truncate(*place as usize);
        }
    }

    fn truncate(&mut self, len: usize) {
        for open in self.open.drain(len..) {
            self.places[open.name as usize].pop();
        }
        for barriers in [
            &mut self.barriers,
            &mut self.list_barriers,
            &mut self.table_barriers,
        ] {
            let kept = barriers.partition_point(|place| (*place as usize) < len);
            barriers.truncate(kept);
        }
    }
}
