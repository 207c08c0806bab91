//! Work on a stream of items by several threads, with bounded memory and output in input order.

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded, select};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// Items that may be under way at once for each worker.
const WINDOW: usize = 16;

/// How often a waiting run looks whether it should stop.
const HEARTBEAT: Duration = Duration::from_millis(50);

/// How a run is to be carried out.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// Number of working threads.
    pub jobs: usize,
    /// Whether results keep the order of the items, or come as they are ready.
    pub ordered: bool,
    /// Set from outside to end the run: what is under way is finished, nothing new is begun.
    pub stop: &'a AtomicBool,
}

/// Takes each item of `items` through `work` and gives the results to `sink`. At most a fixed
/// number of items is held at any time, however slow one of them is. Ends early, with the error,
/// when `sink` fails; ends early as well when it is told to stop, even while `items` waits for
/// input that does not come.
///
/// # Errors
/// The first error of `sink`.
pub fn process<I, T, R, E>(
    items: I,
    plan: Plan,
    work: impl Fn(T) -> R + Sync,
    mut sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    I: Iterator<Item = T> + Send + 'static,
    T: Send + 'static,
    R: Send,
{
    let jobs = plan.jobs.max(1);
    let window = jobs * WINDOW;
    let (ticket_out, ticket_in) = bounded::<()>(window);
    let (item_out, item_in) = bounded::<(usize, T)>(window);
    let (result_out, result_in) = bounded::<(usize, R)>(window);
    let (quit_out, quit_in) = bounded::<()>(0);
    let gate = Arc::new(Gate::default());
    let feeders_gate = gate.clone();
    // Not a scoped thread: it may be waiting for standard input when the run ends.
    thread::spawn(move || feed(items, &feeders_gate, &ticket_out, &item_out));
    thread::scope(|scope| {
        for _ in 0..jobs {
            let (items, results, quit) = (item_in.clone(), result_out.clone(), quit_in.clone());
            let work = &work;
            scope.spawn(move || drive(&items, &quit, &results, work));
        }
        drop((item_in, result_out));
        let end = collect(&result_in, &ticket_in, &gate, plan, &mut sink);
        drop((quit_out, result_in));
        end
    })
}

/// Hands items out, each with a ticket that comes back when its result has been written.
fn feed<T>(
    items: impl Iterator<Item = T>,
    gate: &Gate,
    tickets: &Sender<()>,
    out: &Sender<(usize, T)>,
) {
    for (number, item) in items.enumerate() {
        if tickets.send(()).is_err() || !gate.enter() || out.send((number, item)).is_err() {
            return;
        }
    }
}

/// Counts the items that are begun until it is closed.
#[derive(Default)]
struct Gate(AtomicUsize);

impl Gate {
    const CLOSED: usize = 1 << (usize::BITS - 1);

    /// Counts one more item, unless the gate is closed.
    fn enter(&self) -> bool {
        let count = |n| (n & Self::CLOSED == 0).then_some(n + 1);
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, count)
            .is_ok()
    }

    /// Closes the gate and tells how many items went through.
    fn close(&self) -> usize {
        self.0.fetch_or(Self::CLOSED, Ordering::Relaxed) & !Self::CLOSED
    }
}

fn drive<T, R>(
    items: &Receiver<(usize, T)>,
    quit: &Receiver<()>,
    results: &Sender<(usize, R)>,
    work: &(impl Fn(T) -> R + Sync),
) {
    loop {
        let (number, item) = select! {
            recv(items) -> item => match item {
                Ok(item) => item,
                Err(_) => return,
            },
            recv(quit) -> _ => return,
        };
        if results.send((number, work(item))).is_err() {
            return;
        }
    }
}

fn collect<R, E>(
    results: &Receiver<(usize, R)>,
    tickets: &Receiver<()>,
    gate: &Gate,
    plan: Plan,
    sink: &mut impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    loop {
        // What went through the gate is finished before the run ends.
        if plan.stop.load(Ordering::Relaxed) && next == gate.close() {
            return Ok(());
        }
        let (number, result) = match results.recv_timeout(HEARTBEAT) {
            Ok(result) => result,
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        waiting.insert(if plan.ordered { number } else { next }, result);
        while let Some(result) = waiting.remove(&next) {
            sink(result)?;
            next += 1;
            // The feeder may be gone already; then nobody waits for the ticket.
            let _ = tickets.try_recv();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Plan, process};
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::time::Duration;

    fn slow_at_times(n: u64) -> u64 {
        if n.is_multiple_of(50) {
            std::thread::sleep(Duration::from_millis(2));
        }
        n * 2
    }

    fn run(jobs: usize, ordered: bool) -> Vec<u64> {
        let stop = AtomicBool::new(false);
        let mut seen = Vec::new();
        let plan = Plan {
            jobs,
            ordered,
            stop: &stop,
        };
        let end: Result<(), ()> = process(0..500u64, plan, slow_at_times, |r| {
            seen.push(r);
            Ok(())
        });
        assert_eq!(end, Ok(()));
        seen
    }

    #[test]
    fn results_come_in_the_order_of_the_items_for_any_number_of_threads() {
        let expected: Vec<u64> = (0..500).map(|n| n * 2).collect();
        for jobs in [1, 2, 7] {
            assert_eq!(run(jobs, true), expected);
        }
    }

    #[test]
    fn unordered_results_are_complete() {
        let mut seen = run(4, false);
        seen.sort_unstable();
        assert_eq!(seen, (0..500).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn a_failing_sink_ends_the_run_although_the_input_never_ends() {
        let stop = AtomicBool::new(false);
        let mut taken = 0;
        let end = process(
            0u64..,
            Plan {
                jobs: 3,
                ordered: true,
                stop: &stop,
            },
            |n| n,
            |_| {
                taken += 1;
                if taken == 10 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!(end, Err("full"));
    }

    #[test]
    fn a_run_that_waits_for_input_can_be_stopped() {
        static STOP: AtomicBool = AtomicBool::new(false);
        let never = std::iter::from_fn(|| {
            STOP.store(true, Ordering::Relaxed);
            std::thread::sleep(Duration::from_secs(3600));
            Some(0u64)
        });
        let plan = Plan {
            jobs: 2,
            ordered: true,
            stop: &STOP,
        };
        let end: Result<(), ()> = process(never, plan, |n| n, |_| Ok(()));
        assert_eq!(end, Ok(()));
    }

    #[test]
    fn what_is_under_way_is_finished_when_the_run_is_stopped() {
        let stop = AtomicBool::new(false);
        let begun = AtomicUsize::new(0);
        let slow = |n: u64| {
            begun.fetch_add(1, Ordering::Relaxed);
            std::thread::sleep(Duration::from_millis(120));
            n
        };
        let plan = Plan {
            jobs: 2,
            ordered: true,
            stop: &stop,
        };
        let mut written = Vec::new();
        let end: Result<(), ()> = process(0u64.., plan, slow, |n| {
            stop.store(true, Ordering::Relaxed);
            written.push(n);
            Ok(())
        });
        assert_eq!(end, Ok(()));
        assert_eq!(written.len(), begun.load(Ordering::Relaxed));
        assert!(written.is_sorted());
    }
}
