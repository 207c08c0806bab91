//! What a verb shares with a conjoined one right after it: the subject and object that follow both (`استنكر ودان الأزهر
//! الهجوم`, `هاجم المسلحون وأحرقوا القرية`).

use crate::agreement::{agrees_after, agrees_before};
use crate::chunks::{Chunk, Kind};
use crate::clauses::{Builder, Clause, Subject};
use rasd_core::{Number, Voice};
use smallvec::SmallVec;

impl Builder<'_> {
    /// Gives verbs that wait for a subject or object those of the conjoined verb after them.
    pub(crate) fn share(&self, clauses: &mut [Option<Clause>]) {
        for verb in (0..clauses.len()).rev() {
            self.object_of_both(verb, clauses);
            let Some((subject, objects)) = self.shared_by(verb, clauses) else {
                continue;
            };
            let Some(clause) = &mut clauses[verb] else {
                continue;
            };
            let voice = self.words[self.chunks[verb].head].features.voice;
            let open = matches!(voice, None | Some(Voice::Ambiguous));
            clause.maybe_passive = open && objects.is_empty();
            clause.subject = subject;
            clause.objects = objects;
        }
    }

    /// `الطيران كان يقصف ويدمر البلد`: with a subject before both verbs the only phrase after them is what both act on.
    fn object_of_both(&self, verb: usize, clauses: &mut [Option<Clause>]) {
        let second = verb + 1;
        let word = |index: usize| &self.words[self.chunks[index].head];
        let free = |index: usize| word(index).acts && !word(index).has_pronoun();
        let before = |clause: &Clause| {
            let topic = matches!(clause.subject, Subject::Phrase(phrase) if phrase < verb);
            topic && clause.objects.is_empty() && !clause.passive && clause.antecedent.is_none()
        };
        let alike = |next: &Chunk| {
            let first = &self.chunks[verb];
            let same = first.gender == next.gender && first.number == next.number;
            next.kind == Kind::Verb && next.conjoined && same
        };
        let waits = clauses[verb].as_ref().is_some_and(before) && free(verb);
        if !waits || !self.chunks.get(second).is_some_and(alike) || !free(second) {
            return;
        }
        if let Some(clause) = &mut clauses[second]
            && let Subject::Phrase(phrase) = clause.subject
            && phrase > second
            && clause.objects.is_empty()
        {
            clause.subject = Subject::Dropped;
            clause.objects.push(phrase);
            clause.maybe_passive = false;
        }
    }

    /// The subject and objects that a verb has with the one after it.
    fn shared_by(
        &self,
        verb: usize,
        clauses: &[Option<Clause>],
    ) -> Option<(Subject, SmallVec<[usize; 2]>)> {
        let clause = clauses[verb].as_ref()?;
        let (chunk, word) = (&self.chunks[verb], &self.words[self.chunks[verb].head]);
        let complement = clause.complements.iter().any(|index| *index > verb);
        if clause.passive || complement || word.has_pronoun() || !clause.objects.is_empty() {
            return None;
        }
        let second = clause.end;
        let next = self.chunks.get(second)?;
        let other = clauses[second].as_ref()?;
        if next.kind != Kind::Verb || !next.conjoined || other.passive {
            return None;
        }
        let mut between = verb + 1..second;
        let after =
            |subject: Subject| matches!(subject, Subject::Phrase(phrase) if phrase > second);
        if between.is_empty() {
            // `كانت الطائرات تقصف وتدمر البلدة`
            let own = matches!(clause.subject, Subject::Phrase(_));
            let alike = chunk.gender == next.gender && chunk.number == next.number;
            let subject = match (own, other.subject) {
                (true, _) => clause.subject,
                (false, Subject::Phrase(phrase)) if phrase > second => {
                    agrees_after(chunk, &self.chunks[phrase]).then_some(other.subject)?
                }
                _ => return None,
            };
            // `قتل واعتقل العشرات` keeps both readings.
            let resumed = self.words[next.head].has_pronoun();
            let takes = word.acts || other.objects.is_empty();
            return (alike && takes && !resumed && !(own && after(other.subject)))
                .then(|| (subject, other.objects.clone()));
        }
        // `هاجم المسلحون وأحرقوا القرية`: the second verb tells by its form that their subject is one.
        let Subject::Phrase(subject) = clause.subject else {
            return None;
        };
        let several = matches!(next.number, Some(Number::Plural | Number::Dual));
        let size = self.groups.size(subject);
        let own = |index: usize| self.chunks[index].kind == Kind::Phrase;
        let dropped = other.subject == Subject::Dropped && !other.objects.is_empty();
        let same = subject > verb && several && agrees_before(next, &self.chunks[subject], size);
        (word.acts && dropped && same && between.all(own))
            .then(|| (clause.subject, other.objects.clone()))
    }
}
