//! Row ids that cannot be mistaken for one another.

use std::{fmt, hash, marker::PhantomData, num::ParseIntError, str::FromStr};

use sea_orm::{ColIdx, QueryResult, TryGetError, TryGetable, Value};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The id of a row of the noun `N`, as the database gave it. `Id<Source>` and `Id<Topic>` are different types.
pub struct Id<N> {
    value: i64,
    noun: PhantomData<fn() -> N>,
}

impl<N> Id<N> {
    /// Wraps the number that a row was found under.
    #[must_use]
    pub const fn new(value: i64) -> Self {
        Self { value, noun: PhantomData }
    }

    /// The number itself, for a statement or an address.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.value
    }
}

impl<N> Clone for Id<N> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<N> Copy for Id<N> {}

impl<N> PartialEq for Id<N> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<N> Eq for Id<N> {}

impl<N> PartialOrd for Id<N> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<N> Ord for Id<N> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.value.cmp(&other.value)
    }
}

impl<N> hash::Hash for Id<N> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl<N> fmt::Debug for Id<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.value)
    }
}

impl<N> fmt::Display for Id<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<N> FromStr for Id<N> {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self::new)
    }
}

impl<N> Serialize for Id<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.value)
    }
}

impl<'de, N> Deserialize<'de> for Id<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        i64::deserialize(deserializer).map(Self::new)
    }
}

impl<N> TryGetable for Id<N> {
    fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        i64::try_get_by(row, index).map(Self::new)
    }
}

impl<N> From<Id<N>> for Value {
    fn from(id: Id<N>) -> Self {
        Self::BigInt(Some(id.value))
    }
}
