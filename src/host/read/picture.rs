//! The dimensions of a picture, from the head of its file; `imagesize` knows the pixel formats, SVG is XML.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;

/// Bytes of an SVG file in which its first element must stand.
const SVG_HEAD: u64 = 16 << 10;

/// Width and height in pixels; `None` for what is no picture or cannot be understood.
pub(super) fn dimensions(file: &Path) -> Option<(u32, u32)> {
    let extension = file.extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" => {
            let reader = BufReader::new(File::open(file).ok()?);
            let size = imagesize::reader_size(reader).ok()?;
            pixels(
                u32::try_from(size.width).ok()?,
                u32::try_from(size.height).ok()?,
            )
        }
        "svg" => {
            let mut head = Vec::new();
            File::open(file)
                .ok()?
                .take(SVG_HEAD)
                .read_to_end(&mut head)
                .ok()?;
            svg_dimensions(&String::from_utf8_lossy(&head))
        }
        _ => None,
    }
}

fn pixels(width: u32, height: u32) -> Option<(u32, u32)> {
    (width > 0 && height > 0).then_some((width, height))
}

/// The `width` and `height` of the root element, else the size of its `viewBox` (SVG 2, section 8.2).
fn svg_dimensions(head: &str) -> Option<(u32, u32)> {
    let mut reader = Reader::from_str(head);
    let root = loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => break element,
            Event::Eof => return None,
            _ => {}
        }
    };
    if root.local_name().as_ref() != "svg" {
        return None;
    }
    let attribute = |name: &str| {
        let attribute = root.try_get_attribute(name).ok()??;
        Some(attribute.value.into_owned())
    };
    let length = |name: &str| attribute(name).and_then(|value| css_pixels(&value));
    if let (Some(width), Some(height)) = (length("width"), length("height")) {
        return pixels(width, height);
    }
    let view_box = attribute("viewBox")?;
    let mut numbers = view_box
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .skip(2);
    pixels(css_pixels(numbers.next()?)?, css_pixels(numbers.next()?)?)
}

/// A length without a unit or in `px`, rounded.
fn css_pixels(value: &str) -> Option<u32> {
    let value = value.trim();
    let number: f64 = value
        .strip_suffix("px")
        .unwrap_or(value)
        .trim()
        .parse()
        .ok()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range is checked first"
    )]
    (1.0..=1e6).contains(&number).then(|| number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_svg() {
        let check = |svg: &str, expected: Option<(u32, u32)>| {
            assert_eq!(svg_dimensions(svg), expected, "{svg}");
        };
        check("<svg width='20' height='10.4px'/>", Some((20, 10)));
        check(
            "<?xml version='1.0'?><!-- a --><svg viewBox='0 0 300,150'><g/></svg>",
            Some((300, 150)),
        );
        check(
            "<svg width='100%' height='100%' viewBox='0 0 4 3'>",
            Some((4, 3)),
        );
        check("<svg>", None);
        check("<svg width='-1' height='1e99'/>", None);
        check("<svg width='0' height='0'/>", None);
        check("<html/>", None);
        check("<svg width='", None);
        check("", None);
    }
}
