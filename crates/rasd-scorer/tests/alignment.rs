//! The solver against trying every pairing.

use proptest::prelude::*;
use rasd_scorer::maximum_assignment;

type Edges = Vec<(usize, usize, [i64; 3])>;

/// The best total over all one-to-one pairings, rows taken one after another.
fn best(edges: &Edges, row: usize, rows: usize, taken: &mut Vec<usize>) -> [i64; 3] {
    if row == rows {
        return [0; 3];
    }
    let mut most = best(edges, row + 1, rows, taken);
    for &(_, column, weight) in edges.iter().filter(|edge| edge.0 == row) {
        if taken.contains(&column) {
            continue;
        }
        taken.push(column);
        let rest = best(edges, row + 1, rows, taken);
        taken.pop();
        let total = [0, 1, 2].map(|i| weight[i] + rest[i]);
        most = most.max(total);
    }
    most
}

fn edges() -> impl Strategy<Value = Edges> {
    prop::collection::vec((0..6_usize, 0..6_usize, [0..2_i64, 0..2, 0..6]), 0..18)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn totals_are_the_lexicographic_maximum(edges in edges()) {
        let found = maximum_assignment(6, 6, &edges);
        prop_assert_eq!(found.total, best(&edges, 0, 6, &mut Vec::new()));
    }

    #[test]
    fn pairs_are_one_to_one_and_add_up(edges in edges()) {
        let found = maximum_assignment(6, 6, &edges);
        let mut columns: Vec<usize> = found.column_of.iter().flatten().copied().collect();
        columns.sort_unstable();
        let all = columns.len();
        columns.dedup();
        prop_assert_eq!(columns.len(), all);
        let mut total = [0; 3];
        for (row, column) in found.column_of.iter().enumerate() {
            let heaviest = edges.iter()
                .filter(|edge| edge.0 == row && Some(edge.1) == *column)
                .map(|edge| edge.2)
                .max()
                .unwrap_or_default();
            total = [0, 1, 2].map(|i| total[i] + heaviest[i]);
        }
        prop_assert_eq!(total, found.total);
    }

    #[test]
    fn order_of_edges_does_not_change_the_total(edges in edges()) {
        let backwards: Edges = edges.iter().rev().copied().collect();
        prop_assert_eq!(
            maximum_assignment(6, 6, &edges).total,
            maximum_assignment(6, 6, &backwards).total
        );
    }

    #[test]
    fn real_weights_are_solved_too(edges in prop::collection::vec((0..5_usize, 0..5_usize, 1..9_u8, 1..9_u8), 0..14)) {
        let fractions: Vec<(usize, usize, f64)> = edges.iter()
            .map(|&(i, j, a, b)| (i, j, f64::from(a) / f64::from(b)))
            .collect();
        // 840 is a multiple of every denominator, so these are the same weights in whole numbers.
        let whole: Vec<(usize, usize, i64)> = edges.iter()
            .map(|&(i, j, a, b)| (i, j, 840 * i64::from(a) / i64::from(b)))
            .collect();
        let total = maximum_assignment(5, 5, &fractions).total;
        prop_assert!((840.0 * total - maximum_assignment(5, 5, &whole).total as f64).abs() < 1e-6);
    }
}
