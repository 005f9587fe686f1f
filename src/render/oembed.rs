//! What another site needs to show an event or a thread in a frame: the frame's markup, and the oEmbed 1.0 document
//! (<https://oembed.com>, section 2.3.4.4, "rich") that carries it.

use serde_json::{Value, json};

use super::json;

/// The width of a frame in pixels; it shrinks with the page around it.
const WIDTH: u32 = 640;

/// A page in a frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Embed<'a> {
    /// What the page is about.
    pub(super) title: &'a str,
    /// Its full address.
    pub(super) url: &'a str,
    /// How high the frame is in pixels.
    pub(super) height: u32,
}

/// The markup of the frame, for another site's page.
pub(super) fn frame(embed: &Embed<'_>) -> String {
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"{WIDTH}\" height=\"{}\" loading=\"lazy\" \
         style=\"border:0;max-width:100%\"></iframe>",
        escaped(embed.url),
        escaped(embed.title),
        embed.height
    )
}

/// The oEmbed document of a page on a site of this name and address.
pub(super) fn document(embed: &Embed<'_>, site: &str, site_url: &str) -> Vec<u8> {
    let document: Value = json!({
        "version": "1.0",
        "type": "rich",
        "title": embed.title,
        "provider_name": site,
        "provider_url": site_url,
        "html": frame(embed),
        "width": WIDTH,
        "height": embed.height,
    });
    json::bytes(&document)
}

/// Text within an attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMBED: Embed<'_> = Embed {
        title: "\"A\" <script> & B",
        url: "https://example.org/embed/a/",
        height: 300,
    };

    #[test]
    fn titles_stay_titles() {
        let expected = "<iframe src=\"https://example.org/embed/a/\" title=\"&quot;A&quot; &lt;script&gt; &amp; B\" \
                        width=\"640\" height=\"300\" loading=\"lazy\" style=\"border:0;max-width:100%\"></iframe>";
        assert_eq!(frame(&EMBED), expected);
    }

    #[test]
    fn the_document_has_what_a_rich_one_must_have() {
        let bytes = document(&EMBED, "The talks", "https://example.org/");
        let document: Value = serde_json::from_slice(&bytes).expect("it is JSON");
        for key in ["version", "type", "html", "width", "height"] {
            assert!(!document[key].is_null(), "{key}");
        }
        assert_eq!(document["title"], EMBED.title);
    }
}
