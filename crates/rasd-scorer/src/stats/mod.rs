//! Resampling: bootstrap intervals, paired bootstrap and randomisation tests,
//! and the agreement of raters.

pub mod agreement;
pub mod resample;
pub mod rng;

/// The `q` quantile of sorted values, linearly interpolated at h = (R−1)q.
///
/// Zero for no values.
pub fn quantile(sorted: &[f64], q: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    let h = last as f64 * q;
    let below = h.floor();
    let low = below as usize;
    let high = (low + 1).min(last);
    sorted[low] + (h - below) * (sorted[high] - sorted[low])
}

/// Arithmetic mean; zero for no values.
pub(crate) fn mean(values: &[f64]) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    values.iter().sum::<f64>() / values.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_interpolate() {
        let values = [0.0, 1.0, 2.0, 3.0, 4.0];
        assert_eq!(quantile(&values, 0.5), 2.0);
        assert!((quantile(&values, 0.025) - 0.1).abs() < 1e-12);
        assert!((quantile(&values, 0.975) - 3.9).abs() < 1e-12);
        assert_eq!(quantile(&[7.0], 0.975), 7.0);
    }
}
