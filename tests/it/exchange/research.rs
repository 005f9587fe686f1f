//! timemap in and out, sources for reference managers, and the data package.

use std::io::{Cursor, Read};

use dateline::folder::Folder;
use serde_json::{Value, json};

use super::hostile::HOSTILE;
use super::{add, added, empty, events, export, first_fault, read, site_of};

const TIMEMAP: &str = r#"{
  "events": [
    {"id": "1", "description": "Shots are heard. Police come.", "date": "1/21/2022", "time": "11:05", "location": "Main square",
     "latitude": "46.2", "longitude": "6.1", "associations": ["a1", "n1"], "sources": ["s1", "missing"]},
    {"id": "2", "description": "Quiet", "date": "12/31/2021", "associations": []}
  ],
  "sources": {"s1": {"id": "s1", "title": "A film", "paths": ["https://example.org/film.mp4"], "date": "1/22/2022", "type": "Video"}},
  "associations": [{"id": "a1", "title": "Police", "mode": "FILTER"}, {"id": "n1", "title": "The night", "mode": "NARRATIVE"}]
}"#;

#[test]
fn a_timemap_comes_in_and_goes_out() {
    let (folder, prepared) = site_of("timemap", TIMEMAP);
    let found: Vec<(&str, &str)> = events(&prepared)
        .iter()
        .map(|e| (e.title.as_str(), e.date.text()))
        .collect();
    assert_eq!(
        found,
        [
            ("Quiet", "2021-12-31"),
            ("Shots are heard", "2022-01-21T11:05")
        ]
    );
    let source = folder
        .content
        .iter()
        .find(|file| &*file.path == "content/sources/s1.md")
        .unwrap();
    let text = std::str::from_utf8(&source.bytes).unwrap();
    assert_eq!(
        text,
        "---\ntitle: A film\npublished: 2022-01-22\nkind: Video\nurl: \"https://example.org/film.mp4\"\n---\n"
    );
    let exported = export(&folder, "timemap");
    let text = String::from_utf8(exported.bytes).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    let shots = &document["events"][1];
    assert_eq!(shots["latitude"], "46.2");
    assert_eq!(
        shots["associations"],
        json!(["topics/police", "threads/the-night"])
    );
    let again = read("timemap", &text, &[], None);
    let first = read("timemap", TIMEMAP, &[], None);
    assert_eq!(again.diagnostics, []);
    let kept = |imported: &dateline::exchange::Imported| {
        let mut events: Vec<_> = imported
            .events
            .iter()
            .map(|event| {
                let mut terms = event.terms.clone();
                terms.retain(|(_, names)| !names.is_empty());
                terms.sort();
                (
                    event.date.clone(),
                    event.title.clone(),
                    terms,
                    event.sources.clone(),
                    event.extra.clone(),
                )
            })
            .collect();
        events.sort_by(|a, b| a.0.cmp(&b.0));
        (
            events,
            imported
                .sources
                .iter()
                .map(|source| (source.id.clone(), source.fields.clone()))
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(kept(&again), kept(&first));
}

#[test]
fn faults_of_a_timemap_name_the_field() {
    let check = |text: &str, message: &str, pointed: &str| {
        assert_eq!(
            first_fault(text, &read("timemap", text, &[], None).diagnostics),
            (message, pointed)
        );
    };
    check(
        r#"{"events": [{"description": "Z", "date": "2022"}, {"description": "A", "date": "soon"}]}"#,
        "event 2, `date`: `soon` is not a date: a date begins with its year, and has no words in it",
        "\"soon\"",
    );
    check(
        r#"[{"date": "1/2/2022"}]"#,
        "event 1, `description`: the event has neither a title nor a description",
        "{",
    );
    check(
        r#"[{"description": "A"}]"#,
        "event 1, `date`: the event has no date",
        "{",
    );
    check(r#"{"a": 1}"#, "there is no list of events", "");
}

fn cited() -> Folder {
    added(&[
        (
            "content/sources/s.md",
            "---\ntitle: \"Vote: 50% & {more}\"\npublisher: The Gazette\nagency: AFP\nauthors: [Anna Berger]\npublished: 2024-05-18\nurl: https://gazette.example/a_b\nkind: news report\n---\n",
        ),
        (
            "content/sources/t.md",
            "---\ntitle: Old\npublished: 1850~\n---\n",
        ),
        (
            "content/events/a.md",
            "---\ntitle: =A\ndate: 2024-05-17\nsources: [{id: s, says: reported, note: n}, t]\nplaces: [Vienna]\nrelations: {follows: b}\n---\nText.\n",
        ),
        ("content/events/b.md", "---\ntitle: B\ndate: 2024\n---\n"),
    ])
}

#[test]
fn sources_go_to_reference_managers() {
    let items: Value = serde_json::from_slice(&export(&cited(), "csl-json").bytes).unwrap();
    let expected = json!([
        {"id": "s", "type": "article-newspaper", "title": "Vote: 50% & {more}", "container-title": "The Gazette", "source": "AFP",
         "URL": "https://gazette.example/a_b", "genre": "news report", "author": [{"literal": "Anna Berger"}],
         "issued": {"date-parts": [[2024, 5, 18]]}},
        {"id": "t", "type": "webpage", "title": "Old", "issued": {"date-parts": [[1850]], "circa": true}},
    ]);
    assert_eq!(items, expected);
    let bibtex = String::from_utf8(export(&cited(), "bibtex").bytes).unwrap();
    let expected = "@article{s,\n  title = {{Vote: 50\\% \\& \\textbraceleft{}more\\textbraceright{}}},\n  author = {{Anna Berger}},\n  \
                    journaltitle = {The Gazette},\n  date = {2024-05-18},\n  url = {https://gazette.example/a_b},\n  addendum = {AFP}\n}\n\n\
                    @online{t,\n  title = {{Old}},\n  date = {1850~}\n}\n\n";
    assert_eq!(bibtex, expected);
}

#[test]
fn a_graph_names_everything_that_it_links_to() {
    let exported = export(&cited(), "json-ld");
    let document: Value = serde_json::from_slice(&exported.bytes).unwrap();
    let graph = document["@graph"].as_array().unwrap();
    let node = |id: &str| graph.iter().find(|node| node["@id"] == id).cloned();
    assert_eq!(
        node("/events/a/"),
        Some(
            json!({"@type": "Event", "@id": "/events/a/", "name": "=A", "edtf": "2024-05-17", "startDate": "2024-05-17",
            "location": {"@id": "/places/vienna/"}, "subjectOf": [{"@id": "/sources/s/"}, {"@id": "/sources/t/"}]})
        )
    );
    assert_eq!(
        node("/sources/s/"),
        Some(
            json!({"@type": "NewsArticle", "@id": "/sources/s/", "name": "Vote: 50% & {more}", "url": "https://gazette.example/a_b",
            "genre": "news report", "edtf": "2024-05-18", "datePublished": "2024-05-18",
            "publisher": {"@type": "Organization", "name": "The Gazette"}, "author": {"@type": "Person", "name": "Anna Berger"},
            "sourceOrganization": {"@type": "NewsMediaOrganization", "name": "AFP"}})
        )
    );
    // A date that is only about then has no form in ISO 8601-1.
    assert_eq!(node("/sources/t/").unwrap().get("datePublished"), None);
    let mut links = Vec::new();
    for value in graph
        .iter()
        .filter_map(Value::as_object)
        .flat_map(|node| node.values())
    {
        let values = value
            .as_array()
            .map_or(std::slice::from_ref(value), Vec::as_slice);
        links.extend(values.iter().filter_map(|value| value.get("@id")?.as_str()));
    }
    assert_eq!(links.len(), 3);
    assert!(links.iter().all(|id| node(id).is_some()), "{links:?}");
    let notes: Vec<String> = exported.notes.lines().collect();
    assert!(
        notes
            .iter()
            .any(|note| note.starts_with("a relation other than")),
        "{notes:?}"
    );
}

fn unpacked(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

#[test]
fn a_data_package_holds_every_table() {
    let bytes = export(&cited(), "datapackage").bytes;
    assert_eq!(bytes, export(&cited(), "datapackage").bytes);
    let files = unpacked(&bytes);
    let package: Value = serde_json::from_str(&files[0].1).unwrap();
    for resource in package["resources"].as_array().unwrap() {
        let (_, text) = files
            .iter()
            .find(|(path, _)| path == resource["path"].as_str().unwrap())
            .unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headings: Vec<String> = reader
            .headers()
            .unwrap()
            .iter()
            .map(str::to_owned)
            .collect();
        let fields: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| field["name"].as_str().unwrap())
            .collect();
        assert_eq!(headings, fields);
        assert!(
            reader
                .records()
                .all(|record| record.unwrap().len() == fields.len())
        );
    }
    let table = |name: &str| {
        files
            .iter()
            .find(|(path, _)| path == &format!("data/{name}.csv"))
            .unwrap()
            .1
            .clone()
    };
    assert!(
        table("events").contains("a,'=A,2024-05-17,2024-05-17,2024-05-17,"),
        "{}",
        table("events")
    );
    assert_eq!(
        table("citations"),
        "event,source,says,note\r\na,s,reported,n\r\na,t,,\r\n"
    );
    assert_eq!(table("relations"), "event,kind,other\r\na,follows,b\r\n");
    assert_eq!(table("event-terms"), "event,term\r\na,places/vienna\r\n");
}

#[test]
fn hostile_content_goes_out_whole() {
    for text in HOSTILE {
        let mut folder = empty();
        let cell = text.replace('"', "\"\"");
        add(
            &mut folder,
            "csv",
            &format!("title,date,text,source\n\"{cell}\",2022-01-01,\"{cell}\",\"{cell}\"\n"),
        );
        for exporter in dateline::exchange::EXPORTERS {
            let _ = export(&folder, exporter.name);
        }
        let json: Value = serde_json::from_slice(&export(&folder, "timelinejs").bytes).unwrap();
        assert!(
            !json["events"][0]["text"]["headline"]
                .as_str()
                .unwrap()
                .contains("<script")
        );
    }
}

#[test]
fn a_website_is_opened_from_a_disk() {
    let folder = added(&[("content/events/a.md", "---\ntitle: A\ndate: 2022\n---\n")]);
    let options = dateline::compile::Options {
        urls: Some(dateline::settings::Urls::File),
        ..super::with_drafts()
    };
    let prepared = dateline::prepare::prepare(&folder, &options);
    let renderer = prepared.renderer.unwrap();
    let files = unpacked(&dateline::exchange::website(&renderer, |_| None).unwrap());
    let text = |path: &str| &files.iter().find(|(own, _)| own == path).unwrap().1;
    assert!(text("test/events/a.html").contains("<h1"));
    assert!(text("test/index.html").contains("events/a.html"));
    assert!(text("test/search/index.json.js").starts_with("datelineFile(\"index.json\", {"));
    assert!(text("test/assets/search.js").starts_with("\"use strict\";\nif (location.protocol"));
}
