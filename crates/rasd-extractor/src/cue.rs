//! Classes of function words, auxiliaries and cues that `rules/grammar/*.toml` fills with words.

use rasd_core::vocabulary;

vocabulary! {
    /// What a word or phrase signals, apart from naming an event.
    pub enum Cue ("cue class") {
    /// Opens a clause that begins with a noun or a verb: أن، إن، لأن.
    Complementizer = "complementizer",
    /// Relative pronoun: الذي، التي.
    Relative = "relative",
    /// Opens an adverbial clause: حيث، عندما، فيما.
    ClauseStart = "clause-start",
    /// Coordinates words that are no clitics: أو، ثم، أم.
    Conjunction = "conjunction",
    /// Negates a past or present verb: لم، ما، ليس.
    Negation = "negation",
    /// Negates a future verb: لن.
    NegationFuture = "negation-future",
    /// Negates a noun: عدم، دون.
    NegationNoun = "negation-noun",
    /// Future particle: سوف.
    FutureParticle = "future-particle",
    /// Says that what follows is planned: من المقرر، يعتزم.
    Planned = "planned",
    /// Adjective of what is still to come: المقبل، المرتقب.
    Upcoming = "upcoming",
    /// Adjective that sets an event apart from one told of before: آخر، مماثل، سابق.
    Another = "another",
    /// Adjective of what has happened or goes on: السابق، المستمر.
    Happened = "happened",
    /// Says that what follows is only possible: يمكن، ربما.
    Possible = "possible",
    /// Says that what follows is the habit, not an occasion: عادة ما، غالبا ما.
    Habitual = "habitual",
    /// Verb whose object follows with ل, which then is no purpose: تصدى ل، انضم ل.
    TakesLam = "takes-lam",
    /// Verb of judging and punishing: what follows with ل was done: حكم، سجن، أعدم.
    Penalty = "penalty",
    /// Verb of blame, praise or thanks: what follows with ل was done: انتقد، شكر.
    Judging = "judging",
    /// Indefinite accusative that tells why something is done: احتجاجا، تضامنا.
    Reason = "reason",
    /// Says that something goes on as it is told: حاليا، الآن.
    Ongoing = "ongoing",
    /// Word for getting ready: a meeting that it is for is to come: استعدادا ل، تمهيد ل.
    Preparation = "preparation",
    /// Word of wishing whose complement follows with في: رغب، فكر.
    TakesFi = "takes-fi",
    /// The particle that a verb of wishing or obligation brings its verb in with: أن.
    That = "that",
    /// Word for what somebody is held to have done: after ل it says why: للاشتباه في، لاتهامات.
    Ground = "ground",
    /// Says that what follows is a part of what was named before: خصوصا، لا سيما.
    Specifying = "specifying",
    /// Says that it is asked or guessed whether what follows is so: هل، ما إذا، ربما.
    Doubt = "doubt",
    /// Says after a negated verb that it has not been done until now: بعد.
    Yet = "yet",
    /// Says after a negation what is excepted from it: إلا، سوى.
    Except = "except",
    /// Verb of being able, which in the past tells what was done: استطاع.
    Able = "able",
    /// Particle that denies what was: لم.
    NegationPast = "negation-past",
    /// Verb of hesitating: negated, it tells what follows as done: لم يتردد في.
    Hesitate = "hesitate",
    /// Verb of announcing one's own act: negated, it denies the act: لم تعلن انسحابها.
    Declare = "declare",
    /// Verb or noun of preventing: what follows was not done: منع التفجير.
    Prevent = "prevent",
    /// What, after a verb of denial, is told: نفى ما تردد عن.
    What = "what",
    /// Noun of having a part in what follows with في: an aim of it is one of both: للمساهمة في.
    Share = "share",
    /// Verb of arriving: who arrives today is on his way: يصل اليوم.
    Arriving = "arriving",
    /// Condition where a verb in the past follows at once: إن فرض.
    ConditionPast = "condition-past",
    /// Condition: إذا، لو، في حال.
    Condition = "condition",
    /// Says that what follows ought to be: يجب، ضرورة.
    Obligation = "obligation",
    /// Purpose: بهدف، لكي.
    Purpose = "purpose",
    /// Noun or preposition whose complement is a topic: سبل، إمكانية، بشأن.
    Topic = "topic",
    /// Verb whose object is a topic: ناقش، تناول.
    TopicVerb = "topic-verb",
    /// Verb or noun whose complement is wished for or sought: سعى إلى، دعا إلى.
    Wish = "wish",
    /// Noun or verb whose complement is presupposed and to end: وقف، إدانة.
    Ending = "ending",
    /// Verb of saying: قال، أكد.
    Say = "say",
    /// Names a source: بحسب، نقلا عن.
    Source = "source",
    /// Verb whose object is said to have done its complement with ب: اتهم.
    Blame = "blame",
    /// Verb of trying: violence that somebody tried is told, what else he tried is not: حاول.
    Attempt = "attempt",
    /// Particle that brings in the content of a verb of saying or denying: أن، أنها.
    Content = "content",
    /// Says that none in particular is meant: أي هجوم.
    Any = "any",
    /// Noun for what is told, true or not: نفى الأنباء عن استقالته.
    Rumour = "rumour",
    /// Verb or masdar of not doing what follows: فشل في، امتنع عن.
    Refrain = "refrain",
    /// Verb or masdar of foiling a plan: أحبط.
    Foil = "foil",
    /// Verb that says what an agreement holds: يقضي ب، ينص على.
    Stipulate = "stipulate",
    /// Noun of what parties have agreed on: اتفاق، هدنة.
    Pact = "pact",
    /// Verb of lasting or ending: whatever it says, its subject or object is a fact: ستستمر الحرب.
    Lasting = "lasting",
    /// Verb of leading to something: denied or doubted, it leaves its subject a fact: لم يسفر القصف عن ضحايا.
    Leading = "leading",
    /// Noun of what somebody adds to an act of others: after ب it is a fact of its own: بوساطة مصرية.
    Accompany = "accompany",
    /// Verb of denial: نفى.
    Deny = "deny",
    /// Verb that makes a fact of a following masdar: أعلن، قرر.
    Announce = "announce",
    /// Light verb whose subject is the agent of the noun: أجرى، شن، قام ب.
    Light = "light",
    /// Light verb that carries its noun with a preposition: قام ب، أقدم على.
    LightWith = "light-with",
    /// Light verb whose subject is the noun: جرى، تم، وقع.
    LightSubject = "light-subject",
    /// Light verb that makes a passive of a masdar: تم، جرى.
    PassiveLight = "passive-light",
    /// Light verb whose subject undergoes the noun: تعرض ل، شهد.
    LightUndergo = "light-undergo",
    /// Verb or noun whose subject undergoes what follows with its preposition: نجا من، حظي ب، حصل على.
    UndergoWith = "undergo-with",
    /// Noun of giving, whose genitive can be who gets what follows: منح الصين قرضا.
    Giving = "giving",
    /// Noun of who or what only tells: متحدث، مصدر، وسيلة إعلام.
    Teller = "teller",
    /// Verb of phase whose subject is the agent of the noun: بدأ، استأنف.
    Phase = "phase",
    /// كان and its sisters; قد and the like.
    Auxiliary = "auxiliary",
    /// Noun that adds nothing between an event word and its governor: عملية، سلسلة، محاولة.
    Transparent = "transparent",
    /// Title or honorific before a name that is no office: السيد، معالي.
    Honorific = "honorific",
    /// Noun that with ال takes up the name of a town: المدينة، البلدة.
    Settlement = "settlement",
    /// Noun that with ال takes up the name of whatever town or region: المنطقة، المحافظة.
    Territory = "territory",
    /// Says since when: منذ.
    Since = "since",
    /// Word for the first or greatest of its kind: what it is since is not when it was: أول لقاء منذ عام.
    Foremost = "foremost",
    /// Noun of kind before a name: عاصمة، مدينة، وكالة.
    KindWord = "kind-word",
    /// Verb or masdar of standing by somebody: وقف إلى جانب.
    Beside = "beside",
    /// Adds members to a group: إلى جانب، على رأسهم.
    Include = "include",
    /// Demonstrative: هذا، تلك.
    Demonstrative = "demonstrative",
    /// Noun that with a pronoun stands for the subject once more: نفسه.
    Oneself = "oneself",
    /// Adjective that says nothing without its complement: تابع ل, مجاور ل.
    Bound = "bound",
    /// What an adjective before it is said of: المستوى in وفد رفيع المستوى.
    Aspect = "aspect",
    /// Makes one with the adjective after it: غير.
    AdjectivePrefix = "adjective-prefix",
    /// Adverb or particle skipped between the parts of a clause: أيضا، فقط.
    Skip = "skip",
    /// Words before several that are told one by one, which hang on what stands before: كل من.
    Each = "each",
    /// Phrase of one word that says how: بشدة، بحرارة.
    Manner = "manner",
    /// Says that a number is not exact, and belongs to it: نحو، أكثر من.
    About = "about",
    /// Name of a place that verbs can agree with as masculine: العراق، لبنان.
    MasculineName = "masculine-name",
    /// Verb whose object can be a part of a country told by its direction, and the words for these: قصف شمال سوريا.
    Quarter = "quarter",
    /// Verb that says who did what its object names: نسب الهجوم إلى.
    Attribute = "attribute",
    /// Verb that always has an object: اتهم، هنأ.
    Transitive = "transitive",
    /// Verb whose object is a person, not a house: اعتقل، قتل.
    OnPeople = "on-people",
    /// Verb of calling on somebody: دعا، طالب.
    Urge = "urge",
    /// Participle of saying, whose subject after a comma is who speaks: داعيا، متهما.
    Voicing = "voicing",
    /// Verb that makes somebody something: عين زيدا سفيرا.
    Naming = "naming",
    /// Verb with an object whose subject can be an attack: استهدف، هز.
    Strike = "strike",
    /// Verb whose subject does what its complement with a preposition names: تمكن من، رد ب.
    Control = "control",
    /// Masdar of giving support, whose genitive can be who gets it: دعم، تأييد.
    Backing = "backing",
    /// Verb of answering, or words that bring in what is answered: نفى، رفض، استجاب، بناء على.
    Answer = "answer",
    /// Noun for what someone does or says, which stands for its owner: موقف، جهود.
    Deed = "deed",
    /// Noun that counts people: عدد، عشرات.
    Quantity = "quantity",
    /// Noun that begins the phrase of those after it and tells how many or which: بعض، جميع، أحد.
    Determiner = "determiner",
    /// Word that tells how many right after its noun: عدة in منظمات عدة.
    After = "determiner-after",
    /// Word that takes some out of those its pronoun stands for: بعضهم, أحدهم.
    SomeOf = "some-of",
    /// Human being or group, for noun phrases without a gazetteer entry: شخص، جندي.
    Person = "person",
    /// People of whom no noun in construct says whose or of what kind they are: مسلح، انتحاري.
    Sole = "sole",
    /// What brings in the act that another answers: ردا على، على خلفية، انتقاما.
    Occasion = "occasion",
    /// Noun of what is there for something, which ل then names: مصنع سري لإنتاج الأسلحة.
    Serving = "serving",
    /// Noun of a thing that can be attacked: مركز، مدرعة.
    Target = "target",
    /// Noun of a thing that people attack with: طائرة، مدفعية.
    Arms = "arms",
    /// Noun that makes one expression with an event word and passes its genitive on: أطلق سراح المعتقلين.
    Idiom = "idiom",
    /// Noun of a body that names its building too: سفارة، وزارة.
    Seat = "seat",
    /// Noun of many acting as one, which is never another name of a person: شرطة، حكومة.
    Body = "body",
    /// Noun that describes a body after its name: حزب المؤتمر الحاكم.
    Styled = "styled",
    /// Noun of a place without a name: حدود، منطقة; verb whose subject is the place of what it carries: شهد.
    Site = "site",
    /// Noun of people killed: قتيل.
    Dead = "dead",
    /// Noun or verb of people injured: جريح، أصيب.
    Injured = "injured",
    /// Noun or verb of people arrested: معتقل.
    Arrested = "arrested",
    /// Noun for having a hand in what follows: مسؤولية عن، ضلوع في، وقوف وراء.
    Involve = "involve",
    /// Noun for a matter: violence that it is about has happened: قضية، فضيحة.
    Affair = "affair",
    /// Stands after a person only where a verb stands before him: عبر الرئيس عن، بين الوزير أن.
    AfterAgent = "after-agent",
    /// Noun of a day that something is remembered on: what follows has happened: ذكرى، مئوية.
    Anniversary = "anniversary",
    /// Word for a message, which performs what it is sent for: اتصال، برقية.
    Message = "message",
    /// Says that something else goes on at the same place and time: حيث، عندما، خلال، على هامش.
    SameScene = "same-scene",
    /// Temporal preposition that sets an event as the scene of another: خلال، عقب.
    During = "during",
    /// Participle that is a whole adjective by itself: مسلح، ملثم.
    Complete = "complete",
    /// Noun for a part of a body that ل completes after an adjective: المكتب السياسي للحركة.
    Branch = "branch",
    /// Noun that عن completes: دفاع، مدافع.
    AboutWhom = "about-whom",
    }
}

/// The classes of verbs that carry an event noun.
pub(crate) const CARRIERS: [Cue; 5] = [
    Cue::Light,
    Cue::LightWith,
    Cue::LightSubject,
    Cue::LightUndergo,
    Cue::Phase,
];

/// A set of cue classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CueSet(u128);

const _: () = assert!(Cue::ALL.len() <= u128::BITS as usize);

impl CueSet {
    /// The set of one class.
    pub const fn of(cue: Cue) -> CueSet {
        CueSet(1 << cue as u128)
    }

    /// Whether the class is in the set.
    pub const fn has(self, cue: Cue) -> bool {
        self.0 & (1 << cue as u128) != 0
    }

    /// Whether any of the classes is in the set.
    pub fn any(self, cues: &[Cue]) -> bool {
        cues.iter().any(|cue| self.has(*cue))
    }

    /// The classes of the set that are among those given.
    pub fn only(self, cues: &[Cue]) -> CueSet {
        let kept = cues.iter().filter(|cue| self.has(**cue));
        kept.fold(CueSet::default(), |set, cue| set.with(CueSet::of(*cue)))
    }

    /// Both sets together.
    pub const fn with(self, other: CueSet) -> CueSet {
        CueSet(self.0 | other.0)
    }

    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}
