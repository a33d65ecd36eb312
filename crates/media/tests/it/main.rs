//! What files of all sorts come to: sound ones, damaged ones, bombs, liars.

mod made;
mod metadata;
mod robust;
mod sizes;
