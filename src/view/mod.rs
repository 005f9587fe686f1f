//! What templates see: plain data made for them, never the model itself. `docs/templates.md` is made from these types.
//!
//! Every `url` is an address from the site's root (`events/deputy-talks/`); a template writes `{{ root }}{{ x.url }}`,
//! where `root` is the page's way back to the root (`../../`), so that a site works below any path.

mod event;
mod list;
mod map;
mod page;
mod picture;

pub use event::{
    AccountView, CitationView, CiteView, CorrectionView, EventView, ImageView, NeighboursView,
    OriginView, RelationView, StatusView, TaxonomyTerms, ThreadNeighbours, When,
};
pub use list::{FacetView, MonthGroup, RowView, YearGroup};
pub use map::{DotView, MapView};
pub use page::{
    Crumb, EmbedView, EmbeddedView, FeedLink, FreePageView, FrontView, LatestView, Link, ListView,
    MenuItem, PageView, Paging, PeriodView, SiteView, SourceView, TaxonomyView, TermEntry,
    TermView, ViewView,
};
pub use picture::{
    AxisLabelView, BarView, BreakView, LaneView, MarkView, PictureView, WayView, ZoomView,
};
