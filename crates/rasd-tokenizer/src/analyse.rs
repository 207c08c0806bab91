//! All readings of a written word that the lexicon knows.

use crate::chars::loose_char;
use crate::costs::{Costs, Spelling, is_finite};
use crate::lexicon::{
    CliticKind, Edges, Enclitic, Entry, EntryKind, Function, Inflection, LemmaKind, Lexicon, Mood,
    Proclitic, TableFeatures,
};
use crate::tags::Tag;
use crate::template::{MAX_PROCLITICS, Template};
use rasd_core::{Affixes, Features, Gender, Number, Pos, VerbForm, Voice};

/// Longest word that is looked up, in bytes of its normalised form.
pub(crate) const LONGEST_WORD: usize = 60;

/// Analyses words.
pub(crate) struct Analyser<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) costs: &'a Costs,
}

/// A way to cut a word, before the middle of it is looked up.
struct Cut<'a> {
    proclitic: Option<&'a Proclitic>,
    enclitic: Option<&'a Enclitic>,
    /// What lies between the clitics, the swallowed letter put back; as written and loose.
    host: &'a str,
    host_loose: &'a str,
    /// Where the stem with its article starts and ends in the word.
    stem: (usize, usize),
    cost: i32,
    /// What lemmas gain by the way the host is written.
    gains: &'a [(u32, i32)],
}

/// What was found for the middle of a word.
struct Found<'a> {
    lemma: u32,
    host: u8,
    pos: Pos,
    features: TableFeatures,
    /// A verb form that is written alike in all moods.
    moodless: bool,
    /// The form as the lexicon spells it, in pieces.
    spelling: [&'a str; 3],
    /// The same without an attached pronoun.
    form: [&'a str; 3],
    cost: i32,
}

impl Analyser<'_> {
    /// Appends every reading of `word` to `out`, and the forms of their stems to `forms`.
    pub(crate) fn analyse(&self, word: &str, out: &mut Vec<Template>, forms: &mut String) {
        if word.len() > LONGEST_WORD {
            return;
        }
        let loose: String = word.chars().map(loose_char).collect();
        self.lone_clitics(word, out, forms);
        self.with_proclitic(word, &loose, None, out, forms);
        for proclitic in &self.lexicon.clitics.proclitics {
            if loose.len() > proclitic.loose.len() && loose.starts_with(&proclitic.loose) {
                self.with_proclitic(word, &loose, Some(proclitic), out, forms);
            }
        }
    }

    /// A clitic that stands alone, before a number, a quotation mark or a foreign word.
    fn lone_clitics(&self, word: &str, out: &mut Vec<Template>, forms: &mut String) {
        for clitic in &self.lexicon.clitics.clitics {
            if clitic.kind == CliticKind::Enclitic || *clitic.form != *word {
                continue;
            }
            let features = TableFeatures {
                features: clitic.features,
                ..TableFeatures::default()
            };
            let start = forms.len() as u32;
            forms.push_str(word);
            let tag = Tag::of(clitic.pos, &features, Affixes::default());
            out.push(Template {
                stem: (0, word.len() as u8),
                lemma: Some(clitic.lemma_id),
                pos: clitic.pos,
                features: clitic.features,
                form: (start, forms.len() as u32),
                cost: self.costs.clitic(&clitic.id),
                left: tag,
                right: tag,
                ..Template::EMPTY
            });
        }
    }

    fn with_proclitic(
        &self,
        word: &str,
        loose: &str,
        proclitic: Option<&Proclitic>,
        out: &mut Vec<Template>,
        forms: &mut String,
    ) {
        let Some(p) = proclitic else {
            let whole = (word, loose, 0);
            return self.with_enclitics(word, whole, None, 0, out, forms);
        };
        // An article or conjunction written with another hamza is no clitic.
        if !word.starts_with(p.written.as_str()) {
            return;
        }
        let cost: i32 = p
            .segments
            .iter()
            .map(|c| {
                self.costs
                    .clitic(&self.lexicon.clitics.clitics[*c as usize].id)
            })
            .sum();
        let at = p.written.len();
        if p.swallowed.is_empty() {
            let rest = (&word[at..], &loose[at..], p.before_article);
            self.with_enclitics(word, rest, Some(p), cost, out, forms);
        } else {
            let host = format!("{}{}", p.swallowed, &word[at..]);
            let host_loose: String = host.chars().map(loose_char).collect();
            let rest = (host.as_str(), host_loose.as_str(), p.before_article);
            self.with_enclitics(word, rest, Some(p), cost, out, forms);
        }
    }

    fn with_enclitics(
        &self,
        word: &str,
        (host, host_loose, start): (&str, &str, usize),
        proclitic: Option<&Proclitic>,
        cost: i32,
        out: &mut Vec<Template>,
        forms: &mut String,
    ) {
        let article = proclitic.is_some_and(|p| p.affixes.has(Affixes::AL));
        let cut = Cut {
            proclitic,
            enclitic: None,
            host,
            host_loose,
            stem: (start, word.len()),
            cost,
            gains: self.lexicon.gains(host),
        };
        self.look_up(&cut, out, forms);
        if article {
            return;
        }
        for enclitic in &self.lexicon.clitics.enclitics {
            let Some(rest) = host_loose.strip_suffix(enclitic.loose.as_str()) else {
                continue;
            };
            if rest.is_empty() {
                continue;
            }
            let clitic = &self.lexicon.clitics.clitics[enclitic.clitic as usize];
            if host[rest.len()..] != *clitic.form {
                continue;
            }
            let cut = Cut {
                enclitic: Some(enclitic),
                host: &host[..rest.len()],
                host_loose: rest,
                stem: (start, word.len() - enclitic.loose.len()),
                cost: cost + self.costs.clitic(&clitic.id),
                gains: self.lexicon.gains(&host[..rest.len()]),
                ..cut
            };
            self.look_up(&cut, out, forms);
        }
    }

    /// Looks up what lies between the clitics.
    fn look_up(&self, cut: &Cut, out: &mut Vec<Template>, forms: &mut String) {
        for entry in self.lexicon.find(cut.host_loose) {
            match entry.kind {
                EntryKind::Function(number) => {
                    let function = &self.lexicon.functions[number as usize];
                    self.function(cut, entry, function, out, forms);
                }
                EntryKind::Whole(inflection) => {
                    let row = &self.lexicon.inflections.rows[inflection as usize];
                    let stem = self.lexicon.text(entry.stem);
                    self.inflected(cut, entry, row, ["", stem, ""], out, forms);
                }
                EntryKind::Name { article } => self.name(cut, entry, article, out, forms),
                EntryKind::Slots(_) => {}
            }
        }
        let edges = Edges::of(cut.host_loose);
        for affixed in &self.lexicon.inflections.affixes {
            let inner = affixed.inner(cut.host_loose, edges);
            let Some(stem) = inner.filter(|stem| !stem.is_empty()) else {
                continue;
            };
            for entry in self.lexicon.find(stem) {
                let EntryKind::Slots(slots) = entry.kind else {
                    continue;
                };
                if slots.0 & affixed.slots.0 == 0 {
                    continue;
                }
                for number in &affixed.rows {
                    let row = &self.lexicon.inflections.rows[*number as usize];
                    let verb = self.lexicon.lemmas[entry.lemma as usize].kind == LemmaKind::Verb;
                    if slots.has(row.slot)
                        && row.verb == verb
                        && !self.lexicon.lists_whole(entry.lemma, *number)
                    {
                        let stem = self.lexicon.text(entry.stem);
                        let pieces = [row.prefix.as_str(), stem, row.suffix.as_str()];
                        self.inflected(cut, entry, row, pieces, out, forms);
                    }
                }
            }
        }
    }

    fn inflected(
        &self,
        cut: &Cut,
        entry: &Entry,
        row: &Inflection,
        spelling: [&str; 3],
        out: &mut Vec<Template>,
        forms: &mut String,
    ) {
        if !row.pron.allows(cut.enclitic.is_some()) {
            return;
        }
        let lemma = &self.lexicon.lemmas[entry.lemma as usize];
        let plain = row
            .plain
            .map(|number| &self.lexicon.inflections.rows[number as usize]);
        let plain = plain.and_then(|plain| {
            let stem = self.lexicon.stem_in_slot(entry.lemma, plain.slot)?;
            Some([plain.prefix.as_str(), stem, plain.suffix.as_str()])
        });
        let kind = match lemma.kind {
            LemmaKind::Masdar => self.costs.words.masdar,
            LemmaKind::ActiveParticiple | LemmaKind::PassiveParticiple => {
                self.costs.words.participle
            }
            _ => 0,
        };
        let found = Found {
            lemma: entry.lemma,
            host: row.host,
            pos: lemma.pos,
            features: lemma_features(lemma.kind, lemma.gender, row),
            moodless: row.verb && row.features.mood == Mood::Any && !lemma.has_jussive,
            spelling,
            form: plain.unwrap_or(spelling),
            cost: self.costs.frequency(lemma.freq)
                + self.costs.inflection(row.verb, &row.features)
                + kind,
        };
        self.accept(cut, &found, out, forms);
    }

    fn function(
        &self,
        cut: &Cut,
        entry: &Entry,
        function: &Function,
        out: &mut Vec<Template>,
        forms: &mut String,
    ) {
        if !function.pron.allows(cut.enclitic.is_some()) {
            return;
        }
        let lemma = &self.lexicon.lemmas[entry.lemma as usize];
        let found = Found {
            lemma: entry.lemma,
            host: function.host,
            pos: lemma.pos,
            features: function.features,
            moodless: false,
            spelling: ["", self.lexicon.text(entry.stem), ""],
            form: ["", self.lexicon.text(function.form), ""],
            cost: self.costs.frequency(lemma.freq) + self.costs.words.function,
        };
        let Some((bytes, clitic)) = function.fused else {
            self.accept(cut, &found, out, forms);
            return;
        };
        let before = out.len();
        self.accept(cut, &found, out, forms);
        for template in &mut out[before..] {
            split_fused(template, bytes, clitic);
        }
    }

    fn name(
        &self,
        cut: &Cut,
        entry: &Entry,
        article: bool,
        out: &mut Vec<Template>,
        forms: &mut String,
    ) {
        let has_article = cut.proclitic.is_some_and(|p| p.affixes.has(Affixes::AL));
        if cut.enclitic.is_some() || article != has_article {
            return;
        }
        let lemma = &self.lexicon.lemmas[entry.lemma as usize];
        let stem = self.lexicon.text(entry.stem);
        let found = Found {
            lemma: entry.lemma,
            host: if article {
                self.lexicon.noun_host
            } else {
                self.lexicon.name_host
            },
            pos: lemma.pos,
            features: TableFeatures::default(),
            moodless: false,
            spelling: ["", stem, ""],
            form: ["", stem, ""],
            cost: self.costs.frequency(lemma.freq) + self.costs.words.name,
        };
        self.accept(cut, &found, out, forms);
    }

    /// Adds the reading if the clitics suit what was found.
    fn accept(&self, cut: &Cut, found: &Found, out: &mut Vec<Template>, forms: &mut String) {
        if cut.proclitic.is_some_and(|p| !p.hosts.has(found.host))
            || cut.enclitic.is_some_and(|e| !e.hosts.has(found.host))
        {
            return;
        }
        let gain = cut.gains.iter().find(|(lemma, _)| *lemma == found.lemma);
        let mut affixes = cut.proclitic.map(|p| p.affixes).unwrap_or_default();
        if cut.enclitic.is_some() {
            affixes = affixes.with(Affixes::PRONOUN);
        }
        let article = affixes.has(Affixes::AL);
        let mut features = found.features.features;
        features.definite |= article;
        let start = forms.len() as u32;
        if article {
            forms.push_str(&self.lexicon.clitics.article);
        }
        for piece in found.form {
            forms.push_str(piece);
        }
        let mut proclitics = [0; MAX_PROCLITICS];
        let segments = cut.proclitic.map_or(&[][..], |p| &p.segments);
        let count = segments.len().min(MAX_PROCLITICS);
        proclitics[..count].copy_from_slice(&segments[..count]);
        let right = match Tag::of(found.pos, &found.features, affixes) {
            Tag::Imperfect if found.moodless => Tag::Moodless,
            tag => tag,
        };
        out.push(Template {
            proclitics,
            proclitic_count: count as u8,
            stem: (cut.stem.0 as u8, cut.stem.1 as u8),
            enclitic: cut.enclitic.map(|e| e.clitic),
            dual_pronoun: cut.enclitic.is_some_and(|e| {
                let clitic = &self.lexicon.clitics.clitics[e.clitic as usize];
                clitic.features.number == Some(Number::Dual)
            }),
            lemma: Some(found.lemma),
            pos: found.pos,
            features,
            affixes,
            form: (start, forms.len() as u32),
            cost: cut.cost + found.cost + self.spelling(cut.host, &found.spelling)
                - gain.map_or(0, |(_, gain)| *gain),
            left: left_tag(affixes, right),
            right,
            guessed: false,
            doubled: self.lexicon.lemmas[found.lemma as usize].doubled,
            ya_for_alef: cut.host.ends_with('ي')
                && found
                    .spelling
                    .iter()
                    .rev()
                    .find(|piece| !piece.is_empty())
                    .is_some_and(|piece| piece.ends_with('ى')),
        });
    }

    /// Cost of writing `host` for the lexicon's spelling.
    fn spelling(&self, host: &str, pieces: &[&str; 3]) -> i32 {
        let mut at = 0;
        let mut cost = 0;
        for piece in pieces {
            let end = (at + piece.len()).min(host.len());
            let written = host.get(at..end).unwrap_or("");
            cost += spelling_cost(piece, written, &self.costs.spelling);
            at = end;
        }
        cost
    }
}

/// What the word before sees of a reading.
pub(crate) fn left_tag(affixes: Affixes, stem: Tag) -> Tag {
    let verb = stem.is_verb();
    if affixes.any(Affixes::WA.with(Affixes::FA)) {
        Tag::Conj
    } else if affixes.any(Affixes::BI.with(Affixes::LI).with(Affixes::KA)) && !verb {
        Tag::Prep
    } else if affixes.has(Affixes::LI) {
        Tag::BeforeSubjunctive
    } else {
        stem
    }
}

/// Makes the first letters of a fused form a clitic.
fn split_fused(template: &mut Template, bytes: u8, clitic: u16) {
    let count = template.proclitic_count as usize;
    if count == MAX_PROCLITICS {
        return;
    }
    template.proclitics[count] = clitic;
    template.proclitic_count += 1;
    template.stem.0 += bytes;
    template.form.0 += u32::from(bytes);
    template.affixes = template.affixes.with(Affixes::LI);
    template.left = left_tag(template.affixes, template.right);
}

fn lemma_features(kind: LemmaKind, gender: Option<Gender>, row: &Inflection) -> TableFeatures {
    let mut all = row.features;
    let features: &mut Features = &mut all.features;
    if is_finite(features.verb_form) {
        return all;
    }
    features.nisba = kind == LemmaKind::Nisba;
    let plural_in_at = row.cell.starts_with("plf");
    if features.gender.is_none() {
        features.gender = if plural_in_at {
            Some(Gender::Feminine)
        } else {
            gender
        };
    }
    if features.number.is_none() {
        features.number = Some(Number::Singular);
    }
    let (form, voice) = match kind {
        LemmaKind::Masdar => (Some(VerbForm::Masdar), None),
        LemmaKind::ActiveParticiple => (Some(VerbForm::ActiveParticiple), Some(Voice::Active)),
        LemmaKind::PassiveParticiple => (Some(VerbForm::PassiveParticiple), Some(Voice::Passive)),
        _ => (None, None),
    };
    features.verb_form = form;
    features.voice = voice;
    all
}

/// Cost of `written` standing for `expected`; both fold loosely to the same.
pub(crate) fn spelling_cost(expected: &str, written: &str, costs: &Spelling) -> i32 {
    if expected == written {
        return 0;
    }
    let pairs = expected.chars().zip(written.chars());
    pairs.map(|(e, w)| letter_cost(e, w, costs)).sum()
}

fn letter_cost(expected: char, written: char, costs: &Spelling) -> i32 {
    if expected == written {
        return 0;
    }
    match (expected, written) {
        (_, '\u{627}') => costs.hamza_left_out,
        (_, '\u{622}' | '\u{623}' | '\u{625}' | '\u{671}') => costs.hamza_added,
        ('\u{649}', '\u{64A}') | ('\u{64A}', '\u{649}') => costs.final_ya,
        ('\u{629}', '\u{647}') => costs.ha_for_ta,
        ('\u{647}', '\u{629}') => costs.ta_for_ha,
        _ => costs.seat,
    }
}
