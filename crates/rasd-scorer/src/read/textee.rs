//! TextEE and OneIE: events over tokens.

use serde_json::{Value, json};

use crate::parse::Parsed;
use crate::read::{converted, identifier};

/// Reads windows of TextEE (`doc_id`, `wnd_id`, `text`, `tokens`,
/// `entity_mentions`, `event_mentions`); OneIE's `sent_id` is understood too.
///
/// A window is a document. Token offsets become code points by finding the
/// tokens one after the other in the text; without `text`, tokens are joined
/// by spaces.
pub fn parse_textee(path: &str, contents: &str) -> Parsed {
    converted(path, contents, |value, number| {
        let tokens: Vec<&str> = value["tokens"]
            .as_array()
            .ok_or("tokens: expected a list of strings")?
            .iter()
            .map(|token| token.as_str().ok_or("tokens: expected strings"))
            .collect::<Result<_, _>>()?;
        let text = match value["text"].as_str() {
            Some(text) => text.to_owned(),
            None => tokens.join(" "),
        };
        let places = places(&text, &tokens)?;
        let id = ["wnd_id", "sent_id", "doc_id"]
            .into_iter()
            .find_map(|name| identifier(&value[name]))
            .unwrap_or_else(|| format!("line {number}"));
        let list = |name: &str| value[name].as_array().cloned().unwrap_or_default();
        let mut entities = Vec::new();
        for mention in list("entity_mentions") {
            let (start, end) = span(&mention, &places, "entity_mentions")?;
            let id = identifier(&mention["id"]);
            entities.push(json!({
                "id": id, "start": start, "end": end, "type": mention["entity_type"],
            }));
        }
        let mut events = Vec::new();
        for mention in list("event_mentions") {
            let (start, end) = span(&mention["trigger"], &places, "event_mentions.trigger")?;
            let mut arguments = Vec::new();
            for argument in mention["arguments"].as_array().into_iter().flatten() {
                let named = list("entity_mentions")
                    .into_iter()
                    .find(|entity| entity["id"] == argument["entity_id"]);
                let place = if argument["start"].is_null() {
                    named.unwrap_or_default()
                } else {
                    argument.clone()
                };
                let (start, end) = span(&place, &places, "event_mentions.arguments")?;
                arguments.push(json!({"start": start, "end": end, "role": argument["role"]}));
            }
            events.push(json!({
                "id": identifier(&mention["id"]), "trigger": {"start": start, "end": end},
                "type": mention["event_type"], "args": arguments,
            }));
        }
        Ok(Some(
            json!({"id": id, "text": text, "entities": entities, "events": events}),
        ))
    })
}

/// First code point and the one after the last of every token.
fn places(text: &str, tokens: &[&str]) -> Result<Vec<(usize, usize)>, String> {
    let mut places = Vec::with_capacity(tokens.len());
    let (mut byte, mut at) = (0, 0);
    for token in tokens {
        let skipped = text[byte..]
            .find(token)
            .ok_or_else(|| format!("token {token:?} does not follow in the text"))?;
        at += text[byte..byte + skipped].chars().count();
        let length = token.chars().count();
        places.push((at, at + length));
        byte += skipped + token.len();
        at += length;
    }
    Ok(places)
}

/// Token offsets `start`, `end` (exclusive) as code points.
fn span(mention: &Value, places: &[(usize, usize)], field: &str) -> Result<(usize, usize), String> {
    let token = |name: &str| {
        let number = mention[name].as_u64().and_then(|n| usize::try_from(n).ok());
        number.ok_or_else(|| format!("{field}: {name}: expected a token number"))
    };
    let (start, end) = (token("start")?, token("end")?);
    let last = end.checked_sub(1).and_then(|last| places.get(last));
    match (places.get(start), last) {
        (Some(first), Some(last)) if start < end => Ok((first.0, last.1)),
        _ => Err(format!(
            "{field}: tokens {start}..{end} are empty or leave the {} tokens",
            places.len()
        )),
    }
}
