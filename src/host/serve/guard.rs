//! Who may read: the browser of the person at this machine, and no other website that it has open.
//!
//! A page of another site can make a browser send requests to this server. What keeps it out is the name that it asked
//! for (DNS rebinding), the origin that it speaks for, and what the browser says of the request (Fetch Metadata).
//! Headers that proxies add are not looked at: there is no proxy.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It asks a server of another name.
    Host,
    /// It comes from a page of another origin.
    Origin,
    /// The preview can only be read.
    Method,
}

/// Whether a request may be answered.
pub(super) fn check(method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
    let host = only(headers, "host").ok_or(Refusal::Host)?;
    let asked = uri.authority().map(ToString::to_string);
    if !is_loopback(host) || asked.is_some_and(|name| !is_loopback(&name)) {
        return Err(Refusal::Host);
    }
    if headers.contains_key(header::ORIGIN) {
        let origin = only(headers, "origin").ok_or(Refusal::Origin)?;
        let own = origin.strip_prefix("http://");
        if own.is_none_or(|origin| !origin.eq_ignore_ascii_case(host)) {
            return Err(Refusal::Origin);
        }
    }
    let value = |name: &str| headers.get(name).map(HeaderValue::as_bytes);
    match value("sec-fetch-site") {
        None | Some(b"same-origin" | b"none") => {}
        // A page of another server on this machine may link here, and no more than that.
        Some(b"same-site") if value("sec-fetch-mode") == Some(b"navigate") => {}
        Some(_) => return Err(Refusal::Origin),
    }
    if method != Method::GET && method != Method::HEAD {
        return Err(Refusal::Method);
    }
    Ok(())
}

/// The value of a header that stands exactly once and is text.
fn only<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Whether a name with or without a port is this machine's own: `localhost`, a name below it, or a loopback address.
fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((name, port)) if port.is_empty() || is_port(port) => name,
            _ => return false,
        },
        None => match host.split_once(':') {
            Some((name, _)) if is_port(&host[name.len()..]) => name,
            Some(_) => return false,
            None => host,
        },
    };
    let name = name.to_ascii_lowercase();
    name == "localhost"
        || name.ends_with(".localhost")
        || name
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// Whether this is `:` and a number.
fn is_port(text: &str) -> bool {
    text.strip_prefix(':')
        .is_some_and(|digits| digits.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    fn checked(
        method: &Method,
        uri: &'static str,
        pairs: &[(&'static str, &'static str)],
    ) -> Result<(), Refusal> {
        let mut headers = HeaderMap::new();
        for &(name, value) in pairs {
            headers.append(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            );
        }
        check(method, &Uri::from_static(uri), &headers)
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let check = |host: &'static str, expected: bool| {
            let result = checked(&Method::GET, "/", &[("host", host)]);
            assert_eq!(result.is_ok(), expected, "{host}");
        };
        for host in [
            "localhost",
            "LOCALHOST:4000",
            "site.localhost:1",
            "127.0.0.1:4000",
            "127.9.9.9",
            "[::1]:4000",
            "[::1]",
        ] {
            check(host, true);
        }
        for host in [
            "evil.example",
            "localhost.evil.example",
            "evillocalhost",
            "0.0.0.0:4000",
            "192.168.0.1",
            "localhost:x",
            "[::1]x",
            "[::1",
            "",
            "localhost:1:2",
            "127.0.0.1@evil",
        ] {
            check(host, false);
        }
        assert_eq!(checked(&Method::GET, "/", &[]), Err(Refusal::Host));
        let two = [("host", "localhost"), ("host", "localhost")];
        assert_eq!(checked(&Method::GET, "/", &two), Err(Refusal::Host));
        assert_eq!(
            checked(
                &Method::GET,
                "http://evil.example/",
                &[("host", "localhost")]
            ),
            Err(Refusal::Host)
        );
        let forwarded = [("host", "evil.example"), ("x-forwarded-host", "localhost")];
        assert_eq!(checked(&Method::GET, "/", &forwarded), Err(Refusal::Host));
    }

    #[test]
    fn pages_of_other_origins_are_refused() {
        let check = |name, value, expected| {
            let result = checked(
                &Method::GET,
                "/",
                &[("host", "localhost:4000"), (name, value)],
            );
            assert_eq!(result.is_ok(), expected, "{name}: {value}");
        };
        check("origin", "http://localhost:4000", true);
        check("origin", "http://localhost:3000", false);
        check("origin", "https://localhost:4000", false);
        check("origin", "http://evil.example", false);
        check("origin", "null", false);
        check("sec-fetch-site", "same-origin", true);
        check("sec-fetch-site", "none", true);
        check("sec-fetch-site", "same-site", false);
        check("sec-fetch-site", "cross-site", false);
    }

    #[test]
    fn the_preview_is_read_only() {
        for method in [
            Method::POST,
            Method::PUT,
            Method::DELETE,
            Method::OPTIONS,
            Method::TRACE,
        ] {
            assert_eq!(
                checked(&method, "/", &[("host", "localhost")]),
                Err(Refusal::Method)
            );
        }
        assert_eq!(
            checked(&Method::HEAD, "/", &[("host", "localhost")]),
            Ok(())
        );
    }
}
