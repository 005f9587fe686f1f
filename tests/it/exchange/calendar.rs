//! iCalendar in, and back from what the site publishes.

use dateline::exchange::Imported;

use super::{added, events, export, first_fault, read, site_of};

fn calendar(entries: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\n{}END:VCALENDAR\r\n",
        entries.replace('\n', "\r\n")
    )
}

fn dates(imported: &Imported) -> Vec<&str> {
    imported
        .events
        .iter()
        .map(|event| event.date.as_str())
        .collect()
}

#[test]
fn entries_become_events() {
    let text = calendar(
        "BEGIN:VEVENT\nUID:1@x\nDTSTART;TZID=Europe/Zurich:20220121T110000\nDTEND;TZID=Europe/Zurich:20220121T123000\n\
         SUMMARY:Talks\\, day one\nLOCATION:Geneva\nCATEGORIES:Meetings,Talks\nDESCRIPTION:First *line*.\\nSecond <b>.\n\
         URL:https://example.org/1\nSTATUS:TENTATIVE\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:2@x\nDTSTART;VALUE=DATE:20220101\nDTEND;VALUE=DATE:20220103\nSUMMARY:Days\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:3@x\nDTSTART:20220201T090000Z\nDURATION:PT1H\nSUMMARY:Zulu\nEND:VEVENT\n",
    );
    let imported = read("ics", &text, &[], None);
    assert_eq!(
        dates(&imported),
        [
            "2022-01-21T11:00/2022-01-21T12:30",
            "2022-01-01/2022-01-02",
            "2022-02-01T09:00Z/2022-02-01T10:00Z"
        ]
    );
    let talks = &imported.events[0];
    assert_eq!(talks.title, "Talks, day one");
    assert_eq!(talks.timezone.as_deref(), Some("Europe/Zurich"));
    assert_eq!(talks.status.as_deref(), Some("announced"));
    assert_eq!(events(&site_of("ics", &text).1).len(), 3);
}

#[test]
fn what_recurs_is_told_one_by_one() {
    let text = calendar(
        "BEGIN:VEVENT\nUID:r@x\nDTSTART;TZID=Europe/Zurich:20220320T110000\nRRULE:FREQ=WEEKLY;UNTIL=20220410\n\
         EXDATE;TZID=Europe/Zurich:20220403T110000\nSUMMARY:Weekly\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:r@x\nRECURRENCE-ID;TZID=Europe/Zurich:20220327T110000\nDTSTART;TZID=Europe/Zurich:20220328T150000\n\
         SUMMARY:Moved\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:s@x\nDTSTART;VALUE=DATE:20220101\nRRULE:FREQ=DAILY\nSUMMARY:For ever\nEND:VEVENT\n",
    );
    let imported = read("ics", &text, &[], None);
    let found = dates(&imported);
    assert_eq!(
        &found[..3],
        ["2022-03-20T11:00", "2022-04-10T11:00", "2022-03-28T15:00"]
    );
    assert_eq!(found.len(), 103);
    assert_eq!(
        imported.notes.lines().collect::<Vec<_>>(),
        ["a recurrence is cut after 100 occurrences"]
    );
}

/// RFC 5545, 3.3.5: the first of two, and the clock before the change for one that was skipped.
#[test]
fn times_that_stood_twice_or_never_are_moments() {
    let entry = |uid: u8, start: &str, end: &str| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nDTSTART;TZID={start}\nDTEND;TZID={end}\nSUMMARY:A\nEND:VEVENT\n"
        )
    };
    let text = calendar(
        &[
            entry(
                1,
                "Europe/Zurich:20221030T013000",
                "Europe/Zurich:20221030T023000",
            ),
            entry(
                2,
                "Europe/Zurich:20221030T023000",
                "Europe/Zurich:20221030T033000",
            ),
            entry(
                3,
                "Europe/Zurich:20220327T023000",
                "Europe/Zurich:20220327T031500",
            ),
            entry(
                4,
                "America/New_York:20070311T023000",
                "America/New_York:20070311T040000",
            ),
            entry(
                5,
                "Pacific/Apia:20111230T120000",
                "Pacific/Apia:20111231T130000",
            ),
        ]
        .concat(),
    );
    assert_eq!(
        dates(&read("ics", &text, &[], None)),
        [
            "2022-10-30T01:30/2022-10-30T02:30+02:00",
            "2022-10-30T02:30+02:00/2022-10-30T03:30",
            "2022-03-27T03:30/2022-03-27T04:15",
            "2007-03-11T03:30/2007-03-11T04:00",
            "2011-12-31T12:00/2011-12-31T13:00",
        ]
    );
    assert_eq!(events(&site_of("ics", &text).1).len(), 5);
}

#[test]
fn a_calendar_can_define_its_own_zone() {
    let text = calendar(
        "BEGIN:VTIMEZONE\nTZID:Our Time\nBEGIN:STANDARD\nDTSTART:20201025T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n\
         RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20200329T020000\nTZOFFSETFROM:+0100\n\
         TZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n\
         BEGIN:VEVENT\nUID:a\nDTSTART;TZID=Our Time:20220121T110000\nSUMMARY:Winter\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:b\nDTSTART;TZID=Our Time:20220721T110000\nSUMMARY:Summer\nEND:VEVENT\n",
    );
    assert_eq!(
        dates(&read("ics", &text, &[], None)),
        ["2022-01-21T11:00+01:00", "2022-07-21T11:00+02:00"]
    );
}

#[test]
fn faults_name_the_property() {
    let check = |lines: &str, message: &str, pointed: &str| {
        let text = calendar(&format!(
            "BEGIN:VEVENT\nUID:0\nDTSTART:20220101\nSUMMARY:Z\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\nSUMMARY:A\n{lines}END:VEVENT\n"
        ));
        let imported = read("ics", &text, &[], None);
        let (found, at) = first_fault(&text, &imported.diagnostics);
        assert!(found.starts_with(message), "{lines}: {found}");
        assert_eq!(at, pointed, "{lines}");
    };
    check("", "entry 2, `DTSTART`: there is none", "BEGIN:VEVENT");
    check(
        "DTSTART:20220230\n",
        "entry 2, `DTSTART`: `20220230` is neither a day nor a time",
        "DTSTART:20220230",
    );
    check(
        "dtstart;TZID=Nowhere:20220203T110000\n",
        "entry 2, `DTSTART`: the time zone `Nowhere` is neither known nor defined",
        "dtstart;TZID=Nowhere:20220203T110000",
    );
    check(
        "DTSTART:20220203\nRRULE:FREQ=NEVER\n",
        "entry 2, `RRULE`: ",
        "RRULE:FREQ=NEVER",
    );
    check(
        "DTSTART:20220203\nRRULE:FREQ=WEEKLY;BYDAY=MOЖ\n",
        "entry 2, `RRULE`: `Ж` has no meaning in a rule (RFC 5545, 3.3.10)",
        "RRULE:FREQ=WEEKLY;BYDAY=MOЖ",
    );
    let deep = format!(
        "{}{}",
        "BEGIN:X\r\n".repeat(100_000),
        "END:X\r\n".repeat(100_000)
    );
    assert_eq!(read("ics", &deep, &[], None).diagnostics.len(), 1);
    assert_eq!(read("ics", "no calendar", &[], None).diagnostics.len(), 1);
    let deep = "BEGIN:VCALENDAR\r\n".to_owned() + &"BEGIN:X\r\n".repeat(10_000);
    let imported = read("ics", &deep, &[], None);
    let (message, pointed) = first_fault(&deep, &imported.diagnostics);
    assert_eq!(
        (message, pointed),
        ("components lie more than 16 deep in each other", "BEGIN:X")
    );
}

#[test]
fn what_the_site_publishes_comes_back() {
    let folder = added(&[
        (
            "content/events/a.md",
            "---\ntitle: Talks; one\ndate: 2022-01-21T11:00\ntimezone: Europe/Zurich\nplaces: [Geneva]\ntopics: [Meetings]\nsummary: Two met.\n---\nFirst *line*; and,\n\n- more\n",
        ),
        (
            "content/events/b.md",
            "---\ntitle: Days\ndate: 2022-01-01/2022-01-02\nstatus: cancelled\n---\n",
        ),
        (
            "content/events/c.md",
            "---\ntitle: Long ago\ndate: -0499\n---\n",
        ),
    ]);
    let exported = export(&folder, "ics");
    assert_eq!(exported.notes.lines().count(), 1);
    let text = String::from_utf8(exported.bytes).unwrap();
    let imported = read("ics", &text, &[], None);
    assert_eq!(imported.diagnostics, []);
    let found: Vec<(&str, &str)> = imported
        .events
        .iter()
        .map(|event| (event.title.as_str(), event.date.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("Days", "2022-01-01/2022-01-02"),
            ("Talks; one", "2022-01-21T10:00Z")
        ]
    );
    assert_eq!(imported.events[0].status.as_deref(), Some("cancelled"));
    let dateline::exchange::Text::Plain(text) = &imported.events[1].body else {
        panic!("a description is plain text");
    };
    assert!(
        text.ends_with("Two met.\n\nFirst *line*; and,\n\n- more"),
        "{text}"
    );
    assert_eq!(
        imported.events[1].terms[0],
        ("places".to_owned(), vec!["Geneva".to_owned()])
    );
}
