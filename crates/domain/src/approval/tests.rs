use proptest::prelude::*;

use super::*;

const AUTHOR: i64 = 1;
const ANN: i64 = 2;
const BEN: i64 = 3;

fn hash(text: &str) -> ContentHash {
    ContentHash::of([text.as_bytes()])
}

fn any(who: &[Who]) -> Step {
    Step { who: who.to_vec(), need: Need::Any }
}

fn all(who: &[Who]) -> Step {
    Step { who: who.to_vec(), need: Need::All }
}

fn chain(steps: &[Step]) -> Chain {
    Chain::new(steps.to_vec()).unwrap()
}

fn user(id: i64) -> By {
    By::User { id, hats: vec![Hat::ContentManager] }
}

fn says(step: usize, by: By, is_yes: bool) -> Approval {
    Approval { step, by, is_yes, hash: hash("text") }
}

fn check(chain: &Chain, approvals: &[Approval], expect: &State) {
    assert_eq!(&judge(chain, approvals, &[AUTHOR], hash("text")), expect, "{approvals:?}");
}

#[test]
fn one_of_any_and_each_of_all() {
    let two = [Who::User(ANN), Who::User(BEN)];
    let yes = |id| says(0, user(id), true);
    check(&Chain::default(), &[], &State::Approved);
    check(&chain(&[any(&two)]), &[], &State::Waiting { step: 0, asked: two.to_vec() });
    check(&chain(&[any(&two)]), &[yes(BEN)], &State::Approved);
    check(&chain(&[all(&two)]), &[yes(BEN)], &State::Waiting { step: 0, asked: vec![Who::User(ANN)] });
    check(&chain(&[all(&two)]), &[yes(BEN), yes(BEN)], &State::Waiting { step: 0, asked: vec![Who::User(ANN)] });
    check(&chain(&[all(&two)]), &[yes(BEN), yes(ANN)], &State::Approved);
}

#[test]
fn steps_are_asked_one_after_the_other() {
    let steps = chain(&[any(&[Who::Hat(Hat::ContentManager)]), any(&[Who::Outsider(9)])]);
    check(&steps, &[], &State::Waiting { step: 0, asked: vec![Who::Hat(Hat::ContentManager)] });
    check(&steps, &[says(0, user(ANN), true)], &State::Waiting { step: 1, asked: vec![Who::Outsider(9)] });
    let done = [says(0, user(ANN), true), says(1, By::Outsider(9), true)];
    check(&steps, &done, &State::Approved);
    // Another outsider's link, and an outsider whose number is that of a user, are nobody here.
    check(&steps, &[done[0].clone(), says(1, By::Outsider(8), true)], &State::Waiting { step: 1, asked: vec![Who::Outsider(9)] });
    check(
        &chain(&[any(&[Who::User(ANN)])]),
        &[says(0, By::Outsider(ANN), true)],
        &State::Waiting { step: 0, asked: vec![Who::User(ANN)] },
    );
}

#[test]
fn nobody_approves_their_own() {
    let owners = chain(&[any(&[Who::Hat(Hat::ContentManager), Who::User(AUTHOR)])]);
    check(
        &owners,
        &[says(0, user(AUTHOR), true)],
        &State::Waiting { step: 0, asked: vec![Who::Hat(Hat::ContentManager), Who::User(AUTHOR)] },
    );
    assert_eq!(may_decide(&owners, 0, &user(AUTHOR), &[ANN, AUTHOR]), Err(NotYours::OwnWork));
    assert_eq!(may_decide(&owners, 0, &user(ANN), &[AUTHOR]), Ok(()));
    assert_eq!(may_decide(&owners, 0, &By::Outsider(AUTHOR), &[AUTHOR]), Err(NotYours::NotAsked));
    assert_eq!(may_decide(&owners, 1, &user(ANN), &[]), Err(NotYours::NoSuchStep));
    // Nor does the author's no count: they may take their text back instead.
    check(&owners, &[says(0, user(AUTHOR), false), says(0, user(ANN), true)], &State::Approved);
}

#[test]
fn a_no_stops_until_it_is_taken_back() {
    let two = chain(&[any(&[Who::User(ANN), Who::User(BEN)]), any(&[Who::Outsider(9)])]);
    let no = says(0, user(BEN), false);
    let refused = State::Refused { step: 0, by: user(BEN) };
    check(&two, std::slice::from_ref(&no), &refused);
    check(&two, &[says(0, user(ANN), true), no.clone()], &refused);
    check(&two, &[no.clone(), says(0, user(BEN), true)], &State::Waiting { step: 1, asked: vec![Who::Outsider(9)] });
    // An approval that is taken back is lost, also when everything was done.
    let done = [says(0, user(BEN), true), says(1, By::Outsider(9), true)];
    check(&two, &done, &State::Approved);
    check(&two, &[done[0].clone(), done[1].clone(), no], &refused);
}

#[test]
fn a_change_asks_again() {
    let one = chain(&[any(&[Who::User(ANN)])]);
    let yes = says(0, user(ANN), true);
    assert_eq!(judge(&one, std::slice::from_ref(&yes), &[], hash("text")), State::Approved);
    assert_eq!(judge(&one, std::slice::from_ref(&yes), &[], hash("text.")).code(), "waiting");
    let no = says(0, user(ANN), false);
    assert_eq!(judge(&one, &[no], &[], hash("text.")).code(), "waiting");
    // The bytes of the parts do not run into each other.
    assert_ne!(ContentHash::of([&b"ab"[..], b"c"]), ContentHash::of([&b"a"[..], b"bc"]));
    assert_ne!(ContentHash::of([&b""[..]]), ContentHash::of([]));
    assert_eq!(ContentHash::from_bytes(*hash("text").bytes()), hash("text"));
}

#[test]
fn a_chain_has_its_limits_also_when_it_is_read() {
    let ann = any(&[Who::User(ANN)]);
    assert_eq!(Chain::new(vec![ann.clone(); 6]), Err(Problem::TooManySteps));
    assert_eq!(Chain::new(vec![ann.clone(), any(&[])]), Err(Problem::NobodyAsked(1)));
    let many: Vec<_> = (0..21).map(Who::User).collect();
    assert_eq!(Chain::new(vec![any(&many)]), Err(Problem::TooManyNamed(0)));
    assert_eq!(chain(&[all(&[Who::User(ANN), Who::User(ANN)])]).steps()[0].who.len(), 1);
    let kept = serde_json::to_string(&chain(&[ann, all(&[Who::Hat(Hat::Owner), Who::Outsider(9)])])).unwrap();
    assert_eq!(kept, r#"[{"who":[{"user":2}],"need":"any"},{"who":[{"hat":"owner"},{"outsider":9}],"need":"all"}]"#);
    assert_eq!(serde_json::from_str::<Chain>(&kept).unwrap().steps().len(), 2);
    assert!(serde_json::from_str::<Chain>(r#"[{"who":[],"need":"any"}]"#).is_err());
}

fn any_who() -> impl Strategy<Value = Who> {
    prop_oneof![
        prop::sample::select(Hat::ALL.to_vec()).prop_map(Who::Hat),
        (1i64..5).prop_map(Who::User),
        (1i64..3).prop_map(Who::Outsider),
    ]
}

fn any_chain() -> impl Strategy<Value = Chain> {
    let step = (prop::collection::vec(any_who(), 1..4), prop::sample::select(vec![Need::Any, Need::All]))
        .prop_map(|(who, need)| Step { who, need });
    prop::collection::vec(step, 0..=STEPS_MAX).prop_map(|steps| Chain::new(steps).unwrap())
}

fn any_approval() -> impl Strategy<Value = Approval> {
    let by = prop_oneof![
        (1i64..5, prop::sample::subsequence(Hat::ALL.to_vec(), 0..=2)).prop_map(|(id, hats)| By::User { id, hats }),
        (1i64..3).prop_map(By::Outsider),
    ];
    (0usize..5, by, prop::bool::weighted(0.85), prop::bool::weighted(0.9)).prop_map(|(step, by, is_yes, is_current)| Approval {
        step,
        by,
        is_yes,
        hash: hash(if is_current { "text" } else { "other" }),
    })
}

proptest! {
    #[test]
    fn what_is_approved_was_approved_by_others_in_every_step(
        chain in any_chain(), approvals in prop::collection::vec(any_approval(), 0..40),
    ) {
        let state = judge(&chain, &approvals, &[AUTHOR], hash("text"));
        // What the author, or anybody about another text, says changes nothing.
        let counting: Vec<_> = approvals.iter()
            .filter(|one| one.hash == hash("text") && !one.by.is_among(&[AUTHOR]))
            .cloned().collect();
        prop_assert_eq!(&judge(&chain, &counting, &[AUTHOR], hash("text")), &state);
        match &state {
            State::Approved => for (at, step) in chain.steps().iter().enumerate() {
                let yes = |who: &Who| counting.iter().any(|one| one.step == at && one.is_yes && one.by.is_meant(*who));
                let is_done = match step.need {
                    Need::Any => step.who.iter().any(yes),
                    Need::All => step.who.iter().all(yes),
                };
                prop_assert!(is_done, "step {} of {:?}", at, chain);
            },
            State::Waiting { step, asked } => {
                prop_assert!(!asked.is_empty() && asked.iter().all(|who| chain.steps()[*step].who.contains(who)));
            }
            State::Refused { step, by } => {
                prop_assert!(counting.iter().any(|one| one.step == *step && one.by == *by && !one.is_yes));
            }
        }
    }

    #[test]
    fn a_change_of_hash_leaves_no_decision(chain in any_chain(), approvals in prop::collection::vec(any_approval(), 0..40)) {
        prop_assert_eq!(
            judge(&chain, &approvals, &[AUTHOR], hash("changed")),
            judge(&chain, &[], &[AUTHOR], hash("changed"))
        );
    }

    #[test]
    fn asking_who_is_asked_leads_to_approval(chain in any_chain()) {
        // Everybody who is asked says yes, one after the other, as somebody who is not the author.
        let mut approvals = Vec::new();
        for _ in 0..=STEPS_MAX * NAMED_IN_STEP_MAX {
            let State::Waiting { step, asked } = judge(&chain, &approvals, &[99], hash("text")) else { break };
            let by = match asked[0] {
                Who::Hat(_) => By::User { id: 50, hats: Hat::ALL.to_vec() },
                Who::User(id) => By::User { id, hats: Vec::new() },
                Who::Outsider(id) => By::Outsider(id),
            };
            approvals.push(says(step, by, true));
        }
        prop_assert_eq!(judge(&chain, &approvals, &[99], hash("text")), State::Approved);
    }
}
