//! The outlines of the land, embedded in the program and decoded once (the format is told in `ORIGIN.md`).

use std::sync::OnceLock;

/// Steps of the grid in a degree.
const STEPS: f64 = 50.0;

/// A closed line: longitudes and latitudes in degrees.
#[derive(Debug)]
pub(super) struct Ring {
    /// The points; a ring over the antimeridian goes on past 180 degrees.
    pub(super) points: Vec<(f64, f64)>,
    /// West, south, east, north.
    pub(super) bounds: [f64; 4],
}

/// The rings of the land.
pub(super) fn land() -> &'static [Ring] {
    static LAND: OnceLock<Vec<Ring>> = OnceLock::new();
    LAND.get_or_init(|| decode(include_bytes!("outlines.bin")))
}

fn decode(bytes: &[u8]) -> Vec<Ring> {
    let mut rest = bytes;
    let rings = varint(&mut rest);
    (0..rings)
        .map(|_| {
            let count = varint(&mut rest);
            let (mut x, mut y) = (0, 0);
            let points = (0..count).map(|_| {
                x += difference(&mut rest);
                y += difference(&mut rest);
                (f64::from(x) / STEPS, f64::from(y) / STEPS)
            });
            ring(points.collect())
        })
        .collect()
}

fn ring(points: Vec<(f64, f64)>) -> Ring {
    let mut bounds = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
    for &(lon, lat) in &points {
        bounds = [
            bounds[0].min(lon),
            bounds[1].min(lat),
            bounds[2].max(lon),
            bounds[3].max(lat),
        ];
    }
    Ring { points, bounds }
}

/// A LEB128 integer; 0 past the end.
fn varint(bytes: &mut &[u8]) -> u32 {
    let mut value = 0;
    for shift in (0..32).step_by(7) {
        let Some((&byte, rest)) = bytes.split_first() else {
            break;
        };
        *bytes = rest;
        value |= u32::from(byte & 127) << shift;
        if byte < 128 {
            break;
        }
    }
    value
}

/// A zigzag-coded difference.
fn difference(bytes: &mut &[u8]) -> i32 {
    let coded = varint(bytes);
    let half = i32::try_from(coded >> 1).expect("half of 32 bits fits");
    if coded & 1 == 1 { -half - 1 } else { half }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_land_is_whole() {
        let land = land();
        assert!(land.len() > 500, "{}", land.len());
        for ring in land {
            assert!(ring.points.len() >= 4);
            assert_eq!(ring.points.first(), ring.points.last());
            let [west, south, east, north] = ring.bounds;
            assert!(west >= -540.0 && east <= 540.0 && south >= -90.0 && north <= 90.0);
            assert!(east - west < 361.0, "{:?}", ring.bounds);
        }
    }
}
