//! Whole sites in each language: nothing on a page is left in English, and no page shows a key or a placeholder.

use std::path::Path;

use super::files::of_file;
use super::{FILES, language};
use crate::compile::Options;
use crate::folder::Folder;
use crate::prepare::prepare;
use crate::render::Rendered;

/// A site whose own texts are of no language, and which says most of what the theme can say.
const SITE: &str = "\
-- content/events/ax.md --
---
title: Ax
date: 2022-01-21T11:00
status: announced
actors: [Bx]
places: [Cx]
topics: [Dx]
threads: [Ex]
sources: [sx, tx]
relations: { follows: fx, causes: fx }
accounts: [{ claim: Zx, sources: [sx] }]
corrections: [{ date: 2022-01-23, note: Zx }]
---
Zx [@sx] [[fx]] \"zx\"[^1]

> [!WARNING]
> Zx

- [x] zx

[^1]: Zx
-- content/events/fx.md --
---
title: Fx
date: 2022-01-09
daypart: evening
lead: true
status: disputed
places: [Cx]
threads: [Ex]
sources: [sx]
---
-- content/events/gx.md --
---
title: Gx
date: \"[2022-01-13..2022-01-20]\"
sources: [tx]
---
-- content/events/hx.md --
---
title: Hx
date: ../2014
status: cancelled
sources: [tx]
---
-- content/events/ix.md --
---
title: Ix
date: 2022-01-12
sources: [tx]
---
-- content/sources/sx.md --
---
title: Sx
publisher: Ux
agency: Vx
authors: [Wx]
published: 2022-01-21
accessed: 2022-01-22
url: https://example.org/sx
archive_url: https://example.org/ax
---
-- content/sources/tx.md --
---
title: Tx
publisher: Wx
agency: Vx
---
-- content/places/cx.md --
---
title: Cx
also: [Yx]
part_of: Jx
location: { lat: 46.2, lon: 6.1 }
timezone: Europe/Zurich
url: https://example.org/cx
---
-- dateline.yaml --
title: Zx
page_size: 2
repository: https://example.org/zx
views: { kx: { title: Kx, actors: [Bx] } }
";

/// The pages of the site in a language, by their files.
fn pages(tag: &str) -> Vec<(String, String)> {
    let folder = Folder::from_literal(&format!("{SITE}language: {tag}\n"));
    let renderer = prepare(&folder, &Options::default()).renderer.unwrap();
    let urls = renderer.plan().urls();
    let outputs = renderer.plan().outputs.iter();
    let mut pages = Vec::new();
    for output in outputs {
        let file = output.route.file(urls);
        let Ok(Rendered::Bytes(bytes)) = renderer.render(output) else {
            continue;
        };
        if Path::new(&file)
            .extension()
            .is_some_and(|end| end == "html")
        {
            pages.push((file, String::from_utf8(bytes).unwrap()));
        }
    }
    pages
}

/// What a reader sees of a page, or hears: its texts and the names of its parts.
fn texts(page: &str) -> Vec<&str> {
    let body = page.split_once("<body").map_or(page, |(_, body)| body);
    let seen = body
        .split('<')
        // Citations and markup to copy are in languages of their own.
        .filter(|part| !part.starts_with("pre "))
        .filter_map(|part| Some(part.split_once('>')?.1));
    let named = body.split(" aria-label=\"").skip(1);
    let heard = named.filter_map(|part| part.split('"').next());
    let texts = seen.chain(heard).map(str::trim);
    texts.filter(|text| !text.is_empty()).collect()
}

#[test]
fn pages_are_wholly_in_the_sites_language() {
    let english = of_file("en");
    for (tag, _) in FILES {
        let own = language(tag);
        let head = format!("<html lang=\"{tag}\" dir=\"{}\"", own.direction().as_str());
        let foreign: Vec<&str> = english
            .group("words")
            .filter(|(key, text)| text.len() > 3 && own.word(key) != *text)
            .filter(|(_, text)| !own.words().any(|(_, word)| word == *text))
            .map(|(_, text)| text)
            .collect();
        let pages = pages(tag);
        assert!(pages.len() > 20, "{tag}: {}", pages.len());
        for (file, page) in pages {
            assert!(page.contains(&head), "{tag}: {file}");
            for text in texts(&page) {
                let is_foreign = foreign.contains(&text.trim_end_matches([':', ' ', '\u{a0}']));
                let is_raw = text.contains(['{', '_']);
                assert!(!is_foreign && !is_raw, "{tag}: {file}: {text}");
            }
        }
    }
}
