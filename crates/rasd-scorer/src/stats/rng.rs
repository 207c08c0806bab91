//! SplitMix64 (Steele, Lea and Flood 2014), the generator of every draw.

/// A SplitMix64 stream.
#[derive(Clone, Debug)]
pub struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    /// A stream seeded with `seed`.
    pub fn new(seed: u64) -> SplitMix64 {
        SplitMix64 { state: seed }
    }

    /// The next 64 bits.
    pub fn next_bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// An index below `n`: the high 64 bits of next()·n.
    pub fn index(&mut self, n: usize) -> usize {
        let product = u128::from(self.next_bits()) * n as u128;
        (product >> 64) as usize
    }

    /// Whether the top bit of the next draw is 1.
    pub fn coin(&mut self) -> bool {
        self.next_bits() >> 63 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// First outputs for seed 1234567 as published with the reference code.
    #[test]
    fn stream_equals_the_published_one() {
        let mut stream = SplitMix64::new(1_234_567);
        let drawn: Vec<u64> = (0..3).map(|_| stream.next_bits()).collect();
        assert_eq!(
            drawn,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }

    #[test]
    fn indexes_stay_below_n() {
        let mut stream = SplitMix64::new(0);
        assert!((0..1000).all(|_| stream.index(7) < 7));
    }
}
