//! Which of what arrives is kept already: under the same id, at the same address, or saying the same under a new id.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use store::{
    Id, Tx,
    document::{Document, Known},
    source::Source,
};

use crate::{
    Actor, Refusal,
    listen::{
        identity,
        ingest_arrival::{Arrival, part_shared_addresses, unname_shared_guids},
    },
};

/// Which arrivals are documents that are kept already.
pub(crate) struct Recognised {
    /// By the places of the arrivals.
    pub(crate) known: HashMap<usize, Known>,
    /// Those that another source brought first and this one brings now for the first time.
    pub(crate) seconded: HashSet<Id<Document>>,
}

/// Finds which arrivals are documents that are kept already. One that only shares its address with another entry of the same
/// source gets a key of its own: the other's id is in this batch too, so it was not renamed. What has moved is given its new address.
pub(crate) async fn recognise(tx: &Tx, actor: &Actor, source: &Source, arrivals: &mut [Arrival]) -> Result<Recognised, Refusal> {
    unname_shared_guids(arrivals);
    part_shared_addresses(arrivals);
    let guids: Vec<&str> = arrivals.iter().map(|arrival| arrival.guid.as_str()).collect();
    let by_guid: HashMap<String, Known> = tx.known_by_guid(source.id, &guids).await?.into_iter().collect();
    let keys: Vec<&str> = arrivals.iter().map(|arrival| arrival.document.key.as_str()).collect();
    let by_key: HashMap<String, Known> =
        tx.known_by_key(actor.workspace, &keys).await?.into_iter().map(|known| (known.document_key.clone(), known)).collect();
    let found: Vec<Id<_>> = by_key.values().map(|known| known.id).collect();
    let mut own: HashMap<Id<_>, Vec<String>> = HashMap::new();
    for (document, guid) in tx.guids_of(source.id, &found).await? {
        own.entry(document).or_default().push(guid);
    }
    let here: BTreeSet<String> = arrivals.iter().map(|arrival| arrival.guid.clone()).collect();
    let renamed = renamed(tx, source, arrivals, &by_guid, &by_key, &here).await?;
    let mut known = HashMap::new();
    let mut seconded = HashSet::new();
    for (place, arrival) in arrivals.iter_mut().enumerate() {
        if let Some(found) = by_guid.get(&arrival.guid) {
            known.insert(place, found.clone());
        } else if let Some(found) = by_key.get(&arrival.document.key) {
            let others = own.get(&found.id).map_or(&[][..], Vec::as_slice);
            let still_there = others.iter().any(|guid| *guid != arrival.guid && here.contains(guid));
            let another_text =
                found.title != arrival.document.row.title && found.published_at != arrival.document.row.published_at;
            if found.source_id == source.id && !others.is_empty() && (still_there || another_text) {
                arrival.document.key = arrival.key_apart.clone();
            } else {
                if found.source_id != source.id && others.is_empty() {
                    seconded.insert(found.id);
                }
                known.insert(place, found.clone());
            }
        } else if let Some(found) = renamed.get(&place) {
            known.insert(place, found.clone());
        }
    }
    follow_moves(tx, source, arrivals, &by_guid).await?;
    Ok(Recognised { known, seconded })
}

/// Gives documents the addresses that their own source names for them now, under the ids by which it always named them. The address
/// of before remains the one by which other sources' copies are recognised.
async fn follow_moves(tx: &Tx, source: &Source, arrivals: &[Arrival], by_guid: &HashMap<String, Known>) -> Result<(), Refusal> {
    // In the order of their ids, the same in every worker: two that write to the same documents must not wait for each other.
    let mut moves: BTreeMap<Id<Document>, (&str, &str)> = BTreeMap::new();
    for arrival in arrivals {
        let row = &arrival.document.row;
        let Some(known) = by_guid.get(&arrival.guid).filter(|known| known.source_id == source.id) else { continue };
        if let Some(address) = identity::moved(known.address.as_deref(), row.address.as_deref()) {
            moves.insert(known.id, (address, &row.site));
        }
    }
    for (id, (address, site)) in moves {
        tx.move_document(id, address, site).await?;
    }
    Ok(())
}

/// Entries without an address of their own are told by their ids alone, and some feeds give each a new one every time. One that says the
/// same at the same moment as a document of this source, whose own id is not in the batch any more, is that document under a new id.
async fn renamed(
    tx: &Tx,
    source: &Source,
    arrivals: &[Arrival],
    by_guid: &HashMap<String, Known>,
    by_key: &HashMap<String, Known>,
    here: &BTreeSet<String>,
) -> Result<HashMap<usize, Known>, Refusal> {
    let is_unknown = |arrival: &Arrival| !by_guid.contains_key(&arrival.guid) && !by_key.contains_key(&arrival.document.key);
    let is_placeless = |arrival: &Arrival| identity::hangs_on_guid(&arrival.document.key) && arrival.document.row.published_known;
    let places: Vec<usize> =
        (0..arrivals.len()).filter(|&place| is_unknown(&arrivals[place]) && is_placeless(&arrivals[place])).collect();
    let moments: Vec<i64> = places.iter().map(|&place| arrivals[place].document.row.published_at).collect();
    let said = tx.known_by_moment(source.id, &moments).await?;
    let ids: Vec<Id<Document>> = said.iter().map(|known| known.id).collect();
    let still_here: BTreeSet<Id<Document>> = tx
        .guids_of(source.id, &ids)
        .await?
        .into_iter()
        .filter_map(|(document, guid)| here.contains(&guid).then_some(document))
        .collect();
    let mut left: Vec<Known> = said.into_iter().filter(|known| !still_here.contains(&known.id)).collect();
    let mut renamed = HashMap::new();
    for place in places {
        let row = &arrivals[place].document.row;
        let same = |known: &Known| known.published_at == row.published_at && known.content_hash == row.content_hash;
        if let Some(at) = left.iter().position(same) {
            renamed.insert(place, left.swap_remove(at));
        }
    }
    Ok(renamed)
}
