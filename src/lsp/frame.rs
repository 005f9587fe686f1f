//! Messages on a stream of bytes (LSP 3.17, "Base Protocol"): a header with the length, an empty line, the message.
//!
//! A header that claims more than any editor sends is not believed, so that no message can take all memory.

use std::io::{self, BufRead, Read};

/// Bytes of the longest message: the largest text that a site may have, several times over.
const MOST_BYTES: u64 = 64 << 20;

/// Bytes of the longest line of a header.
const MOST_HEADER_BYTES: u64 = 4 << 10;

/// What comes next on a stream.
#[derive(Debug, PartialEq, Eq)]
pub enum Frame {
    /// The bytes of a message.
    Message(Vec<u8>),
    /// What is no message, and why; the stream goes on behind it.
    Malformed(&'static str),
    /// The stream is over.
    End,
}

/// Reads the next message.
///
/// # Errors
/// The stream cannot be read.
pub fn read_frame(input: &mut impl BufRead) -> io::Result<Frame> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        input.take(MOST_HEADER_BYTES).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(Frame::End);
        }
        let Some(line) = header_line(&line) else {
            return Ok(Frame::Malformed(
                "a line of the header has no end or is no text",
            ));
        };
        if line.is_empty() {
            break;
        }
        let Some((name, value)) = line.split_once(':') else {
            return Ok(Frame::Malformed("a line of the header has no colon"));
        };
        if name.eq_ignore_ascii_case("Content-Length") {
            length = value.trim().parse::<u64>().ok();
        }
    }
    let Some(length) = length else {
        return Ok(Frame::Malformed("the header gives no length"));
    };
    if length > MOST_BYTES {
        return Ok(Frame::Malformed("the message is too long"));
    }
    let mut message = Vec::new();
    input.take(length).read_to_end(&mut message)?;
    if (message.len() as u64) < length {
        return Ok(Frame::End);
    }
    Ok(Frame::Message(message))
}

/// A line of a header without its end.
fn header_line(line: &[u8]) -> Option<&str> {
    let line = line.strip_suffix(b"\n")?;
    std::str::from_utf8(line.strip_suffix(b"\r").unwrap_or(line)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(stream: &[u8], expected: &[Frame]) {
        let mut input = stream;
        let mut found = Vec::new();
        loop {
            match read_frame(&mut input) {
                Ok(Frame::End) => break,
                Ok(frame) => found.push(frame),
                Err(error) => panic!("a slice is read without fail: {error}"),
            }
        }
        assert_eq!(found, expected, "{}", String::from_utf8_lossy(stream));
    }

    #[test]
    fn messages_are_cut_at_their_length() {
        let message = |text: &str| Frame::Message(text.as_bytes().to_vec());
        check(b"Content-Length: 2\r\n\r\n{}", &[message("{}")]);
        check(
            b"content-length:2\r\nContent-Type: x\r\n\r\n{}Content-Length: 1\n\n1",
            &[message("{}"), message("1")],
        );
        check(
            "Content-Length: 2\r\n\r\n\u{e9}".as_bytes(),
            &[message("é")],
        );
        check(b"", &[]);
        check(b"Content-Length: 5\r\n\r\n{}", &[]);
    }

    #[test]
    fn what_is_no_message_is_passed_over() {
        let next = "Content-Length: 1\r\n\r\n1";
        let long = "x".repeat(5_000);
        for (wrong, why) in [
            ("nonsense\r\n", "a line of the header has no colon"),
            ("A: b\r\n\r\n", "the header gives no length"),
            ("Content-Length: -1\r\n\r\n", "the header gives no length"),
            (
                "Content-Length: 99999999999\r\n\r\n",
                "the message is too long",
            ),
        ] {
            let stream = format!("{wrong}{next}");
            check(
                stream.as_bytes(),
                &[Frame::Malformed(why), Frame::Message(b"1".to_vec())],
            );
        }
        let unended = Frame::Malformed("a line of the header has no end or is no text");
        check(b"Content-Length: 1", &[unended]);
        let mut input = long.as_bytes();
        assert!(matches!(read_frame(&mut input), Ok(Frame::Malformed(_))));
    }
}
