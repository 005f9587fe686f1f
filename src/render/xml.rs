//! XML that is well-formed whatever the content holds. The home of `quick-xml`.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::characters;

/// An XML document, or a part of one, that is being written, in UTF-8. It is not indented: programs read it.
pub(super) struct Xml(Writer<Vec<u8>>);

/// The attributes of an element: names and values.
type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    pub(super) fn new() -> Self {
        let mut xml = Self::part();
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        xml.0.get_mut().push(b'\n');
        xml
    }

    /// A part of a document, to be put into one with [`Xml::whole`].
    pub(super) fn part() -> Self {
        // An entry of a feed with its text fits most likely.
        Self(Writer::new(Vec::with_capacity(6 << 10)))
    }

    /// Makes room for parts of so many bytes together.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.0.get_mut().reserve(bytes);
    }

    /// Puts a part into the document as it is, on a line of its own.
    pub(super) fn whole(&mut self, part: &[u8]) {
        self.0.get_mut().push(b'\n');
        self.0.get_mut().extend_from_slice(part);
    }

    /// The part by itself.
    pub(super) fn into_part(self) -> Vec<u8> {
        self.0.into_inner()
    }

    /// An element with what `inner` writes into it.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: Attributes,
        inner: impl FnOnce(&mut Self),
    ) {
        self.write(Event::Start(start(name, attributes)));
        inner(self);
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes) {
        self.write(Event::Empty(start(name, attributes)));
    }

    /// An element with text, which is escaped.
    pub(super) fn text(&mut self, name: &str, attributes: Attributes, text: &str) {
        self.write(Event::Start(start(name, attributes)));
        self.write(Event::Text(BytesText::new(&characters::text(text))));
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// An element with HTML as its text, which is escaped: `type="html"` in Atom.
    pub(super) fn html(&mut self, name: &str, attributes: Attributes, html: &str) {
        self.write(Event::Start(start(name, attributes)));
        self.write(Event::Text(BytesText::new(&characters::markup(html))));
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// The document.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn write(&mut self, event: Event) {
        self.0
            .write_event(event)
            .expect("writing to memory does not fail");
    }
}

fn start<'a>(name: &'a str, attributes: Attributes) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, characters::line(value).as_str()));
    }
    start
}
