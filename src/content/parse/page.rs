//! A free page's front matter → [`FreePage`].

use serde_json::{Map, Value};

use super::event::list;
use super::{Draft, Fields, KEPT, Trail};
use crate::content::FreePage;
use crate::content::fields::{alias, flag, integer, paragraph};

pub(super) const KEYS: [&str; 8] = [
    "title", "summary", "order", "menu", "draft", "aliases", "slug", "extra",
];

pub(super) fn read(draft: &mut Draft, map: Map<String, Value>) -> Option<FreePage> {
    let reading = draft.reading;
    let trail = Trail::Top;
    let mut fields = Fields::new(
        reading,
        &trail,
        "a page",
        &KEYS,
        map,
        &draft.settings.fields,
    );
    let title = draft.title(
        &mut fields,
        "write `title: …`, or begin the text with a heading `# …`",
    );
    let slug = draft.slug(&mut fields, draft.name.slug(), &title);
    let unpublished = fields.take_switch("published") == Some(false);
    let summary = fields.take("summary", paragraph);
    let order = fields.take("order", integer);
    let menu = fields.take("menu", flag).unwrap_or(true);
    let is_draft = fields.take("draft", flag).unwrap_or(false) || unpublished;
    let aliases = list(&mut fields, "aliases", alias);
    let extra = fields.finish(KEPT);
    let body = draft.body();
    Some(FreePage {
        file: reading.file.clone(),
        slug: slug?,
        title,
        summary,
        order,
        menu,
        draft: is_draft,
        aliases,
        extra,
        body,
    })
}
