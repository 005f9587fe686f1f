//! An event's front matter → [`Event`].

use serde_json::{Map, Value};

use super::source::cited;
use super::{Draft, Fields, KEPT, Reading, Trail};
use crate::content::fields::{
    alias, choice, date, flag, integer, items, line, lines, paragraph, site_file, status, timezone,
};
use crate::content::{
    Account, CitedSource, Correction, Daypart, Event, Image, NamedRelation, NamedTerm, RelationKind,
};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::edtf::EventDate;
use crate::settings::Settings;

/// The keys of an event besides the taxonomies'.
pub(super) const KEYS: [&str; 17] = [
    "title",
    "date",
    "timezone",
    "daypart",
    "summary",
    "lead",
    "status",
    "sources",
    "relations",
    "accounts",
    "corrections",
    "image",
    "aliases",
    "draft",
    "order",
    "slug",
    "extra",
];

const DAYPARTS: [(&str, Daypart); 4] = [
    ("morning", Daypart::Morning),
    ("afternoon", Daypart::Afternoon),
    ("evening", Daypart::Evening),
    ("night", Daypart::Night),
];

/// What stands in for the date of an event whose own cannot be read, so that the rest of it is checked all the same.
/// The event has an error, and is never published.
const NO_DATE: &str = "XXXX";

pub(super) fn read(draft: &mut Draft, map: Map<String, Value>) -> Option<Event> {
    let settings = draft.settings;
    let known: Vec<&str> = KEYS
        .into_iter()
        .chain(settings.taxonomies.iter().map(|it| it.key.as_str()))
        .collect();
    let reading = draft.reading;
    let trail = Trail::Top;
    let mut fields = Fields::new(reading, &trail, "an event", &known, map, &settings.fields);
    let help = "write `title: …`, or begin the text with a heading `# …`";
    let title = draft.title(&mut fields, help);
    let date = event_date(draft, &mut fields);
    let slug = draft.slug(&mut fields, draft.name.event_slug(), &title);
    // Jekyll's word for what is not to be seen: nobody should find it published after a change of tools.
    let unpublished = fields.take_switch("published") == Some(false);
    let daypart = fields.take("daypart", |reading, value, trail| {
        choice(reading, value, trail, &DAYPARTS)
    });
    let timezone = fields.take("timezone", timezone);
    let summary = fields.take("summary", paragraph);
    let lead = fields.take("lead", flag).unwrap_or(false);
    let status = fields.take("status", |reading, value, trail| {
        status(reading, value, trail, &settings.statuses)
    });
    let terms = terms(&mut fields, settings);
    let sources = sources(&mut fields, settings);
    let relations = fields.take("relations", relations).unwrap_or_default();
    let accounts = list(&mut fields, "accounts", account);
    let corrections = list(&mut fields, "corrections", correction);
    let image = fields.take("image", image);
    let aliases = list(&mut fields, "aliases", alias);
    let is_draft = fields.take("draft", flag).unwrap_or(false) || unpublished;
    let order = fields.take("order", integer).unwrap_or(0);
    let extra = fields.finish(KEPT);
    let body = draft.body();
    Some(Event {
        file: reading.file.clone(),
        slug: slug?,
        title,
        date,
        daypart,
        timezone,
        summary,
        lead,
        status,
        terms,
        sources,
        relations,
        accounts,
        corrections,
        image,
        aliases,
        draft: is_draft,
        order,
        extra,
        body,
        digests: None,
    })
}

/// The date: the field, else what the file's name begins with.
fn event_date(draft: &Draft, fields: &mut Fields) -> EventDate {
    let named = draft.name.date.and_then(|text| EventDate::parse(text).ok());
    let found = if fields.has("date") {
        fields.take("date", date)
    } else {
        if named.is_none() {
            no_date(fields);
        }
        named
    };
    found.unwrap_or_else(|| EventDate::parse(NO_DATE).expect("EDTF, level 1: an unknown year"))
}

fn no_date(fields: &Fields) {
    let help = "write `date: 2022-01-21`, `2022-01`, `2014~`, `2014/..`, `[2022-01-13..2022-01-20]` or \
                `2022-01-21T11:00`; or let the file's name begin with `2022-01-21-`";
    fields.missing("date", help);
}

fn terms(fields: &mut Fields, settings: &Settings) -> Vec<NamedTerm> {
    let mut terms = Vec::new();
    for taxonomy in &settings.taxonomies {
        fields.take_all(&taxonomy.key, |reading, value, trail, foreign| {
            let names = lines(reading, value, trail);
            terms.reserve_exact(names.len());
            terms.extend(names.into_iter().map(|(index, name)| NamedTerm {
                taxonomy: taxonomy.key.clone(),
                name,
                index,
                key: foreign.map(Into::into),
            }));
            if terms.len() > settings.limits.terms {
                terms.truncate(settings.limits.terms);
                reading.report(too_many_terms(
                    reading.key_place(trail),
                    settings.limits.terms,
                ));
            }
        });
    }
    terms
}

/// Each term has a page and feeds of its own, and each of these shows the event with all of its terms: the output grows
/// with the square of their number.
fn too_many_terms(place: Place, limit: usize) -> Diagnostic {
    Diagnostic::new(
        Code::TooLong,
        format!("the event has more than {limit} terms"),
    )
    .at(place, "too many from here on")
    .help("name those that it is about, or raise `limits: {terms: …}` in `dateline.yaml`")
}

fn sources(fields: &mut Fields, settings: &Settings) -> Vec<CitedSource> {
    let mut sources = Vec::new();
    fields.take_all("sources", |reading, value, trail, foreign| {
        sources.reserve_exact(value.as_array().map_or(1, Vec::len));
        items(value, trail, |item, trail, index| {
            let at = (index, foreign.map(Into::into));
            sources.extend(cited(reading, item, trail, settings, at));
        });
    });
    sources
}

fn relations(reading: &Reading, value: Value, trail: &Trail) -> Option<Vec<NamedRelation>> {
    let known = RelationKind::ALL.map(RelationKind::as_str);
    let mut fields = Fields::of_value(reading, trail, "`relations`", &known, value)?;
    let mut relations = Vec::new();
    for kind in RelationKind::ALL {
        fields.take_all(kind.as_str(), |reading, value, trail, _| {
            let targets = lines(reading, value, trail);
            relations.extend(targets.into_iter().map(|(index, target)| NamedRelation {
                kind,
                target,
                index,
            }));
        });
    }
    fields.close();
    Some(relations)
}

/// A list whose items are read one by one.
pub(super) fn list<T>(
    fields: &mut Fields,
    key: &str,
    read: impl Fn(&Reading, Value, &Trail) -> Option<T>,
) -> Vec<T> {
    let mut list = Vec::new();
    fields.take_all(key, |reading, value, trail, _| {
        items(value, trail, |item, trail, _| {
            list.extend(read(reading, item, trail));
        });
    });
    list
}

fn account(reading: &Reading, value: Value, trail: &Trail) -> Option<Account> {
    let known = ["claim", "sources"];
    let mut fields = Fields::of_value(reading, trail, "an account", &known, value)?;
    if !fields.has("claim") {
        fields.missing("claim", "write what these sources say, in a sentence");
    }
    let claim = fields.take("claim", paragraph);
    let sources = fields.take("sources", |reading, value, trail| {
        Some(lines(reading, value, trail))
    });
    fields.close();
    let sources = sources.unwrap_or_default();
    Some(Account {
        claim: claim.unwrap_or_default(),
        sources: sources.into_iter().map(|(_, id)| id).collect(),
    })
}

fn correction(reading: &Reading, value: Value, trail: &Trail) -> Option<Correction> {
    let known = ["date", "note"];
    let mut fields = Fields::of_value(reading, trail, "a correction", &known, value)?;
    for (key, help) in [
        ("date", "write when the correction was made"),
        ("note", "write what was wrong, in a sentence"),
    ] {
        if !fields.has(key) {
            fields.missing(key, help);
        }
    }
    let date = fields.take("date", date);
    let note = fields.take("note", paragraph);
    fields.close();
    Some(Correction {
        date: date?,
        note: note?,
    })
}

/// A picture: its file alone, or a mapping. A missing `alt` is for the check of the whole site to report.
pub(super) fn image(reading: &Reading, value: Value, trail: &Trail) -> Option<Image> {
    if value.is_string() {
        return Some(Image {
            file: site_file(reading, value, trail)?,
            alt: String::new(),
            credit: None,
            caption: None,
        });
    }
    let known = ["file", "alt", "credit", "caption"];
    let mut fields = Fields::of_value(reading, trail, "`image`", &known, value)?;
    if !fields.has("file") {
        fields.missing("file", "write the name of the picture's file");
    }
    let file = fields.take("file", site_file);
    let alt = fields.take("alt", paragraph);
    let credit = fields.take("credit", line);
    let caption = fields.take("caption", paragraph);
    fields.close();
    Some(Image {
        file: file?,
        alt: alt.unwrap_or_default(),
        credit,
        caption,
    })
}
