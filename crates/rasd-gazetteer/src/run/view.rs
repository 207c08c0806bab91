//! What is known of each word of the document.

use super::Input;
use super::atom::{Atom, What, country_of};
use super::kinds::Kinds;
use super::persons::Openings;
use super::sound::{ends_with_pronoun, is_sound};
use super::word::{Word, word};
use crate::data::{Cue, Data, Meaning, NameToken, TargetKind};
use crate::engine::Hit;
use foldhash::{HashMap, HashSet};
use rasd_core::{EntityType, Facts, Pos, Reading, RegionKind, TokenLayer};
use smallvec::SmallVec;
use std::cell::{Cell, RefCell};
use std::ops::Range;

/// A question whose answer can be another after the first reading, when it is always no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Does the document mention this country?
    Country(u32),
    /// Does it mention the first country more often than the second?
    More(u32, Option<u32>),
    /// Does it name this organisation or place without doubt?
    Named(u32),
    /// Does it name this listed person?
    Person(u32),
    /// Is the word at this token the given name of somebody whom it names in full?
    Given(usize),
}

/// What phrases begin at a token.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    /// First of its hits, and the one after the last.
    hits: (u32, u32),
    /// The same of their meanings.
    meanings: (u32, u32),
    /// Kinds of these meanings, and of the word.
    kinds: Kinds,
}

/// The document with its phrases and words.
pub(crate) struct View<'a> {
    pub(crate) data: &'a Data,
    pub(crate) layer: &'a TokenLayer,
    pub(crate) text: &'a str,
    hits: Vec<Hit>,
    /// Meanings of the hits that go with their words.
    meanings: Vec<(Hit, Meaning)>,
    /// One of each token.
    places: Vec<Place>,
    pub(super) words: Vec<(Word, Openings)>,
    /// Countries that the document mentions, and how often, by the first reading.
    countries: HashMap<u32, u32>,
    /// Organisations and places that the document names without doubt, by the first reading.
    named: HashSet<u32>,
    /// What the first reading asked of the rest of the document, in the order of its sentences;
    /// nothing is noted after it.
    asked: RefCell<Option<Vec<Asked>>>,
    /// How many of these are of the sentences before.
    asked_before: Cell<usize>,
    /// For each token whether the first reading asked if a short form of a name begins there.
    asked_short: Vec<Cell<bool>>,
    /// Whether the document writes the name of this country in ا, so that the one in ة is its nationality word.
    in_alef: RefCell<SmallVec<[(u32, bool); 4]>>,
    /// Sentences outside boilerplate.
    pub(crate) sentences: Vec<Range<usize>>,
}

impl<'a> View<'a> {
    pub(crate) fn new(input: &Input<'a>, seen: &mut Facts<(Word, Openings)>) -> Self {
        let layer = input.layer;
        let mut sentences = Vec::new();
        for sentence in &layer.sentences {
            let region = input.regions.get(sentence.region as usize);
            if region.is_some_and(|region| region.kind == RegionKind::Boilerplate) {
                continue;
            }
            sentences.push(sentence.tokens.range());
        }
        let mut hits = input.gazetteer.hits(layer, &sentences);
        hits.retain(|hit| is_sound(layer, hit));
        // They come token by token.
        for same in hits.chunk_by_mut(|a, b| a.first == b.first) {
            same.sort_by_key(|hit| std::cmp::Reverse(hit.end));
        }
        // Without a lexicon every word is unknown, which says nothing of any of them.
        let mut readings = (0..layer.tokens.len()).flat_map(|index| layer.readings(index));
        let informed = readings.any(|reading| !reading.guessed);
        seen.open(layer);
        let words = layer.tokens.iter().enumerate().map(|(index, token)| {
            let number = match token.reading_count {
                0 => None,
                _ => layer.reading_number(index, 0),
            };
            match seen.peek(number) {
                Some(known) => *known,
                None => seen.get(number, || {
                    let word = word(layer, index);
                    (word, Openings::of(&word, layer.folded(index)))
                }),
            }
        });
        let mut words: Vec<_> = words.collect();
        if !informed {
            words.iter_mut().for_each(|(word, _)| word.guessed = false);
        }
        let mut view = View {
            data: input.gazetteer.data(),
            layer,
            text: &input.doc.text,
            words,
            meanings: Vec::new(),
            places: Vec::new(),
            countries: HashMap::default(),
            named: HashSet::default(),
            asked: RefCell::new(Some(Vec::with_capacity(hits.len()))),
            asked_before: Cell::new(0),
            asked_short: vec![Cell::new(false); layer.tokens.len()],
            in_alef: RefCell::default(),
            hits,
            sentences,
        };
        (view.places, view.meanings) = view.look_up();
        view.with_names()
    }

    /// Sorts the meanings of the hits by token.
    fn look_up(&self) -> (Vec<Place>, Vec<(Hit, Meaning)>) {
        let words = self.words.iter().enumerate();
        let places = words.map(|(index, (word, _))| {
            let mut kinds = Kinds::of_word(word);
            if self.is_mark(index, "(") {
                kinds = kinds.with(Kinds::BRACKET);
            }
            Place {
                kinds,
                ..Place::default()
            }
        });
        let mut places: Vec<Place> = places.collect();
        let mut meanings = Vec::with_capacity(2 * self.hits.len());
        let mut at = 0;
        for same in self.hits.chunk_by(|a, b| a.first == b.first) {
            let place = &mut places[same[0].first as usize];
            place.hits = (at, at + same.len() as u32);
            at = place.hits.1;
            place.meanings.0 = meanings.len() as u32;
            for hit in same {
                for meaning in self.data.meanings(hit.phrase) {
                    if self.goes_with(hit, meaning) {
                        place.kinds = place.kinds.with(Kinds::of(self.data, meaning));
                        meanings.push((*hit, *meaning));
                    }
                }
            }
            place.meanings.1 = meanings.len() as u32;
        }
        (places, meanings)
    }

    /// Whether a meaning of a hit goes with its words.
    fn goes_with(&self, hit: &Hit, meaning: &Meaning) -> bool {
        let index = hit.first as usize;
        // The key of a word makes ة and ه equal, but no pronoun is written ة.
        if ends_with_pronoun(meaning) && self.written(hit.end as usize - 1).ends_with('ة') {
            return false;
        }
        let word = self.word(index);
        if !word.function || hit.end as usize > index + 1 {
            return true;
        }
        // It makes ى and ي equal too, but إلى is no governor and على no Ali.
        let alef = || self.written(index).ends_with('ى');
        match meaning {
            Meaning::Cue(_) | Meaning::NameToken(_) | Meaning::Qualifier(_) => true,
            Meaning::Title { .. } => !alef(),
            // Nor is أمام an imam.
            Meaning::Nominal { .. } => word.pos != Some(Pos::Adp) && !alef(),
            _ => false,
        }
    }

    /// Notes a question that the first reading asks.
    pub(crate) fn ask(&self, question: Asked) {
        if let Some(asked) = &mut *self.asked.borrow_mut() {
            // Those of other sentences are asked again.
            let own = &asked[self.asked_before.get()..];
            if own.last() != Some(&question) {
                asked.push(question);
            }
        }
    }

    /// Notes that the first reading asks whether a short form of a name that the document has in full
    /// begins at token `index`.
    #[inline]
    pub(crate) fn ask_short(&self, index: usize) {
        if let Some(asked) = self.asked_short.get(index) {
            asked.set(true);
        }
    }

    /// Whether the first reading asked it.
    #[inline]
    pub(crate) fn asked_short(&self, index: usize) -> bool {
        self.asked_short.get(index).is_some_and(Cell::get)
    }

    /// Ends the questions of a sentence; answers how many there are so far.
    pub(crate) fn end_questions(&self) -> usize {
        let count = self.asked.borrow().as_ref().map_or(0, Vec::len);
        self.asked_before.set(count);
        count
    }

    /// The questions that the first reading asked; none are noted from here on.
    pub(crate) fn take_asked(&self) -> Vec<Asked> {
        self.asked.take().unwrap_or_default()
    }

    /// Notes what a first reading found, for names that need to know.
    pub(crate) fn learn(&mut self, atoms: &[Atom]) {
        for atom in atoms {
            // A place that another one shares its name with speaks for no country.
            let country = country_of(self, &atom.what).filter(|_| !self.is_shared_name(atom));
            if let Some(country) = country {
                *self.countries.entry(country).or_default() += 1;
            }
            let place = matches!(
                atom.kind,
                EntityType::Gpe | EntityType::Loc | EntityType::Fac
            );
            if let What::Target(target) = atom.what
                && (place || atom.kind == EntityType::Org)
            {
                self.named.insert(target);
            }
            self.learn(&atom.inside);
        }
    }

    /// Whether several places are named as an atom is: الجوف, عمان; a capital may be named like its
    /// own country.
    fn is_shared_name(&self, atom: &Atom) -> bool {
        let data = self.data;
        let (mut towns, mut abroad) = (0, false);
        let mut first = None;
        for (hit, meaning) in self.meanings(atom.first) {
            let Meaning::Name { target, .. } = meaning else {
                continue;
            };
            let row = data.targets[target as usize];
            let country = match row.kind {
                _ if hit.end as usize != atom.end => continue,
                TargetKind::Country => data.id(target),
                TargetKind::Place(_) => data.pool.get(row.country),
                _ => continue,
            };
            towns += usize::from(row.kind != TargetKind::Country);
            abroad |= *first.get_or_insert(country) != country;
        }
        towns > 1 || abroad
    }

    /// Whether the document writes the name of a country in ا somewhere: سوريا, beside سورية.
    pub(crate) fn in_alef(&self, country: u32) -> bool {
        let known = |asked: &&(u32, bool)| asked.0 == country;
        if let Some((_, known)) = self.in_alef.borrow().iter().find(known) {
            return *known;
        }
        let named = |(hit, meaning): &(Hit, Meaning)| {
            matches!(meaning, Meaning::Name { target, .. } if *target == country)
                && hit.end == hit.first + 1
                && self.written(hit.first as usize).ends_with('ا')
        };
        let known = self.meanings.iter().any(named);
        self.in_alef.borrow_mut().push((country, known));
        known
    }

    /// Whether the country of a row is mentioned in the document.
    pub(crate) fn speaks_of_country(&self, target: u32) -> bool {
        let country = self.data.country_of(target);
        country.is_some_and(|country| self.mentions(country))
    }

    /// Whether the document mentions a country.
    pub(crate) fn mentions(&self, country: u32) -> bool {
        self.ask(Asked::Country(country));
        self.countries.contains_key(&country)
    }

    /// Whether the document mentions one country more often than another one.
    pub(crate) fn mentions_more(&self, country: Option<u32>, other: Option<u32>) -> bool {
        let Some(country) = country.filter(|_| country != other) else {
            return false;
        };
        self.ask(Asked::More(country, other));
        let times = |country| self.countries.get(&country).copied().unwrap_or(0);
        times(country) > other.map_or(0, times)
    }

    /// Whether the document names an organisation or a place without doubt.
    pub(crate) fn names(&self, target: u32) -> bool {
        self.ask(Asked::Named(target));
        self.named.contains(&target)
    }

    /// What the tokenizer says of token `index`; nothing past the end.
    #[inline]
    pub(crate) fn word(&self, index: usize) -> Word {
        self.words
            .get(index)
            .map(|(word, _)| *word)
            .unwrap_or_default()
    }

    /// What names token `index` may begin with.
    #[inline]
    pub(crate) fn openings(&self, index: usize) -> Openings {
        self.words[index].1
    }

    /// The normalised form of token `index`; empty past the end.
    pub(crate) fn written(&self, index: usize) -> &str {
        if index < self.layer.tokens.len() {
            self.layer.written(index)
        } else {
            ""
        }
    }

    /// The search-folded form of token `index`; empty past the end.
    pub(crate) fn folded(&self, index: usize) -> &str {
        if index < self.layer.tokens.len() {
            self.layer.folded(index)
        } else {
            ""
        }
    }

    /// Phrases that begin at token `index`, longest first.
    pub(crate) fn hits(&self, index: usize) -> &[Hit] {
        match self.places.get(index) {
            Some(place) => &self.hits[place.hits.0 as usize..place.hits.1 as usize],
            None => &[],
        }
    }

    /// Whether a phrase with a meaning of any of these kinds, or such a word, begins at token `index`.
    #[inline]
    pub(crate) fn has(&self, index: usize, kinds: Kinds) -> bool {
        self.places
            .get(index)
            .is_some_and(|place| place.kinds.any(kinds))
    }

    /// The kinds of meanings of phrases that begin at token `index`, and of its word.
    #[inline]
    pub(crate) fn kinds(&self, index: usize) -> Kinds {
        self.places
            .get(index)
            .map(|place| place.kinds)
            .unwrap_or_default()
    }

    /// Phrases that begin at token `index` with their meanings, longest first.
    #[inline]
    pub(crate) fn meanings(&self, index: usize) -> impl Iterator<Item = (Hit, Meaning)> + '_ {
        let found = match self.places.get(index) {
            Some(place) => &self.meanings[place.meanings.0 as usize..place.meanings.1 as usize],
            None => &[],
        };
        found.iter().copied()
    }

    /// The token after a cue of this kind at `index`.
    #[inline]
    pub(crate) fn cue(&self, index: usize, wanted: Cue) -> Option<usize> {
        if !self.has(index, Kinds::cue(wanted)) {
            return None;
        }
        self.meanings(index)
            .find(|(_, meaning)| *meaning == Meaning::Cue(wanted))
            .map(|(hit, _)| hit.end as usize)
    }

    /// What part of a name the token is by the tables, if it stands without proclitics.
    pub(crate) fn name_token(&self, index: usize) -> Option<(NameToken, bool)> {
        if !self.has(index, Kinds::NAME_TOKEN) || self.cue(index, Cue::NotName).is_some() {
            return None;
        }
        // أبو is in the lexicon too; other particles are no names.
        let function = self.word(index).function;
        self.meanings(index)
            .filter(|(hit, _)| hit.skip == 0 && hit.end as usize == index + 1)
            .find_map(|(hit, meaning)| match meaning {
                Meaning::NameToken(token) if !function || token == NameToken::Kunya => {
                    Some((token, hit.article))
                }
                _ => None,
            })
    }

    /// Whether one of the readings of a word is an adjective.
    pub(crate) fn may_be_adjective(&self, index: usize) -> bool {
        let adjective = |reading: &Reading| {
            let stem = reading.stem_segment();
            stem.is_some_and(|stem| stem.morph.pos == Pos::Adj)
        };
        self.layer.readings(index).iter().any(adjective)
    }

    /// Whether one of the readings of a word is an adjective and not much less likely than the noun that it is read
    /// as: القوات الموالية, but قصفت الطائرات المدينة.
    pub(crate) fn is_adjective_or_noun(&self, index: usize) -> bool {
        let readings = self.layer.readings(index);
        let least = readings.iter().map(|reading| reading.cost).min();
        let adjective = |reading: &&Reading| {
            let segments = &reading.segments;
            let stem = segments.get(usize::from(reading.stem));
            stem.is_some_and(|stem| stem.morph.pos == Pos::Adj)
        };
        let dear = readings.iter().filter(adjective).map(|r| r.cost).min();
        dear.zip(least)
            .is_some_and(|(dear, least)| dear <= least.saturating_add(Reading::UNLIKELY))
    }

    /// Whether the lexicon has the word, other than as a name.
    pub(crate) fn is_common_word(&self, index: usize) -> bool {
        let word = self.word(index);
        word.is_word && !word.guessed && !matches!(word.pos, None | Some(Pos::Propn | Pos::X))
    }

    /// Whether the table of a target was generated.
    pub(crate) fn is_generated(&self, target: u32) -> bool {
        let file = self.data.targets[target as usize].file;
        self.data.files[usize::from(file)].contains("/generated/")
    }

    /// Whether the token is one of these marks.
    #[inline]
    pub(crate) fn is_mark(&self, index: usize, marks: &str) -> bool {
        let mark = self.words.get(index).is_some_and(|(word, _)| !word.is_word);
        mark && self.is_of(index, marks)
    }

    /// Whether the token is written with these characters only.
    fn is_of(&self, index: usize, chars: &str) -> bool {
        let written = self.written(index);
        let listed = |c| chars.chars().any(|other| other == c);
        !written.is_empty() && written.chars().all(listed)
    }

    /// Whether the phrase is definite: with the article on its first word, in or outside the listing.
    pub(crate) fn has_article(&self, hit: &Hit) -> bool {
        hit.article
            || self
                .folded(hit.first as usize)
                .get(usize::from(hit.skip)..)
                .is_some_and(|word| {
                    word.starts_with("ال") || (hit.skip > 0 && word.starts_with('ل'))
                })
    }
}
