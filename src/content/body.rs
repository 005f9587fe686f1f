//! A text as HTML, with holes where an address or a citation goes that only the whole site knows.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::diagnostic::SitePath;

/// A text as HTML, with holes where an address or a citation goes that only the whole site knows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Safe HTML, without what goes into the holes.
    pub html: String,
    /// The holes, by their place in `html`.
    pub holes: Vec<Hole>,
    /// The headings, for fragments and a table of contents.
    pub headings: Vec<Heading>,
}

impl Body {
    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.html.is_empty() && self.holes.is_empty()
    }
}

/// A place in a [`Body`]'s HTML that is filled when the site is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hole {
    /// The byte of `html` before which the filling goes.
    pub at: usize,
    /// The bytes of the file's decoded text that ask for it (for diagnostics).
    pub range: Range<usize>,
    /// What goes there.
    pub filling: Filling,
}

/// What goes into a [`Hole`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Filling {
    /// `[[target]]` or `[[target|label]]`: a whole link. The hole's range is the whole of it.
    Wikilink {
        /// A slug, a title or an alias, as written; may end in `#fragment`, and never begins with one.
        target: String,
        /// The words to show; `None` means the page's title.
        label: Option<String>,
    },
    /// `[@id]` or `[@id, locator]`: a whole citation mark. The hole's range is `@` and the id; the marks of
    /// `[@a; @b]` are two holes with nothing between them.
    Citation {
        /// The source's id.
        id: String,
        /// The place in the source: `para. 3`.
        locator: Option<String>,
    },
    /// The value of a link's `href`: an address within the site, as written (`/a/`, `../b.md#c`, `#d`). The hole lies
    /// between the quotes of the attribute; the link's words follow in the HTML.
    Href(String),
    /// A whole image, whose width and height only the folder knows.
    Image {
        /// The picture's file, from the site's root.
        file: SitePath,
        /// What it shows, in plain text; empty when nothing is said.
        alt: String,
        /// The title, in plain text.
        title: Option<String>,
    },
}

/// A heading of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 2 to 6: the page's title is the one `h1`.
    pub level: u8,
    /// Its fragment.
    pub id: String,
    /// Its words.
    pub text: String,
}
