//! What a value comes to in TIMEX3.

use crate::calendar;
use crate::eval::Scene;
use crate::value::{Fixed, Point, Val};
use rasd_core::{Grain, Interval, TimexModifier, TimexType};

/// What a value comes to in TIMEX3.
pub(crate) struct Outcome {
    pub kind: TimexType,
    pub value: String,
    pub modifier: Option<TimexModifier>,
    pub interval: Option<Interval>,
    pub fixed: Option<Fixed>,
}

pub(crate) fn outcome(scene: &Scene<'_>, value: &Val) -> Option<Outcome> {
    Some(match value {
        Val::Point(point, modifier) => {
            let resolved = match scene.fixed(value) {
                Some(fixed) => Point::Fixed(fixed),
                None if scene.given.is_some() && matches!(point, Point::Partial(_)) => {
                    return None;
                }
                None => point.clone(),
            };
            let (text, kind) = resolved.timex(|at| scene.part_code(at));
            let fixed = match resolved {
                Point::Fixed(fixed) => Some(fixed),
                _ => None,
            };
            Outcome {
                kind,
                value: text,
                modifier: *modifier,
                interval: fixed.map(|f| f.interval()),
                fixed,
            }
        }
        Val::Range(first, last) => Outcome {
            kind: first.kind(),
            value: format!("{}/{}", first.timex(), last.timex()),
            modifier: None,
            interval: Some(Interval {
                from: first.from,
                to: last.to,
                grain: last.grain.min(first.grain),
            }),
            fixed: Some(*last),
        },
        Val::Within {
            said,
            stretch,
            modifier,
        } => Outcome {
            kind: said.kind(),
            value: said.timex(),
            modifier: *modifier,
            interval: Some(stretch.interval()),
            fixed: Some(*said),
        },
        Val::Length(length, modifier) => {
            // A stretch that begins now does not begin with a whole unit.
            let grain = |from| {
                if calendar::floor(from, length.grain()) == Some(from) {
                    length.grain()
                } else {
                    Grain::Second
                }
            };
            let interval = |(from, to)| Interval {
                from,
                to,
                grain: grain(from),
            };
            Outcome {
                kind: TimexType::Duration,
                value: length.timex(),
                modifier: *modifier,
                interval: length.stretch.map(interval),
                fixed: None,
            }
        }
        Val::Set(text) => Outcome {
            kind: TimexType::Set,
            value: text.clone(),
            modifier: None,
            interval: None,
            fixed: None,
        },
        Val::Reference(name, kind) => {
            let now = scene.given.filter(|_| &**name == "PRESENT_REF");
            Outcome {
                kind: *kind,
                value: name.to_string(),
                modifier: None,
                interval: now
                    .and_then(|n| Fixed::unit(n, Grain::Second))
                    .map(|f| f.interval()),
                fixed: None,
            }
        }
        Val::Int(_) | Val::Word(_) => return None,
    })
}
