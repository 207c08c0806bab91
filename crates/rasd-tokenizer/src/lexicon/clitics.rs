//! `clitics.csv` and `proclitics.csv`.

use super::csv_table;
use super::features::parse;
use super::names::{NameSet, Names};
use crate::norm::fold_loose;
use rasd_core::{Affixes, DataFile, Features, Pos, Problem};
use std::str::FromStr;
use std::sync::Arc;

/// A clitic.
#[derive(Debug, Clone)]
pub(crate) struct Clitic {
    pub(crate) id: String,
    pub(crate) kind: CliticKind,
    pub(crate) form: Arc<str>,
    pub(crate) lemma: String,
    /// Number of its lemma, once lemmas are numbered.
    pub(crate) lemma_id: u32,
    pub(crate) pos: Pos,
    pub(crate) features: Features,
    /// For enclitics: the families of hosts they attach to.
    pub(crate) hosts: Vec<String>,
    pub(crate) affix: Affixes,
}

/// Where a clitic stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CliticKind {
    Proclitic,
    Article,
    Enclitic,
}

/// A string of proclitics as written.
#[derive(Debug, Clone)]
pub(crate) struct Proclitic {
    /// As written, article included.
    pub(crate) written: String,
    /// Loosely folded.
    pub(crate) loose: String,
    /// The letter of the host that the writing has swallowed.
    pub(crate) swallowed: String,
    /// Its clitics without the article.
    pub(crate) segments: Vec<u16>,
    /// Bytes of `written` before the article.
    pub(crate) before_article: usize,
    pub(crate) hosts: NameSet,
    pub(crate) affixes: Affixes,
}

/// An attached pronoun.
#[derive(Debug, Clone)]
pub(crate) struct Enclitic {
    pub(crate) clitic: u16,
    /// Loosely folded.
    pub(crate) loose: String,
    /// Host classes it attaches to.
    pub(crate) hosts: NameSet,
}

/// All clitics.
#[derive(Debug, Default)]
pub(crate) struct Clitics {
    pub(crate) clitics: Vec<Clitic>,
    pub(crate) proclitics: Vec<Proclitic>,
    pub(crate) enclitics: Vec<Enclitic>,
    /// The article as written.
    pub(crate) article: String,
}

impl Clitics {
    pub(crate) fn load_clitics(&mut self, file: &DataFile, problems: &mut Vec<Problem>) {
        let columns = ["id", "kind", "form", "lemma", "pos", "features", "hosts"];
        csv_table::read(file, &columns, problems, |row, problems| {
            let kind = match row.cell(1) {
                "proclitic" => CliticKind::Proclitic,
                "article" => CliticKind::Article,
                "enclitic" => CliticKind::Enclitic,
                other => {
                    problems.push(row.problem(format!(
                        "`{other}` in column `kind`; expected proclitic, article or enclitic"
                    )));
                    return;
                }
            };
            let (pos, features) = match (Pos::from_str(row.cell(4)), parse(row.cell(5))) {
                (Ok(pos), Ok(features)) => (pos, features.features),
                (Err(error), _) => return problems.push(row.problem(error.to_string())),
                (_, Err(message)) => return problems.push(row.problem(message)),
            };
            if kind == CliticKind::Article {
                self.article = row.cell(2).to_owned();
            }
            self.clitics.push(Clitic {
                id: row.cell(0).to_owned(),
                kind,
                form: row.cell(2).into(),
                lemma: row.cell(3).to_owned(),
                lemma_id: 0,
                pos,
                features,
                hosts: row.cell(6).split('|').map(str::to_owned).collect(),
                affix: affix(row.cell(0), kind),
            });
        });
    }

    pub(crate) fn load_proclitics(
        &mut self,
        file: &DataFile,
        hosts: &mut Names,
        problems: &mut Vec<Problem>,
    ) {
        let columns = ["written", "next", "segments", "hosts"];
        csv_table::read(file, &columns, problems, |row, problems| {
            let mut proclitic = Proclitic {
                written: row.cell(0).to_owned(),
                loose: fold_loose(row.cell(0)),
                swallowed: row.cell(1).to_owned(),
                segments: Vec::new(),
                before_article: 0,
                hosts: hosts.set(row.cell(3)),
                affixes: Affixes::default(),
            };
            for id in row.cell(2).split('|') {
                let Some(at) = self.clitics.iter().position(|c| c.id == id) else {
                    problems.push(row.problem(format!("no clitic `{id}`; clitics.csv lists them")));
                    return;
                };
                let clitic = &self.clitics[at];
                proclitic.affixes = proclitic.affixes.with(clitic.affix);
                if clitic.kind == CliticKind::Proclitic {
                    proclitic.segments.push(at as u16);
                    proclitic.before_article += clitic.form.len();
                }
            }
            self.proclitics.push(proclitic);
        });
    }

    /// Works out which host classes each attached pronoun goes with, once all are known.
    pub(crate) fn link_enclitics(&mut self, hosts: &Names, count: u8) {
        let enclitics = self.clitics.iter().enumerate();
        self.enclitics = enclitics
            .filter(|(_, clitic)| clitic.kind == CliticKind::Enclitic)
            .map(|(at, clitic)| {
                let fits = |host: &u8| {
                    let family = family(hosts.name(*host));
                    clitic.hosts.iter().any(|h| h == family)
                };
                let set = (0..count).filter(fits);
                Enclitic {
                    clitic: at as u16,
                    loose: fold_loose(&clitic.form),
                    hosts: set.fold(NameSet::default(), NameSet::with),
                }
            })
            .collect();
    }
}

/// The family of hosts, as `clitics.csv` names them, that a host class belongs to.
fn family(host: &str) -> &'static str {
    match host.split('.').next().unwrap_or(host) {
        "pv" | "iv" | "cv" | "aux" => "verb",
        "prep" => "prep",
        "part" | "sconj" | "conj" => "part",
        _ => "noun",
    }
}

fn affix(id: &str, kind: CliticKind) -> Affixes {
    if kind == CliticKind::Enclitic {
        return Affixes::PRONOUN;
    }
    match id {
        "wa" => Affixes::WA,
        "fa" => Affixes::FA,
        "bi" => Affixes::BI,
        "li" | "li.sub" | "li.jus" => Affixes::LI,
        "la" => Affixes::LA,
        "ka" => Affixes::KA,
        "sa" => Affixes::SA,
        "a" => Affixes::HAMZA,
        "al" => Affixes::AL,
        _ => Affixes::default(),
    }
}
