//! `tests/sites/mistakes`: a site with one of nearly every mistake, of which one run tells all, each at its place.

use std::collections::BTreeSet;

use serde_json::Value;

use super::cli::dateline;
use super::output::repository;

/// What `check` writes in a format: standard output and standard error.
fn checked(format: &str) -> (String, String) {
    let mut check = dateline(repository());
    check.args([
        "check",
        "--site",
        "tests/sites/mistakes",
        "--format",
        format,
    ]);
    let output = check.assert().code(1).get_output().clone();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr))
}

#[test]
fn people_are_told_all_of_them() {
    let (stdout, stderr) = checked("human");
    assert_eq!(stdout, "");
    insta::assert_snapshot!(stderr);
}

#[test]
fn programs_are_told_all_of_them() {
    let (stdout, stderr) = checked("json");
    assert_eq!(stderr, "");
    let report: Value = serde_json::from_str(&stdout).unwrap();
    let diagnostics = report["diagnostics"].as_array().unwrap();
    let codes: BTreeSet<&str> = (diagnostics.iter())
        .map(|item| item["code"].as_str().unwrap())
        .collect();
    assert!(codes.len() >= 30, "{} codes", codes.len());
    // What is wrong with a file as a whole has no line.
    let whole_file = ["stray-file", "template-unknown"];
    for item in diagnostics {
        let code = item["code"].as_str().unwrap();
        assert!(item["file"].is_string(), "{item}");
        let has_place = item["line"].is_u64() && item["column"].is_u64();
        assert_eq!(has_place, !whole_file.contains(&code), "{item}");
    }
    insta::assert_snapshot!(stdout);
}

#[test]
fn github_is_told_all_of_them() {
    let (stdout, _) = checked("github");
    let (json, _) = checked("json");
    let report: Value = serde_json::from_str(&json).unwrap();
    let commands: Vec<&str> = stdout.lines().collect();
    let diagnostics = report["diagnostics"].as_array().unwrap();
    assert_eq!(commands.len(), diagnostics.len());
    for (command, item) in commands.iter().zip(diagnostics) {
        let field = |name: &str| item[name].as_str().unwrap().to_owned();
        let begins = format!("::{} file={},", field("severity"), field("file"));
        assert!(command.starts_with(&begins), "{command}");
        let (properties, message) = command[2..].split_once("::").unwrap();
        assert!(
            properties.ends_with(&format!("title={}", field("code"))),
            "{command}"
        );
        if let Some(line) = item["line"].as_u64() {
            assert!(properties.contains(&format!(",line={line},")), "{command}");
        }
        assert!(!message.is_empty(), "{command}");
    }
}

/// The parts that SARIF 2.1.0 requires, by section: 3.13 (log), 3.14 (run), 3.19 (component), 3.49 (rule), 3.27
/// (result), 3.29 and 3.30 (location and region), 3.55 to 3.57 (fix).
#[test]
fn code_scanning_is_told_all_of_them() {
    let log: Value = serde_json::from_str(&checked("sarif").0).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().contains("sarif-2.1.0"));
    let runs = log["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 1);
    let driver = &runs[0]["tool"]["driver"];
    assert_eq!(driver["name"], "dateline");
    assert_eq!(runs[0]["columnKind"], "unicodeCodePoints");
    let rules = driver["rules"].as_array().unwrap();
    let ids: BTreeSet<&str> = rules
        .iter()
        .map(|rule| rule["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), rules.len(), "the ids are unique");
    for rule in rules {
        assert!(rule["shortDescription"]["text"].is_string(), "{rule}");
        assert_level(&rule["defaultConfiguration"]["level"]);
    }
    let results = runs[0]["results"].as_array().unwrap();
    assert!(results.len() >= 30);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert_level(&result["level"]);
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let locations = result["locations"].as_array().unwrap();
        assert_eq!(locations.len(), 1);
        assert_location(&locations[0]);
        for related in result["relatedLocations"].as_array().into_iter().flatten() {
            assert_location(related);
            assert!(related["message"]["text"].is_string());
        }
        for fix in result["fixes"].as_array().into_iter().flatten() {
            let change = &fix["artifactChanges"][0];
            assert!(change["artifactLocation"]["uri"].is_string(), "{fix}");
            let replacement = &change["replacements"][0];
            assert_region(&replacement["deletedRegion"]);
            assert!(replacement["insertedContent"]["text"].is_string(), "{fix}");
        }
    }
}

fn assert_level(level: &Value) {
    assert!(
        ["error", "warning"].map(Value::from).contains(level),
        "{level}"
    );
}

fn assert_location(location: &Value) {
    let physical = &location["physicalLocation"];
    let uri = physical["artifactLocation"]["uri"].as_str().unwrap();
    let is_relative = !uri.starts_with('/') && !uri.contains([':', ' ', '\\']);
    assert!(is_relative, "{uri}");
    if let Some(region) = physical.get("region") {
        assert_region(region);
    }
}

fn assert_region(region: &Value) {
    let number = |name: &str| region[name].as_u64().unwrap_or_default();
    let (start, end) = (
        (number("startLine"), number("startColumn")),
        (number("endLine"), number("endColumn")),
    );
    assert!(start.0 >= 1 && start.1 >= 1 && end >= start, "{region}");
}
