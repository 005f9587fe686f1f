//! Lists of events: rows and their groups.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Link, StatusView, When};

/// An event as lists show it. The row is rendered once (by the component `event_row`) and shared by every page.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RowView {
    /// The slug.
    pub slug: String,
    /// The headline.
    pub title: String,
    /// The page.
    pub url: String,
    /// One or two sentences of plain text.
    pub summary: Option<String>,
    /// Whether it leads on the front page.
    pub lead: bool,
    /// Whether it is a draft.
    pub draft: bool,
    /// When it happened.
    pub when: When,
    /// What is known of it.
    pub status: StatusView,
    /// Its places.
    pub places: Vec<Link>,
    /// The independent origins: "Reuters (2 outlets)", "AFP".
    pub origins: Vec<String>,
    /// How many sources it cites.
    pub sources: usize,
    /// What filters choose by: a line, with an address and a name, for each of its terms and the larger terms that these are
    /// part of, for each source that it cites, and for its status.
    pub facets: String,
}

/// Something that a list can be filtered by: a taxonomy or the sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FacetView {
    /// The first part of the addresses of its pages: `actors`.
    pub key: String,
    /// What it is called: "Actors".
    pub title: String,
}

/// The rows of one year, in a list that is grouped by time.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct YearGroup {
    /// The year: "2022", "500 BCE"; for dates without a beginning, the words for that.
    pub title: String,
    /// A fragment that is unique in the page: `y2022`.
    pub id: String,
    /// The year's page, where it has one.
    pub url: Option<String>,
    /// The year's rows in order, month by month.
    pub months: Vec<MonthGroup>,
}

/// Rows that follow each other in one month, or without a month.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MonthGroup {
    /// The month: "January 2022"; none for dates that name no month.
    pub title: Option<String>,
    /// A fragment that is unique in the page: `y2022-01`.
    pub id: String,
    /// The month's page, where it has one.
    pub url: Option<String>,
    /// The first of the page's `rows` that belongs here.
    pub first: usize,
    /// The row after the last that belongs here: `rows[first:end]`.
    pub end: usize,
    /// Of each of these rows, whether it is of the same exact day as the one before: the date need not be shown again.
    pub same_day: Vec<bool>,
}
