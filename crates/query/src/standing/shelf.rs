//! Numbered places that are copied in no time: a tree of fixed fan-out whose leaves hold the things.

use std::sync::Arc;

use super::filing::FAN_OUT;

type Leaf<T> = [Option<Arc<T>>; FAN_OUT];
type Branch<T> = [Arc<Leaf<T>>; FAN_OUT];

/// Things by number. A copy shares all; writing to one of them copies the path to one place.
#[derive(Debug)]
pub(super) struct Shelf<T: ?Sized> {
    root: Arc<Vec<Arc<Branch<T>>>>,
}

impl<T: ?Sized> Clone for Shelf<T> {
    fn clone(&self) -> Self {
        Self { root: self.root.clone() }
    }
}

impl<T: ?Sized> Default for Shelf<T> {
    fn default() -> Self {
        Self { root: Arc::default() }
    }
}

impl<T: ?Sized> Shelf<T> {
    pub(super) fn get(&self, place: u32) -> Option<&Arc<T>> {
        let place = place as usize;
        self.root.get(place / FAN_OUT / FAN_OUT)?[place / FAN_OUT % FAN_OUT][place % FAN_OUT].as_ref()
    }

    /// Puts a thing at a place, or empties it, and gives back what was there.
    pub(super) fn put(&mut self, place: u32, thing: Option<Arc<T>>) -> Option<Arc<T>> {
        let place = place as usize;
        let root = Arc::make_mut(&mut self.root);
        while root.len() <= place / FAN_OUT / FAN_OUT {
            let leaf: Arc<Leaf<T>> = Arc::new(std::array::from_fn(|_| None));
            root.push(Arc::new(std::array::from_fn(|_| leaf.clone())));
        }
        let branch = Arc::make_mut(&mut root[place / FAN_OUT / FAN_OUT]);
        std::mem::replace(&mut Arc::make_mut(&mut branch[place / FAN_OUT % FAN_OUT])[place % FAN_OUT], thing)
    }

    /// Everything held, in the order of its place.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Arc<T>> {
        self.root.iter().flat_map(|branch| branch.iter()).flat_map(|leaf| leaf.iter()).flatten()
    }
}
