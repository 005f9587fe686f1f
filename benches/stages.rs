//! The stages of a build one by one, on 2,000 events in memory: `cargo bench --bench stages`.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use dateline::compile::{Options, compile_with};
use dateline::content::{ParseCache, markdown, parse_file};
use dateline::edtf::EventDate;
use dateline::folder::{Content, Folder};
use dateline::plan::{Plan, Show};
use dateline::prepare::{prepare, prepare_with};
use dateline::settings::Settings;

const EVENTS: usize = 2_000;

/// A site of so many events over ten years, with 100 actors, 50 places and a source for every fifth event.
fn folder(edited: bool) -> Folder {
    let mut site = "-- dateline.yaml --\ntitle: Bench\nsources: { implied: true }\n".to_owned();
    for number in 0..EVENTS {
        let (year, month, day) = (2010 + number % 10, 1 + number % 12, 1 + number % 28);
        let more = if edited && number == 7 {
            " Edited."
        } else {
            ""
        };
        write!(
            site,
            "-- content/events/event-{number}.md --\n---\ntitle: The council hears the harbour report {number}\n\
             date: {year}-{month:02}-{day:02}\nsummary: What was said, and by whom.\nactors: [Actor {}, Actor {}]\n\
             places: [Place {}]\nsources: [Gazette {}]\n---\n{}{more}\n\nSee [[event-{}]].\n",
            number % 100,
            (number * 7) % 100,
            number % 50,
            number / 5,
            "The council *heard* the report and put off the vote; the [harbour](https://example.org/) stays open. ".repeat(12),
            (number + 1) % EVENTS,
        )
        .unwrap();
    }
    Folder::from_literal(&site)
}

fn dates(criterion: &mut Criterion) {
    let dates = [
        "2022-01-21",
        "2022-01",
        "[2022-01-13..2022-01-20]",
        "2021-12~/2022-01~",
        "156X-12-25",
    ];
    let mut group = criterion.benchmark_group("dates");
    group.throughput(Throughput::Elements(dates.len() as u64));
    group.bench_function("parse", |b| {
        b.iter(|| dates.map(|date| EventDate::parse(black_box(date))));
    });
}

fn files(criterion: &mut Criterion) {
    let folder = folder(false);
    let settings = Settings::new("Bench");
    let options = markdown::Options::default();
    let event = &folder.content[0];
    let text = std::str::from_utf8(&event.bytes).unwrap();
    let body = text.split("---\n").nth(2).unwrap();
    let bare = format!(
        "{}---\n",
        text.strip_suffix(body)
            .unwrap()
            .strip_suffix("---\n")
            .unwrap()
    );
    let mut front_matter = event.clone();
    front_matter.bytes = bare.as_bytes().into();
    criterion.bench_function("front matter of one event", |b| {
        b.iter(|| parse_file(black_box(&front_matter), &settings, &options));
    });
    criterion.bench_function("Markdown of one event", |b| {
        b.iter(|| markdown::to_body(&event.path, black_box(body), 0, &options));
    });
}

fn whole_site(criterion: &mut Criterion) {
    let (before, after) = (folder(false), folder(true));
    let options = Options::default();
    let mut cache = ParseCache::default();
    let mut group = criterion.benchmark_group("2,000 events");
    group
        .sample_size(20)
        .throughput(Throughput::Elements(EVENTS as u64));
    group.bench_function("join what was parsed: terms, links, order, periods", |b| {
        b.iter(|| {
            compile_with(
                &before,
                Content::Read(before.content.clone()),
                &options,
                Some(&mut cache),
            )
        });
    });
    let renderer = prepare(&before, &options).renderer.unwrap();
    group.bench_function("plan", |b| {
        b.iter(|| Plan::of(renderer.site(), &[], &mut Vec::new()));
    });
    group.bench_function("fingerprints of every page", |b| {
        b.iter(|| renderer.fingerprints(|_| None));
    });
    group.bench_function("all again after one edit, but for rendering", |b| {
        b.iter(|| {
            let prepared = prepare_with(
                &after,
                Content::Read(after.content.clone()),
                &options,
                Some(&mut cache),
            );
            prepared.renderer.unwrap().fingerprints(|_| None)
        });
    });
}

fn one_page(criterion: &mut Criterion) {
    let folder = folder(false);
    let fresh = || prepare(&folder, &Options::default()).renderer.unwrap();
    let renderer = fresh();
    let outputs = &renderer.plan().outputs;
    let event = outputs
        .iter()
        .find(|output| matches!(output.show, Show::Event(_)))
        .unwrap();
    criterion.bench_function("page of one event", |b| {
        b.iter(|| renderer.render(black_box(event)));
    });
    let timeline = outputs
        .iter()
        .find(|output| output.route.as_str() == "timeline/")
        .unwrap();
    criterion.bench_function("page of the timeline, its rows for the first time", |b| {
        b.iter_batched(
            fresh,
            |renderer| renderer.render(timeline),
            BatchSize::LargeInput,
        );
    });
}

criterion_group!(benches, dates, files, whole_site, one_page);
criterion_main!(benches);
