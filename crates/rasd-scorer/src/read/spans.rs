//! Labelled spans in JSON: spaCy, Prodigy, doccano and Label Studio.

use serde_json::{Value, json};

use crate::parse::Parsed;
use crate::read::{converted, identifier};

/// Reads labelled spans as entities, one text a line (or a list of them).
///
/// The shape of each value tells the tool:
/// - spaCy: `{"text", "ents": [{"start", "end", "label"}]}`, `{"text",
///   "entities": [[start, end, label]]}` or `[text, {"entities": [[…]]}]`;
/// - Prodigy: `{"text", "spans": [{"start", "end", "label"}]}`; texts whose
///   `answer` is not `accept` are passed over;
/// - doccano: `{"text", "label": [[start, end, label]]}` or `{"text",
///   "entities": [{"start_offset", "end_offset", "label"}]}`;
/// - Label Studio: `{"data": {"text"}, "annotations": [{"result": […]}]}`, or
///   `predictions`; the first annotation counts, each label by itself.
///
/// The identifier is `id`, `meta.id` or, without either, the number of the
/// line; two files without identifiers are paired line by line.
pub fn parse_spans(path: &str, contents: &str) -> Parsed {
    converted(path, contents, |value, number| {
        if let Some(answer) = value.get("answer").and_then(Value::as_str)
            && answer != "accept"
        {
            return Ok(None);
        }
        let text = [&value["text"], &value["data"]["text"], &value[0]]
            .into_iter()
            .find_map(Value::as_str)
            .ok_or("no text found in `text`, `data.text` or the first of a pair")?;
        let id = [&value["id"], &value["meta"]["id"]]
            .into_iter()
            .find_map(identifier)
            .unwrap_or_else(|| format!("line {number}"));
        let mut entities = Vec::new();
        for name in ["ents", "spans", "entities", "label"] {
            let list = value.get(name).or_else(|| value.get(1)?.get(name));
            if let Some(list) = list.and_then(Value::as_array) {
                for item in list {
                    entities.push(entity(item)?);
                }
            }
        }
        for name in ["annotations", "predictions"] {
            if let Some(results) = value[name][0]["result"].as_array() {
                entities.extend(results.iter().flat_map(label_studio));
                break;
            }
        }
        Ok(Some(json!({"id": id, "text": text, "entities": entities})))
    })
}

/// A span as a triple or an object.
fn entity(item: &Value) -> Result<Value, String> {
    let (start, end, label) = match item {
        Value::Array(triple) if triple.len() >= 3 => (&triple[0], &triple[1], &triple[2]),
        Value::Object(_) => {
            let offset = |short: &str, long: &str| match &item[short] {
                Value::Null => item[long].clone(),
                value => value.clone(),
            };
            let mut entity = json!({
                "start": offset("start", "start_offset"),
                "end": offset("end", "end_offset"),
                "type": item["label"],
            });
            if let Some(text) = item.get("text").filter(|text| text.is_string()) {
                entity["text"] = text.clone();
            }
            return Ok(entity);
        }
        other => {
            return Err(format!(
                "expected a span [start, end, label], found {other}"
            ));
        }
    };
    Ok(json!({"start": start, "end": end, "type": label}))
}

/// One entity for each label of a result; relations and choices give none.
fn label_studio(result: &Value) -> Vec<Value> {
    let value = &result["value"];
    let labels = value["labels"].as_array().into_iter().flatten();
    labels
        .map(|label| {
            let mut entity = json!({"start": value["start"], "end": value["end"], "type": label});
            if value["text"].is_string() {
                entity["text"] = value["text"].clone();
            }
            entity
        })
        .collect()
}
