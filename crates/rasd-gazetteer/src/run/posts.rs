//! Whom a title speaks for, what it is for, where it is held, where its bearer is sent: باسم, لشؤون,
//! في, لدى, إلى.

use super::atom::{Atom, What, country_of};
use super::attached::quoted_body;
use super::built;
use super::complements::{DEEPEST, Reading};
use super::heads;
use super::listed::listed;
use super::nominal_genitives::common_body;
use super::titles::nested_title;
use crate::data::{Cue, Meaning, Reference};
use rasd_core::{EntityType, Pos, Sector};

/// Families of offices that someone sent somewhere holds.
const SENT: [&str; 5] = [
    "envoy",
    "ambassador",
    "representative",
    "delegate",
    "consul",
];

/// Families of offices of those who have a post in another country.
const POSTED: [&str; 2] = ["ambassador", "consul"];

/// Families of offices that are held under a minister: كاتب الدولة لدى وزير الداخلية.
const ATTACHED: [&str; 2] = ["secretary-of-state", "minister-delegate"];

/// Families of offices of those who speak for someone.
pub(super) const SPEAKERS: [&str; 1] = ["spokesman"];

impl Reading<'_, '_> {
    /// باسم وزارة الخارجية, لدى روسيا, في البيت الأبيض.
    pub(super) fn body_after_cue(&mut self) -> bool {
        let view = self.view;
        let sentence = self.sentence.clone();
        for cue in [Cue::Spokesman, Cue::Envoy, Cue::Belonging] {
            let Some(at) = view.cue(self.end, cue) else {
                continue;
            };
            // طلب وزير الدفاع الإسرائيلي من حزب الله, but النائب في البرلمان عن حزب الأمة
            let sector = view.data.titles[self.parse.title as usize].sector;
            let one = self.construct == self.first + 1 && !self.parse.strong;
            let whole = self.parse.definite && !one && sector == Some(Sector::Gov);
            if cue == Cue::Belonging && whole && view.cue(self.end, Cue::Scene) != Some(at) {
                continue;
            }
            let named = heads::name(view, at, &sentence).filter(|atom| atom.skip == 0);
            if let Some(atom) = named.or_else(|| quoted_body(view, at, &sentence)) {
                let place = matches!(
                    atom.kind,
                    EntityType::Gpe | EntityType::Loc | EntityType::Fac
                );
                let fits = match cue {
                    Cue::Spokesman => true,
                    // To a capital someone rather travels: غادر السفير إلى القاهرة, but السفير لدى الرياض.
                    Cue::Envoy => {
                        let capital = matches!(atom.what, What::Capital { .. });
                        let travels = view.cue(self.end, Cue::Place).is_some();
                        // السفير في بغداد إلى جنيف
                        let sent = self.parse.sent_to.is_some();
                        self.is_envoy() && !sent && !(capital && travels)
                    }
                    // قتل قائدا سابقا للشرطة في بغداد: where it was.
                    _ => {
                        let open = !self.parse.definite && self.parse.nations.is_empty();
                        !place || open && !self.parse.former
                    }
                };
                let there = view.cue(self.end, Cue::Scene) == Some(at);
                let posted = cue == Cue::Belonging && there && self.is_posted(&atom);
                if posted || (cue == Cue::Envoy && fits) {
                    return self.send_to(atom);
                }
                if fits && atom.kind != EntityType::Fac {
                    return self.take_name(atom);
                }
            } else if cue == Cue::Belonging
                && let Some(atom) = built::definite_body(view, at, &sentence)
            {
                return self.take_name(atom);
            } else if cue == Cue::Belonging
                && !self.parse.definite
                && view.cue(self.end, Cue::Scene) == Some(at)
                && common_body(view, at).is_some()
            {
                // قياديا في الحركة
                self.parse.strong = true;
                return self.take(at + 1);
            }
            let attached = cue == Cue::Envoy && self.is_one_of(&ATTACHED);
            if (cue == Cue::Spokesman || attached) && self.spoken_for(at) {
                return true;
            }
            if cue == Cue::Envoy
                && self.is_envoy()
                && let Some(end) = self.body_of_envoy(at)
            {
                self.parse.strong = true;
                return self.take(end);
            }
            if cue == Cue::Spokesman
                && self.is_one_of(&SPEAKERS)
                && let Some((person, _)) = listed(view, self.people, at, &sentence, true)
            {
                // المتحدثة باسم أشتون مايا كوسيانيتش
                self.parse.strong = true;
                return self.take_name(person);
            }
            if cue == Cue::Spokesman
                && let Some(end) = self.noun_phrase(at)
            {
                self.parse.strong = true;
                self.nations_within(at, end);
                // المتحدث باسم حكومة بوركينا فاسو
                let owner = heads::name(view, end, &sentence)
                    .filter(|atom| atom.skip == 0 && atom.first == end);
                return match owner {
                    Some(atom) if !view.word(end - 1).definite => self.take_name(atom),
                    _ => self.take(end),
                };
            }
        }
        false
    }

    /// لشؤون مكافحة الإرهاب, في الشؤون السياسية.
    pub(super) fn affairs(&mut self) -> bool {
        let Some(at) = self.view.cue(self.end, Cue::Affairs) else {
            return false;
        };
        let Some(mut end) = self.noun_phrase(at) else {
            return false;
        };
        // لشؤون مكافحة الإرهاب والاستخبارات المالية
        let next = self.view.word(end);
        if next.conjunction && next.definite && next.pos == Some(Pos::Noun) {
            end = self.definite_adjectives(end + 1);
        }
        self.nations_within(at, end);
        self.take(end)
    }

    /// Token after a common noun for the body that someone is sent to: سفير فرنسا لدى المنظمة.
    fn body_of_envoy(&self, at: usize) -> Option<usize> {
        let body = self.view.meanings(at).any(|(hit, meaning)| match meaning {
            Meaning::Nominal { nominal, .. } => {
                let row = self.view.data.nominals[nominal as usize];
                let body = matches!(
                    row.reference,
                    Reference::Body | Reference::State | Reference::Realm
                );
                body && hit.skip == 0 && hit.end as usize == at + 1
            }
            _ => false,
        });
        body.then(|| self.noun_phrase(at)).flatten()
    }

    /// المكلف بالهجرة, المكلفة بملف الطفولة: what somebody is charged with.
    pub(super) fn charge(&mut self) -> bool {
        let view = self.view;
        // The participle may end the title's own words: وزير الداخلية المكلف.
        let behind = |at: &usize| view.cue(at - 1, Cue::Charged) == Some(*at);
        let Some(at) = view
            .cue(self.end, Cue::Charged)
            .or_else(|| Some(self.end).filter(behind))
        else {
            return false;
        };
        let word = view.word(at);
        let with = view.folded(at).starts_with('ب') && word.preposition && !word.pronoun;
        if !with || word.pos != Some(Pos::Noun) {
            return false;
        }
        let end = match word.definite {
            true => Some(self.definite_adjectives(at + 1)),
            false => self.noun_phrase(at + 1),
        };
        let Some(mut end) = end else { return false };
        // المكلف بالشباب والرياضة
        let next = view.word(end);
        if next.conjunction && next.definite && !next.pronoun && next.pos == Some(Pos::Noun) {
            end = self.definite_adjectives(end + 1);
        }
        self.nations_within(at, end);
        self.take(end)
    }

    /// Whether a place is the post of an ambassador or a consul: السفير الإيطالي في القاهرة.
    fn is_posted(&self, atom: &Atom) -> bool {
        let country = match atom.what {
            What::Capital { country, .. } => Some(country),
            _ => country_of(self.view, &atom.what),
        };
        atom.kind == EntityType::Gpe
            && self.is_one_of(&POSTED)
            && country.is_some_and(|country| !self.parse.nations.contains(&country))
    }

    /// Takes the country or organisation that someone is sent to.
    fn send_to(&mut self, atom: Atom) -> bool {
        self.parse.sent_to = match atom.what {
            What::Capital { country, .. } => Some(country),
            What::Target(target) if atom.kind == EntityType::Org => Some(target),
            ref what => country_of(self.view, what),
        };
        let end = atom.end;
        self.inside.push(atom);
        self.parse.strong = true;
        self.parse.definite = true;
        self.take(end)
    }

    /// المتحدث باسم محافظ ولاية ننغرهار: the title of the one spoken for.
    fn spoken_for(&mut self, at: usize) -> bool {
        let depth = self.depth + 1;
        let inner = (depth < DEEPEST)
            .then(|| nested_title(self.view, self.people, at, &self.sentence, depth))
            .flatten();
        let Some(inner) = inner.filter(|inner| inner.mention && inner.atom.skip == 0) else {
            return false;
        };
        let What::Title(parse) = inner.atom.what else {
            return false;
        };
        self.parse.strong = true;
        self.parse.definite = true;
        self.parse.nations.extend(parse.nations);
        self.parse.org = self.parse.org.or(parse.org);
        self.inside.extend(inner.atom.inside);
        self.take(inner.atom.end)
    }

    /// Whether the title is one of those sent somewhere.
    fn is_envoy(&self) -> bool {
        self.is_one_of(&SENT)
    }

    /// Whether the office of the title is of one of some families.
    pub(super) fn is_one_of(&self, families: &[&str]) -> bool {
        let office = self.view.data.titles[self.parse.title as usize].office;
        let office = self.view.data.pool.get(office);
        families.iter().any(|family| office.contains(family))
    }
}
