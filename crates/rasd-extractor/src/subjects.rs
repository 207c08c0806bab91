//! Which phrase around a verb is its subject, and which are its objects.

use crate::agreement::{agrees_after, agrees_before};
use crate::chunks::{Chunk, Edge, Kind};
use crate::clauses::{Builder, Subject};
use crate::cue::Cue;
use crate::word::{Word, WordKind};
use rasd_core::{EntityType, Gender, Number, Person, VerbForm, Voice};
use smallvec::SmallVec;

/// Verbs whose subject is somebody.
const SOMEBODY: [Cue; 6] = [
    Cue::Say,
    Cue::Announce,
    Cue::Wish,
    Cue::TopicVerb,
    Cue::Deny,
    Cue::Answer,
];
/// Verbs looked back at for one of the same form.
const BEFORE: usize = 5;

/// A verb with what its subject can be found by: the noun that its clause describes, the word that opens
/// the clause, and the phrases without preposition after it.
struct Site<'s> {
    verb: usize,
    antecedent: Option<usize>,
    opening: Option<usize>,
    bare: &'s [usize],
}

impl Builder<'_> {
    /// The subject of a verb and its objects, among the phrase `before` it, the noun its clause describes,
    /// and the `bare` phrases after it.
    pub(crate) fn subject(
        &self,
        verb: usize,
        before: Option<usize>,
        antecedent: Option<usize>,
        opening: Option<usize>,
        bare: &[usize],
    ) -> (Subject, SmallVec<[usize; 2]>) {
        let site = Site {
            verb,
            antecedent,
            opening,
            bare,
        };
        let third = self.chunks[verb].person.is_none_or(|p| p == Person::Third);
        let known = match before {
            _ if !third => Some(Subject::Dropped),
            Some(before) if self.resumes(verb, before, bare) => Some(Subject::Phrase(bare[0])),
            Some(before) if self.holds(verb, before, bare) => None,
            Some(before) => Some(Subject::Phrase(before)),
            None if self.pronoun_opens(&site) => Some(Subject::Dropped),
            None => self
                .noun_described(&site)
                .or_else(|| self.drops(&site).then_some(Subject::Dropped)),
        };
        match known {
            Some(subject) => (subject, bare.iter().copied().take(2).collect()),
            None => self.subject_after(&site),
        }
    }

    /// `أنه أجرى مباحثات`: the subject is the pronoun, unless a name that agrees follows the verb
    /// (`أنه بحثت إيران`, where the pronoun stands for nothing).
    fn pronoun_opens(&self, site: &Site) -> bool {
        let Some(edge) = site.opening else {
            return false;
        };
        let named = site.bare.first().is_some_and(|b| {
            let counted = self.words[self.chunks[*b].head].kind == WordKind::Number;
            (self.proper(*b) || counted) && self.fits(&self.chunks[site.verb], *b)
        });
        let named = named && !self.pronoun_acts(site.verb, edge, site.bare);
        !named && self.chunks[edge].person == Some(Person::Third)
    }

    /// Whether the clause describes a noun within which its act is done: `خطاب انتقد فيه الحكومة`.
    fn within_noun(&self, site: &Site) -> bool {
        site.antecedent
            .is_some_and(|noun| self.done_in(site.verb, noun))
    }

    /// Whether a pronoun at the verb takes up the noun that the clause describes.
    fn takes_up(&self, site: &Site) -> bool {
        let word = &self.words[self.chunks[site.verb].head];
        let next = || self.chunks.get(site.verb + 1);
        let pronoun = word.has_pronoun() || next().is_some_and(|next| next.pronoun);
        // `خطاب الرئيس الذي اتهم فيه إيران`
        let of_person = site.antecedent.is_some_and(|noun| self.chunks[noun].human);
        let transitive = word.cues.has(Cue::Transitive) && !word.has_pronoun();
        pronoun
            && !(transitive && of_person && site.bare.len() == 1)
            && !self.acts_on_own(site.verb, site.bare, site.opening)
    }

    /// The noun that the clause describes as the subject of its verb; dropped where that noun is what
    /// the verb's pronoun means.
    fn noun_described(&self, site: &Site) -> Option<Subject> {
        let antecedent = site.antecedent?;
        let (chunk, first) = (&self.chunks[site.verb], site.bare.first().copied());
        let word = &self.words[chunk.head];
        let done_in = self.within_noun(site);
        if !done_in && self.acts_on_others(site.verb, antecedent, site.opening) {
            return Some(Subject::Phrase(antecedent));
        }
        // `الحكومة التي أثنى على أدائها`, but `الذين يشتبه في تورطهم`
        let active = word.features.voice == Some(Voice::Active);
        let differs = self.differs_from_relative(site.verb, site.opening)
            && first.map_or(active, |first| self.fits(chunk, first));
        let taken_up = || {
            let agrees = first.is_some_and(|b| agrees_after(chunk, &self.chunks[b]));
            agrees && self.takes_up(site)
        };
        let other = || {
            first.is_some_and(|b| {
                // `مكالمة جمعت ترامب ونتنياهو`: who may be a man is no subject of a feminine verb.
                let man = chunk.gender == Some(Gender::Feminine)
                    && self.named_person(&self.chunks[b])
                    && self.chunks[b].gender.is_none();
                self.fits(chunk, b) && self.proper(b) && !self.named(antecedent) && !man
            })
        };
        if !word.has_pronoun() && !differs && !done_in && !taken_up() && !other() {
            return Some(Subject::Phrase(antecedent));
        }
        // `العملية التي نفذتها`: the pronoun is that of the noun described, which is no subject then.
        let none_fits = !first.is_some_and(|b| self.fits(chunk, b));
        (word.has_pronoun() && none_fits).then_some(Subject::Dropped)
    }

    /// Whether none of the phrases after the verb is its subject, which is who acted before.
    fn drops(&self, site: &Site) -> bool {
        // `وانتقد الوزير ما وصفه بالتدخل`
        let act = |phrase: usize| {
            let head = &self.words[self.chunks[phrase].head];
            head.features.verb_form == Some(VerbForm::Masdar) && !self.named(phrase)
        };
        let only = match site.bare {
            [only] if !self.before_clause(*only) => Some(*only),
            // `رحب بالاتفاق وناشد جميع الأطراف ضبط النفس`
            [whom, what] if self.urged(site.verb, *whom) && act(*what) => Some(*whom),
            _ => None,
        };
        only.is_some_and(|phrase| {
            self.continues(site, phrase)
                || self.told_of(site)
                || self.begins_with_object(site, phrase)
                || self.done_within(site, phrase)
        }) || self.blames(site)
            || self.appoints(site)
    }

    /// Whether the verb comes right after a word that opens a clause (`حيث`, `كما`).
    fn opened(&self, site: &Site) -> bool {
        site.opening.is_some_and(|edge| {
            edge + 1 == site.verb && self.chunks[edge].kind == Kind::Edge(Edge::ClauseStart)
        })
    }

    /// `هجوم استهدف فيه مسلحون مخيما`: whether a thing before the verb is what somebody after it did that in.
    fn holds(&self, verb: usize, before: usize, bare: &[usize]) -> bool {
        let agent = bare.first().is_some_and(|first| {
            let human = self.chunks[*first].human;
            human && self.fits(&self.chunks[verb], *first)
        });
        agent && self.done_in(verb, before)
    }

    /// `سبق للوزير أن زار الكويت`: whether the clause is told of somebody named before it, right after its verb.
    fn told_of(&self, site: &Site) -> bool {
        let adjacent = site.opening.filter(|edge| edge + 1 == site.verb);
        let that = |edge: &usize| self.chunks[*edge].kind == Kind::Edge(Edge::Complementizer);
        let Some(last) = adjacent.filter(that).and_then(|edge| edge.checked_sub(1)) else {
            return false;
        };
        let whom = self.head_of(last);
        let chunk = &self.chunks[whom];
        let verb = whom.checked_sub(1).map(|before| &self.chunks[before].kind);
        chunk.preposition.as_deref() == Some("ل")
            && chunk.human
            && !chunk.pronoun
            && verb == Some(&Kind::Verb)
            && agrees_before(&self.chunks[site.verb], chunk, self.groups.size(whom))
    }

    /// `والتقى نظيره`: the pronoun of the counterpart is the subject's, so it is the object.
    fn counterpart(&self, phrase: usize) -> bool {
        let phrase = &self.chunks[phrase];
        self.words[phrase.start].has_pronoun() && self.named_person(phrase)
    }

    /// `واتهم حماس`: so is the only phrase after a verb that cannot do without an object.
    fn needed_object(&self, site: &Site, phrase: usize) -> bool {
        let chunk = &self.chunks[phrase];
        let head = &self.words[chunk.head];
        // `وزار المخيم`
        let place = head.cues.has(Cue::Site);
        // `وأعاد سلفه`
        let his = chunk.human && head.has_pronoun();
        let other = self.named(phrase) || place || his;
        let transitive = self.words[self.chunks[site.verb].head]
            .cues
            .has(Cue::Transitive);
        self.counterpart(phrase) || (transitive && other && !self.nominative(phrase))
    }

    /// `حيث التقى نظيره`, `زار القاهرة حيث التقى الرئيس المصري`
    fn begins_with_object(&self, site: &Site, phrase: usize) -> bool {
        let other = || self.counterpart(phrase) && self.office(phrase);
        let known = || {
            let object = self.proper(phrase) && self.needed_object(site, phrase);
            object && self.goes_on(site.verb, 1)
        };
        self.opened(site) && !self.takes_up(site) && (other() || known())
    }

    /// `قتل جنديا وأصاب آخر`, `التقى بوتين وطلب منه وقف القصف`: nor do another and an act.
    fn cannot_act(&self, site: &Site, phrase: usize) -> bool {
        let verb = &self.words[self.chunks[site.verb].head];
        let head = &self.words[self.chunks[phrase].head];
        let other = head.cues.has(Cue::Another) && !head.definite();
        let act = head.features.verb_form == Some(VerbForm::Masdar) && !self.named(phrase);
        let somebody = act && verb.cues.any(&SOMEBODY);
        // `تولت السلطة وأغلقت موانئها`
        let its = verb.acts && head.has_pronoun();
        let its = its && !self.chunks[phrase].human && !self.named(phrase);
        other && self.goes_on(site.verb, 2)
            || its && self.goes_on(site.verb, 1)
            || somebody && self.has_twin(site.verb)
    }

    /// `نفى أن تكون بلاده هاجمت المدينة، كما رفض التعليق`
    fn continues(&self, site: &Site, phrase: usize) -> bool {
        match self.chunks[site.verb].conjoined {
            true => {
                let urged = || self.urged(site.verb, phrase) && self.has_twin(site.verb);
                self.needed_object(site, phrase) || self.cannot_act(site, phrase) || urged()
            }
            false => self.opened(site) && self.cannot_act(site, phrase),
        }
    }

    /// `خطاب انتقد فيه الحكومة`
    fn done_within(&self, site: &Site, phrase: usize) -> bool {
        let verb = &self.words[self.chunks[site.verb].head];
        let object = verb.cues.has(Cue::Transitive) && !self.nominative(phrase);
        self.within_noun(site) && (object || self.urged(site.verb, phrase))
    }

    /// `كما حملت واشنطن المسؤولية`
    fn blames(&self, site: &Site) -> bool {
        let [blamed, charge] = site.bare else {
            return false;
        };
        let chunk = &self.chunks[site.verb];
        self.words[self.chunks[*charge].head].cues.has(Cue::Involve)
            && (chunk.conjoined || self.opened(site))
            && !self.words[chunk.head].has_pronoun()
            && self.needed_object(site, *blamed)
    }

    /// `أقال قائد الجيش وعين اللواء الحسن خلفا له`
    fn appoints(&self, site: &Site) -> bool {
        let [named, office] = site.bare else {
            return false;
        };
        let chunk = &self.chunks[site.verb];
        chunk.conjoined
            && self.words[chunk.head].cues.has(Cue::Naming)
            && self.is_accusative(*office)
            && self.chunks[*named].end == self.chunks[*office].start
            && self.named_person(&self.chunks[*named])
            && self.goes_on(site.verb, 2)
    }

    /// The subject among the phrases after the verb, and the rest as objects.
    fn subject_after(&self, site: &Site) -> (Subject, SmallVec<[usize; 2]>) {
        let chunk = &self.chunks[site.verb];
        // `حضر الاجتماع وزير الخارجية`: the event is what a verb that carries it is about; but `دعا البيان الأطراف`.
        let cues = self.words[chunk.head].cues;
        if let [event, agent, ..] = site.bare
            && cues.has(Cue::Light)
            && !cues.any(&[Cue::LightSubject, Cue::Urge])
            && self.words[self.chunks[*event].head].event_noun
            && !self.named(*event)
            && self.named(*agent)
            && self.fits(chunk, *agent)
        {
            return (Subject::Phrase(*agent), [*event].into_iter().collect());
        }
        let (subject, objects) = match site.bare.split_first() {
            Some((first, rest)) if self.fits(chunk, *first) => (Subject::Phrase(*first), rest),
            _ => (Subject::Dropped, site.bare),
        };
        (subject, objects.iter().copied().take(2).collect())
    }

    /// Whether right after a phrase what somebody does or calls stands as a clause: `ما وصفه بالتدخل`.
    pub(crate) fn before_clause(&self, phrase: usize) -> bool {
        // `استنكرت السعودية وقطر ما حدث`
        let members = self.groups.coordination(phrase);
        let last = members.fold(phrase, |last, member| {
            last.max(self.groups.chain_end(member))
        });
        let (Some(what), Some(verb)) = (self.chunks.get(last + 1), self.chunks.get(last + 2))
        else {
            return false;
        };
        let word = &self.words[what.start];
        what.kind == Kind::Other
            && what.start == self.chunks[last].end
            && what.end == what.start + 1
            && word.cues.has(Cue::What)
            && word.preposition.is_none()
            && verb.kind == Kind::Verb
    }

    /// `أنها لن تسلم بن لادن`, `أنه منح المغرب قرضين`, `قال الجيش إنه اعتقل 12 شخصا`: whether the pronoun before a verb that
    /// acts is its subject, though a name follows that agrees.
    fn pronoun_acts(&self, verb: usize, edge: usize, bare: &[usize]) -> bool {
        let chunk = &self.chunks[verb];
        let word = &self.words[chunk.head];
        let pronoun = &self.words[self.chunks[edge].end - 1];
        if !word.acts || word.has_pronoun() || !pronoun.has_pronoun() {
            return false;
        }
        // Only the pronoun of the masculine can stand for nothing.
        let feminine = chunk.gender == Some(Gender::Feminine);
        if pronoun.pronoun_is(Number::Singular, Gender::Feminine) {
            return feminine && chunk.number == Some(Number::Singular);
        }
        if feminine || !pronoun.pronoun_is(Number::Singular, Gender::Masculine) {
            return false;
        }
        let body = |phrase: &Chunk| {
            let entity = phrase.entity.map(|e| self.entities[e as usize].kind);
            let common = self.words[phrase.head].cues.has(Cue::Body);
            let man = phrase.gender != Some(Gender::Feminine);
            man && (entity == Some(EntityType::Org) || entity == Some(EntityType::Nom) && common)
        };
        let announced = edge.checked_sub(1).is_some_and(|before| {
            let phrase = &self.chunks[before];
            phrase.bare() && body(phrase)
        });
        // `أنه سيلتقي الزعيم`: one without whom a verb cannot do is no subject.
        announced || bare.len() > 1 || word.cues.has(Cue::Transitive)
    }

    /// Whether a conjoined verb has the form of the verb before it, which so many phrases follow at least.
    fn goes_on(&self, verb: usize, phrases: usize) -> bool {
        let mut before = (0..verb).rev();
        let Some(earlier) = before.find(|index| self.chunks[*index].kind == Kind::Verb) else {
            return false;
        };
        let (one, other) = (&self.chunks[earlier], &self.chunks[verb]);
        let bare = (earlier + 1..verb).filter(|index| self.chunks[*index].bare());
        one.gender == other.gender && one.number == other.number && bare.count() >= phrases
    }

    /// Whether one of the verbs before has the same form and a phrase without preposition after it.
    pub(crate) fn has_twin(&self, verb: usize) -> bool {
        let chunk = &self.chunks[verb];
        let form = |index: &usize| {
            let other = &self.chunks[*index];
            other.gender == chunk.gender && other.number == chunk.number
        };
        let verbs = (0..verb)
            .rev()
            .filter(|index| self.chunks[*index].kind == Kind::Verb);
        let twin = verbs.take(BEFORE).find(form);
        twin.is_some_and(|twin| (twin + 1..verb).any(|index| self.chunks[index].bare()))
    }

    /// `أدانت الهجوم ودعت الأطراف إلى وقف القتال`, `وناشد جميع الدول`: whether the only phrase after a verb of calling on
    /// somebody can be who is called on: no one man, of whom it is mostly the subject
    /// (`وطالب الوزير بالإفراج`).
    fn urged(&self, verb: usize, phrase: usize) -> bool {
        let (chunk, head) = (&self.chunks[phrase], &self.words[self.chunks[phrase].head]);
        let kind = chunk.entity.map(|e| self.entities[e as usize].kind);
        let one = chunk.number == Some(Number::Singular);
        let man = kind == Some(EntityType::Per) || kind == Some(EntityType::Occ) && one;
        let common = matches!(kind, None | Some(EntityType::Nom));
        let known = !common
            || self.words[chunk.start..chunk.end]
                .iter()
                .any(|word| word.definite() || word.has_pronoun());
        self.words[self.chunks[verb].head].cues.has(Cue::Urge)
            && !self.words[self.chunks[verb].head].has_pronoun()
            && (kind.is_some() || chunk.human || head.has_pronoun())
            && !man
            && known
            && head.features.verb_form != Some(VerbForm::Masdar)
            && !self.nominative(phrase)
    }

    /// `والتقى الرجلان`: a dual or plural whose ending is that of a subject.
    fn nominative(&self, phrase: usize) -> bool {
        let head = &self.words[self.chunks[phrase].head];
        head.common_noun && head.nominative()
    }

    pub(crate) fn acted_on(&self, verb: usize) -> bool {
        self.words[self.chunks[verb].head].has_pronoun()
    }

    /// `أسرى يحتجزهم التحالف`: the phrase before the verb is what its pronoun means, where somebody who
    /// can be its subject follows.
    fn resumes(&self, verb: usize, before: usize, bare: &[usize]) -> bool {
        let chunk = &self.chunks[verb];
        let phrase = |index: &usize| self.chunks[*index].kind == Kind::Phrase;
        let Some(first) = bare.first().copied() else {
            return false;
        };
        let fits = self.fits(chunk, first);
        // `الرهائن أفرجت عنهم الحركة`: several men before their verb would have it in the plural.
        let men = self.chunks[before].human
            && self.chunks[before].number == Some(Number::Plural)
            && self.chunks[before].entity.is_some_and(|e| {
                matches!(
                    self.entities[e as usize].kind,
                    EntityType::Nom | EntityType::Occ
                )
            });
        let theirs = self
            .chunks
            .get(verb + 1)
            .filter(|next| next.pronoun)
            .is_some_and(|next| {
                self.words[next.end - 1].pronoun_is(Number::Plural, Gender::Masculine)
            });
        if men && theirs && chunk.number == Some(Number::Singular) {
            return fits && self.named(first);
        }
        let next = (verb + 1..self.chunks.len()).find(phrase);
        // `الوزير اعتقله الجيش`
        let touches = self.chunks[first].start == chunk.end;
        let somebody = touches && self.chunks[first].human && self.named(first);
        self.words[chunk.head].has_pronoun()
            && next == Some(first)
            && fits
            && (self.proper(first) || somebody)
    }

    fn named_person(&self, phrase: &Chunk) -> bool {
        phrase.entity.is_some() && phrase.human
    }

    fn office(&self, phrase: usize) -> bool {
        let entity = self.chunks[phrase].entity;
        entity.is_some_and(|e| self.entities[e as usize].kind == EntityType::Occ)
    }

    /// Whether a mention other than a nominal covers the phrase.
    pub(crate) fn proper(&self, phrase: usize) -> bool {
        let kind = self.chunks[phrase]
            .entity
            .map(|e| self.entities[e as usize].kind);
        kind.is_some_and(|kind| kind != EntityType::Nom)
    }

    /// `قوات عراقية`: whether what is told as a body is one of several.
    pub(crate) fn is_some_body(&self, phrase: usize) -> bool {
        let chunk = &self.chunks[phrase];
        let kind = chunk.entity.map(|e| self.entities[e as usize].kind);
        let common = |word: &Word| word.common_noun && !word.definite() && !word.has_pronoun();
        let (head, last) = (&self.words[chunk.head], &self.words[chunk.end - 1]);
        let nisba = last.ends_with("يه") && chunk.end > chunk.start + 1;
        let described = last.kind == WordKind::Adjective || nisba || !chunk.nisbas.is_empty();
        kind == Some(EntityType::Org) && common(head) && described && !last.definite()
    }

    pub(crate) fn named(&self, phrase: usize) -> bool {
        self.chunks[phrase].entity.is_some()
    }
}
