//! Whose verb the verb of a relative clause is: that of the noun it describes, or of a phrase after it. The pronouns of
//! the clause and the agreement of the verb tell (`الشرطة التي منعتهم`, `جنودا خطفهم مسلحون`, `المنظمة التي فرق عناصرها
//! المظاهرة`).

use crate::chunks::{Edge, Kind, Link};
use crate::clauses::{Builder, Subject};
use crate::cue::Cue;
use crate::word::Word;
use rasd_core::{EntityType, Features, Gender, Number, Person};

impl Builder<'_> {
    /// The relative pronoun that opens a clause.
    fn relative(&self, opening: Option<usize>) -> Option<usize> {
        opening.filter(|edge| self.chunks[*edge].kind == Kind::Edge(Edge::Relative))
    }

    /// `التي اعتقلته`, `متظاهرين رشقوها`: whether the pronoun of a verb cannot mean the noun that its clause describes, so
    /// that this noun is the subject.
    pub(crate) fn acts_on_others(&self, verb: usize, noun: usize, opening: Option<usize>) -> bool {
        let word = &self.words[self.chunks[verb].head];
        let described = match self.relative(opening) {
            Some(relative) => &self.chunks[relative],
            None => &self.chunks[noun],
        };
        // `متظاهرين رشقوها`: of several people the plural of the verb tells.
        let several = described.human && self.chunks[verb].number == Some(Number::Plural);
        let men = several.then_some(Gender::Masculine);
        let (Some(number), Some(gender)) = (described.number, described.gender.or(men)) else {
            return false;
        };
        // `من الذين اختطفوه`: the noun before a relative pronoun may be another than it describes.
        let head = &self.words[self.chunks[noun].head].features;
        let common = self.words[self.chunks[noun].head].common_noun;
        let other = match (head.number, head.gender) {
            (Some(Number::Singular), Some(own)) => {
                number != Number::Singular || common && own != gender
            }
            (Some(_), _) => number == Number::Singular && gender == Gender::Masculine,
            _ => number != Number::Singular,
        };
        if other && self.groups.size(noun) == 1 {
            return false;
        }
        // `الجماعات الذين`: of a name only its relative pronoun tells.
        let counted = self.relative(opening).is_some()
            || self.groups.size(noun) == 1
                && self.chunks[noun].entity.is_none_or(|e| {
                    let kind = self.entities[e as usize].kind;
                    matches!(kind, EntityType::Nom | EntityType::Occ)
                });
        if !word.has_pronoun() || !counted || self.differs_from_relative(verb, opening) {
            return false;
        }
        let men = (number, gender) == (Number::Plural, Gender::Masculine);
        let third = |pronoun: &Features| pronoun.person == Some(Person::Third);
        let Some(pronoun) = word.pronoun.filter(third) else {
            return false;
        };
        let meant = match (pronoun.number, pronoun.gender) {
            (Some(Number::Singular), Some(Gender::Feminine)) => {
                gender == Gender::Feminine || number == Number::Plural && !self.chunks[noun].human
            }
            (Some(Number::Singular), _) => {
                (number, gender) == (Number::Singular, Gender::Masculine)
            }
            (several, _) => Some(number) == several,
        };
        let agrees = match self.chunks[verb].number {
            Some(Number::Plural) => men,
            Some(Number::Singular) => {
                let verb = self.chunks[verb].gender;
                !men && (verb.is_none() || verb == Some(gender))
            }
            _ => false,
        };
        !meant && agrees
    }

    /// `التي قتل عناصرها`, `الذين اعتقلتهم`: whether a verb does not agree with the relative pronoun before it, so that
    /// the noun which its clause describes is not its subject.
    pub(crate) fn differs_from_relative(&self, verb: usize, opening: Option<usize>) -> bool {
        let Some(relative) = self.relative(opening) else {
            return false;
        };
        let (verb, relative) = (&self.chunks[verb], &self.chunks[relative]);
        let third = verb.person.is_none_or(|person| person == Person::Third);
        let gender = match (verb.gender, relative.gender) {
            (Some(one), Some(other)) => one != other,
            _ => false,
        };
        let one = verb.number == Some(Number::Singular);
        let number = relative.number == Some(Number::Plural)
            && relative.gender == Some(Gender::Masculine)
            && one;
        third && one && (gender || number)
    }

    /// `قصفت المقاومة شمال إسرائيل`: whether right after the subject of a verb a part of a country stands that the verb acts
    /// on.
    pub(crate) fn acts_on_quarter(&self, verb: usize, subject: Subject) -> bool {
        let Subject::Phrase(subject) = subject else {
            return false;
        };
        let chunk = &self.chunks[subject];
        let somebody = chunk.entity.is_some_and(|e| {
            let kind = self.entities[e as usize].kind;
            matches!(kind, EntityType::Org | EntityType::Nom) && self.entities[e as usize].human
        });
        let plane = self.words[chunk.head].cues.has(Cue::Target) && chunk.entity.is_some();
        let last = self.groups.chain_end(subject);
        let next = self.chunks.get(last + 1);
        let quarter = next.is_some_and(|next| {
            next.kind == Kind::Phrase
                && next.preposition.is_some()
                && next.before.has(Cue::Quarter)
                && next.start == self.chunks[last].end + 1
        });
        let place = self.words[chunk.head].cues.has(Cue::Site);
        self.words[self.chunks[verb].head].cues.has(Cue::Quarter)
            && verb + 1 == subject
            && (somebody || plane)
            && !place
            && quarter
    }

    /// `الحكومة التي أرسلت قواتها إلى الصومال`: whether the pronoun of the only phrase after a verb that acts is that of the
    /// noun which its clause describes and which the verb agrees with, so that the phrase is the object.
    pub(crate) fn acts_on_own(&self, verb: usize, bare: &[usize], opening: Option<usize>) -> bool {
        let Some(relative) = self.relative(opening) else {
            return false;
        };
        let word = &self.words[self.chunks[verb].head];
        let [phrase] = bare else { return false };
        let own = &self.words[self.chunks[*phrase].head];
        let feminine = self.chunks[relative].gender == Some(Gender::Feminine);
        word.acts
            && !word.has_pronoun()
            && feminine
            && own.has_pronoun()
            && own.pronoun_is(Number::Singular, Gender::Feminine)
            && !self.differs_from_relative(verb, opening)
    }

    /// `خطاب انتقد فيه الحكومة`: whether a verb says with a pronoun that it is done in what its clause describes.
    pub(crate) fn done_in(&self, verb: usize, noun: usize) -> bool {
        let thing = self.chunks[noun].entity.is_none() && !self.chunks[noun].human;
        thing && self.within(verb).is_some()
    }

    /// The pronoun after في or خلال that stands right after a verb.
    fn within(&self, verb: usize) -> Option<&Word> {
        let next = self.chunks.get(verb + 1)?;
        let bound = matches!(next.preposition.as_deref(), Some("في" | "خلال"));
        (next.pronoun && bound).then(|| &self.words[next.end - 1])
    }

    /// `أجرى مقابلة مع قناة هاجم فيها الوزير`: the noun that a verb describes by such a pronoun, which phrases with
    /// prepositions can follow.
    pub(crate) fn described_afar(&self, start: usize, verb: usize) -> Option<usize> {
        const NEAR: usize = 8;
        let pronoun = self.within(verb)?.pronoun?;
        let mut before = (start.max(verb.saturating_sub(NEAR))..verb)
            .rev()
            .take_while(|index| matches!(self.chunks[*index].kind, Kind::Phrase | Kind::Time(_)));
        let found = before.find(|index| {
            let chunk = &self.chunks[*index];
            chunk.kind == Kind::Phrase && chunk.preposition.is_none() && chunk.link == Link::None
        })?;
        let chunk = &self.chunks[found];
        let word = &self.words[chunk.head];
        let thing = chunk.entity.is_none() && !chunk.human && word.common_noun;
        let indefinite = !word.definite() && !word.has_pronoun();
        let one = word.features.gender.is_some() && word.features.gender == pronoun.gender;
        let one = one && pronoun.number == Some(Number::Singular);
        (thing && indefinite && one && found + 1 < verb).then_some(found)
    }
}
