//! Who did what to whom must not depend on how it is told: `tests/cases/constructions.toml` has acts, agents, patients
//! and constructions, and every combination must give the act with its agent and patient.

use rasd::{Document, Pipeline};
use rasd_core::{Analysis, ArgumentTarget, EventMention, Role};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct Tables {
    act: Vec<Act>,
    agent: Vec<Party>,
    patient: Vec<Party>,
    construction: Vec<Construction>,
}

/// An act with its forms for a man, a woman or group, and several men.
#[derive(Deserialize)]
struct Act {
    categories: Vec<String>,
    masdar: String,
    verb: [String; 3],
    passive: [String; 2],
}

/// Somebody in the nominative, accusative and genitive.
#[derive(Deserialize)]
struct Party {
    forms: [String; 3],
    span: Option<String>,
    #[serde(default)]
    feminine: bool,
    #[serde(default)]
    plural: bool,
}

#[derive(Deserialize)]
struct Construction {
    text: String,
}

impl Party {
    /// What the mention may be, in any case.
    fn spans(&self) -> BTreeSet<&str> {
        match &self.span {
            Some(span) => BTreeSet::from([span.as_str()]),
            None => self.forms.iter().map(String::as_str).collect(),
        }
    }
}

fn sentence(construction: &Construction, act: &Act, agent: &Party, patient: &Party) -> String {
    let ta = |party: &Party| if party.feminine { "ت" } else { "" };
    let several = if agent.plural {
        2
    } else {
        usize::from(agent.feminine)
    };
    let parts = [
        ("{verb-after}", act.verb[several].as_str()),
        ("{verb}", act.verb[usize::from(agent.feminine)].as_str()),
        (
            "{passive}",
            act.passive[usize::from(patient.feminine)].as_str(),
        ),
        ("{masdar}", act.masdar.as_str()),
        ("{agent}", agent.forms[0].as_str()),
        ("{agent-acc}", agent.forms[1].as_str()),
        ("{agent-of}", agent.forms[2].as_str()),
        ("{patient}", patient.forms[0].as_str()),
        ("{patient-acc}", patient.forms[1].as_str()),
        ("{patient-of}", patient.forms[2].as_str()),
        ("{t}", ta(agent)),
        ("{pt}", ta(patient)),
    ];
    parts
        .iter()
        .fold(construction.text.clone(), |text, (name, value)| {
            text.replace(name, value)
        })
}

fn document(text: &str) -> Document {
    Document {
        id: "sentence".to_owned(),
        text: text.to_owned(),
        ..Document::default()
    }
}

/// The words of the mentions with a role in an event.
fn of_role<'t>(
    event: &EventMention,
    role: Role,
    analysis: &Analysis,
    text: &'t str,
) -> BTreeSet<&'t str> {
    let arguments = event
        .arguments
        .iter()
        .filter(|argument| argument.role == role);
    arguments
        .filter_map(|argument| match argument.target {
            ArgumentTarget::Entity(entity) => {
                Some(analysis.entities[entity as usize].span.text(text))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn who_did_what_to_whom_is_the_same_in_every_construction() {
    let tables = include_str!("cases/constructions.toml");
    let tables: Tables = toml::from_str(tables).expect("the tables are sound");
    let pipeline = Pipeline::new().expect("the embedded data is sound");
    let mut wrong = Vec::new();
    for construction in &tables.construction {
        for act in &tables.act {
            for agent in &tables.agent {
                for patient in &tables.patient {
                    let text = sentence(construction, act, agent, patient);
                    assert!(
                        !text.contains('{'),
                        "unknown part in `{}`",
                        construction.text
                    );
                    let analysis = pipeline.run(&document(&text));
                    let alone = |found: &BTreeSet<&str>, party: &Party| {
                        found.len() == 1 && found.is_subset(&party.spans())
                    };
                    let right = analysis.events.iter().any(|event| {
                        let role = |role| of_role(event, role, &analysis, &text);
                        act.categories.contains(&event.category.to_string())
                            && alone(&role(Role::Actor), agent)
                            && alone(&role(Role::Recipient), patient)
                    });
                    if !right {
                        wrong.push(text);
                    }
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} sentences:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
