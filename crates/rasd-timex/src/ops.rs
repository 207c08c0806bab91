//! The operations of the rule language.

/// Declares the operations with their names and the numbers of arguments they take.
macro_rules! operations {
    ($($(#[$meta:meta])* $variant:ident = $name:literal, $low:literal..=$high:literal;)+) => {
        /// An operation of the rule language.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Op { $($(#[$meta])* $variant,)+ }

        impl Op {
            /// Names of all operations.
            pub const NAMES: &'static [&'static str] = &[$($name,)+];

            /// The operation of that name.
            pub fn from_name(name: &str) -> Option<Op> {
                match name { $($name => Some(Op::$variant),)+ _ => None }
            }

            /// Its name.
            pub fn name(self) -> &'static str {
                match self { $(Op::$variant => $name,)+ }
            }

            /// How many arguments it takes.
            pub fn arity(self) -> std::ops::RangeInclusive<usize> {
                match self { $(Op::$variant => $low..=$high,)+ }
            }
        }
    };
}

operations! {
    /// Gregorian year.
    Year = "year", 1..=1;
    /// Umm al-Qura year.
    HijriYear = "hijri_year", 1..=1;
    /// Month of the year.
    Month = "month", 1..=1;
    /// Month of the Umm al-Qura year.
    HijriMonth = "hijri_month", 1..=1;
    /// Day of the month.
    Day = "day", 1..=1;
    /// Day of the week, Monday 1.
    Weekday = "weekday", 1..=1;
    /// Season by TIMEX3 code.
    Season = "season", 1..=1;
    /// Quarter of the year.
    Quarter = "quarter", 1..=1;
    /// Half of the year.
    Half = "half", 1..=1;
    /// Part of the day by id.
    Part = "part", 1..=1;
    /// Hour as said.
    Hour = "hour", 1..=1;
    /// Minute.
    Minute = "minute", 1..=1;
    /// Second.
    Second = "second", 1..=1;
    /// Hour and minute written as one number, `1036`.
    Clock = "clock", 1..=1;
    /// Minutes before the hour said: a point with an hour, moved back.
    MinutesTo = "minutes_to", 2..=2;
    /// Holiday by id.
    Holiday = "holiday", 1..=1;
    /// Time zone by name: added to a point with an hour.
    Zone = "zone", 1..=1;
    /// The decade that begins with a year; two digits mean the last century.
    Decade = "decade", 1..=1;
    /// The century of that number.
    Century = "century", 1..=1;
    /// All that the arguments say of one point; absent captures say nothing.
    Merge = "merge", 1..=8;
    /// The latest such point that is over.
    Last = "last", 1..=1;
    /// The first such point that has not begun.
    Next = "next", 1..=1;
    /// Such a point in the current larger unit.
    This = "this", 1..=1;
    /// The unit so many units away from the reference.
    Cycle = "cycle", 2..=2;
    /// So many units before (negative) or after the current one, as a length.
    Cycles = "cycles", 2..=2;
    /// The weekend so many weeks away.
    Weekend = "weekend", 1..=1;
    /// A length before the reference.
    Ago = "ago", 1..=1;
    /// A length after the reference.
    Ahead = "ahead", 1..=1;
    /// A length after a point.
    After = "after", 2..=2;
    /// A length before a point.
    Before = "before", 2..=2;
    /// The n-th unit or point inside a larger one; negative counts from its end.
    Nth = "nth", 3..=3;
    /// The n-th such point after another; negative before it.
    NthAfter = "nth_after", 3..=3;
    /// From one point to another, the last one included.
    Range = "range", 2..=2;
    /// From the reference to a point.
    Until = "until", 1..=1;
    /// From the reference to the end of a point.
    Through = "through", 1..=1;
    /// A length from the reference on, as the stretch of the calendar it covers.
    Within = "within", 1..=1;
    /// From a point to the reference.
    Since = "since", 1..=1;
    /// Beginning, middle or end of a point, or an approximate or bounded length; a third
    /// argument says that a stretch is meant, not a day.
    Mod = "mod", 2..=3;
    /// A number of units.
    Length = "length", 2..=2;
    /// An unknown number of units.
    SomeLength = "some", 1..=1;
    /// Two lengths together.
    AddLength = "plus", 2..=2;
    /// A fraction of a unit: unit, numerator, denominator.
    Fraction = "fraction", 3..=3;
    /// Every such length, or every such point.
    Every = "every", 1..=1;
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF` as a DATE.
    Reference = "reference", 1..=1;
    /// The first if the clause is about what was, else the second.
    ByTense = "by_tense", 2..=2;
    /// The argument, if the clause looks ahead.
    IfAhead = "if_ahead", 1..=1;
    /// The unit that holds a point.
    Containing = "containing", 2..=2;
    /// A date, if it falls on that day of the week.
    Agreeing = "agreeing", 2..=2;
    /// The date mentioned last.
    Anchor = "anchor", 0..=0;
    /// Sum of numbers.
    Add = "add", 2..=4;
    /// Product of numbers.
    Multiply = "multiply", 2..=2;
    /// The first, or if its capture is absent the second.
    Or = "or", 2..=2;
}
