//! Half-open spans counted in Unicode code points.

use std::fmt;

/// A non-empty half-open span `start..end`, counted in Unicode code points.
///
/// The fields are private so that a span with `start >= end` cannot exist.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// Makes a span from code-point offsets; `None` if it would be empty.
    pub fn new(start: usize, end: usize) -> Option<Span> {
        (start < end).then_some(Span { start, end })
    }

    /// First code point.
    pub fn start(self) -> usize {
        self.start
    }

    /// One past the last code point.
    pub fn end(self) -> usize {
        self.end
    }

    /// Number of code points, at least one.
    pub fn length(self) -> usize {
        self.end - self.start
    }

    /// Number of code points shared with `other`; zero if they do not overlap.
    pub fn shared(self, other: Span) -> usize {
        self.end
            .min(other.end)
            .saturating_sub(self.start.max(other.start))
    }

    /// Whether at least one code point is shared with `other`.
    pub fn overlaps(self, other: Span) -> bool {
        self.shared(other) > 0
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// Pairs `(left index, right index)` of overlapping spans.
///
/// Both slices must be sorted by start (as a sorted slice of keys beginning
/// with a span is). The pairs come out sorted.
pub(crate) fn overlapping_pairs(left: &[Span], right: &[Span]) -> Vec<(usize, usize)> {
    let mut reach = Vec::with_capacity(right.len());
    let mut furthest = 0;
    for span in right {
        furthest = furthest.max(span.end);
        reach.push(furthest);
    }
    let mut pairs = Vec::new();
    for (i, span) in left.iter().enumerate() {
        let first = reach.partition_point(|&end| end <= span.start);
        for (j, other) in right.iter().enumerate().skip(first) {
            if other.start >= span.end {
                break;
            }
            if span.overlaps(*other) {
                pairs.push((i, j));
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize) -> Span {
        Span::new(start, end).unwrap()
    }

    #[test]
    fn empty_spans_do_not_exist() {
        assert_eq!(Span::new(3, 3), None);
        assert_eq!(Span::new(4, 3), None);
    }

    #[test]
    fn shared_counts_common_code_points() {
        assert_eq!(span(0, 5).shared(span(3, 9)), 2);
        assert_eq!(span(0, 5).shared(span(5, 9)), 0);
        assert_eq!(span(0, 9).shared(span(2, 4)), 2);
    }

    #[test]
    fn overlapping_pairs_equal_the_full_double_loop() {
        let left = [span(0, 9), span(1, 2), span(4, 6), span(10, 12)];
        let right = [
            span(0, 1),
            span(1, 11),
            span(2, 3),
            span(5, 6),
            span(12, 14),
        ];
        let mut expected = Vec::new();
        for (i, a) in left.iter().enumerate() {
            for (j, b) in right.iter().enumerate() {
                if a.overlaps(*b) {
                    expected.push((i, j));
                }
            }
        }
        assert_eq!(overlapping_pairs(&left, &right), expected);
    }
}
