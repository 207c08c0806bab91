//! `nominals.csv` and `deverbals.csv`.

use super::load::{Builder, NewLemma, expected_frequency, frequency};
use super::{LemmaKind, csv_table};
use rasd_core::{DataFile, Gender, Pos, Problem};

/// What a row says of a nominal.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Nominal<'a> {
    pub(super) lemma: &'a str,
    pub(super) fem: &'a str,
    pub(super) plural_m: &'a str,
    pub(super) plural_f: &'a str,
    pub(super) broken: &'a str,
    pub(super) dual: &'a str,
    pub(super) stems: &'a str,
}

impl Nominal<'_> {
    /// The cell of a slot as the paradigm's rules understand it: empty to derive it, `-` for
    /// none, a stem otherwise.
    fn cell(&self, slot: &str, defective: bool) -> &str {
        let overridden = self.stems.split('|').filter_map(|s| s.split_once('='));
        for (name, stem) in overridden {
            if name == slot {
                return stem;
            }
        }
        let regular = |cell| match cell {
            "" => "-",
            "+" => "",
            other => other,
        };
        match slot {
            "sg" => self.lemma,
            "sg_indef" if !defective => "-",
            "fem" => regular(self.fem),
            "pl_m" => regular(self.plural_m),
            "pl_f" => regular(self.plural_f),
            "sg_dual" | "fem_dual" => regular(if self.dual == "+" { "+" } else { "" }),
            "br" => self.broken,
            _ => "",
        }
    }
}

/// Adds the stems of a nominal to the lemma that was added last.
pub(super) fn add(builder: &mut Builder, nominal: Nominal) {
    let defective = nominal.stems.split('|').any(|s| s == "defective");
    let paradigm = if defective { "defective" } else { "nominal" };
    let rules = builder.rules.paradigm(paradigm);
    let mut filled = std::mem::take(&mut builder.filled);
    filled.clear();
    for rule in rules.iter() {
        filled.fill(rule, nominal.cell(&rule.name, defective));
    }
    builder.stems(filled.merged(&rules));
    builder.filled = filled;
}

/// Adds the nominals of the table to the lexicon.
pub(super) fn load(builder: &mut Builder, file: &DataFile, problems: &mut Vec<Problem>) {
    let columns = [
        "lemma", "pos", "gender", "freq", "fem", "plural_m", "plural_f", "broken", "dual", "stems",
    ];
    csv_table::read(file, &columns, problems, |row, problems| {
        let Some((kind, pos)) = part_of_speech(row.cell(1)) else {
            return problems.push(row.problem(format!(
                "`{}` in column `pos`; expected noun, adj, nisba, masdar, actpart, passpart, num or elative",
                row.cell(1)
            )));
        };
        let Some(freq) = frequency(row.cell(3)) else {
            return problems.push(row.problem(expected_frequency(row.cell(3))));
        };
        let gender = match row.cell(2) {
            "m" => Some(Gender::Masculine),
            "f" => Some(Gender::Feminine),
            _ => None,
        };
        builder.lemma(NewLemma {
            form: row.cell(0),
            kind,
            pos,
            gender,
            freq,
        });
        add(
            builder,
            Nominal {
                lemma: row.cell(0),
                fem: row.cell(4),
                plural_m: row.cell(5),
                plural_f: row.cell(6),
                broken: row.cell(7),
                dual: row.cell(8),
                stems: row.cell(9),
            },
        );
    });
}

fn part_of_speech(cell: &str) -> Option<(LemmaKind, Pos)> {
    Some(match cell {
        "noun" => (LemmaKind::Noun, Pos::Noun),
        "adj" => (LemmaKind::Adjective, Pos::Adj),
        "nisba" => (LemmaKind::Nisba, Pos::Adj),
        "masdar" => (LemmaKind::Masdar, Pos::Noun),
        "actpart" => (LemmaKind::ActiveParticiple, Pos::Adj),
        "passpart" => (LemmaKind::PassiveParticiple, Pos::Adj),
        "elative" => (LemmaKind::Elative, Pos::Adj),
        "num" => (LemmaKind::Numeral, Pos::Num),
        _ => return None,
    })
}
