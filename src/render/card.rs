//! The pictures that networks show beside a shared link: a headline and its date in, a PNG out. The home of `resvg` and of
//! the face, which comes with `typst-assets`: no font of the machine is used, so that every machine draws the same.

use std::fmt::Write;
use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::characters;
use super::picture::text_width;
use crate::plan::{CARD_SIZE as SIZE, has_letters_for};

/// The space at the left and the right in pixels.
const EDGE: f64 = 80.0;
/// The sizes of a headline in pixels and how many lines of each fit; a longer one is cut.
const SIZES: [(f64, usize); 3] = [(88.0, 3), (68.0, 4), (56.0, 5)];
/// The face, by the name in its files.
const FACE: &str = "Libertinus Serif";

/// What stands on a picture.
pub(super) struct Card<'a> {
    /// Over the headline: the date. It may be empty.
    pub(super) kicker: &'a str,
    /// The headline.
    pub(super) headline: &'a str,
    /// At the foot: the name of the site, or what it is about.
    pub(super) foot: &'a str,
    /// The accent colour, as a CSS hex colour.
    pub(super) accent: &'a str,
}

/// A picture as PNG.
pub(super) fn png(card: &Card) -> Vec<u8> {
    static FACES: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let faces = FACES.get_or_init(|| {
        let mut faces = fontdb::Database::new();
        for face in typst_assets::fonts() {
            faces.load_font_data(face.to_vec());
        }
        Arc::new(faces)
    });
    let options = Options {
        font_family: FACE.to_owned(),
        fontdb: Arc::clone(faces),
        ..Options::default()
    };
    let tree = Tree::from_str(&svg(card), &options).expect("what is drawn is well-formed");
    let mut pixels = Pixmap::new(SIZE.0, SIZE.1).expect("the size is not zero");
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().expect("memory takes what is written")
}

fn svg(card: &Card) -> String {
    let (width, height) = (f64::from(SIZE.0), f64::from(SIZE.1));
    let Card { accent, .. } = card;
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect width="{width}" height="{height}" fill="#fbfaf6"/><rect width="{width}" height="18" fill="#1a1815"/>"##
    );
    let mut text = |y: f64, size: f64, weight: u16, colour: &str, words: &str| {
        let words = escaped(words);
        write!(svg, r#"<text x="{EDGE}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{colour}">{words}</text>"#)
            .expect("writing to a string does not fail");
    };
    let room = width - 2.0 * EDGE;
    text(
        120.0,
        34.0,
        600,
        accent,
        &one_line(drawable(card.kicker), 34.0, room),
    );
    let (size, lines) = headline(card.headline, room);
    for (line, y) in lines.iter().zip(0_u32..) {
        text(
            200.0 + size * 0.25 + f64::from(y) * size * 1.12,
            size,
            700,
            "#1a1815",
            line,
        );
    }
    text(
        height - 62.0,
        32.0,
        600,
        "#5c574d",
        &one_line(drawable(card.foot), 32.0, room),
    );
    let foot = height - 116.0;
    write!(
        svg,
        r##"<path d="M{EDGE} {foot}H{}" stroke="#1a1815" stroke-width="2"/></svg>"##,
        width - EDGE
    )
    .expect("writing to a string does not fail");
    svg
}

/// A headline in lines, at the largest size at which all of it fits.
fn headline(words: &str, room: f64) -> (f64, Vec<String>) {
    let set = SIZES.map(|(size, most)| (size, most, lines(words, size, room)));
    let fits = set.iter().find(|(_, most, lines)| lines.len() <= *most);
    let (size, most, lines) = fits.unwrap_or(&set[SIZES.len() - 1]);
    let mut lines = lines.clone();
    if lines.len() > *most {
        lines.truncate(*most);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    (*size, lines)
}

/// The lines of a text. The widths are those of a sans-serif face, which is wider than this one.
fn lines(words: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words
        .split_whitespace()
        .flat_map(|word| parts(word, size, room))
    {
        let line = lines
            .last_mut()
            .expect("there is a line from the beginning");
        if line.is_empty() {
            line.push_str(&word);
        } else if text_width(&format!("{line} {word}"), size) <= room {
            line.push(' ');
            line.push_str(&word);
        } else {
            lines.push(word);
        }
    }
    lines
}

/// A word in parts that are no wider than a line: nearly always the word itself.
fn parts(word: &str, size: f64, room: f64) -> Vec<String> {
    let mut parts = vec![String::new()];
    for letter in word.chars() {
        let part = parts
            .last_mut()
            .expect("there is a part from the beginning");
        if !part.is_empty() && text_width(&format!("{part}{letter}"), size) > room {
            parts.push(letter.to_string());
        } else {
            part.push(letter);
        }
    }
    parts
}

/// A line, or nothing where it would be drawn as empty boxes.
fn drawable(words: &str) -> &str {
    if has_letters_for(words) { words } else { "" }
}

/// As much of a text as one line has room for.
fn one_line(words: &str, size: f64, room: f64) -> String {
    let mut lines = lines(words, size, room).into_iter();
    let first = lines.next().unwrap_or_default();
    if lines.next().is_some() {
        format!("{first}…")
    } else {
        first
    }
}

/// A text as XML has it.
fn escaped(words: &str) -> String {
    characters::line(words)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn card<'a>(headline: &'a str, accent: &'a str) -> Card<'a> {
        Card {
            kicker: "21 January 2022, 11:00 CET",
            headline,
            foot: "January 2022: the talks on Ukraine",
            accent,
        }
    }

    #[test]
    fn a_picture_shows_its_texts_and_is_the_same_twice() {
        let drawn = png(&card("Blinken & Lavrov <meet> in Geneva", "#a3241c"));
        assert_eq!(
            drawn,
            png(&card("Blinken & Lavrov <meet> in Geneva", "#a3241c"))
        );
        let decoded = Pixmap::decode_png(&drawn).unwrap();
        assert_eq!((decoded.width(), decoded.height()), SIZE);
        let is_inked = |rows: std::ops::Range<u32>| {
            rows.flat_map(|y| (0..SIZE.0).map(move |x| (x, y)))
                .filter(|(x, y)| decoded.pixel(*x, *y).is_some_and(|pixel| pixel.red() < 200))
                .count()
        };
        assert!(is_inked(90..130) > 500, "the date");
        assert!(is_inked(150..400) > 5_000, "the headline");
        assert!(is_inked(540..590) > 500, "the foot");
        assert_eq!(is_inked(20..80), 0, "and nothing between");
        let accent = decoded
            .pixels()
            .iter()
            .filter(|pixel| pixel.red() > 140 && pixel.green() < 60);
        assert!(accent.count() > 100, "the date has the accent colour");
    }

    #[test]
    fn a_line_without_letters_in_the_face_is_left_out() {
        let drawn = svg(&Card {
            kicker: "2022年1月21日",
            foot: "الجدول",
            ..card("Geneva", "#a3241c")
        });
        assert!(drawn.contains("Geneva"));
        assert!(!drawn.contains('年') && !drawn.contains('ا'), "{drawn}");
    }

    #[test]
    fn a_long_word_is_broken_within_the_card() {
        let word =
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
        let (size, lines) = headline(&format!("The {word}"), 1_040.0);
        assert!(lines.len() > 1);
        assert!(
            lines.iter().all(|line| text_width(line, size) <= 1_040.0),
            "{lines:?}"
        );
        assert_eq!(lines.concat().replace(' ', ""), format!("The{word}"));
        assert!(text_width(&one_line(word, 34.0, 300.0), 34.0) <= 340.0);
    }

    #[test]
    fn a_headline_is_as_large_as_it_fits() {
        for (words, size, count) in [(1, 88.0, 1), (12, 68.0, 4), (200, 56.0, 5)] {
            let text = "chronicle ".repeat(words);
            let (found, lines) = headline(text.trim(), 1_040.0);
            assert!(
                (found - size).abs() < 0.1 && lines.len() == count,
                "{words}: {found}, {lines:?}"
            );
        }
    }
}
