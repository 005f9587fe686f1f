//! The tag of an image, as it goes into the hole that a text leaves for it.

use std::fmt::Write;

use super::escape::{expect_written, push_address, push_attribute};

/// What an image's tag says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImageTag<'a> {
    /// The picture's address, relative to the page.
    pub src: &'a str,
    /// What it shows, in plain text.
    pub alt: &'a str,
    /// The title, in plain text.
    pub title: Option<&'a str>,
    /// Width and height in pixels, so that the page does not move when the picture arrives.
    pub dimensions: Option<(u32, u32)>,
}

/// Appends the tag. The picture is fetched when it comes near the screen, and decoded beside the page.
pub fn push_image(html: &mut String, image: &ImageTag) {
    html.push_str("<img src=\"");
    push_address(html, image.src);
    html.push_str("\" alt=\"");
    push_attribute(html, image.alt);
    if let Some(title) = image.title {
        html.push_str("\" title=\"");
        push_attribute(html, title);
    }
    html.push('"');
    if let Some((width, height)) = image.dimensions {
        expect_written(write!(html, " width=\"{width}\" height=\"{height}\""));
    }
    html.push_str(" loading=\"lazy\" decoding=\"async\">");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_says_what_it_shows_and_how_large_it_is() {
        let mut html = String::new();
        push_image(
            &mut html,
            &ImageTag {
                src: "../a b.jpg",
                alt: "\"The\" <hall>",
                title: Some("A&B"),
                dimensions: Some((640, 480)),
            },
        );
        assert_eq!(
            html,
            "<img src=\"../a%20b.jpg\" alt=\"&quot;The&quot; &lt;hall&gt;\" title=\"A&amp;B\" width=\"640\" height=\"480\" \
             loading=\"lazy\" decoding=\"async\">"
        );
    }
}
