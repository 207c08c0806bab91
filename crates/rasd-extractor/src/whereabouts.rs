//! Several words for one place in a sentence: which of them tells where an event was, whatever found it.

use crate::chunks::{Edge, Kind, Link};
use crate::cue::Cue;
use crate::draft::Draft;
use crate::fillers::{Gatherer, STEPS};
use crate::share::gain;
use rasd_core::{Argument, ArgumentTarget, Category, EntityMention, EntityType, Number, Role};

/// Chunks back to the name of a place that a noun takes up.
const BACK: usize = 40;

/// Places of one event that are compared: keeps the work linear in a list without end.
pub(crate) const MOST: usize = 16;

impl Gatherer<'_> {
    /// Leaves each event of a sentence the name of where it was.
    pub(crate) fn tidy_places(&self, drafts: &mut [Draft], made: &[(usize, EntityMention)]) {
        for draft in drafts.iter_mut() {
            self.name_sites(draft, made);
            self.drop_surroundings(draft, made);
            self.complete_chain(draft, made);
        }
    }

    /// The phrase that an argument is.
    pub(crate) fn phrase_of(
        &self,
        argument: &Argument,
        made: &[(usize, EntityMention)],
    ) -> Option<usize> {
        let ArgumentTarget::Entity(entity) = argument.target else {
            return None;
        };
        let entity = entity as usize;
        let Some(mention) = self.entities.get(entity) else {
            return made
                .get(entity - self.entities.len())
                .map(|(chunk, _)| *chunk);
        };
        let words = &self.scene.words;
        let first = mention.tokens.start() as usize;
        let word = words.partition_point(|word| word.token < first);
        *self.scene.chunk_of.get(word)?
    }

    /// The phrase that says of what kind a name is (`مدينة` of `في مدينة حلب`), itself where none does.
    pub(crate) fn top_of_name(&self, chunk: usize) -> usize {
        let mut at = chunk;
        for _ in 0..STEPS {
            let chunk = &self.scene.chunks[at];
            let up = match chunk.link {
                Link::Apposition(up) => up,
                Link::Genitive(up) if self.scene.chunks[up].entity.is_none() => up,
                _ => break,
            };
            let kind = self.scene.head(up).cues.any(&[Cue::KindWord, Cue::Site]);
            if !kind {
                break;
            }
            at = up;
        }
        at
    }

    /// `مناطق متفرقة من الموصل`, `في كركوك … جنوب المدينة`: the name that a sentence has for a place told by
    /// a noun.
    fn name_sites(&self, draft: &mut Draft, made: &[(usize, EntityMention)]) {
        for at in 0..draft.arguments.len().min(MOST) {
            if draft.arguments[at].role != Role::Place {
                continue;
            }
            let site = self.phrase_of(&draft.arguments[at], made);
            let named = site
                .filter(|site| self.is_site(*site))
                .and_then(|site| self.name_of_site(site));
            if let Some(entity) = named {
                draft.arguments[at].target = ArgumentTarget::Entity(entity);
                draft.arguments[at].refs = self.entities[entity as usize].refs.clone();
            }
        }
        unique(draft);
    }

    /// The name of the place that a noun for one is a part of or takes up.
    pub(crate) fn name_of_site(&self, site: usize) -> Option<u32> {
        // `في مدينة الموصل`
        let own = || {
            self.scene.chunks[site]
                .entity
                .is_none()
                .then(|| self.place_entity(site))?
        };
        own()
            .or_else(|| self.whole_of(site))
            .or_else(|| self.taken_up(site))
    }

    /// `مناطق متفرقة من الموصل`: parts that nothing tells apart are called by the whole.
    fn whole_of(&self, site: usize) -> Option<u32> {
        let scene = self.scene;
        let here = &scene.chunks[site];
        let whole = scene.chunks.get(site + 1)?;
        let part = whole.kind == Kind::Phrase
            && whole.preposition.as_deref() == Some("من")
            && whole.link == Link::None
            && whole.start <= here.end + 1;
        let apart = scene.head(site).definite() || !here.nisbas.is_empty();
        self.place_entity(site + 1).filter(|_| part && !apart)
    }

    /// `في كركوك … جنوب المدينة`: the name of the place that a definite noun takes up.
    fn taken_up(&self, site: usize) -> Option<u32> {
        let scene = self.scene;
        let here = &scene.chunks[site];
        let head = scene.head(site);
        let again = head.definite()
            && here.nisbas.is_empty()
            && here.adjectives.is_empty()
            && head.features.number != Some(Number::Plural)
            && scene.groups.genitive(site).is_none();
        let low = site.saturating_sub(BACK);
        (low..site)
            .rev()
            .filter(|_| again)
            .filter_map(|index| scene.chunks[index].entity)
            .find(|entity| self.takes_up(here.head, *entity))
    }

    /// Whether a noun can stand for a name: of a town, of a land, or one that begins with it (`مطار بغداد`).
    fn takes_up(&self, noun: usize, entity: u32) -> bool {
        let mention = &self.entities[entity as usize];
        let noun_cues = self.scene.words[noun].cues;
        let town = mention.kind == EntityType::Gpe && self.is_town(entity);
        let region = mention.kind == EntityType::Loc;
        let building = mention.kind == EntityType::Fac;
        if noun_cues.has(Cue::Settlement) {
            return town;
        }
        if noun_cues.has(Cue::Territory) && (town || region) {
            return true;
        }
        let first = mention.tokens.start() as usize;
        let words = &self.scene.words;
        let word = words.partition_point(|word| word.token < first);
        let begins = words
            .get(word)
            .is_some_and(|_| self.lemma(word) == self.lemma(noun));
        (town || region || building) && begins && mention.tokens.len() > 1
    }

    /// `في مدينة الفلوجة غربي بغداد`: where a place lies is not where the event was.
    fn drop_surroundings(&self, draft: &mut Draft, made: &[(usize, EntityMention)]) {
        let mut at = 0;
        while at < draft.arguments.len().min(MOST) {
            let place = Some(&draft.arguments[at]).filter(|a| a.role == Role::Place);
            let chunk = place.and_then(|argument| self.phrase_of(argument, made));
            let lying = chunk.and_then(|chunk| self.lies_by(self.top_of_name(chunk)));
            let Some((entity, where_it_is)) = lying else {
                at += 1;
                continue;
            };
            let target = ArgumentTarget::Entity(entity);
            let known = draft.arguments.iter().any(|a| a.target == target);
            if known || !where_it_is {
                draft.arguments.remove(at);
            } else {
                draft.arguments[at].target = target;
                draft.arguments[at].refs = self.entities[entity as usize].refs.clone();
                at += 1;
            }
        }
    }

    /// The place before a phrase that only says where it lies, and whether that is where something was.
    fn lies_by(&self, phrase: usize) -> Option<(u32, bool)> {
        let scene = self.scene;
        let comma = |index: usize| scene.chunks[index].kind == Kind::Edge(Edge::Comma);
        let directly = self.situates(phrase);
        // `في الرمادي، غربي العراق`
        let apart = || {
            let before = phrase.checked_sub(2)?;
            let near = scene.chunks[phrase].preposition.as_deref() == Some("قرب");
            let place = scene.chunks[before].kind == Kind::Phrase;
            (comma(before + 1) && near && place).then_some(before)
        };
        let before = if directly { phrase - 1 } else { apart()? };
        let entity = self.place_entity(before)?;
        let top = self.top_of_name(before);
        let preposition = scene.chunks[top].preposition.as_deref();
        let says = preposition.is_some_and(|name| self.grammar.says_where(name));
        Some((entity, says))
    }

    /// `في مطعم الواحة بمدينة تكريت`: names of places that stand within one another are all told.
    fn complete_chain(&self, draft: &mut Draft, made: &[(usize, EntityMention)]) {
        use Category::{Assault, Coerce, Protest};
        if !matches!(draft.base, Assault | Coerce | Protest) {
            return;
        }
        let mut further = Vec::new();
        for argument in draft.arguments.iter().take(MOST) {
            let Some(chunk) = self
                .phrase_of(argument, made)
                .filter(|_| argument.role == Role::Place)
            else {
                continue;
            };
            let top = self.top_of_name(chunk);
            let outer = self.scene.groups.chain_end(top) + 1;
            further.extend(self.within(top, outer));
            let inner = top.checked_sub(1).map(|before| self.top_of_name(before));
            let holds = inner.filter(|inner| {
                let preposition = self.scene.chunks[*inner].preposition.as_deref();
                preposition.is_some_and(|name| self.grammar.says_where(name))
            });
            if let Some(inner) = holds.filter(|inner| self.within(*inner, top).is_some()) {
                further.extend(self.place_entity(inner));
            }
        }
        let further = further.into_iter().map(|entity| Argument {
            role: Role::Place,
            target: ArgumentTarget::Entity(entity),
            refs: self.entities[entity as usize].refs.clone(),
            slot: "place".into(),
        });
        gain(draft, further.collect(), "the place beside it");
    }

    /// The place that a phrase names in which the one before it is.
    fn within(&self, inner: usize, outer: usize) -> Option<u32> {
        let scene = self.scene;
        let chunk = scene.chunks.get(outer)?;
        let before = &scene.chunks[outer - 1];
        let inside = chunk.kind == Kind::Phrase
            && !chunk.conjoined
            && matches!(chunk.preposition.as_deref(), Some("في" | "ب"))
            && before.kind == Kind::Phrase
            && chunk.start <= before.end + 1;
        let place = self.place_entity(inner).is_some();
        self.place_entity(outer)
            .filter(|_| inside && place && !self.situates(outer))
    }
}

/// Leaves out a place that is told twice.
fn unique(draft: &mut Draft) {
    let mut at = 0;
    while at < draft.arguments.len().min(2 * MOST) {
        let target = &draft.arguments[at].target;
        let told = matches!(target, ArgumentTarget::Entity(_))
            && draft.arguments[..at].iter().any(|a| a.target == *target);
        if told && draft.arguments[at].role == Role::Place {
            draft.arguments.remove(at);
        } else {
            at += 1;
        }
    }
}
