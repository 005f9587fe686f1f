//! Values in brackets, as YAML's flow style has them, read up to the cursor.

use super::{Context, Slot};

/// A value in brackets while it goes by.
#[derive(Debug)]
pub(super) struct Flow {
    base: Vec<String>,
    open: Vec<Bracket>,
    /// Where the token begins that is being written.
    token: usize,
    quote: Option<char>,
}

#[derive(Debug)]
enum Bracket {
    List,
    /// The key whose value comes.
    Mapping(Option<String>),
}

impl Flow {
    pub(super) fn new(base: Vec<String>) -> Self {
        Self {
            base,
            open: Vec::new(),
            token: 0,
            quote: None,
        }
    }

    pub(super) fn is_closed(&self) -> bool {
        self.open.is_empty()
    }

    pub(super) fn feed(&mut self, piece: &str, start: usize) {
        let mut is_fresh = self.token < start;
        for (at, character) in piece.char_indices() {
            let byte = start + at;
            if is_fresh && character != ' ' {
                self.token = byte;
                is_fresh = false;
            }
            if let Some(quote) = self.quote {
                if character == quote {
                    self.quote = None;
                }
                continue;
            }
            match character {
                '"' | '\'' if self.token == byte => self.quote = Some(character),
                '[' => self.open.push(Bracket::List),
                '{' => self.open.push(Bracket::Mapping(None)),
                ']' | '}' => {
                    self.open.pop();
                    if self.open.is_empty() {
                        return;
                    }
                }
                ',' => {
                    if let Some(Bracket::Mapping(key)) = self.open.last_mut() {
                        *key = None;
                    }
                }
                ':' if piece[at + 1..].is_empty() || piece[at + 1..].starts_with(' ') => {
                    if let Some(Bracket::Mapping(key @ None)) = self.open.last_mut() {
                        let from = self.token.max(start) - start;
                        *key = Some(piece[from..at].trim().to_owned());
                    }
                }
                _ => continue,
            }
            is_fresh = !matches!(character, '"' | '\'');
            if is_fresh {
                self.token = byte + 1;
            }
        }
        if is_fresh {
            self.token = start + piece.len();
        }
    }

    pub(super) fn context(&self, text: &str, byte: usize) -> Option<Context> {
        let mut path = self.base.clone();
        for bracket in &self.open {
            if let Bracket::Mapping(Some(key)) = bracket {
                path.push(key.clone());
            }
        }
        let start = self.token.min(byte);
        let after = text[byte..].split('\n').next().unwrap_or_default();
        let mut end = after.find([',', ']', '}', ':', '#']).unwrap_or(after.len());
        let slot = match self.open.last()? {
            Bracket::List => Slot::Item(path),
            Bracket::Mapping(Some(_)) => Slot::Value(path),
            Bracket::Mapping(None) => {
                let is_new = !after[end..].starts_with(':');
                Slot::Key { path, is_new }
            }
        };
        if let Some(close) = self.quote.and_then(|quote| after.find(quote)) {
            end = close + 1;
        }
        Some(Context {
            slot,
            range: start..byte + after[..end].trim_end().len(),
            typed: text[start..byte].trim_start_matches(['"', '\'']).to_owned(),
        })
    }
}
