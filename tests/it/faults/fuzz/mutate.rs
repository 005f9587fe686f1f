//! Changes inputs at random: bytes, numbers, lines, ranges, words of a dictionary, pieces of other inputs, nesting.

/// Inputs are kept below this many bytes, so that many are tried.
const LONGEST: usize = 4_096;

/// How many inputs that showed something new are changed further, besides the seeds.
const KEPT: usize = 512;

/// Numbers at which programs change their minds.
const NUMBERS: [&str; 16] = [
    "0",
    "-1",
    "1",
    "00",
    "9",
    "12",
    "24",
    "29",
    "31",
    "60",
    "255",
    "65536",
    "-2147483649",
    "9223372036854775808",
    "99999999999999999999",
    "1e309",
];

/// A source of inputs.
pub(super) struct Mutator<'a> {
    state: u64,
    seeds: Vec<Vec<u8>>,
    kept: Vec<Vec<u8>>,
    dictionary: &'a [&'a str],
}

impl<'a> Mutator<'a> {
    pub(super) fn new(start: u64, seeds: Vec<Vec<u8>>, dictionary: &'a [&'a str]) -> Self {
        assert!(!seeds.is_empty(), "a target has seeds");
        Self {
            state: start | 1,
            seeds,
            kept: Vec::new(),
            dictionary,
        }
    }

    /// The next input: an earlier one with a few changes.
    pub(super) fn next(&mut self) -> Vec<u8> {
        let mut input = self.known();
        for _ in 0..=self.below(6) {
            self.change(&mut input);
        }
        input.truncate(LONGEST);
        input
    }

    /// Keeps an input that showed something new.
    pub(super) fn keep(&mut self, input: Vec<u8>) {
        if self.kept.len() < KEPT {
            self.kept.push(input);
        } else {
            let index = self.below(KEPT);
            self.kept[index] = input;
        }
    }

    /// A seed or a kept input.
    fn known(&mut self) -> Vec<u8> {
        let list = if self.kept.is_empty() || self.below(3) == 0 {
            self.seeds.len()
        } else {
            self.kept.len() + self.seeds.len()
        };
        let index = self.below(list);
        let kept = index.checked_sub(self.seeds.len());
        kept.map_or_else(|| &self.seeds[index], |kept| &self.kept[kept])
            .clone()
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let at = self.below(input.len() + 1);
        let end = at + self.below((input.len() - at).min(64) + 1);
        match self.below(12) {
            0 => drop(input.drain(at..end)),
            1 => {
                let piece = input[at..end].to_vec();
                let times = 1 + self.below(20);
                input.splice(at..at, piece.repeat(times));
            }
            2 => {
                let other = self.known();
                let from = self.below(other.len() + 1);
                let to = from + self.below((other.len() - from).min(200) + 1);
                input.splice(at..end, other[from..to].iter().copied());
            }
            3 => {
                let byte = u8::try_from(self.below(256)).expect("below 256");
                input.splice(at..at, [byte]);
            }
            4 => {
                let number = u32::try_from(self.below(0x11_0000)).expect("below 2^32");
                let character = char::from_u32(number).unwrap_or('\u{202e}');
                let mut buffer = [0; 4];
                let bytes = character.encode_utf8(&mut buffer).bytes();
                input.splice(at..at, bytes);
            }
            5 if at < input.len() => input[at] ^= 1 << self.below(8),
            6 => self.change_number(input, at),
            7 => self.change_lines(input),
            8 => self.nest(input, at, end),
            9 if self.below(4) == 0 => input.truncate(end),
            _ if !self.dictionary.is_empty() => {
                let word = self.word();
                input.splice(at..at, word.bytes());
            }
            _ => {}
        }
    }

    fn word(&mut self) -> &'a str {
        let index = self.below(self.dictionary.len());
        self.dictionary[index]
    }

    /// Puts another number in the place of the next one.
    fn change_number(&mut self, input: &mut Vec<u8>, at: usize) {
        let is_digit = |byte: &u8| byte.is_ascii_digit();
        let Some(start) = input[at..].iter().position(is_digit).map(|n| at + n) else {
            return;
        };
        let digits = input[start..].iter().take_while(|b| is_digit(b)).count();
        let number = NUMBERS[self.below(NUMBERS.len())];
        input.splice(start..start + digits, number.bytes());
    }

    /// Leaves out a line, says it twice, or moves it.
    fn change_lines(&mut self, input: &mut Vec<u8>) {
        let mut lines: Vec<&[u8]> = input.split_inclusive(|byte| *byte == b'\n').collect();
        if lines.is_empty() {
            return;
        }
        let (from, to) = (self.below(lines.len()), self.below(lines.len()));
        let line = lines[from];
        match self.below(3) {
            0 => drop(lines.remove(from)),
            1 => lines.insert(to, line),
            _ => lines.swap(from, to),
        }
        *input = lines.concat();
    }

    /// Puts one word of the dictionary many times before a range, and another as often behind it.
    fn nest(&mut self, input: &mut Vec<u8>, at: usize, end: usize) {
        if self.dictionary.is_empty() {
            return;
        }
        let (opening, closing) = (self.word(), self.word());
        let times = 1 + self.below(80);
        input.splice(end..end, closing.repeat(times).bytes());
        input.splice(at..at, opening.repeat(times).bytes());
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
