//! Changes inputs at random: bytes, ranges, words of a dictionary, pieces of other inputs.

/// Inputs are kept below this many bytes, so that many are tried.
const LONGEST: usize = 4_096;

/// How many of the made inputs are changed further, besides the seeds.
const KEPT: usize = 64;

/// A source of inputs.
pub(super) struct Mutator<'a> {
    state: u64,
    seeds: Vec<Vec<u8>>,
    made: Vec<Vec<u8>>,
    dictionary: &'a [&'a str],
}

impl<'a> Mutator<'a> {
    pub(super) fn new(start: u64, seeds: Vec<Vec<u8>>, dictionary: &'a [&'a str]) -> Self {
        assert!(!seeds.is_empty(), "a target has seeds");
        Self {
            state: start | 1,
            seeds,
            made: Vec::new(),
            dictionary,
        }
    }

    /// The next input: an earlier one with a few changes.
    pub(super) fn next(&mut self) -> Vec<u8> {
        let mut input = if !self.made.is_empty() && self.below(3) == 0 {
            let index = self.below(self.made.len());
            self.made[index].clone()
        } else {
            self.seed()
        };
        for _ in 0..=self.below(6) {
            self.change(&mut input);
        }
        input.truncate(LONGEST);
        if self.made.len() < KEPT {
            self.made.push(input.clone());
        } else if self.below(8) == 0 {
            let index = self.below(KEPT);
            self.made[index].clone_from(&input);
        }
        input
    }

    fn seed(&mut self) -> Vec<u8> {
        let index = self.below(self.seeds.len());
        self.seeds[index].clone()
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let at = self.below(input.len() + 1);
        let end = at + self.below((input.len() - at).min(64) + 1);
        match self.below(8) {
            0 => drop(input.drain(at..end)),
            1 => {
                let piece = input[at..end].to_vec();
                let times = 1 + self.below(20);
                input.splice(at..at, piece.repeat(times));
            }
            2 => {
                let other = self.seed();
                let from = self.below(other.len() + 1);
                let to = from + self.below((other.len() - from).min(200) + 1);
                input.splice(at..end, other[from..to].iter().copied());
            }
            3 => {
                let byte = u8::try_from(self.below(256)).expect("below 256");
                input.splice(at..at, [byte]);
            }
            4 => {
                let character =
                    char::from_u32(u32::try_from(self.below(0x11_0000)).expect("below 2^32"));
                let mut buffer = [0; 4];
                input.splice(
                    at..at,
                    character
                        .unwrap_or('\u{202e}')
                        .encode_utf8(&mut buffer)
                        .bytes(),
                );
            }
            5 => input.truncate(end),
            _ if !self.dictionary.is_empty() => {
                let index = self.below(self.dictionary.len());
                input.splice(at..at, self.dictionary[index].bytes());
            }
            _ => {}
        }
    }

    /// A number below a limit (xorshift64*).
    fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        let number = self.state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number).expect("31 bits fit") % limit.max(1)
    }
}
