//! What YAML is refused before it is parsed: nesting and aliases that would cost out of all proportion to the text.

use std::ops::Range;

use granit_parser::{Event, Parser};

use crate::diagnostic::{Code, Diagnostic, Place, SitePath};

/// The deepest nesting of lists and mappings; honest front matter has four or five levels.
const LEVELS: usize = 64;

/// The most values that aliases may add to those that are written out.
const ALIASED_VALUES: usize = 10_000;

/// Refuses a text that nests too deep or whose aliases repeat too much.
pub(super) fn check(file: &SitePath, text: &str, range: Range<usize>) -> Result<(), Diagnostic> {
    let yaml = &text[range.clone()];
    if let Some(at) = too_deep(yaml) {
        let place = Place::bytes(file, range.start + at..range.start + at + 1);
        let message = format!("lists and mappings are nested deeper than {LEVELS} levels");
        return Err(Diagnostic::new(Code::YamlSyntax, message).at(place, "too deep here"));
    }
    if yaml.contains('&')
        && yaml.contains('*')
        && let Some(alias) = too_many_aliases(yaml)
    {
        let place = Place::bytes(file, range.start + alias.start..range.start + alias.end);
        let message = format!("aliases repeat more than {ALIASED_VALUES} values");
        return Err(Diagnostic::new(Code::YamlSyntax, message)
            .at(place, "too much from here on")
            .help("write the values out where they are needed"));
    }
    Ok(())
}

/// The byte at which flow collections, or indicators of block collections on one line, exceed the limit. Quoted text
/// counts too: no text has 64 brackets that stay open.
fn too_deep(yaml: &str) -> Option<usize> {
    let (mut brackets, mut indicators, mut in_indicators) = (0_usize, 0_usize, true);
    for (at, byte) in yaml.bytes().enumerate() {
        match byte {
            b'[' | b'{' => brackets += 1,
            b']' | b'}' => brackets = brackets.saturating_sub(1),
            b'\n' => (indicators, in_indicators) = (0, true),
            b'-' | b'?' | b':' if in_indicators => indicators += 1,
            b' ' | b'\t' => {}
            _ => in_indicators = false,
        }
        // A rule of hyphens is a text; indicators stand apart, and so fill more columns.
        if brackets > LEVELS || (indicators > LEVELS && yaml.as_bytes()[..=at].ends_with(b" -")) {
            return Some(at);
        }
    }
    None
}

/// The alias at which the values that aliases stand for exceed the limit.
fn too_many_aliases(yaml: &str) -> Option<Range<usize>> {
    // The number of values below each anchor that is complete, by the anchor's number.
    let mut anchored: Vec<(usize, usize)> = Vec::new();
    // The anchor and the number of values so far of each collection that is open.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut aliased = 0;
    for event in Parser::new_from_str(yaml) {
        let Ok((event, span)) = event else { break };
        let (anchor, size) = match event {
            Event::Scalar(_, _, anchor, _) => (anchor, 1),
            Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _) => {
                open.push((anchor, 1));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().unwrap_or_default(),
            Event::Alias(id) => {
                let size = anchored
                    .iter()
                    .rev()
                    .find(|(anchor, _)| *anchor == id)
                    .map_or(1, |(_, size)| *size);
                aliased += size;
                if aliased > ALIASED_VALUES {
                    return span.byte_range();
                }
                (0, size)
            }
            _ => continue,
        };
        if anchor != 0 {
            anchored.push((anchor, size));
        }
        if let Some((_, total)) = open.last_mut() {
            *total += size;
        }
    }
    None
}
