//! Contestants who take turns: ratios of processor time that hold on a machine that is shared.

use cpu_time::ThreadTime;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long the rounds of one race may take by the clock on the wall, once there are three.
const PATIENCE: Duration = Duration::from_secs(15);

/// A contestant: how many bytes it reads, and its work, which counts what it finds.
pub struct Contestant<'a> {
    /// Bytes that it reads in one round.
    pub bytes: usize,
    /// One round.
    pub work: Box<dyn FnMut() -> usize + 'a>,
}

impl<'a> Contestant<'a> {
    /// A contestant that reads `bytes` bytes a round.
    pub fn new(bytes: usize, work: impl FnMut() -> usize + 'a) -> Self {
        let work = Box::new(work);
        Contestant { bytes, work }
    }
}

/// What a race measured: processor seconds of each contestant, round by round.
pub struct Times {
    seconds: Vec<Vec<f64>>,
    bytes: Vec<usize>,
}

/// Runs contestants in turn, at most `rounds` times. Each must count something, and the same in
/// every round: a fast wrong answer is no answer.
pub fn race(rounds: usize, contestants: &mut [Contestant<'_>]) -> Times {
    let expected: Vec<usize> = contestants.iter_mut().map(|c| (c.work)()).collect();
    assert!(
        expected.iter().all(|n| *n > 0),
        "nothing was found: {expected:?}"
    );
    let mut seconds = vec![Vec::new(); contestants.len()];
    let begun = Instant::now();
    for round in 0..rounds {
        if round >= 3 && begun.elapsed() > PATIENCE {
            break;
        }
        for (number, contestant) in contestants.iter_mut().enumerate() {
            let start = ThreadTime::now();
            let count = black_box((contestant.work)());
            seconds[number].push(start.elapsed().as_secs_f64());
            assert_eq!(
                count, expected[number],
                "another count than in the first round"
            );
        }
    }
    let bytes = contestants.iter().map(|c| c.bytes).collect();
    Times { seconds, bytes }
}

impl Times {
    /// The median over the rounds of the time of `a` divided by that of `b`.
    pub fn ratio(&self, a: usize, b: usize) -> f64 {
        let pairs = self.seconds[a].iter().zip(&self.seconds[b]);
        median(pairs.map(|(a, b)| a / b).collect())
    }

    /// Megabytes a second, by the median round.
    pub fn speed(&self, contestant: usize) -> f64 {
        let seconds = median(self.seconds[contestant].clone());
        self.bytes[contestant] as f64 / 1e6 / seconds
    }
}

/// The middle one of some values.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
