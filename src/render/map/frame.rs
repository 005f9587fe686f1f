//! The part of the world that a map shows: an equirectangular projection, true to scale along the frame's middle.

use crate::render::picture::pixels;

/// The least height of the part that is shown, in degrees: some coast, to know where one is.
const LEAST_HEIGHT: f64 = 16.0;
/// How much wider and higher the frame is than what it is laid around.
const AIR: f64 = 1.35;
/// The height of a map, as parts of its width.
const HEIGHTS: (f64, f64) = (0.42, 0.56);
/// Beyond this latitude the projection says nothing.
const MOST_LATITUDE: f64 = 84.0;

/// The part of the world that a map shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Frame {
    /// The width in pixels.
    pub(super) width: i32,
    /// The height in pixels.
    pub(super) height: i32,
    /// The western edge in degrees; past -180 where the frame reaches over the antimeridian.
    west: f64,
    /// The northern edge in degrees.
    north: f64,
    /// Pixels of a degree of longitude.
    per_lon: f64,
    /// Pixels of a degree of latitude.
    per_lat: f64,
}

impl Frame {
    /// A frame around some places (longitude, latitude); `None` without any.
    pub(super) fn around(places: impl Iterator<Item = (f64, f64)>, width: i32) -> Option<Self> {
        let places: Vec<(f64, f64)> = places.collect();
        let (west, wide) = narrowest(&places)?;
        let lats = || {
            places
                .iter()
                .map(|place| place.1.clamp(-MOST_LATITUDE, MOST_LATITUDE))
        };
        let (south, north) = (lats().reduce(f64::min)?, lats().reduce(f64::max)?);
        let middle = f64::midpoint(south, north);
        let shrink = middle.to_radians().cos().max(0.2);
        let width_px = f64::from(width);
        // Both sides grow until they hold the places and have a shape that a page can show.
        let mut high = ((north - south) * AIR).max(LEAST_HEIGHT);
        let mut across = wide * AIR * shrink;
        across = across.max(high / HEIGHTS.1);
        high = high.max(across * HEIGHTS.0);
        let across_degrees = (across / shrink).min(360.0);
        let per_lon = width_px / across_degrees;
        let per_lat = per_lon / shrink;
        let high = high.min(2.0 * 90.0);
        let top = (middle + high / 2.0).min(90.0).max(high - 90.0);
        Some(Self {
            width,
            height: pixels((high * per_lat).min(width_px * 0.7)),
            west: west + wide / 2.0 - across_degrees / 2.0,
            north: top,
            per_lon,
            per_lat,
        })
    }

    /// A point in pixels, on the copy of the world that is moved by so many degrees to the east.
    pub(super) fn project(&self, lon: f64, lat: f64, moved: f64) -> (f64, f64) {
        (
            (lon + moved - self.west) * self.per_lon,
            (self.north - lat) * self.per_lat,
        )
    }

    /// A point in whole pixels; `None` where it is not in the frame.
    pub(super) fn pixel(&self, lon: f64, lat: f64) -> Option<(i32, i32)> {
        [-360.0, 0.0, 360.0].into_iter().find_map(|moved| {
            let (x, y) = self.project(lon, lat, moved);
            let (x, y) = (pixels(x), pixels(y));
            ((0..=self.width).contains(&x) && (0..=self.height).contains(&y)).then_some((x, y))
        })
    }
}

/// The western edge and the width of the narrowest stretch of longitudes that holds all places, over the antimeridian
/// where that is shorter.
fn narrowest(places: &[(f64, f64)]) -> Option<(f64, f64)> {
    let mut lons: Vec<f64> = places.iter().map(|place| place.0).collect();
    lons.sort_by(f64::total_cmp);
    let (first, last) = (*lons.first()?, *lons.last()?);
    let around = (first, last - first);
    let over = lons
        .windows(2)
        .map(|pair| (pair[1] - 360.0, 360.0 - (pair[1] - pair[0])));
    over.chain([around]).min_by(|a, b| a.1.total_cmp(&b.1))
}
