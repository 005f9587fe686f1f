//! Files for the hosts that serve the site, and for browsers that keep it: `_headers`, `_redirects`, the web manifest.

use std::fmt::Write;

use serde_json::json;

use super::json;
use crate::plan::{Plan, Show};
use crate::site::Site;

/// What pages may load: the same as the `meta` in `base.html` says, which stands for hosts that read no `_headers`.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      manifest-src 'self'; base-uri 'none'; form-action 'self'";

/// The `_headers` file of Netlify, Cloudflare Pages and others. Data may be read by pages of other sites; that is what
/// it is for.
pub(super) fn headers(site: &Site) -> Vec<u8> {
    let base = path_of(site);
    let mut text = format!(
        "{base}*\n  Content-Security-Policy: {POLICY}\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: strict-origin-when-cross-origin\n"
    );
    for (pattern, media_type) in [
        ("*.json", None),
        ("*.ics", Some("text/calendar; charset=utf-8")),
        ("*.geojson", Some("application/geo+json")),
        ("atom.xml", Some("application/atom+xml; charset=utf-8")),
    ] {
        write!(text, "{base}{pattern}\n  Access-Control-Allow-Origin: *\n")
            .expect("writing to a string does not fail");
        if let Some(media_type) = media_type {
            writeln!(text, "  Content-Type: {media_type}")
                .expect("writing to a string does not fail");
        }
    }
    text.into_bytes()
}

/// The `_redirects` file of the same hosts: each address that a record had before.
pub(super) fn redirects(site: &Site, plan: &Plan) -> Vec<u8> {
    let base = path_of(site);
    let mut text = String::new();
    for output in &plan.outputs {
        if let Show::Redirect(to) = &output.show {
            let address = |route: &crate::plan::Route| {
                super::links::percent_encoded(&route.url(site.settings.urls)).into_owned()
            };
            let (from, to) = (address(&output.route), address(to));
            writeln!(text, "{base}{from} {base}{to} 301")
                .expect("writing to a string does not fail");
        }
    }
    text.into_bytes()
}

/// The web app manifest (W3C): the site's name, colours and icon.
pub(super) fn manifest(site: &Site) -> Vec<u8> {
    let settings = &site.settings;
    json::bytes(&json!({
        "name": settings.title,
        "description": settings.description,
        "lang": site.language.tag(),
        "dir": site.language.direction().as_str(),
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#fbfaf6",
        "theme_color": "#fbfaf6",
        "icons": [{
            "src": "assets/favicon.svg",
            "sizes": "any",
            "type": "image/svg+xml",
        }],
    }))
}

/// The path that the site stands at on its host, with `/` at both ends.
fn path_of(site: &Site) -> &str {
    let base = site.settings.base_url.as_deref();
    base.map_or("/", super::page::path_of)
}
