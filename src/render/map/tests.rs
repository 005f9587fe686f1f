//! What a map must be: places go in; frames that hold them all and labels that never touch come out.

use proptest::prelude::*;

use super::labels::{label_area, overlap};
use super::*;
use crate::render::picture::text_width;

fn place(key: usize, lon: f64, lat: f64) -> Place {
    Place {
        key,
        lon,
        lat,
        label: "A place ".repeat(key % 3 + 1),
        weight: key % 5 + 1,
        is_subject: true,
    }
}

#[test]
fn a_map_of_no_place_is_none() {
    assert_eq!(draw(&[], 720), None);
    let mut far = place(1, 0.0, 0.0);
    far.is_subject = false;
    assert_eq!(draw(&[far], 720), None);
}

#[test]
fn frames_reach_over_the_antimeridian() {
    // Suva and Apia are 12 degrees apart, not 348.
    let map = draw(&[place(0, 178.4, -18.1), place(1, -171.8, -13.8)], 720).expect("two places");
    let gap = (map.dots[0].x - map.dots[1].x).abs();
    assert!((150..500).contains(&gap), "{gap}");
    assert!(!map.land.is_empty());
}

#[test]
fn the_whole_world_fits() {
    let places = [
        place(0, -170.0, 70.0),
        place(1, -60.0, -50.0),
        place(2, 60.0, 0.0),
        place(3, 170.0, -40.0),
    ];
    let map = draw(&places, 720).expect("four places");
    assert_eq!(map.dots.len(), 4);
    assert!(map.land.len() < 60_000, "{}", map.land.len());
}

#[test]
fn near_places_share_a_dot() {
    let map = draw(&[place(0, 6.14, 46.2), place(1, 6.15, 46.21)], 720).expect("two places");
    assert_eq!(map.dots.len(), 1);
    assert_eq!(map.dots[0].keys, [1, 0], "the larger first");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_two_labels_touch(points in prop::collection::vec((-180.0..180.0, -90.0..90.0), 1..40)) {
        let places: Vec<Place> = points
            .iter()
            .enumerate()
            .map(|(key, &(lon, lat))| place(key, lon, lat))
            .collect();
        let map = draw(&places, 720).expect("there are places");
        let areas: Vec<_> = map
            .dots
            .iter()
            .filter_map(|dot| {
                let (label, side) = dot.label.as_ref()?;
                Some(label_area(dot, *side, crate::render::picture::pixels(text_width(label, 14.0))))
            })
            .collect();
        for (index, a) in areas.iter().enumerate() {
            prop_assert!(a[0] >= 0 && a[2] <= map.width && a[1] >= 0 && a[3] <= map.height);
            for b in &areas[index + 1..] {
                prop_assert!(!overlap(*a, *b), "{:?} {:?}", a, b);
            }
        }
    }
}
