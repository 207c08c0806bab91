//! dump all gazetteer candidates
use rasd_core::{CharMap, Document, Registry, TokenLayer};
fn main() {
    let dir = std::env::args().nth(1);
    let mut data = rasd::Data::embedded();
    if let Some(d) = dir {
        data.overlay(std::path::Path::new(&d)).unwrap();
    }
    let l = rasd::Pipeline::load(&data);
    for p in l.problems.iter().take(10) {
        eprintln!("{p}");
    }
    let p = l.value;
    for line in std::io::stdin().lines() {
        let v: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let document = Document {
            text: v["text"].as_str().unwrap().to_owned(),
            date: v["dct"]
                .as_str()
                .or(v["date"].as_str())
                .and_then(|d| d.get(..10)?.parse::<jiff::civil::Date>().ok())
                .map(|d| d.at(0, 0, 0, 0)),
            ..Document::default()
        };
        let (mut layer, mut regions) = (TokenLayer::default(), Vec::new());
        p.tokenizer.run(&document.text, &mut layer, &mut regions);
        let publication = p.times.publication(&document, &layer, &regions);
        let mut reg = Registry::default();
        let m = p.gazetteer.run(
            &document,
            &p.tokenizer,
            &layer,
            &regions,
            publication.as_ref(),
            &mut reg,
        );
        let chars = CharMap::new(&document.text);
        let ents: Vec<_> = m.iter().map(|m| {
            let s = chars.to_chars(&document.text, m.span);
            let refs: Vec<_> = m.refs.iter().map(|r| { let e = reg.get(*r); format!("{}", e.id) }).collect();
            let first = m.refs.first().map(|r| { let e = reg.get(*r); format!("{} {:?}", e.country.as_deref().unwrap_or(""), e.sector) });
            serde_json::json!({"start": s.start(), "end": s.end(), "type": m.kind.to_string(), "refs": refs, "first": first, "reason": &*m.reason, "row": m.provenance.as_ref().map(|p| p.to_string())})
        }).collect();
        println!(
            "{}",
            serde_json::json!({"id": v["id"], "text": v["text"], "dct": v["dct"], "entities": ents})
        );
    }
}
