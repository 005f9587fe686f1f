//! Identifiers that stay: the same record of the same site has the same one in every build, whatever its title.

use crate::settings::Settings;

/// A UUID (RFC 9562, version 8) of something on a site: of its base address, or of its title where it has none, and of
/// the thing's own address from the site's root.
#[must_use]
pub(super) fn uuid(settings: &Settings, route: &str) -> String {
    let site = settings.base_url.as_deref().unwrap_or(&settings.title);
    let hash = blake3::Hasher::new()
        .update(b"dateline identifier\0")
        .update(site.as_bytes())
        .update(b"\0")
        .update(route.as_bytes())
        .finalize();
    let mut bytes = *hash
        .as_bytes()
        .first_chunk::<16>()
        .expect("a hash has 32 bytes");
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex = format!("{:032x}", u128::from_be_bytes(bytes));
    let parts = [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ];
    parts.join("-")
}

/// The UUID of an event.
#[must_use]
pub(crate) fn event_uuid(settings: &Settings, slug: &str) -> String {
    uuid(settings, &event_route(slug))
}

/// The address of an event for identifiers: it stays when the form of addresses (`urls`) changes.
#[must_use]
pub(super) fn event_route(slug: &str) -> String {
    format!("events/{slug}/")
}
