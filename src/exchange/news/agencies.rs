//! Agencies by the names that their copy carries, and what tells an outlet from a person.

/// Names of agencies as copy carries them, and the name that they are told by.
const AGENCIES: &[(&str, &str)] = &[
    ("Reuters", "Reuters"),
    ("Thomson Reuters", "Reuters"),
    ("AFP", "AFP"),
    ("Agence France-Presse", "AFP"),
    ("AP", "AP"),
    ("Associated Press", "AP"),
    ("dpa", "dpa"),
    ("Deutsche Presse-Agentur", "dpa"),
    ("PA", "PA Media"),
    ("PA Media", "PA Media"),
    ("Press Association", "PA Media"),
    ("UPI", "UPI"),
    ("TASS", "TASS"),
    ("Interfax", "Interfax"),
    ("RIA Novosti", "RIA Novosti"),
    ("Ukrinform", "Ukrinform"),
    ("Xinhua", "Xinhua"),
    ("Kyodo", "Kyodo"),
    ("Kyodo News", "Kyodo"),
    ("Yonhap", "Yonhap"),
    ("PTI", "PTI"),
    ("ANI", "ANI"),
    ("IANS", "IANS"),
    ("AAP", "AAP"),
    ("ANSA", "ANSA"),
    ("EFE", "EFE"),
    ("Lusa", "Lusa"),
    ("Belga", "Belga"),
    ("ANP", "ANP"),
    ("APA", "APA"),
    ("PAP", "PAP"),
    ("MTI", "MTI"),
    ("Anadolu", "Anadolu"),
    ("Anadolu Agency", "Anadolu"),
    ("Bloomberg", "Bloomberg"),
];

/// Words in the names of outlets, by which they are told from people.
const OUTLET_WORDS: &[&str] = &[
    "News",
    "Press",
    "Agency",
    "Times",
    "Post",
    "Journal",
    "Herald",
    "Gazette",
    "Tribune",
    "Media",
    "Ledger",
    "Courier",
    "Mercury",
    "Observer",
    "Telegraph",
    "Guardian",
    "Chronicle",
    "Standard",
    "Wire",
    "TV",
    "Radio",
    "Magazine",
    "Review",
    "Mail",
    "Star",
    "Sun",
    "Globe",
    "Echo",
    "Voice",
    "Foundation",
    "Network",
    "Broadcasting",
    "Bureau",
];

/// The agency that a name means.
pub(super) fn agency(name: &str) -> Option<&'static str> {
    let name = name
        .trim()
        .trim_start_matches("The ")
        .trim_start_matches("the ");
    let known = AGENCIES.iter().find(|(known, _)| *known == name);
    known.map(|(_, agency)| *agency)
}

/// Whether a name is that of an agency or an outlet.
pub(super) fn is_outlet(name: &str) -> bool {
    let has_word = || {
        name.split_whitespace()
            .any(|word| OUTLET_WORDS.contains(&word))
    };
    agency(name).is_some() || name.starts_with("The ") || has_word()
}
