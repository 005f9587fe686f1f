//! Reports of one copy and what of a report is left out: the same whatever the order of the files, and told.

use dateline::exchange::{IMPORTERS, Imported, Incoming, Mapping};

use super::EMPTY;

const COPY: &str = "The river burst its banks on Sunday night and flooded more than nine hundred homes in the old town, the \
                    council said. Rescue teams brought two thousand people to safety before dawn, and the bridge at the mill \
                    stays shut until Friday.";

fn report(dateline: &str, more: &str) -> String {
    format!("A headline\n20191112\n\n{dateline}{COPY} {more}\n")
}

fn import(reports: &[(&str, &str)]) -> Imported {
    let importer = IMPORTERS
        .iter()
        .find(|importer| importer.name == "news")
        .unwrap();
    let files: Vec<_> = reports.iter().map(|(file, _)| (*file).into()).collect();
    let mapping = Mapping::default();
    let texts: Vec<Incoming> = reports
        .iter()
        .zip(&files)
        .map(|((_, text), file)| Incoming {
            file,
            text,
            mapping: &mapping,
            site: &EMPTY,
        })
        .collect();
    importer.read(&texts)
}

/// The agency of each report, in their order, and what is said of it.
fn agencies(reports: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let imported = import(reports);
    let of = |index: usize| {
        let agency = imported.sources[index].fields.get("agency");
        agency
            .map_or("-", |agency| agency.as_str().unwrap())
            .to_owned()
    };
    let told = imported
        .guesses
        .iter()
        .cloned()
        .chain(imported.notes.lines());
    ((0..reports.len()).map(of).collect(), told.collect())
}

#[test]
fn copies_of_copies_have_one_agency_in_any_order() {
    let other = "Schools in the valley remain closed, a spokeswoman for the county told reporters in the evening, adding that \
                 the level of the water would not fall before the weekend and that the fields below the weir would be lost for \
                 the year to come.";
    let first = report("OSLO (Northwire) - ", "");
    let second = report("", other);
    let third = format!("A headline\n20191113\n\n{other}\n");
    let files = [
        ("a.txt", first.as_str()),
        ("b.txt", &second),
        ("c.txt", &third),
    ];
    for order in [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ] {
        let (found, told) = agencies(&order.map(|index| files[index]));
        assert_eq!(found, ["Northwire"; 3], "{order:?}");
        assert_eq!(told.len(), 1, "{order:?}: {told:?}");
        assert!(
            told[0].starts_with("`a.txt`, `b.txt` and `c.txt` are one copy ("),
            "{}",
            told[0]
        );
        assert!(
            told[0].ends_with(" % of the shorter): the agency is taken to be Northwire"),
            "{}",
            told[0]
        );
    }
}

#[test]
fn copies_that_name_two_agencies_are_told_and_nothing_is_guessed() {
    let (one, other, neither) = (
        report("OSLO (AFP) - ", ""),
        report("OSLO (Reuters) - ", ""),
        report("", ""),
    );
    let expected = "`a.txt`, `b.txt` and `c.txt` are one copy (100 % of the shorter), and name AFP and Reuters: no agency is given to the others";
    let files = [
        ("a.txt", one.as_str()),
        ("b.txt", &other),
        ("c.txt", &neither),
    ];
    assert_eq!(
        agencies(&files),
        (
            vec!["AFP".to_owned(), "Reuters".to_owned(), "-".to_owned()],
            vec![expected.to_owned()]
        )
    );
    let files = [files[2], files[1], files[0]];
    assert_eq!(agencies(&files).0, ["-", "Reuters", "AFP"]);
    assert_eq!(agencies(&files).1, [expected]);
}

#[test]
fn sentences_that_are_left_out_are_told() {
    let long = format!("On Monday it rained {}.", "and rained ".repeat(500));
    let text = format!("A headline\n20191112\n\nIt fell on Sunday.\n\n{long}\n");
    let imported = import(&[("a.txt", &text)]);
    assert_eq!(imported.events.len(), 1);
    let notes: Vec<String> = imported.notes.lines().collect();
    assert_eq!(
        notes,
        ["`a.txt`, line 6: a sentence of more than 4000 bytes is left out"]
    );

    let many: Vec<String> = (0..2_001)
        .map(|n| format!("Town number {n} was flooded in {}.\n", 1_000 + n % 900))
        .collect();
    let text = format!("A headline\n20191112\n\n{}", many.concat());
    let imported = import(&[("b.txt", &text)]);
    assert_eq!(imported.details.len(), 2_000);
    let notes: Vec<String> = imported.notes.lines().collect();
    assert_eq!(
        notes,
        ["`b.txt`, from line 2004 on: what follows 2000 statements is left out"]
    );
}
