//! The pictures that networks show beside a shared link: one for the site and one for each event without a picture of its
//! own. Only a program that was built with the feature `social-cards` can draw them; and they need full addresses.

use super::{Plan, Route, Show};
use crate::diagnostic::Diagnostic;
use crate::site::{EventId, Site};

/// Width and height in pixels, as networks ask for them.
pub const CARD_SIZE: (u32, u32) = (1_200, 630);

/// The picture of an event, or of the site; `None` where it has none.
#[must_use]
pub fn card_route(site: &Site, event: Option<EventId>) -> Option<Route> {
    if !cfg!(feature = "social-cards") || site.settings.base_url.is_none() {
        return None;
    }
    let Some(id) = event else {
        return has_letters_for(&site.settings.title).then(|| Route::new("card.png"));
    };
    let event = &site.events[id.index()];
    let is_drawn = event.image.is_none() && has_letters_for(&event.title);
    is_drawn.then(|| Route::new(format!("cards/{}.png", event.slug)))
}

/// Whether the face of the pictures has letters for a text: it has Latin, Greek and Cyrillic ones. A headline without them
/// gets no picture; another line is left out.
#[must_use]
pub fn has_letters_for(text: &str) -> bool {
    text.chars()
        .all(|c| matches!(c, ' '..='\u{52f}' | '\u{1e00}'..='\u{1fff}' | '\u{2010}'..='\u{2044}' | '\u{20ac}'))
}

/// Adds the pictures.
pub(super) fn plan(plan: &mut Plan, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let events = (0..site.events.len()).map(|index| Some(EventId::new(index)));
    for event in events.chain([None]) {
        if let Some(route) = card_route(site, event) {
            plan.add(route, Show::Card(event), diagnostics);
        }
    }
}
