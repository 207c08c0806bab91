//! brat standoff: a text and its `.ann` file.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::model::Origin;
use crate::parse::Parsed;
use crate::problem::Problem;

/// An event: type, trigger id, arguments as role and id.
type EventLine = (String, String, Vec<(String, String)>);

/// What the lines of an `.ann` file say.
#[derive(Default)]
struct Annotations {
    /// Text-bound annotations: type, start, end, quoted text if contiguous.
    bounds: BTreeMap<String, (String, i64, i64, Option<String>)>,
    /// Events by id.
    events: BTreeMap<String, EventLine>,
    /// Pairs or groups of coreferent ids.
    groups: Vec<Vec<String>>,
    /// References of an annotation.
    refs: BTreeMap<String, Vec<String>>,
    /// Attributes of an annotation: name and value.
    attributes: BTreeMap<String, Vec<(String, String)>>,
}

/// Reads one document from its text and its standoff annotations; `name` is
/// the document id, `path` the name of the `.ann` file in messages.
///
/// Text-bound annotations are entities, unless they trigger an event. A
/// discontinuous one covers everything from its first to its last character.
/// Relations `Coref` and `*` groups `Equiv` are chains; `N` lines give refs;
/// attributes `Negation` and `Realis` of events are understood.
pub fn parse_brat(name: &str, path: &str, text: &str, annotations: &str) -> Parsed {
    let annotations = annotations.strip_prefix('\u{feff}').unwrap_or(annotations);
    let mut parsed = Parsed::default();
    let mut found = Annotations::default();
    let origin = |index| Origin {
        path: path.to_owned(),
        line: index + 1,
    };
    for (index, line) in annotations.lines().enumerate() {
        if let Err(message) = found.read(line) {
            parsed.problems.push(Problem::new(&origin(index), message));
        }
    }
    for (index, line) in annotations.lines().enumerate() {
        if let Some(id) = found.dangling(line) {
            let message = format!("{id} is not the id of an annotation that could be read");
            parsed.problems.push(Problem::new(&origin(index), message));
        }
    }
    let told = parsed.problems.len();
    parsed.push(&found.document(name, text), &origin(0));
    if told > 0 {
        // What follows from a bad line is told with its number already.
        parsed.problems.truncate(told);
    }
    parsed
}

impl Annotations {
    fn read(&mut self, line: &str) -> Result<(), String> {
        let mut fields = line.splitn(3, '\t');
        let (id, body) = (fields.next().unwrap_or_default(), fields.next());
        let rest = fields.next().unwrap_or_default();
        let Some(body) = body else {
            return match line.trim() {
                "" => Ok(()),
                other => Err(format!("expected id, tab and annotation, found {other:?}")),
            };
        };
        let mut words = body.split_whitespace();
        let first = words.next().unwrap_or_default().to_owned();
        let rest_of_body: Vec<&str> = words.collect();
        match id.chars().next() {
            Some('T') => {
                let offsets = body.trim_start_matches(first.as_str()).trim();
                let (start, end) = hull(offsets)?;
                if start < 0 || end <= start {
                    return Err(format!("{id}: span {start}..{end} is empty or negative"));
                }
                let words = (!offsets.contains(';')).then(|| rest.to_owned());
                let bound = (first, start, end, words);
                self.bounds.insert(id.to_owned(), bound);
            }
            Some('E') => {
                let (kind, trigger) = first.split_once(':').ok_or("an event needs Type:trigger")?;
                let arguments = rest_of_body.iter().filter_map(|word| word.split_once(':'));
                let arguments = arguments
                    .map(|(role, id)| {
                        (
                            role.trim_end_matches(char::is_numeric).to_owned(),
                            id.to_owned(),
                        )
                    })
                    .collect();
                let event = (kind.to_owned(), trigger.to_owned(), arguments);
                self.events.insert(id.to_owned(), event);
            }
            Some('R') if first.eq_ignore_ascii_case("coref") => {
                let ids = rest_of_body.iter().filter_map(|word| word.split_once(':'));
                self.groups.push(ids.map(|(_, id)| id.to_owned()).collect());
            }
            Some('*') if first == "Equiv" => {
                let ids = rest_of_body.iter().map(|id| (*id).to_owned());
                self.groups.push(ids.collect());
            }
            Some('N') => {
                if let [target, reference] = rest_of_body[..] {
                    let refs = self.refs.entry(target.to_owned()).or_default();
                    refs.push(reference.to_owned());
                }
            }
            Some('A' | 'M') => {
                if let Some((target, value)) = rest_of_body.split_first() {
                    let attributes = self.attributes.entry((*target).to_owned()).or_default();
                    attributes.push((first, value.join(" ")));
                }
            }
            Some('R' | '*' | '#') => {}
            _ => return Err(format!("unknown kind of annotation {id:?}")),
        }
        Ok(())
    }

    /// The first id named by an event or a chain that stands for nothing.
    fn dangling<'l>(&self, line: &'l str) -> Option<&'l str> {
        let (_, body) = line.split_once('\t')?;
        let body = body.split('\t').next().unwrap_or_default();
        let words = match line.chars().next()? {
            'E' => body,
            'R' | '*' => {
                let (name, words) = body.split_once(' ')?;
                let chain = name.eq_ignore_ascii_case("coref") || name == "Equiv";
                chain.then_some(words)?
            }
            _ => return None,
        };
        words
            .split_whitespace()
            .filter_map(|word| match line.starts_with('*') {
                true => Some(word),
                false => Some(word.split_once(':')?.1),
            })
            .find(|id| !self.bounds.contains_key(*id) && !self.events.contains_key(*id))
    }

    fn document(&self, name: &str, text: &str) -> Value {
        let triggers: BTreeSet<&str> = self
            .events
            .values()
            .map(|(_, trigger, _)| trigger.as_str())
            .collect();
        let entities: Vec<Value> = self
            .bounds
            .iter()
            .filter(|(id, _)| !triggers.contains(id.as_str()))
            .map(|(id, (kind, start, end, words))| {
                json!({"id": id, "start": start, "end": end, "type": kind, "text": words,
                    "refs": self.refs.get(id).cloned().unwrap_or_default()})
            })
            .collect();
        let events: Vec<Value> = self.events.keys().map(|id| self.event(id)).collect();
        json!({"id": name, "text": text, "entities": entities, "events": events,
            "clusters": self.clusters()})
    }

    fn event(&self, id: &str) -> Value {
        let Some((kind, trigger, arguments)) = self.events.get(id) else {
            return Value::Null;
        };
        let place = |id: &str| {
            // An argument that is an event stands where its trigger stands.
            let id = self
                .events
                .get(id)
                .map_or(id, |(_, trigger, _)| trigger.as_str());
            self.bounds.get(id).map(|(_, start, end, _)| (*start, *end))
        };
        let arguments: Vec<Value> = arguments
            .iter()
            .map(|(role, id)| match place(id) {
                Some((start, end)) => json!({"role": role, "start": start, "end": end}),
                None => json!({"role": role}),
            })
            .collect();
        let mut event = json!({"id": id, "type": kind, "args": arguments});
        if let Some((start, end)) = place(trigger) {
            event["trigger"] = json!({"start": start, "end": end});
        }
        for (name, value) in self.attributes.get(id).into_iter().flatten() {
            match name.to_ascii_lowercase().as_str() {
                "negation" | "negated" => event["negated"] = json!(true),
                "realis" => event["realis"] = json!(value.to_lowercase()),
                _ => {}
            }
        }
        event
    }

    /// Groups that share an id, joined.
    fn clusters(&self) -> Vec<Vec<&str>> {
        let mut clusters: Vec<BTreeSet<&str>> = Vec::new();
        for group in &self.groups {
            let mut joined: BTreeSet<&str> = group.iter().map(String::as_str).collect();
            clusters.retain(|cluster| {
                let apart = cluster.is_disjoint(&joined);
                if !apart {
                    joined.extend(cluster);
                }
                apart
            });
            clusters.push(joined);
        }
        clusters
            .into_iter()
            .map(|cluster| cluster.into_iter().collect())
            .collect()
    }
}

/// First and last offset of `0 5` or `0 5;16 23`.
fn hull(offsets: &str) -> Result<(i64, i64), String> {
    let mut bounds: Option<(i64, i64)> = None;
    for part in offsets.split(';') {
        let numbers: Vec<i64> = part
            .split_whitespace()
            .filter_map(|n| n.parse().ok())
            .collect();
        let [start, end] = numbers[..] else {
            return Err(format!("expected offsets such as 0 5, found {part:?}"));
        };
        let (low, high) = bounds.unwrap_or((start, end));
        bounds = Some((low.min(start), high.max(end)));
    }
    bounds.ok_or_else(|| String::from("expected offsets"))
}
