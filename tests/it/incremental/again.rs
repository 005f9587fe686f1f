//! A site in memory that is compiled again after each edit: it is the one that a clean compilation of the same files gives.

use std::sync::Arc;
use std::time::{Duration, Instant};

use dateline::compile::Options;
use dateline::content::ParseCache;
use dateline::folder::{Content, Folder};
use dateline::plan::{List, Show};
use dateline::prepare::{Kept, Prepared, prepare_again, prepare_with};
use dateline::render::Renderer;

use super::edits::Edits;
use super::model::Model;

/// How long edits are made; `DATELINE_EDITS` asks for so many instead.
const PATIENCE: Duration = Duration::from_secs(8);
/// How many edits are made at least, however slow the machine is.
const LEAST: usize = 60;
/// The edits of one site: then another begins.
const SEQUENCE: usize = 40;

/// What texts say: links by slug, by title and to nothing, citations, files, fragments.
const TEXTS: [&str; 12] = [
    "Nothing",
    "[[first-1]] and [[first-2|two]]",
    "[[Council]]",
    "[[Railway#there]]",
    "[[Councill]]",
    "[[hall]] [@gazette, p. 2] [@herald]",
    "[@gazette] and once more [@gazette] [@gazete]",
    "## There\n\n[[#there]] [[minister]]",
    "[there](/events/first-3/) [here](first-4.md) [gone](/nowhere/)",
    "![A picture](first-1.gif) [[The gazette]]",
    "[[first-1]] [[first-1]] [[Council Railway]]",
    "[[about]] [[Harbour]]",
];

/// Few titles, so that names come, go, and fit several events.
const TITLES: [&str; 6] = [
    "Council",
    "Railway",
    "Council Railway",
    "Minister",
    "Harbour",
    "First 2",
];

fn folder_of(model: &Model) -> Folder {
    let mut folder = Folder::default();
    for (path, bytes) in model.files() {
        folder.insert(&path, &bytes);
    }
    folder
}

/// The same folder with the bytes of the one before where they are the same, as reading again leaves it.
fn shared(mut folder: Folder, before: &Folder) -> Folder {
    for file in &mut folder.content {
        let place = before
            .content
            .binary_search_by(|it| it.path.cmp(&file.path));
        if let Ok(index) = place
            && before.content[index].bytes == file.bytes
        {
            file.bytes = Arc::clone(&before.content[index].bytes);
        }
    }
    folder
}

/// Makes one edit and tells it: most change words alone, some anything.
fn edit(edits: &mut Edits, model: &mut Model) -> String {
    let stems: Vec<String> = model.events.keys().cloned().collect();
    let kind = edits.below(12);
    let Some(stem) = (!stems.is_empty()).then(|| stems[edits.below(stems.len())].clone()) else {
        return edits.apply_in_memory(model);
    };
    let event = model.events.get_mut(&stem).unwrap();
    match kind {
        0..5 => {
            let one = TEXTS[edits.below(TEXTS.len())];
            event.body = format!("{one}\n\n{}", TEXTS[edits.below(TEXTS.len())]);
            format!("body {stem} {:?}", event.body)
        }
        5..8 => {
            TITLES[edits.below(TITLES.len())].clone_into(&mut event.title);
            format!("retitle {stem} {}", event.title)
        }
        8 => {
            let status = ["announced", "confirmed", "disputed"][edits.below(3)];
            event.more.insert("status", status.to_owned());
            format!("status {stem} {status}")
        }
        9 => {
            let follows = TITLES[edits.below(TITLES.len())];
            event.follows = (edits.below(2) == 0).then(|| format!("{follows:?}"));
            format!("follows {stem} {:?}", event.follows)
        }
        _ => edits.apply_in_memory(model),
    }
}

#[track_caller]
fn assert_same(again: &Prepared, clean: &Prepared, told: &[String]) {
    let (edits, told) = (told.len(), told.join("\n"));
    assert_eq!(again.diagnostics, clean.diagnostics, "{told}");
    let (Some(one), Some(other)) = (&again.renderer, &clean.renderer) else {
        assert!(
            again.renderer.is_none() && clean.renderer.is_none(),
            "{told}"
        );
        return;
    };
    assert_eq!(one.plan().outputs, other.plan().outputs, "{told}");
    assert_eq!(one.plan().files(), other.plan().files(), "{told}");
    assert_same_pages(one, other, edits, &told);
    let (one, other) = (one.site(), other.site());
    assert_eq!(one.graph.copies, other.graph.copies, "{told}");
    let same = |what: &str, one: &dyn std::fmt::Debug, other: &dyn std::fmt::Debug| {
        assert_eq!(format!("{one:?}"), format!("{other:?}"), "{what}\n{told}");
    };
    same("events", &one.events, &other.events);
    same("sources", &one.sources, &other.sources);
    same("terms", &one.terms, &other.terms);
    same("pages", &one.pages, &other.pages);
    same("views", &one.views, &other.views);
    same("timeline", &one.timeline, &other.timeline);
    same("links of events", &one.graph.events, &other.graph.events);
    same("links of terms", &one.graph.terms, &other.graph.terms);
    same("links of sources", &one.graph.sources, &other.graph.sources);
    same("links of pages", &one.graph.pages, &other.graph.pages);
}

/// Renders the front page of both, and an event, a period and a term: others after each edit.
fn assert_same_pages(again: &Renderer, clean: &Renderer, edits: usize, told: &str) {
    let kinds: [fn(&Show) -> bool; 4] = [
        |show| matches!(show, Show::Front),
        |show| matches!(show, Show::Event(_)),
        |show| matches!(show, Show::List(List::Period(_), _)),
        |show| matches!(show, Show::List(List::Term(_), _)),
    ];
    for is_of_kind in kinds {
        let outputs = again.plan().outputs.iter();
        let outputs: Vec<_> = outputs.filter(|it| is_of_kind(&it.show)).collect();
        if let Some(output) = outputs.get(edits % outputs.len().max(1)) {
            let same = again.render(output) == clean.render(output);
            assert!(same, "{:?}\n{told}", output.route);
        }
    }
}

#[test]
fn a_site_compiled_again_after_any_edits_is_a_clean_one() {
    let given = std::env::var("DATELINE_EDITS").ok();
    let given: Option<usize> = given.and_then(|text| text.parse().ok());
    let end = Instant::now() + PATIENCE;
    let options = Options {
        base_url: Some("http://127.0.0.1:4000/".to_owned()),
        ..Options::default()
    };
    let (mut done, mut kept_frame) = (0, 0);
    for start in 1_u64.. {
        let goes_on = |done: usize| match given {
            Some(total) => done < total,
            None => done < LEAST || Instant::now() < end,
        };
        if !goes_on(done) {
            break;
        }
        let mut edits = Edits::new(start);
        let mut model = Model::new(&mut edits);
        let (mut kept, mut folder) = (Kept::default(), folder_of(&model));
        let mut timeline = Arc::default();
        let mut told = vec![format!("start {start}")];
        for _ in 0..SEQUENCE {
            let again = prepare_again(&folder, &options, &mut kept);
            // With a cache of its own, since only a build that is remembered seals its events.
            let mut cache = ParseCache::default();
            let clean = prepare_with(
                &folder,
                Content::Read(folder.content.clone()),
                &options,
                Some(&mut cache),
            );
            assert_same(&again, &clean, &told);
            if let Some(renderer) = again.renderer {
                kept_frame += usize::from(renderer.site().shares_frame_with(&timeline));
                timeline = Arc::clone(&renderer.site().timeline);
            }
            told.push(edit(&mut edits, &mut model));
            folder = shared(folder_of(&model), &folder);
            done += 1;
        }
    }
    eprintln!("{done} edits, {kept_frame} of which kept the frame");
    assert!(kept_frame * 4 > done, "most edits of words keep the frame");
}
