//! Looking at the beginning of an input, and counting what is read of it.

use std::io::{self, Chain, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What was read of an input, and the rest of it.
pub type Again<R> = Chain<Cursor<Vec<u8>>, R>;

/// Reads until `enough` says that it has seen enough, or the input ends. Gives what was read, and
/// the whole input again. A live input is not waited for longer than need be.
///
/// # Errors
/// Reading failed.
pub fn peek<R: Read>(mut reader: R, enough: fn(&[u8]) -> bool) -> io::Result<(Vec<u8>, Again<R>)> {
    let mut head = Vec::new();
    let mut buffer = [0; 4096];
    while !enough(&head) {
        match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => head.extend_from_slice(&buffer[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok((head.clone(), Cursor::new(head).chain(reader)))
}

/// An input that counts the bytes read of it.
pub struct Counted {
    inner: Box<dyn Read + Send>,
    read: Arc<AtomicU64>,
}

impl Counted {
    /// An input that adds to `read`.
    pub fn new(inner: Box<dyn Read + Send>, read: Arc<AtomicU64>) -> Self {
        Counted { inner, read }
    }
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::peek;
    use std::io::{self, Read};

    /// Gives one byte at a time, as a slow pipe may.
    struct Slow(Vec<u8>);

    impl Read for Slow {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() {
                return Ok(0);
            }
            buffer[0] = self.0.remove(0);
            Ok(1)
        }
    }

    #[test]
    fn the_beginning_is_seen_and_nothing_is_lost() {
        for text in ["", "a", "abcdef"] {
            let slow = Slow(text.as_bytes().to_vec());
            let (head, mut whole) = peek(slow, |head| head.len() >= 3).expect("read");
            assert_eq!(head, &text.as_bytes()[..text.len().min(3)]);
            let mut all = String::new();
            whole.read_to_string(&mut all).expect("read");
            assert_eq!(all, text);
        }
    }
}
