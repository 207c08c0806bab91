//! Event coreference in a document: which mentions are of the same event.

use crate::draft::{Draft, collapse};
use crate::evidence::{Mention, Ties, Told};
use crate::implied::share_participants;
use crate::rules::Rules;
use rasd_core::{
    ByteSpan, Category, EntityMention, EventMention, Mode, Publication, Realis, Registry,
    TimeMention, TokenLayer,
};
use rasd_tokenizer::Tokenizer;

/// Clusters compared with a new mention, the latest first: keeps the work linear.
const WINDOW: usize = 60;

/// Mentions of one event.
struct Cluster<'a> {
    /// Number of its families.
    group: u32,
    /// Number of the first mention.
    first: usize,
    /// Whether it is only wished for or discussed.
    wished: bool,
    told: Told<'a>,
}

/// What is known of the document.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub rules: &'a Rules,
    pub tokenizer: &'a Tokenizer,
    pub times: &'a [TimeMention],
    pub entities: &'a [EntityMention],
    pub layer: &'a TokenLayer,
    pub registry: &'a Registry,
    pub publication: Option<&'a Publication>,
    /// Whether the trace says what bound the mentions.
    pub explaining: bool,
}

/// Numbers the clusters of a document; a mention joins the cluster that it has the strongest ties
/// to, if they outweigh what speaks against it.
///
/// What is only wished for or discussed can be of an event that is told, but tells nothing of it.
pub(crate) fn cluster(drafts: &[Draft], events: &mut [EventMention], known: Known<'_>) {
    let rules = known.rules;
    let mut clusters: Vec<Cluster<'_>> = Vec::new();
    let mut families = Families::new(rules);
    for (index, draft) in drafts.iter().enumerate() {
        let group = families.of(draft.frame);
        let mention = Mention::new(draft, &known);
        let wished = draft.judgement.realis == Realis::Hypothetical;
        let mut best: Option<(f64, usize, Ties)> = None;
        for (number, cluster) in clusters.iter().enumerate().rev().take(WINDOW) {
            if cluster.group != group || (cluster.wished && !wished) {
                continue;
            }
            let ties = mention.ties(&cluster.told, &known);
            let sum = rules.grammar.ties.sum(&ties);
            if sum > 0.0 && best.as_ref().is_none_or(|(other, ..)| sum > *other) {
                best = Some((sum, number, ties));
            }
        }
        let number = match best {
            Some((sum, number, ties)) => {
                if known.explaining {
                    let first = &events[clusters[number].first];
                    let word = known.layer.written(first.token as usize);
                    let sentence = first.sentence + 1;
                    let ties: Vec<&str> = ties.iter().map(|tie| tie.as_str()).collect();
                    let ties = ties.join(", ");
                    let why = format!(
                        "same event as `{word}` in sentence {sentence}: {sum:.2} from {ties}"
                    );
                    events[index].trace.push(why);
                }
                number
            }
            None => {
                clusters.push(Cluster {
                    group,
                    first: index,
                    wished,
                    told: Told::new(draft.sentence),
                });
                clusters.len() - 1
            }
        };
        if clusters[number].wished == wished {
            clusters[number].told.add(mention);
        }
        events[index].cluster = number as u32;
    }
    foresee(drafts, events);
    share_modes(events);
    share_participants(drafts, events, known.entities, known.layer);
}

/// What ties a labelled mention to each of the events that earlier labelled mentions are of, for
/// fitting the weights of the ties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The trigger of the mention.
    pub trigger: ByteSpan,
    /// For each earlier event of its families the names of what speaks for and against it.
    pub ties: Vec<Vec<&'static str>>,
    /// Which of them it is; `None` if it is a new one.
    pub same: Option<usize>,
}

/// Compares each labelled mention with the events of those before it.
pub(crate) fn compare(
    drafts: &[Draft],
    events: &[EventMention],
    label: &dyn Fn(ByteSpan, Category) -> Option<u32>,
    known: Known<'_>,
) -> Vec<Comparison> {
    let mut clusters: Vec<(u32, Cluster<'_>)> = Vec::new();
    let mut families = Families::new(known.rules);
    let mut comparisons = Vec::new();
    for (index, (draft, event)) in drafts.iter().zip(events).enumerate() {
        let wished = event.realis == Realis::Hypothetical;
        let Some(own) = label(event.trigger, event.category).filter(|_| !wished) else {
            continue;
        };
        let group = families.of(draft.frame);
        let mention = Mention::new(draft, &known);
        let window = clusters.len().saturating_sub(WINDOW);
        let candidates = clusters[window..].iter().filter(|(_, c)| c.group == group);
        let (labels, ties): (Vec<u32>, Vec<Vec<&str>>) = candidates
            .map(|(label, cluster)| {
                let ties = mention.ties(&cluster.told, &known);
                (*label, ties.iter().map(|tie| tie.as_str()).collect())
            })
            .unzip();
        if !labels.is_empty() {
            comparisons.push(Comparison {
                trigger: event.trigger,
                ties,
                same: labels.iter().position(|label| *label == own),
            });
        }
        match clusters.iter_mut().find(|(label, _)| *label == own) {
            Some((_, cluster)) => cluster.told.add(mention),
            None => {
                let mut told = Told::new(draft.sentence);
                told.add(mention);
                let cluster = Cluster {
                    group,
                    first: index,
                    wished,
                    told,
                };
                clusters.push((own, cluster));
            }
        }
    }
    comparisons
}

/// Numbers of groups of families that can be one event.
struct Families<'a> {
    rules: &'a Rules,
    alone: foldhash::HashMap<&'a str, u32>,
}

impl<'a> Families<'a> {
    fn new(rules: &'a Rules) -> Self {
        Families {
            rules,
            alone: foldhash::HashMap::default(),
        }
    }

    fn of(&mut self, frame: usize) -> u32 {
        let family = &*self.rules.frames[frame].family;
        if let Some(group) = self.rules.grammar.mergers.get(family) {
            return *group;
        }
        // Groups of the grammar are numbered from 0; families by themselves come after.
        const ALONE: u32 = 1 << 16;
        let next = ALONE + self.alone.len() as u32;
        *self.alone.entry(family).or_insert(next)
    }
}

/// A meeting that one mention tells as planned and none as held is a plan wherever it is named.
fn foresee(drafts: &[Draft], events: &mut [EventMention]) {
    let count = events.iter().map(|e| e.cluster + 1).max().unwrap_or(0);
    let mut planned = vec![false; count as usize];
    let mut held = planned.clone();
    for (draft, event) in drafts.iter().zip(events.iter()) {
        let plan = event.realis == Realis::Future && !event.negated && !draft.another;
        planned[event.cluster as usize] |= plan;
        held[event.cluster as usize] |= draft.held;
    }
    for (draft, event) in drafts.iter().zip(events) {
        let cluster = event.cluster as usize;
        // What is only discussed of it points back at it: `جدول المباحثات`.
        let spoken = event.realis == Realis::Hypothetical && draft.anaphoric;
        let named = (event.realis == Realis::Actual || spoken) && draft.base == Category::Consult;
        if named && planned[cluster] && !held[cluster] {
            event.realis = Realis::Future;
            event.category = collapse(draft.base, event.realis);
            let category = event.category;
            event.modes.retain(|mode| category.allows(*mode));
            event.trace.push("told as a plan elsewhere".to_owned());
        }
    }
}

/// A mode said of one mention of talks holds of the event. Violence and protest take many forms at
/// once, so there it is shared within a sentence only.
fn share_modes(events: &mut [EventMention]) {
    let count = events.iter().map(|e| e.cluster + 1).max().unwrap_or(0);
    let mut modes: Vec<Vec<(u32, Mode)>> = vec![Vec::new(); count as usize];
    for event in events.iter() {
        let known = &mut modes[event.cluster as usize];
        for mode in &event.modes {
            if !known.contains(&(event.sentence, *mode)) {
                known.push((event.sentence, *mode));
            }
        }
    }
    for event in events.iter_mut() {
        for (sentence, mode) in modes[event.cluster as usize].iter().take(WINDOW) {
            let near = event.category == Category::Consult || *sentence == event.sentence;
            if near && event.category.allows(*mode) && !event.modes.contains(mode) {
                event.modes.push(*mode);
            }
        }
        event.modes.sort();
    }
}
