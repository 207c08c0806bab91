//! Work on a stream of items by several threads, with bounded memory and output in input order.

use crossbeam_channel::{Receiver, Sender, bounded};
use std::collections::BTreeMap;
use std::thread;

/// Items that may be under way at once for each worker.
const WINDOW: usize = 16;

/// Takes each item of `items` through `work` on `jobs` threads and gives the results to `sink` in
/// the order of the items. At most a fixed number of items is held at any time, however slow one
/// of them is. Ends early, with the error, when `sink` fails.
///
/// # Errors
/// The first error of `sink`.
pub fn ordered<I, T, R, E>(
    items: I,
    jobs: usize,
    work: impl Fn(T) -> R + Sync,
    mut sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    I: Iterator<Item = T> + Send,
    T: Send,
    R: Send,
{
    let jobs = jobs.max(1);
    let window = jobs * WINDOW;
    let (ticket_out, ticket_in) = bounded::<()>(window);
    let (item_out, item_in) = bounded::<(usize, T)>(window);
    let (result_out, result_in) = bounded::<(usize, R)>(window);
    thread::scope(|scope| {
        scope.spawn(move || feed(items, &ticket_out, &item_out));
        for _ in 0..jobs {
            let (item_in, result_out, work) = (item_in.clone(), result_out.clone(), &work);
            scope.spawn(move || {
                for (number, item) in item_in {
                    if result_out.send((number, work(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop((item_in, result_out));
        collect(result_in, ticket_in, &mut sink)
    })
}

/// Hands items out, each with a ticket that comes back when its result has been written.
fn feed<T>(items: impl Iterator<Item = T>, tickets: &Sender<()>, out: &Sender<(usize, T)>) {
    for (number, item) in items.enumerate() {
        if tickets.send(()).is_err() || out.send((number, item)).is_err() {
            return;
        }
    }
}

fn collect<R, E>(
    results: Receiver<(usize, R)>,
    tickets: Receiver<()>,
    sink: &mut impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (number, result) in results {
        waiting.insert(number, result);
        while let Some(result) = waiting.remove(&next) {
            sink(result)?;
            next += 1;
            // The feeder may be gone already; then nobody waits for the ticket.
            let _ = tickets.try_recv();
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::ordered;

    #[test]
    fn results_come_in_the_order_of_the_items_for_any_number_of_threads() {
        for jobs in [1, 2, 7] {
            let mut seen = Vec::new();
            let slow_first = |n: u64| {
                if n.is_multiple_of(50) {
                    std::thread::sleep(std::time::Duration::from_millis(2));
                }
                n * 2
            };
            let end: Result<(), ()> = ordered(0..500u64, jobs, slow_first, |r| {
                seen.push(r);
                Ok(())
            });
            assert_eq!(end, Ok(()));
            assert_eq!(seen, (0..500).map(|n| n * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_failing_sink_ends_the_run_although_the_input_never_ends() {
        let mut taken = 0;
        let end = ordered(
            0u64..,
            3,
            |n| n,
            |_| {
                taken += 1;
                if taken == 10 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!(end, Err("full"));
    }
}
