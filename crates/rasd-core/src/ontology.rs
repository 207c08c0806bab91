//! The PLOVER ontology (Political Language Ontology for Verifiable Event Records, draft 0.8 and
//! later) with the extension ELECT.
//!
//! Where the manual contradicts itself, the rulings of `gold/GUIDELINES.md` decide: SANCTION is
//! material conflict, ACCUSE scores −3 where no mode applies.

use crate::names::vocabulary;

vocabulary! {
    /// Event categories.
    pub enum Category ("category") {
        /// Agree, promise, offer.
        Agree = "AGREE",
        /// Meet, visit, talk, call.
        Consult = "CONSULT",
        /// Diplomatic, non-material backing.
        Support = "SUPPORT",
        /// Verbal concession.
        Concede = "CONCEDE",
        /// Mutual material exchange.
        Cooperate = "COOPERATE",
        /// Material help.
        Aid = "AID",
        /// Material yielding.
        Retreat = "RETREAT",
        /// Request, demand, order.
        Request = "REQUEST",
        /// Condemn, allege, investigate.
        Accuse = "ACCUSE",
        /// Refuse.
        Reject = "REJECT",
        /// Threaten.
        Threaten = "THREATEN",
        /// Collective civilian dissent.
        Protest = "PROTEST",
        /// Reduction of relations.
        Sanction = "SANCTION",
        /// Moves of force short of use.
        Mobilize = "MOBILIZE",
        /// Repression without violence.
        Coerce = "COERCE",
        /// Violence.
        Assault = "ASSAULT",
        /// Extension: elect, appoint.
        Elect = "ELECT",
    }
}

vocabulary! {
    /// Quad classes.
    pub enum QuadClass ("quad class") {
        /// Talk that cooperates.
        VerbalCooperation = "verbal cooperation",
        /// Deeds that cooperate.
        MaterialCooperation = "material cooperation",
        /// Talk that conflicts.
        VerbalConflict = "verbal conflict",
        /// Deeds that conflict.
        MaterialConflict = "material conflict",
    }
}

impl QuadClass {
    /// PLOVER's number for the class, 1 to 4.
    pub const fn code(self) -> u8 {
        match self {
            QuadClass::VerbalCooperation => 1,
            QuadClass::MaterialCooperation => 2,
            QuadClass::VerbalConflict => 3,
            QuadClass::MaterialConflict => 4,
        }
    }
}

vocabulary! {
    /// Modes of all categories; one name can belong to several.
    pub enum Mode ("mode") {
        /// CONSULT.
        Visit = "visit",
        /// CONSULT.
        ThirdParty = "third-party",
        /// CONSULT.
        Multilateral = "multilateral",
        /// CONSULT.
        Phone = "phone",
        /// RETREAT, SANCTION.
        Withdraw = "withdraw",
        /// RETREAT.
        Release = "release",
        /// RETREAT.
        Disarm = "disarm",
        /// RETREAT.
        Ceasefire = "ceasefire",
        /// RETREAT.
        Access = "access",
        /// RETREAT.
        Resign = "resign",
        /// REQUEST, REJECT.
        Assist = "assist",
        /// REQUEST, REJECT.
        Change = "change",
        /// REQUEST, REJECT.
        Yield = "yield",
        /// REQUEST, REJECT.
        Meet = "meet",
        /// ACCUSE.
        Disapprove = "disapprove",
        /// ACCUSE.
        Investigate = "investigate",
        /// ACCUSE.
        Allege = "allege",
        /// THREATEN, COERCE.
        Restrict = "restrict",
        /// THREATEN, COERCE.
        Arrest = "arrest",
        /// THREATEN.
        Relations = "relations",
        /// THREATEN, SANCTION.
        Expel = "expel",
        /// THREATEN.
        Territory = "territory",
        /// THREATEN.
        Violence = "violence",
        /// PROTEST.
        Demo = "demo",
        /// PROTEST.
        Riot = "riot",
        /// PROTEST.
        Strike = "strike",
        /// PROTEST.
        Hunger = "hunger",
        /// PROTEST.
        Boycott = "boycott",
        /// PROTEST.
        Obstruct = "obstruct",
        /// PROTEST.
        Vandalize = "vandalize",
        /// SANCTION.
        Convict = "convict",
        /// SANCTION.
        Discontinue = "discontinue",
        /// MOBILIZE.
        Troops = "troops",
        /// MOBILIZE.
        Weapons = "weapons",
        /// MOBILIZE.
        Police = "police",
        /// MOBILIZE.
        Militia = "militia",
        /// COERCE.
        Seize = "seize",
        /// COERCE.
        Censor = "censor",
        /// COERCE.
        Curfew = "curfew",
        /// COERCE.
        MartialLaw = "martial-law",
        /// COERCE.
        Deport = "deport",
        /// COERCE.
        Withhold = "withhold",
        /// COERCE.
        Misinformation = "misinformation",
        /// COERCE.
        Cyber = "cyber",
        /// ASSAULT.
        Abduct = "abduct",
        /// ASSAULT.
        Beat = "beat",
        /// ASSAULT.
        Torture = "torture",
        /// ASSAULT.
        Sexual = "sexual",
        /// ASSAULT.
        Targeted = "targeted",
        /// ASSAULT.
        Destroy = "destroy",
        /// ASSAULT.
        Primitive = "primitive",
        /// ASSAULT.
        Firearms = "firearms",
        /// ASSAULT.
        Explosives = "explosives",
        /// ASSAULT.
        SuicideAttack = "suicide-attack",
        /// ASSAULT.
        Aerial = "aerial",
        /// ASSAULT.
        Drone = "drone",
        /// ASSAULT.
        HeavyWeapons = "heavy-weapons",
        /// ASSAULT.
        CrowdControl = "crowd-control",
        /// ASSAULT.
        Unconventional = "unconventional",
        /// ELECT.
        Elect = "elect",
        /// ELECT.
        Appoint = "appoint",
    }
}

/// Mode and the score of its category with it.
type Scored = (Mode, f64);

impl Category {
    /// The quad class; ELECT counts as verbal cooperation.
    pub const fn quad(self) -> QuadClass {
        match self {
            Category::Agree
            | Category::Consult
            | Category::Support
            | Category::Concede
            | Category::Elect => QuadClass::VerbalCooperation,
            Category::Cooperate | Category::Aid | Category::Retreat => {
                QuadClass::MaterialCooperation
            }
            Category::Request | Category::Accuse | Category::Reject | Category::Threaten => {
                QuadClass::VerbalConflict
            }
            Category::Protest
            | Category::Sanction
            | Category::Mobilize
            | Category::Coerce
            | Category::Assault => QuadClass::MaterialConflict,
        }
    }

    /// Whether PLOVER wants a recipient.
    pub const fn requires_recipient(self) -> bool {
        matches!(
            self,
            Category::Cooperate | Category::Aid | Category::Sanction
        )
    }

    /// Whether `mode` is one of this category's modes.
    pub fn allows(self, mode: Mode) -> bool {
        self.scored_modes().iter().any(|(m, _)| *m == mode)
    }

    /// The modes of this category.
    pub fn modes(self) -> impl Iterator<Item = Mode> {
        self.scored_modes().iter().map(|(m, _)| *m)
    }

    /// Score on PLOVER's conflict–cooperation scale, −10 to 10: that of the mode farthest from the
    /// middle, or the category's own where no mode of it is given. ELECT has none and scores 0.
    pub fn score(self, modes: &[Mode]) -> f64 {
        self.scored_modes()
            .iter()
            .filter(|(m, _)| modes.contains(m))
            .map(|(_, score)| *score)
            .max_by(|a, b| a.abs().total_cmp(&b.abs()))
            .unwrap_or(self.base_score())
    }

    const fn base_score(self) -> f64 {
        match self {
            Category::Agree | Category::Consult => 2.5,
            Category::Support => 5.0,
            Category::Concede => 4.5,
            Category::Cooperate => 9.5,
            Category::Aid => 10.0,
            Category::Retreat => 6.5,
            Category::Request | Category::Elect => 0.0,
            Category::Accuse => -3.0,
            Category::Reject => -2.0,
            Category::Threaten => -3.5,
            Category::Protest => -5.0,
            Category::Sanction => -6.0,
            Category::Mobilize => -5.5,
            Category::Coerce => -7.0,
            Category::Assault => -9.0,
        }
    }

    const fn scored_modes(self) -> &'static [Scored] {
        use Mode::*;
        match self {
            Category::Agree
            | Category::Support
            | Category::Concede
            | Category::Cooperate
            | Category::Aid => &[],
            Category::Consult => &[
                (Visit, 4.0),
                (ThirdParty, 1.0),
                (Multilateral, 4.0),
                (Phone, 1.5),
            ],
            Category::Retreat => &[
                (Withdraw, 8.0),
                (Release, 6.5),
                (Disarm, 10.0),
                (Ceasefire, 7.5),
                (Access, 6.5),
                (Resign, 4.5),
            ],
            Category::Request => &[(Assist, 0.5), (Change, -1.0), (Yield, -1.0), (Meet, 0.0)],
            Category::Accuse => &[(Disapprove, -2.0), (Investigate, -3.5), (Allege, -3.5)],
            Category::Reject => &[(Assist, -1.5), (Change, -2.0), (Yield, -2.0), (Meet, -2.0)],
            Category::Threaten => &[
                (Restrict, -3.0),
                (Arrest, -3.5),
                (Relations, -3.5),
                (Expel, -3.5),
                (Territory, -4.0),
                (Violence, -3.5),
            ],
            Category::Protest => &[
                (Demo, -5.0),
                (Riot, -7.0),
                (Strike, -5.0),
                (Hunger, -4.5),
                (Boycott, -4.5),
                (Obstruct, -4.5),
                (Vandalize, -5.0),
            ],
            Category::Sanction => &[
                (Convict, -6.0),
                (Expel, -5.5),
                (Withdraw, -6.0),
                (Discontinue, -6.0),
            ],
            Category::Mobilize => &[
                (Troops, -6.5),
                (Weapons, -6.5),
                (Police, -5.5),
                (Militia, -6.0),
            ],
            Category::Coerce => &[
                (Seize, -7.0),
                (Restrict, -7.0),
                (Censor, -6.5),
                (Curfew, -6.5),
                (MartialLaw, -7.5),
                (Arrest, -7.0),
                (Deport, -7.0),
                (Withhold, -7.0),
                (Misinformation, -6.5),
                (Cyber, -7.0),
            ],
            Category::Assault => &[
                (Abduct, -8.5),
                (Beat, -7.5),
                (Torture, -8.5),
                (Sexual, -8.5),
                (Targeted, -9.5),
                (Destroy, -8.5),
                (Primitive, -8.0),
                (Firearms, -9.0),
                (Explosives, -9.0),
                (SuicideAttack, -9.5),
                (Aerial, -9.5),
                (Drone, -9.5),
                (HeavyWeapons, -9.5),
                (CrowdControl, -7.5),
                (Unconventional, -10.0),
            ],
            Category::Elect => &[(Elect, 0.0), (Appoint, 0.0)],
        }
    }
}

vocabulary! {
    /// Contexts.
    pub enum Context ("context") {
        /// State forces.
        Military = "military",
        /// Intelligence services.
        Intelligence = "intelligence",
        /// Head of state or government.
        Executive = "executive",
        /// Parliament.
        Legislative = "legislative",
        /// Elections.
        Election = "election",
        /// Non-routine matters of institutions.
        PoliticalInstitutions = "political_institutions",
        /// For democracy.
        ProDemocracy = "pro_democracy",
        /// For autocracy.
        ProAutocracy = "pro_autocracy",
        /// Courts and law.
        Legal = "legal",
        /// Diplomacy.
        Diplomatic = "diplomatic",
        /// Territory and borders.
        Territory = "territory",
        /// Peacekeeping.
        Peacekeeping = "peacekeeping",
        /// Economy.
        Economic = "economic",
        /// Natural resources.
        NaturalResource = "natural_resource",
        /// Technology.
        Technology = "technology",
        /// Reparations.
        Reparations = "reparations",
        /// Inequality.
        Inequality = "inequality",
        /// Human rights in general.
        HumanRights = "human_rights",
        /// Specific rights and freedoms.
        RightsFreedoms = "rights_freedoms",
        /// Repression of civilians.
        Repression = "repression",
        /// Access to food, water, housing.
        HumanSecurity = "human_security",
        /// Gender.
        Gender = "gender",
        /// Sexual minorities.
        Lgbt = "lgbt",
        /// Religion and ethnicity.
        ReligionEthnicity = "religion_ethnicity",
        /// Health.
        Health = "health",
        /// Asylum.
        Asylum = "asylum",
        /// Migration.
        Migration = "migration",
        /// Disasters.
        Disasters = "disasters",
        /// Environment.
        Environment = "environment",
        /// Terrorism.
        Terrorism = "terrorism",
        /// Chemical, biological, radiological, nuclear weapons.
        Cbrn = "cbrn",
        /// Cyber operations.
        Cyber = "cyber",
        /// Misinformation.
        Misinformation = "misinformation",
        /// Crime.
        Crime = "crime",
        /// Corruption.
        Corruption = "corruption",
        /// Illegal drugs.
        IllegalDrugs = "illegal_drugs",
        /// Trafficking.
        Trafficking = "trafficking",
    }
}

vocabulary! {
    /// PLOVER sectors.
    pub enum Sector ("sector") {
        /// Agriculture.
        Agr = "AGR",
        /// Business.
        Bus = "BUS",
        /// Police.
        Cop = "COP",
        /// Criminals.
        Crm = "CRM",
        /// Civilians.
        Cvl = "CVL",
        /// Education.
        Edu = "EDU",
        /// Elites: former officials, families.
        Eli = "ELI",
        /// Government.
        Gov = "GOV",
        /// Journalists and media.
        Jrn = "JRN",
        /// Judiciary.
        Jud = "JUD",
        /// Labour.
        Lab = "LAB",
        /// Legislature.
        Leg = "LEG",
        /// Health.
        Med = "MED",
        /// Military.
        Mil = "MIL",
        /// Opposition.
        Opp = "OPP",
        /// Breakaway areas.
        Pre = "PRE",
        /// Paramilitary.
        Prm = "PRM",
        /// Political party.
        Pty = "PTY",
        /// Rebels.
        Reb = "REB",
        /// Refugees.
        Ref = "REF",
        /// Religious.
        Rel = "REL",
        /// Social, civil society.
        Soc = "SOC",
        /// Intelligence.
        Spy = "SPY",
        /// Unidentified armed force.
        Uaf = "UAF",
        /// Unknown.
        Unk = "UNK",
    }
}
