//! A share of a plan, for builds that several machines do together: each file belongs to exactly one.

use std::fmt;
use std::str::FromStr;

/// The K-th of N shares, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    number: u32,
    count: u32,
}

impl Share {
    /// Which of how many.
    #[must_use]
    pub fn of(number: u32, count: u32) -> Option<Self> {
        (1..=count)
            .contains(&number)
            .then_some(Self { number, count })
    }

    /// How many shares there are.
    #[must_use]
    pub fn count(self) -> u32 {
        self.count
    }

    /// Whether it has the bundles, whose names are known only once they are made: the first share does.
    #[must_use]
    pub fn has_bundles(self) -> bool {
        self.number == 1
    }

    /// Whether it has a file, by its path from the output's root. The path alone decides, so that a page does not change its
    /// share when others come and go.
    #[must_use]
    pub fn has(self, file: &str) -> bool {
        // FNV-1a, 64 bits: short, and the same on every machine.
        let hash = file.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let mixed = hash ^ (hash >> 32);
        mixed % u64::from(self.count) + 1 == u64::from(self.number)
    }
}

impl FromStr for Share {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let numbers = text.split_once('/');
        let share = numbers.and_then(|(number, count)| {
            Self::of(number.trim().parse().ok()?, count.trim().parse().ok()?)
        });
        share.ok_or("expected `K/N` with K from 1 to N, such as `2/7`")
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.count)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_written_as_k_of_n() {
        let check = |text: &str, expected: Option<&str>| {
            let share = text.parse::<Share>().ok().map(|share| share.to_string());
            assert_eq!(share.as_deref(), expected, "{text}");
        };
        check("1/1", Some("1/1"));
        check("7/7", Some("7/7"));
        check("0/7", None);
        check("8/7", None);
        check("1/0", None);
        check("-1/2", None);
        check("1", None);
        check("a/b", None);
    }

    #[test]
    fn each_file_has_one_share_and_shares_are_alike() {
        for count in [1, 2, 7] {
            let mut sizes = vec![0_u32; count as usize];
            for number in 0..7_000 {
                let file = format!("events/event-{number}/index.html");
                let shares = (1..=count).map(|number| Share::of(number, count).unwrap());
                let own: Vec<bool> = shares.map(|share| share.has(&file)).collect();
                assert_eq!(own.iter().filter(|has| **has).count(), 1);
                sizes[own.iter().position(|has| *has).unwrap()] += 1;
            }
            let fair = 7_000 / count;
            assert!(
                sizes.iter().all(|size| size.abs_diff(fair) < fair / 5),
                "{sizes:?}"
            );
        }
    }
}
