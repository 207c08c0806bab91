//! Whether an event is what its sentence reports, or only background to it.
//!
//! A linear score over what can be seen in the sentence; the weights are data
//! (`rules/grammar/reported.toml`) that `scripts/fit_reported.py` derives from judged sentences.

use crate::chunks::{Edge, Kind};
use crate::draft::Draft;
use crate::fillers::Gatherer;
use crate::rules::Form;
use crate::source::Source;
use crate::vocabulary::{ByWord, Vocabulary};
use foldhash::HashMap;
use rasd_core::{
    ArgumentTarget, Category, EntityType, EventMention, Number, Realis, Report, ReportFeature,
    Role, Tense, TimeMention, TimexType,
};

/// Weights and thresholds of the decision.
#[derive(Debug, Default)]
pub(crate) struct ReportModel {
    weights: HashMap<ReportFeature, f64>,
    thresholds: HashMap<Category, f64>,
    /// What words of the sentence weigh, by lemma.
    words: ByWord<f64>,
    /// Threshold of categories that have none of their own.
    threshold: f64,
}

impl ReportModel {
    /// Reads the tables `weight`, `report-words` and `threshold` of a rule file.
    pub fn read(
        &mut self,
        source: &mut Source<'_>,
        table: &toml::de::DeTable<'_>,
        vocabulary: &mut Vocabulary,
    ) {
        let weights = source.weights::<ReportFeature>(table, "weight", ["feature", "value"]);
        self.weights.extend(weights);
        for (words, place) in source.tables(table, "report-words") {
            source.check_keys(words, &["value", "lemmas", "note"]);
            let value = source.required_decimal(words, "value", &place);
            for lemma in source.words(words, "lemmas") {
                *self.words.entry(vocabulary.insert(&lemma.text)) = value.unwrap_or_default();
            }
        }
        for (threshold, place) in source.tables(table, "threshold") {
            source.check_keys(threshold, &["categories", "value", "note"]);
            let categories = source.names::<Category>(threshold, "categories");
            let Some(value) = source.required_decimal(threshold, "value", &place) else {
                continue;
            };
            if categories.is_empty() {
                self.threshold = value;
            }
            let own = categories.into_iter().map(|category| (category, value));
            self.thresholds.extend(own);
        }
    }

    /// The words of a sentence that weigh something, each lemma once; names and times weigh nothing.
    fn weighty(&self, gatherer: &Gatherer<'_>) -> Vec<(usize, f64)> {
        use EntityType::{Nom, Occ};
        let words = &gatherer.scene.words;
        let mut weighty: Vec<(usize, f64)> = Vec::new();
        for (index, word) in words.iter().enumerate() {
            let kind = word.entity.map(|e| gatherer.entities[e as usize].kind);
            let name = kind.is_some_and(|kind| !matches!(kind, Nom | Occ));
            let value = self.words.get(word.lemma_word).copied().unwrap_or(0.0);
            let same = |(known, _): &(usize, f64)| words[*known].lemma_word == word.lemma_word;
            let told = value != 0.0 && !name && word.time.is_none();
            if told && !weighty.iter().any(same) {
                weighty.push((index, value));
            }
        }
        weighty
    }

    fn judge(&self, event: &EventMention, features: Vec<(ReportFeature, f64)>) -> Report {
        let weight = |feature| self.weights.get(feature).copied().unwrap_or(0.0);
        let sum: f64 = features.iter().map(|(name, x)| weight(name) * x).sum();
        let threshold = self.thresholds.get(&event.category);
        let score = sum - threshold.copied().unwrap_or(self.threshold);
        // Two decimals are what the weights are worth.
        let score = (score * 100.0).round() / 100.0;
        let told = event.realis != Realis::Hypothetical && !event.negated;
        Report {
            score,
            reported: told && score > 0.0,
            features,
            words: Vec::new(),
        }
    }
}

/// Decides for every event of a sentence whether the sentence reports it.
pub(crate) fn decide(
    model: &ReportModel,
    drafts: &[Draft],
    events: &mut [EventMention],
    gatherer: &Gatherer<'_>,
    sentence: &str,
    times: &[TimeMention],
    explaining: bool,
) {
    let scene = gatherer.scene;
    let weighty = model.weighty(gatherer);
    let shared = Shared {
        words: weighty.iter().map(|(_, value)| value).sum(),
        length: sentence.chars().count(),
        question: sentence.contains('؟') || sentence.contains('?'),
        day: scene
            .words
            .iter()
            .filter_map(|word| word.time)
            .any(|time| tells_day(&times[time as usize])),
        casualties: events.iter().any(|e| {
            let c = e.casualties;
            c.dead.or(c.injured).or(c.arrested).is_some()
        }),
    };
    let mut counts: HashMap<Category, usize> = HashMap::default();
    for event in events.iter() {
        *counts.entry(event.category).or_default() += 1;
    }
    let all = events.len();
    for (index, (draft, event)) in drafts.iter().zip(events.iter_mut()).enumerate() {
        let alike = counts.get(&event.category).copied().unwrap_or(1);
        let (same, other) = (alike - 1, all - alike);
        use ReportFeature as F;
        let mut features = Vec::with_capacity(MOST_FEATURES);
        features.extend(shared.features());
        features.push((F::SameCategory, same.min(3) as f64 / 2.0));
        features.push((F::OtherCategory, other.min(3) as f64));
        let mut add = |feature, holds: bool| features.push((feature, f64::from(u8::from(holds))));
        add(F::First, index == 0);
        word_features(draft, gatherer, &mut add);
        event_features(event, times, &mut add);
        features.retain(|(_, value)| *value != 0.0);
        event.report = model.judge(event, features);
        if explaining {
            let written = |word: usize| match scene.words[word].lemma {
                Some(id) => gatherer.tokenizer.lemma(id).into(),
                None => gatherer.whole(word).into(),
            };
            let words = weighty.iter().map(|(word, value)| (written(*word), *value));
            event.report.words = words.collect();
            event.trace.push(describe(&event.report));
        }
    }
}

/// Features that are looked at, room for which is taken at once.
const MOST_FEATURES: usize = 32;

/// What holds of all events of a sentence.
struct Shared {
    /// In characters.
    length: usize,
    question: bool,
    day: bool,
    casualties: bool,
    /// What its words weigh.
    words: f64,
}

impl Shared {
    fn features(&self) -> [(ReportFeature, f64); 5] {
        let flag = |holds: bool| f64::from(u8::from(holds));
        [
            (ReportFeature::Length, (self.length as f64 / 200.0).min(3.0)),
            (ReportFeature::Question, flag(self.question)),
            (ReportFeature::DayInSentence, flag(self.day)),
            (ReportFeature::Casualties, flag(self.casualties)),
            (ReportFeature::Words, self.words),
        ]
    }
}

fn word_features(draft: &Draft, gatherer: &Gatherer<'_>, add: &mut dyn FnMut(ReportFeature, bool)) {
    use ReportFeature as F;
    let scene = gatherer.scene;
    let chunk = draft.trigger.chunk;
    let word = &scene.words[draft.trigger.word];
    let verb = draft.trigger.form == Form::Verb;
    let tense = draft.judgement.tense;
    add(F::PastVerb, verb && tense == Tense::Past);
    add(F::PresentVerb, verb && tense == Tense::Present);
    add(F::CarriedNoun, !verb && tense == Tense::Past);
    let named = scene.groups.genitive(chunk).is_some() || word.has_pronoun();
    let indefinite = !verb && !word.definite() && !named;
    add(F::IndefiniteNoun, indefinite);
    add(F::DefiniteNoun, !verb && word.definite());
    let plural = word.features.number == Some(Number::Plural);
    add(F::PluralNoun, !verb && plural);
    let top = gatherer.top(chunk);
    let clause = scene.chunks[top].verb.unwrap_or(top);
    let opening = scene.clauses.get(clause).and_then(|c| c.opening);
    let relative = |edge: usize| scene.chunks[edge].kind == Kind::Edge(Edge::Relative);
    add(F::Relative, opening.is_some_and(relative));
    let scenery = matches!(
        scene.chunks[top].preposition.as_deref(),
        Some("time" | "cause" | "purpose" | "beside")
    );
    add(F::Scene, !verb && scenery);
}

fn event_features(
    event: &EventMention,
    times: &[TimeMention],
    add: &mut dyn FnMut(ReportFeature, bool),
) {
    use ReportFeature as F;
    let has = |role: Role| event.arguments.iter().any(|a| a.role == role);
    add(F::Actor, has(Role::Actor));
    add(F::Recipient, has(Role::Recipient));
    add(F::Place, has(Role::Place));
    let time = event.arguments.iter().find_map(|a| match a.target {
        ArgumentTarget::Time(time) => times.get(time as usize),
        _ => None,
    });
    let day = time.is_some_and(tells_day);
    let year = time.is_some_and(tells_year);
    add(F::Day, day);
    add(F::Year, year);
    add(F::OtherTime, time.is_some() && !day && !year);
    add(F::Mode, !event.modes.is_empty());
    add(F::Attributed, event.attribution.is_some());
    let quoted = event.attribution.as_ref().is_some_and(|a| a.quoted);
    add(F::Quoted, quoted);
    add(F::Future, event.realis == Realis::Future);
}

/// Whether a time names a day or a part of one, known or not: `2024-03-11`, `XXXX-WXX-2`.
fn tells_day(time: &TimeMention) -> bool {
    let single = matches!(time.kind, TimexType::Date | TimexType::Time);
    single
        && time
            .value
            .split(['T', '/'])
            .next()
            .is_some_and(|date| date.matches('-').count() == 2)
}

/// Whether a time names a year, decade or century only.
fn tells_year(time: &TimeMention) -> bool {
    time.kind == TimexType::Date
        && !time.value.is_empty()
        && time.value.bytes().all(|byte| byte.is_ascii_digit())
}

fn describe(report: &Report) -> String {
    let features: Vec<String> = report
        .features
        .iter()
        .map(|(feature, value)| match *value {
            1.0 => feature.to_string(),
            value => format!("{feature} {value:.2}"),
        })
        .collect();
    let verdict = if report.reported {
        "reported by its sentence"
    } else {
        "background in its sentence"
    };
    format!(
        "{verdict}: score {:.2} from {}",
        report.score,
        features.join(", ")
    )
}
