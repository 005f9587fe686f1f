//! Feeds and data files, read back by parsers of another origin: what they say, and that no text of a site's content
//! breaks them.

mod calendar;
mod data;
mod hostile;
mod json_ld;
mod lists;
mod search;
mod site;
mod sitemap;
