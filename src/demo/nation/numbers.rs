//! How many of everything: the figures of Wales, and how they are shared out.

/// Schools of the whole nation.
pub const SCHOOLS: usize = 1_460;

/// Schools by phase, and people, of a nation of some size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numbers {
    pub primaries: usize,
    pub secondaries: usize,
    pub middles: usize,
    pub specials: usize,
    /// Children who begin in a primary school each year; as many leave Year 6.
    pub beginners: u32,
    /// Learners of Year 11 who stay on, and so those of Year 12, and those of Year 13.
    pub sixth_formers: u32,
    pub staff: u32,
}

/// The whole nation: with seven years in the primary schools, five in the secondary schools, twelve in the others and two in
/// the sixth forms these are 466,000 learners.
const WALES: Numbers = Numbers {
    primaries: 1_212,
    secondaries: 180,
    middles: 28,
    specials: 40,
    beginners: 35_000,
    sixth_formers: 10_520,
    staff: 50_000,
};

/// Children who begin each year in a school for all ages, and in a special school.
pub(super) const MIDDLE_INTAKE: u32 = 60;
pub(super) const SPECIAL_INTAKE: u32 = 10;

impl Numbers {
    /// Those of a nation of so many schools, four at least: in the proportions of the whole.
    pub(super) fn of(schools: usize) -> Self {
        let share = |number: usize| number * schools / SCHOOLS;
        let secondaries = share(WALES.secondaries).max(1);
        let (middles, specials) = (share(WALES.middles), share(WALES.specials));
        let primaries = schools.max(4) - secondaries - middles - specials;
        let people = |number: u32| {
            let whole = u64::from(number) * primaries as u64 / WALES.primaries as u64;
            u32::try_from(whole).unwrap_or(u32::MAX)
        };
        Self {
            primaries,
            secondaries,
            middles,
            specials,
            beginners: people(WALES.beginners),
            sixth_formers: people(WALES.sixth_formers),
            staff: people(WALES.staff),
        }
    }
}

/// Shares `total` out in proportion to `weights`, none lost: who is rounded down most gets one of the rest.
pub(super) fn share_out(total: u32, weights: &[u32]) -> Vec<u32> {
    let sum: u64 = weights.iter().copied().map(u64::from).sum::<u64>().max(1);
    let exact = |weight: u32| u64::from(total) * u64::from(weight);
    let mut shares: Vec<u32> =
        weights.iter().map(|weight| u32::try_from(exact(*weight) / sum).unwrap_or(u32::MAX)).collect();
    let rest = total - shares.iter().sum::<u32>();
    let mut places: Vec<usize> = (0..weights.len()).collect();
    places.sort_by_key(|place| std::cmp::Reverse((exact(weights[*place]) % sum, weights[*place])));
    for place in places.into_iter().cycle().take(if weights.is_empty() { 0 } else { rest as usize }) {
        shares[place] += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_whole_nation_is_wales() {
        assert_eq!(Numbers::of(SCHOOLS), WALES);
        let schools = WALES.primaries + WALES.secondaries + WALES.middles + WALES.specials;
        assert_eq!(schools, SCHOOLS);
    }

    proptest! {
        #[test]
        fn a_smaller_nation_has_as_many_schools_as_were_asked_for(schools in 4usize..1_460) {
            let numbers = Numbers::of(schools);
            prop_assert_eq!(numbers.primaries + numbers.secondaries + numbers.middles + numbers.specials, schools);
            prop_assert!(numbers.primaries >= numbers.secondaries);
        }

        #[test]
        fn nothing_is_lost_by_sharing_out(total in 0u32..100_000, weights in prop::collection::vec(1u32..90, 1..50)) {
            let shares = share_out(total, &weights);
            prop_assert_eq!(shares.iter().sum::<u32>(), total);
            let (least, most) = (weights.iter().min().unwrap(), weights.iter().max().unwrap());
            let share_of = |weight: &u32| weights.iter().zip(&shares).filter(|(w, _)| *w == weight).map(|(_, s)| *s).max();
            prop_assert!(share_of(least) <= share_of(most).map(|share| share + 1));
        }
    }
}
