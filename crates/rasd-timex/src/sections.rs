//! Parts of dates: the n-th, the edges; and sets.

use crate::Preference;
use crate::calendar::{floor, shift};
use crate::eval::{Scene, fixed_val};
use crate::occur;
use crate::value::{Fixed, Point, Style, Val};
use rasd_core::{Grain, TimexModifier};
use std::str::FromStr;

impl Scene<'_> {
    pub(crate) fn nth(&self, n: i64, what: &Val, container: &Val) -> Option<Val> {
        let container = self.fixed(container)?;
        let all: Vec<Fixed> = match what {
            Val::Word(unit) => {
                let grain = Grain::from_str(unit).ok()?;
                // Units that are cut by the container's edges do not count.
                let first = floor(container.from, grain)?;
                let skip = i64::from(first < container.from);
                (skip..5300)
                    .map_while(|k| Fixed::unit(shift(first, k, grain)?, grain))
                    .take_while(|unit| unit.to <= container.to)
                    .collect()
            }
            Val::Point(Point::Partial(fields), _) => {
                occur::inside(self.grammar, fields, &container).collect()
            }
            _ => return None,
        };
        let at = match n {
            0 => return None,
            n if n > 0 => usize::try_from(n).ok()? - 1,
            n => all
                .len()
                .checked_sub(usize::try_from(n.checked_neg()?).ok()?)?,
        };
        all.get(at).copied().map(fixed_val)
    }

    pub(crate) fn nth_after(&self, n: i64, what: &Val, point: &Val) -> Option<Val> {
        let point = self.fixed(point)?;
        let far = if n > 0 { 400 } else { -400 };
        let edge = shift(if n > 0 { point.to } else { point.from }, far, Grain::Week)?;
        let (from, to) = if n > 0 {
            (point.to, edge)
        } else {
            (edge, point.from)
        };
        let around = Fixed {
            from,
            to,
            grain: Grain::Day,
            style: Style::Plain,
        };
        self.nth(n, what, &fixed_val(around))
    }

    pub(crate) fn modify(&self, name: &str, value: &Val, broad: bool) -> Option<Val> {
        let modifier = TimexModifier::from_str(name).ok()?;
        match value {
            Val::Length(length, _) => Some(Val::Length(length.clone(), Some(modifier))),
            Val::Point(point, _) => match self.fixed(value) {
                Some(said) => {
                    let stretch = self.section(said, modifier, broad)?;
                    Some(Val::Within {
                        said,
                        stretch,
                        modifier: Some(modifier),
                    })
                }
                None => Some(Val::Point(point.clone(), Some(modifier))),
            },
            other => Some(other.clone()),
        }
    }

    /// The beginning, middle or end of a stretch: a third of it, months in tens of days. Where
    /// the future is preferred, "the beginning" is one day, "the first days" a third.
    pub(crate) fn section(
        &self,
        said: Fixed,
        modifier: TimexModifier,
        broad: bool,
    ) -> Option<Fixed> {
        let part = match modifier {
            TimexModifier::Start => 0,
            TimexModifier::Mid => 1,
            TimexModifier::End => 2,
            _ => return Some(said),
        };
        let days = i64::from((said.to.date() - said.from.date()).get_days());
        let third = if said.grain == Grain::Month {
            10
        } else {
            days / 3
        };
        let day = |n: i64| shift(said.from, n, Grain::Day);
        if days < 3 {
            return Some(said);
        }
        let style = Style::Plain;
        if self.preference == Preference::Future && !broad {
            let at = [
                0,
                days.div_euclid(2)
                    .saturating_sub(i64::from(days.rem_euclid(2) == 0)),
                days - 1,
            ][part];
            let at = if said.grain == Grain::Month && part == 1 {
                14
            } else {
                at
            };
            return Fixed::unit(day(at)?, Grain::Day);
        }
        let (from, to) = match part {
            0 => (said.from, day(third)?),
            1 => (day(third)?, day(2 * third)?),
            _ => (day(2 * third)?, said.to),
        };
        Some(Fixed {
            from,
            to,
            grain: Grain::Day,
            style,
        })
    }

    pub(crate) fn every(&self, value: &Val) -> Option<Val> {
        Some(Val::Set(match value {
            Val::Length(length, _) => length.timex(),
            Val::Point(Point::Partial(fields), _) => {
                Point::Partial(*fields).timex(|at| self.part_code(at)).0
            }
            _ => return None,
        }))
    }
}
