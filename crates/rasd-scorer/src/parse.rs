//! Reading annotated documents from JSON Lines, with every problem listed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::json::parse_json;
use crate::model::{Argument, Document, Entity, Event, Origin, Quote, Template, Time};
use crate::problem::Problem;
use crate::span::Span;

/// Documents of a file and the problems met on the way.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// Documents, in file order; a document with problems may be incomplete.
    pub documents: Vec<Document>,
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
}

/// Reads documents from `contents`, named `path` in messages.
///
/// A name ending in `.json` holds one document or an array of documents;
/// any other holds one document per line, blank lines ignored.
pub fn parse_documents(path: &str, contents: &str) -> Parsed {
    let contents = contents.strip_prefix('\u{feff}').unwrap_or(contents);
    let mut parsed = Parsed::default();
    if path.ends_with(".json") {
        let origin = Origin {
            path: path.to_owned(),
            line: 1,
        };
        match parse_json(contents) {
            Ok(Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let before = parsed.problems.len();
                    parsed.push(item, &origin);
                    parsed.number_problems(before, index + 1);
                }
            }
            Ok(value) => parsed.push(&value, &origin),
            Err(bad) => parsed.bad_json(path, bad.line, bad.message),
        }
        return parsed;
    }
    for (index, line) in contents.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let origin = Origin {
            path: path.to_owned(),
            line: index + 1,
        };
        match parse_json(line) {
            Ok(value) => parsed.push(&value, &origin),
            Err(bad) => parsed.bad_json(path, index + 1, bad.message),
        }
    }
    parsed
}

impl Parsed {
    pub(crate) fn push(&mut self, value: &Value, origin: &Origin) {
        let mut reader = Reader {
            origin,
            problems: &mut self.problems,
            quotes: Vec::new(),
        };
        if let Some(document) = reader.document(value) {
            self.documents.push(document);
        }
    }

    /// Tells the number of a list's document in its problems, those from `first` on: all documents
    /// of a list have one origin.
    pub(crate) fn number_problems(&mut self, first: usize, number: usize) {
        for problem in &mut self.problems[first..] {
            problem.message = format!("document {number} of the list: {}", problem.message);
        }
    }

    fn bad_json(&mut self, path: &str, line: usize, message: String) {
        let origin = Origin {
            path: path.to_owned(),
            line,
        };
        self.problems.push(Problem::new(&origin, message));
    }
}

/// Reads one document; remembers problems instead of stopping at the first.
struct Reader<'a> {
    origin: &'a Origin,
    problems: &'a mut Vec<Problem>,
    quotes: Vec<Quote>,
}

impl Reader<'_> {
    fn complain(&mut self, message: String) {
        self.problems.push(Problem::new(self.origin, message));
    }

    fn document(&mut self, value: &Value) -> Option<Document> {
        let Some(object) = value.as_object() else {
            self.complain(format!("expected a document object, found {}", kind(value)));
            return None;
        };
        let id = self.required_string(object, "id", "document")?;
        let mut document = Document::empty(&id, self.origin.clone());
        document.text = self.optional_string(object, "text", "document");
        for (i, item) in self.list(object, "entities", "document") {
            let field = format!("entities[{i}]");
            document.entities.extend(self.entity(item, i, &field));
        }
        for (i, item) in self.list(object, "times", "document") {
            let field = format!("times[{i}]");
            document.times.extend(self.time(item, i, &field));
        }
        for (i, item) in self.list(object, "events", "document") {
            let field = format!("events[{i}]");
            document.events.extend(self.event(item, i, &field));
        }
        for (i, item) in self.list(object, "clusters", "document") {
            let field = format!("clusters[{i}]");
            document.clusters.push(self.strings(item, &field));
        }
        for (i, item) in self.list(object, "templates", "document") {
            let field = format!("templates[{i}]");
            document.templates.extend(self.template(item, &field));
        }
        document.quotes = std::mem::take(&mut self.quotes);
        Some(document)
    }

    fn entity(&mut self, value: &Value, place: usize, field: &str) -> Option<Entity> {
        let object = self.object(value, field)?;
        let span = self.span(object, field);
        let kind = self.required_string(object, "type", field);
        Some(Entity {
            place,
            id: self.optional_string(object, "id", field),
            refs: self.string_list(object, "refs", field),
            source: provenance(object),
            span: span?,
            kind: kind?,
        })
    }

    fn time(&mut self, value: &Value, place: usize, field: &str) -> Option<Time> {
        let object = self.object(value, field)?;
        let span = self.span(object, field);
        let kind = self.required_string(object, "type", field);
        Some(Time {
            place,
            id: self.optional_string(object, "id", field),
            value: self.optional_string(object, "value", field),
            source: provenance(object),
            span: span?,
            kind: kind?,
        })
    }

    fn event(&mut self, value: &Value, place: usize, field: &str) -> Option<Event> {
        let object = self.object(value, field)?;
        let kind = self.required_string(object, "type", field);
        let trigger_field = format!("{field}.trigger");
        let trigger = match object.get("trigger") {
            None | Some(Value::Null) => {
                self.complain(format!("{trigger_field}: missing; give start and end"));
                None
            }
            Some(value) => {
                let object = self.object(value, &trigger_field);
                object.and_then(|object| self.span(object, &trigger_field))
            }
        };
        let arguments = self
            .list(object, "args", field)
            .into_iter()
            .filter_map(|(i, item)| self.argument(item, i, &format!("{field}.args[{i}]")))
            .collect();
        let event = Event {
            place,
            id: self.optional_string(object, "id", field),
            modes: self
                .string_list(object, "modes", field)
                .into_iter()
                .collect(),
            realis: self.optional_string(object, "realis", field),
            negated: self.flag(object, "negated", field),
            cluster: self.optional_string(object, "cluster", field),
            source: provenance(object),
            arguments,
            trigger: trigger?,
            kind: kind?,
        };
        Some(event)
    }

    fn argument(&mut self, value: &Value, place: usize, field: &str) -> Option<Argument> {
        let object = self.object(value, field)?;
        let has_span = ["start", "end"]
            .iter()
            .any(|name| object.get(*name).is_some_and(|value| !value.is_null()));
        let span = if has_span {
            Some(self.span(object, field)?)
        } else {
            None
        };
        let head_field = format!("{field}.head");
        let head = match object.get("head") {
            None | Some(Value::Null) => None,
            Some(value) => {
                let object = self.object(value, &head_field);
                object.and_then(|object| self.span(object, &head_field))
            }
        };
        let refs = self.string_list(object, "refs", field);
        if span.is_none() && refs.is_empty() {
            self.complain(format!(
                "{field}: an argument needs a span (start, end) or refs; found neither"
            ));
        }
        Some(Argument {
            place,
            role: self.required_string(object, "role", field)?,
            span,
            head,
            refs,
        })
    }

    fn template(&mut self, value: &Value, field: &str) -> Option<Template> {
        let object = self.object(value, field)?;
        let kind = self.required_string(object, "type", field);
        let mut roles = BTreeMap::new();
        match object.get("roles") {
            None | Some(Value::Null) => {}
            Some(value) => {
                for (role, fillers) in self.object(value, &format!("{field}.roles"))? {
                    let field = format!("{field}.roles.{role}");
                    let fillers: BTreeSet<BTreeSet<String>> = self
                        .items(fillers, &field)
                        .into_iter()
                        .map(|(i, item)| self.strings(item, &format!("{field}[{i}]")))
                        .map(|names| names.into_iter().collect::<BTreeSet<String>>())
                        .filter(|names| !names.is_empty())
                        .collect();
                    if !fillers.is_empty() {
                        roles.insert(role.clone(), fillers);
                    }
                }
            }
        }
        Some(Template { kind: kind?, roles })
    }

    /// Reads `start`, `end` and, for the offset check, the quoted `text`.
    fn span(&mut self, object: &Map<String, Value>, field: &str) -> Option<Span> {
        let start = self.offset(object, "start", field);
        let end = self.offset(object, "end", field);
        let (start, end) = (start?, end?);
        let span = match (usize::try_from(start), usize::try_from(end)) {
            (Ok(start), Ok(end)) => Span::new(start, end),
            _ => None,
        };
        let Some(span) = span else {
            self.complain(format!(
                "{field}: span {start}..{end} is empty or negative; end is exclusive and must be greater than start"
            ));
            return None;
        };
        if let Some(Value::String(text)) = object.get("text") {
            self.quotes.push(Quote {
                field: field.to_owned(),
                span,
                text: text.clone(),
            });
        }
        Some(span)
    }

    fn offset(&mut self, object: &Map<String, Value>, name: &str, field: &str) -> Option<i64> {
        match object.get(name) {
            Some(value) => match value.as_i64() {
                Some(number) => Some(number),
                None => {
                    self.complain(format!(
                        "{field}.{name}: expected a whole number, found {value}"
                    ));
                    None
                }
            },
            None => {
                self.complain(format!("{field}.{name}: missing"));
                None
            }
        }
    }

    fn object<'v>(&mut self, value: &'v Value, field: &str) -> Option<&'v Map<String, Value>> {
        let object = value.as_object();
        if object.is_none() {
            self.complain(format!(
                "{field}: expected an object, found {}",
                kind(value)
            ));
        }
        object
    }

    fn list<'v>(
        &mut self,
        object: &'v Map<String, Value>,
        name: &str,
        field: &str,
    ) -> Vec<(usize, &'v Value)> {
        match object.get(name) {
            None | Some(Value::Null) => Vec::new(),
            Some(value) => self.items(value, &format!("{field}.{name}")),
        }
    }

    fn items<'v>(&mut self, value: &'v Value, field: &str) -> Vec<(usize, &'v Value)> {
        match value.as_array() {
            Some(items) => items.iter().enumerate().collect(),
            None => {
                self.complain(format!("{field}: expected a list, found {}", kind(value)));
                Vec::new()
            }
        }
    }

    fn string_list(&mut self, object: &Map<String, Value>, name: &str, field: &str) -> Vec<String> {
        match object.get(name) {
            None | Some(Value::Null) => Vec::new(),
            Some(value) => self.strings(value, &format!("{field}.{name}")),
        }
    }

    fn strings(&mut self, value: &Value, field: &str) -> Vec<String> {
        let mut strings = Vec::new();
        for (i, item) in self.items(value, field) {
            match item.as_str() {
                Some(text) => strings.push(text.to_owned()),
                None => {
                    self.complain(format!(
                        "{field}[{i}]: expected a string, found {}",
                        kind(item)
                    ));
                }
            }
        }
        strings
    }

    fn required_string(
        &mut self,
        object: &Map<String, Value>,
        name: &str,
        field: &str,
    ) -> Option<String> {
        let value = self.optional_string(object, name, field);
        if matches!(object.get(name), None | Some(Value::Null)) {
            self.complain(format!("{field}: {name} is missing; expected a string"));
        }
        value
    }

    fn optional_string(
        &mut self,
        object: &Map<String, Value>,
        name: &str,
        field: &str,
    ) -> Option<String> {
        match object.get(name) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text.clone()),
            Some(other) => {
                self.complain(format!(
                    "{field}.{name}: expected a string, found {}",
                    kind(other)
                ));
                None
            }
        }
    }

    fn flag(&mut self, object: &Map<String, Value>, name: &str, field: &str) -> bool {
        match object.get(name) {
            None | Some(Value::Null) => false,
            Some(Value::Bool(value)) => *value,
            Some(other) => {
                self.complain(format!(
                    "{field}.{name}: expected true or false, found {}",
                    kind(other)
                ));
                false
            }
        }
    }
}

/// The `rule` and `source` fields of a prediction, as one line.
fn provenance(object: &Map<String, Value>) -> Option<String> {
    let parts: Vec<String> = ["rule", "source"]
        .iter()
        .filter_map(|name| match object.get(*name) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text.clone()),
            Some(other) => Some(other.to_string()),
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
