//! The `Range` header (RFC 9110, section 14): which bytes of a file are asked for.

use std::ops::Range;

/// What a request wants of so many bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of them. So also where several ranges, or another unit, are asked for: a server may ignore the header.
    All,
    /// These.
    Part(Range<u64>),
    /// Some that are not there.
    Unsatisfiable,
}

/// Reads the header for a file of so many bytes.
pub(super) fn wanted(header: Option<&str>, size: u64) -> Wanted {
    let spec = header.and_then(|value| value.trim().strip_prefix("bytes="));
    let Some((first, last)) = spec.and_then(|spec| spec.trim().split_once('-')) else {
        return Wanted::All;
    };
    let number = |text: &str| {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        // More digits than a number of bytes can have mean one beyond any end.
        is_number.then(|| text.parse::<u64>().unwrap_or(u64::MAX))
    };
    match (
        first.is_empty(),
        number(first),
        last.is_empty(),
        number(last),
    ) {
        (true, _, _, Some(0)) => Wanted::Unsatisfiable,
        (true, _, _, Some(_)) if size == 0 => Wanted::Unsatisfiable,
        (true, _, _, Some(count)) => Wanted::Part(size.saturating_sub(count)..size),
        (_, Some(first), _, Some(last)) if first > last => Wanted::All,
        (_, Some(first), true, _) | (_, Some(first), _, Some(_)) if first >= size => {
            Wanted::Unsatisfiable
        }
        (_, Some(first), true, _) => Wanted::Part(first..size),
        (_, Some(first), _, Some(last)) => Wanted::Part(first..last.saturating_add(1).min(size)),
        _ => Wanted::All,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_ten_bytes() {
        let check = |header: &str, expected: Wanted| {
            assert_eq!(wanted(Some(header), 10), expected, "{header}");
        };
        check("bytes=0-3", Wanted::Part(0..4));
        check("bytes=4-", Wanted::Part(4..10));
        check("bytes=-3", Wanted::Part(7..10));
        check("bytes=-99", Wanted::Part(0..10));
        check("bytes=8-99", Wanted::Part(8..10));
        check("bytes=9-99999999999999999999999", Wanted::Part(9..10));
        for header in [
            "bytes=10-",
            "bytes=10-12",
            "bytes=-0",
            "bytes=99999999999999999999999-",
        ] {
            check(header, Wanted::Unsatisfiable);
        }
        for header in [
            "bytes=0-1,4-5",
            "lines=0-1",
            "bytes=3-1",
            "bytes=a-b",
            "bytes=-",
            "bytes",
            "",
        ] {
            check(header, Wanted::All);
        }
        assert_eq!(wanted(None, 10), Wanted::All);
        assert_eq!(wanted(Some("bytes=-1"), 0), Wanted::Unsatisfiable);
    }
}
