//! Which phrase around a verb is its subject, and which are its objects.

use crate::agreement::agrees_after;
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
        let chunk = &self.chunks[verb];
        let two = |phrases: &[usize]| phrases.iter().copied().take(2).collect();
        if chunk.person.is_some_and(|p| p != Person::Third) {
            return (Subject::Dropped, two(bare));
        }
        if let Some(before) = before {
            let subject = if self.resumes(verb, before, bare) {
                bare[0]
            } else {
                before
            };
            return (Subject::Phrase(subject), two(bare));
        }
        // `أنه أجرى مباحثات`: the subject is the pronoun, unless a name that agrees follows the verb
        // (`أنه بحثت إيران`, where the pronoun stands for nothing).
        let named = bare.first().is_some_and(|b| {
            let counted = self.words[self.chunks[*b].head].kind == WordKind::Number;
            (self.proper(*b) || counted) && self.fits(chunk, *b)
        });
        let named = named && !opening.is_some_and(|edge| self.pronoun_acts(verb, edge, bare));
        if !named && opening.is_some_and(|edge| self.chunks[edge].person == Some(Person::Third)) {
            return (Subject::Dropped, two(bare));
        }
        let resumed = self.words[chunk.head].has_pronoun()
            || self.chunks.get(verb + 1).is_some_and(|next| next.pronoun);
        let acted_on = self.words[chunk.head].has_pronoun();
        // `خطاب الرئيس الذي اتهم فيه إيران`
        let transitive = self.words[chunk.head].cues.has(Cue::Transitive);
        let of_person = antecedent.is_some_and(|noun| self.chunks[noun].human);
        let resumed = resumed && !(transitive && of_person && !acted_on && bare.len() == 1);
        let done_in = antecedent.is_some_and(|noun| self.done_in(verb, noun));
        if let Some(antecedent) = antecedent
            && !done_in
            && self.acts_on_others(verb, antecedent, opening)
        {
            return (Subject::Phrase(antecedent), two(bare));
        }
        // `الحكومة التي أثنى على أدائها`, but `الذين يشتبه في تورطهم`
        let active = self.words[chunk.head].features.voice == Some(Voice::Active);
        let differs = self.differs_from_relative(verb, opening)
            && match bare.first() {
                Some(first) => self.fits(chunk, *first),
                None => active,
            };
        let resumed = resumed && !self.acts_on_own(verb, bare, opening);
        if let Some(antecedent) = antecedent
            && !acted_on
            && !differs
            && !done_in
            && !(resumed
                && bare
                    .first()
                    .is_some_and(|b| agrees_after(chunk, &self.chunks[*b])))
            && !bare.first().is_some_and(|b| {
                // `مكالمة جمعت ترامب ونتنياهو`: who may be a man is no subject of a feminine verb.
                let man = chunk.gender == Some(Gender::Feminine)
                    && self.named_person(&self.chunks[*b])
                    && self.chunks[*b].gender.is_none();
                self.fits(chunk, *b) && self.proper(*b) && !self.named(antecedent) && !man
            })
        {
            return (Subject::Phrase(antecedent), two(bare));
        }
        // `العملية التي نفذتها`: the pronoun is that of the noun described, which is no subject then.
        if antecedent.is_some()
            && self.words[chunk.head].has_pronoun()
            && !bare.first().is_some_and(|b| self.fits(chunk, *b))
        {
            return (Subject::Dropped, two(bare));
        }
        // `والتقى نظيره`: the pronoun of the counterpart is the subject's, so it is the object.
        let counterpart = |phrase: usize| {
            let phrase = &self.chunks[phrase];
            self.words[phrase.start].has_pronoun() && self.named_person(phrase)
        };
        // `واتهم حماس`: so is the only phrase after a verb that cannot do without an object.
        let object = |phrase: usize| {
            // `وزار المخيم`
            let site = self.words[self.chunks[phrase].head].cues.has(Cue::Site);
            // `وأعاد سلفه`
            let chunk = &self.chunks[phrase];
            let his = chunk.human && self.words[chunk.head].has_pronoun();
            let other = self.named(phrase) || site || his;
            counterpart(phrase) || (transitive && other && !self.nominative(phrase))
        };
        // `حيث التقى نظيره`
        let begins = || {
            let start = opening.is_some_and(|edge| {
                edge + 1 == verb && self.chunks[edge].kind == Kind::Edge(Edge::ClauseStart)
            });
            let other = counterpart(bare[0]) && self.office(bare[0]);
            // `زار القاهرة حيث التقى الرئيس المصري`
            let known = || self.proper(bare[0]) && object(bare[0]) && self.goes_on(verb, 1);
            start && !resumed && (other || known())
        };
        // `قتل جنديا وأصاب آخر`, `التقى بوتين وطلب منه وقف القصف`: nor do another and an act.
        let acted_on = |phrase: usize| {
            let head = &self.words[self.chunks[phrase].head];
            let other = head.cues.has(Cue::Another) && !head.definite();
            let act = head.features.verb_form == Some(VerbForm::Masdar) && !self.named(phrase);
            let somebody = act && self.words[chunk.head].cues.any(&SOMEBODY);
            // `تولت السلطة وأغلقت موانئها`
            let its = self.words[chunk.head].acts && head.has_pronoun();
            let its = its && !self.chunks[phrase].human && !self.named(phrase);
            other && self.goes_on(verb, 2)
                || its && self.goes_on(verb, 1)
                || somebody && self.has_twin(verb)
        };
        let opened = opening.is_some_and(|edge| {
            edge + 1 == verb && self.chunks[edge].kind == Kind::Edge(Edge::ClauseStart)
        });
        // `نفى أن تكون بلاده هاجمت المدينة، كما رفض التعليق`
        let continues = |phrase: usize| match chunk.conjoined {
            true => {
                let urged = || self.urged(verb, phrase) && self.has_twin(verb);
                object(phrase) || acted_on(phrase) || urged()
            }
            false => opened && acted_on(phrase),
        };
        // `خطاب انتقد فيه الحكومة`
        let within = |phrase: usize| {
            done_in && (transitive && !self.nominative(phrase) || self.urged(verb, phrase))
        };
        let first = bare.first().copied().filter(|_| bare.len() == 1);
        // `وانتقد الوزير ما وصفه بالتدخل`
        let first = first.filter(|b| !self.before_clause(*b));
        if first.is_some_and(|b| continues(b) || begins() || within(b)) {
            return (Subject::Dropped, two(bare));
        }
        // `كما حملت واشنطن المسؤولية`
        if let [blamed, charge] = bare
            && self.words[self.chunks[*charge].head].cues.has(Cue::Involve)
            && (chunk.conjoined || opened)
            && !self.words[chunk.head].has_pronoun()
            && object(*blamed)
        {
            return (Subject::Dropped, two(bare));
        }
        // `أقال قائد الجيش وعين اللواء الحسن خلفا له`
        if let [named, office] = bare
            && chunk.conjoined
            && self.words[chunk.head].cues.has(Cue::Naming)
            && self.is_accusative(*office)
            && self.chunks[*named].end == self.chunks[*office].start
            && self.named_person(&self.chunks[*named])
            && self.goes_on(verb, 2)
        {
            return (Subject::Dropped, two(bare));
        }
        // `حضر الاجتماع وزير الخارجية`: the event is what a verb that carries it is about.
        let cues = self.words[chunk.head].cues;
        if let [event, agent, ..] = bare
            && cues.has(Cue::Light)
            && !cues.has(Cue::LightSubject)
            && self.words[self.chunks[*event].head].event_noun
            && !self.named(*event)
            && self.named(*agent)
            && self.fits(chunk, *agent)
        {
            return (Subject::Phrase(*agent), [*event].into_iter().collect());
        }
        match bare.split_first() {
            Some((first, rest)) if self.fits(chunk, *first) => (Subject::Phrase(*first), two(rest)),
            _ => (Subject::Dropped, two(bare)),
        }
    }

    /// Whether right after a phrase what somebody does or calls stands as a clause: `ما وصفه بالتدخل`.
    pub(crate) fn before_clause(&self, phrase: usize) -> bool {
        let last = self.groups.chain_end(phrase);
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
                .any(Word::definite);
        self.words[self.chunks[verb].head].cues.has(Cue::Urge)
            && !self.words[self.chunks[verb].head].has_pronoun()
            && (kind.is_some() || chunk.human)
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

    pub(crate) fn fits(&self, verb: &Chunk, phrase: usize) -> bool {
        agrees_after(verb, &self.chunks[phrase])
            && !self.counts_men(verb, phrase)
            && !self.several_bodies(verb, phrase)
            && !self.is_accusative(phrase)
    }

    /// `ألقى كلمة متهما إسرائيل`: an indefinite accusative is no subject.
    fn is_accusative(&self, phrase: usize) -> bool {
        let chunk = &self.chunks[phrase];
        let head = &self.words[chunk.head];
        let comma = phrase
            .checked_sub(1)
            .map(|before| &self.chunks[before].kind);
        let apart = comma == Some(&Kind::Edge(Edge::Comma));
        let dual = head.features.number == Some(Number::Dual);
        // `وناشد المسلحين`: nor is a sound plural or a dual (`الجانبين`) in ين.
        let oblique = head.features.number == Some(Number::Plural) && head.sound_plural
            || dual && head.definite();
        if oblique && head.ends_with("ين") && !head.has_pronoun() {
            return true;
        }
        !self.proper(phrase) && head.accusative && !head.has_pronoun() && (apart || !dual)
    }

    /// `وناشد الدول الغربية`, `وطالب السلطات`: several bodies are no subject of a masculine verb.
    fn several_bodies(&self, verb: &Chunk, phrase: usize) -> bool {
        let chunk = &self.chunks[phrase];
        let head = &self.words[chunk.head];
        let plural = (head.features.number, head.features.gender)
            == (Some(Number::Plural), Some(Gender::Feminine));
        let bodies = head.cues.has(Cue::Body) || head.cues.has(Cue::KindWord);
        let kind = chunk.entity.map(|e| self.entities[e as usize].kind);
        let word = self.words[verb.head].acts && head.common_noun && head.definite();
        verb.gender == Some(Gender::Masculine)
            && verb.number == Some(Number::Singular)
            && matches!(kind, None | Some(EntityType::Nom))
            && plural
            && bodies
            && word
            && chunk.head == chunk.start
    }

    /// `وبرأت 47 متهما`, `تعتقل 4 آلاف عنصر`: counted men are no subject of a feminine verb.
    fn counts_men(&self, verb: &Chunk, phrase: usize) -> bool {
        let number = self.chunks[phrase].head;
        let people = |word: &Word| {
            let named = word.entity.map(|e| self.entities[e as usize].kind);
            word.cues.has(Cue::Person) || named == Some(EntityType::Norp)
        };
        // `4 آلاف`
        const NUMBER: usize = 3;
        let mut rest = self.words[number + 1..].iter().take(NUMBER);
        let numeral = |word: &Word| word.kind == WordKind::Number || word.cues.has(Cue::Quantity);
        let counted = rest.find(|word| !numeral(word));
        let counted = counted.filter(|word| {
            let men = word.features.gender == Some(Gender::Masculine) && word.preposition.is_none();
            // `وأطلقت 20 صاروخا`
            let one = word.features.number == Some(Number::Singular) && word.accusative;
            let noun = matches!(word.kind, WordKind::Noun | WordKind::Adjective);
            noun && men && (people(word) || one)
        });
        // `قتلت اثنين واعتقلت 16`: nor are those of whom nothing but the number is told.
        let alone = || {
            let end = self.chunks[phrase].end;
            let own = |word: &Word| numeral(word) || word.cues.has(Cue::Another);
            let next = self.words.get(end);
            let noun = next.is_some_and(|next| {
                next.nominal() && !next.conjoined() && next.preposition.is_none()
            });
            self.words[number..end].iter().all(own) && !noun
        };
        verb.gender == Some(Gender::Feminine)
            && self.words[number].kind == WordKind::Number
            && (counted.is_some() || alone())
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
