//! Maximum-weight one-to-one assignment.
//!
//! One solver serves every metric: weights may be numbers or vectors compared
//! lexicographically, since the algorithm only adds, subtracts and compares.
//! It inserts rows one at a time, each along a shortest augmenting path found
//! with Dijkstra's algorithm on reduced costs (the sparse form of the
//! Jonker–Volgenant method). Every row also has a private column of weight
//! zero, so leaving a row unpaired is always possible.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// What an assignment may add up: an ordered commutative group.
pub trait Weight: Copy {
    /// The neutral element.
    const ZERO: Self;
    /// Sum.
    fn plus(self, other: Self) -> Self;
    /// Difference.
    fn minus(self, other: Self) -> Self;
    /// Total order, compatible with addition.
    fn order(&self, other: &Self) -> Ordering;
}

impl Weight for i64 {
    const ZERO: i64 = 0;
    fn plus(self, other: i64) -> i64 {
        self + other
    }
    fn minus(self, other: i64) -> i64 {
        self - other
    }
    fn order(&self, other: &i64) -> Ordering {
        self.cmp(other)
    }
}

impl Weight for f64 {
    const ZERO: f64 = 0.0;
    fn plus(self, other: f64) -> f64 {
        self + other
    }
    fn minus(self, other: f64) -> f64 {
        self - other
    }
    fn order(&self, other: &f64) -> Ordering {
        self.total_cmp(other)
    }
}

/// Tier totals, compared lexicographically: the first tier decides, later ones
/// break its ties.
impl<const K: usize> Weight for [i64; K] {
    const ZERO: [i64; K] = [0; K];
    fn plus(mut self, other: [i64; K]) -> [i64; K] {
        for (a, b) in self.iter_mut().zip(other) {
            *a += b;
        }
        self
    }
    fn minus(mut self, other: [i64; K]) -> [i64; K] {
        for (a, b) in self.iter_mut().zip(other) {
            *a -= b;
        }
        self
    }
    fn order(&self, other: &[i64; K]) -> Ordering {
        self.cmp(other)
    }
}

/// An edge: row, column, weight (not below zero).
pub type Edge<W> = (usize, usize, W);

/// A one-to-one pairing of rows and columns.
#[derive(Clone, PartialEq, Debug)]
pub struct Assignment<W> {
    /// For every row the paired column, if any.
    pub column_of: Vec<Option<usize>>,
    /// Sum of the weights of the pairs.
    pub total: W,
}

/// The pairing along `edges` whose total weight is largest.
///
/// Rows and columns are numbered from zero; edges at or beyond `rows` or
/// `columns` are ignored. Of parallel edges the heaviest counts.
pub fn maximum_assignment<W: Weight>(
    rows: usize,
    columns: usize,
    edges: &[Edge<W>],
) -> Assignment<W> {
    let mut adjacent = vec![Vec::new(); rows];
    for &(row, column, weight) in edges {
        if row < rows && column < columns {
            adjacent[row].push((column, weight));
        }
    }
    let mut solver = Solver {
        adjacent,
        row_potential: vec![W::ZERO; rows],
        column_of: vec![None; rows],
        columns: vec![Column::new(); columns],
    };
    for row in 0..rows {
        solver.insert(row);
    }
    let total = solver.total();
    Assignment {
        column_of: solver.column_of,
        total,
    }
}

struct Solver<W> {
    adjacent: Vec<Vec<(usize, W)>>,
    row_potential: Vec<W>,
    column_of: Vec<Option<usize>>,
    columns: Vec<Column<W>>,
}

/// A column: its owner and potential, and what the search for one row found.
#[derive(Clone, Copy)]
struct Column<W> {
    owner: Option<usize>,
    potential: W,
    /// The row whose search last reached the column.
    reached_for: Option<usize>,
    /// Whether that search has settled it.
    settled: bool,
    distance: W,
    /// The row from which it was reached.
    from: usize,
}

impl<W: Weight> Column<W> {
    fn new() -> Column<W> {
        Column {
            owner: None,
            potential: W::ZERO,
            reached_for: None,
            settled: false,
            distance: W::ZERO,
            from: 0,
        }
    }
}

/// A column in the queue; the smallest distance comes out first, ties by
/// column number.
struct Queued<W> {
    distance: W,
    column: usize,
}

impl<W: Weight> PartialEq for Queued<W> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl<W: Weight> Eq for Queued<W> {}
impl<W: Weight> PartialOrd for Queued<W> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<W: Weight> Ord for Queued<W> {
    fn cmp(&self, other: &Self) -> Ordering {
        other
            .distance
            .order(&self.distance)
            .then(other.column.cmp(&self.column))
    }
}

/// Where a shortest path ends.
enum Ending {
    /// At a column nobody has.
    Column(usize),
    /// At the private zero column of this row, which stays unpaired.
    Unpaired(usize),
}

impl<W: Weight> Solver<W> {
    fn insert(&mut self, start: usize) {
        self.row_potential[start] = self.cheapest(start);
        let mut settled: Vec<usize> = Vec::new();
        let mut tree = vec![(start, W::ZERO)];
        let mut queue = BinaryHeap::new();
        let (mut row, mut row_distance) = (start, W::ZERO);
        let mut leave = (W::ZERO.minus(self.row_potential[start]), start);
        self.relax(start, row, row_distance, &mut queue);
        let (ending, distance) = loop {
            let next = self.nearest(&mut queue);
            let Some(next) = next.filter(|next| next.distance.order(&leave.0) == Ordering::Less)
            else {
                break (Ending::Unpaired(leave.1), leave.0);
            };
            let Some(owner) = self.columns[next.column].owner else {
                break (Ending::Column(next.column), next.distance);
            };
            self.columns[next.column].settled = true;
            settled.push(next.column);
            (row, row_distance) = (owner, next.distance);
            tree.push((row, row_distance));
            let unpaired = row_distance.minus(self.row_potential[row]);
            if unpaired.order(&leave.0) == Ordering::Less {
                leave = (unpaired, row);
            }
            self.relax(start, row, row_distance, &mut queue);
        };
        for (row, at) in tree {
            self.row_potential[row] = self.row_potential[row].plus(distance.minus(at));
        }
        for column in settled {
            let column = &mut self.columns[column];
            column.potential = column.potential.minus(distance.minus(column.distance));
        }
        self.augment(start, ending);
    }

    /// The largest potential of a new row that keeps reduced costs at zero or
    /// above, staying unpaired included.
    fn cheapest(&self, row: usize) -> W {
        let mut least = W::ZERO;
        for &(column, weight) in &self.adjacent[row] {
            let cost = W::ZERO.minus(weight).minus(self.columns[column].potential);
            if cost.order(&least) == Ordering::Less {
                least = cost;
            }
        }
        least
    }

    fn relax(&mut self, start: usize, row: usize, at: W, queue: &mut BinaryHeap<Queued<W>>) {
        for &(index, weight) in &self.adjacent[row] {
            let column = &mut self.columns[index];
            let distance = at
                .minus(weight)
                .minus(self.row_potential[row])
                .minus(column.potential);
            let known = column.reached_for == Some(start);
            if known && (column.settled || distance.order(&column.distance) != Ordering::Less) {
                continue;
            }
            column.reached_for = Some(start);
            column.settled = false;
            column.distance = distance;
            column.from = row;
            queue.push(Queued {
                distance,
                column: index,
            });
        }
    }

    /// The nearest column not settled yet; outdated entries are dropped.
    fn nearest(&self, queue: &mut BinaryHeap<Queued<W>>) -> Option<Queued<W>> {
        loop {
            let next = queue.pop()?;
            if !self.columns[next.column].settled {
                return Some(next);
            }
        }
    }

    /// Flips the pairs along the path that ends at `ending`.
    fn augment(&mut self, start: usize, ending: Ending) {
        let mut column = match ending {
            Ending::Column(column) => Some(column),
            Ending::Unpaired(row) => self.column_of[row].take(),
        };
        while let Some(index) = column {
            let row = self.columns[index].from;
            self.columns[index].owner = Some(row);
            column = self.column_of[row].replace(index);
            if row == start {
                break;
            }
        }
    }

    fn total(&self) -> W {
        let mut total = W::ZERO;
        for (row, column) in self.column_of.iter().enumerate() {
            let heaviest = self.adjacent[row]
                .iter()
                .filter(|(other, _)| Some(*other) == *column)
                .map(|(_, weight)| *weight)
                .max_by(|a, b| a.order(b));
            if let Some(weight) = heaviest {
                total = total.plus(weight);
            }
        }
        total
    }
}
