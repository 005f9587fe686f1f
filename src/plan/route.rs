//! Addresses within the site, the files that stand behind them, and the way from one to another.

use std::fmt::{self, Write};

use crate::edtf::Period;
use crate::settings::Urls;

/// An address within the site, from its root: `events/deputy-talks/`, `atom.xml`, or nothing for the front page.
///
/// One that is empty or ends in `/` is a page's; the settings decide how it is written (see [`Route::url`]).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Route(String);

impl Route {
    /// The route of a page or a file, from parts that are slugs or plain file names.
    #[must_use]
    pub fn new(route: impl Into<String>) -> Self {
        Self(route.into())
    }

    /// The route of a page of a list that runs over several: the first is the list's own.
    #[must_use]
    pub fn page(&self, number: usize) -> Self {
        if number <= 1 {
            self.clone()
        } else {
            Self(format!("{}page/{number}/", self.0))
        }
    }

    /// The route of a file beside a page: `actors/nato/` and `atom.xml` make `actors/nato/atom.xml`.
    #[must_use]
    pub fn file_beside(&self, name: &str) -> Self {
        Self([&self.0, name].concat())
    }

    /// The route of a period's page: `2022/01/21/`, `-0499/`, `decades/1990/`, `centuries/1900/`.
    #[must_use]
    pub fn of_period(period: Period) -> Self {
        let (folder, year, month, day) = match period {
            Period::Day(day) => {
                let (year, month, day) = day.ymd();
                ("", year, Some(month), Some(day))
            }
            Period::Month(year, month) => ("", year, Some(month), None),
            Period::Year(year) => ("", year, None, None),
            Period::Decade(year) => ("decades/", year, None, None),
            Period::Century(year) => ("centuries/", year, None, None),
        };
        let mut route = String::with_capacity(folder.len() + "2022/01/21/".len());
        route.push_str(folder);
        push_year(&mut route, year);
        for number in [month, day].into_iter().flatten() {
            route.extend([b'0' + number / 10, b'0' + number % 10, b'/'].map(char::from));
        }
        Self(route)
    }

    /// The address without regard to how the settings write it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a page's, not a file's.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.0.is_empty() || self.0.ends_with('/')
    }

    /// The address as pages write it, from the site's root.
    #[must_use]
    pub fn url(&self, urls: Urls) -> String {
        match urls {
            Urls::File if self.is_page() => self.file(urls),
            Urls::Directory | Urls::File => self.0.clone(),
        }
    }

    /// The output file that stands behind it.
    #[must_use]
    pub fn file(&self, urls: Urls) -> String {
        match urls {
            _ if !self.is_page() => self.0.clone(),
            Urls::Directory => [&self.0, "index.html"].concat(),
            Urls::File if self.0.is_empty() => "index.html".to_owned(),
            Urls::File => format!("{}.html", self.0.trim_end_matches('/')),
        }
    }

    /// The way from it back to the site's root: `../../`, or `./` where it stands there.
    #[must_use]
    pub fn root(&self, urls: Urls) -> String {
        match self.depth(urls) {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }

    /// How many folders below the site's root it stands.
    #[must_use]
    pub fn depth(&self, urls: Urls) -> usize {
        let is_file = urls == Urls::File && self.0.ends_with('/');
        self.0.bytes().filter(|byte| *byte == b'/').count() - usize::from(is_file)
    }
}

/// Adds a year as addresses write it, with four digits at least: `2022/`, `-0499/`.
fn push_year(route: &mut String, year: i64) {
    if let Ok(year @ 0..10_000) = u16::try_from(year) {
        let digit = |place: u16| char::from(b'0' + (year / place % 10) as u8);
        route.extend([digit(1000), digit(100), digit(10), digit(1), '/']);
    } else {
        let sign = if year < 0 { "-" } else { "" };
        write!(route, "{sign}{:04}/", year.unsigned_abs())
            .expect("writing to a string does not fail");
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edtf::Day;

    #[test]
    fn routes_have_urls_files_and_a_way_back() {
        let check = |route: &str, urls, url: &str, file: &str, root: &str| {
            let route = Route::new(route);
            assert_eq!(
                (route.url(urls).as_str(), route.file(urls).as_str()),
                (url, file)
            );
            assert_eq!(route.root(urls), root, "{route}");
        };
        check("", Urls::Directory, "", "index.html", "./");
        check(
            "events/x/",
            Urls::Directory,
            "events/x/",
            "events/x/index.html",
            "../../",
        );
        check("atom.xml", Urls::Directory, "atom.xml", "atom.xml", "./");
        check("", Urls::File, "index.html", "index.html", "./");
        check(
            "events/x/",
            Urls::File,
            "events/x.html",
            "events/x.html",
            "../",
        );
        check("2022/", Urls::File, "2022.html", "2022.html", "./");
        check(
            "actors/x/atom.xml",
            Urls::File,
            "actors/x/atom.xml",
            "actors/x/atom.xml",
            "../../",
        );
    }

    #[test]
    fn periods_have_addresses() {
        let check = |period, route| assert_eq!(Route::of_period(period).as_str(), route);
        check(Period::Day(Day::from_ymd(2022, 1, 21)), "2022/01/21/");
        check(Period::Month(2022, 1), "2022/01/");
        check(Period::Year(-499), "-0499/");
        check(Period::Year(0), "0000/");
        check(Period::Year(170_000_000), "170000000/");
        check(Period::Decade(1990), "decades/1990/");
        check(Period::Century(1900), "centuries/1900/");
    }
}
