//! Dump.
use rasd_core::*;
use rasd_gazetteer::Gazetteer;
use rasd_tokenizer::Tokenizer;
fn walk(root: &std::path::Path, dir: &std::path::Path, out: &mut Vec<(String, String)>) {
    let Ok(rd) = std::fs::read_dir(dir) else {
        return;
    };
    let mut es: Vec<_> = rd.flatten().map(|e| e.path()).collect();
    es.sort();
    for p in es {
        if p.is_dir() {
            walk(root, &p, out)
        } else if p.extension().is_some_and(|e| e == "csv" || e == "toml") {
            out.push((
                p.strip_prefix(root).unwrap().to_string_lossy().into_owned(),
                std::fs::read_to_string(&p).unwrap(),
            ));
        }
    }
}
fn main() {
    let root = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let list = std::fs::read_to_string(std::env::args().nth(2).unwrap()).unwrap();
    let mut files = Vec::new();
    for d in ["gazetteers", "lexicon", "rules"] {
        walk(&root, &root.join(d), &mut files);
    }
    let files: Vec<DataFile> = files
        .iter()
        .map(|(p, t)| DataFile { path: p, text: t })
        .collect();
    let t0 = std::time::Instant::now();
    let tok = Tokenizer::load(&files);
    for p in tok.problems.iter().take(10) {
        eprintln!("TOK {p}");
    }
    let t1 = std::time::Instant::now();
    let gaz = Gazetteer::load(&files);
    eprintln!("load tok {:?} gaz {:?}", t1 - t0, t1.elapsed());
    for p in gaz.problems.iter().take(30) {
        eprintln!("GAZ {p}");
    }
    eprintln!("{} problems", gaz.problems.len());
    let mut total = std::time::Duration::ZERO;
    for line in list.lines() {
        let f: Vec<&str> = line.split('\t').collect();
        let text = std::fs::read_to_string(f[2]).unwrap();
        let date: Option<jiff::civil::Date> = f[1].parse().ok();
        let doc = Document {
            id: f[0].into(),
            text,
            date: date.map(|d| d.to_datetime(jiff::civil::Time::midnight())),
            source: None,
        };
        let mut layer = TokenLayer::default();
        let mut regions = Vec::new();
        tok.value.run(&doc.text, &mut layer, &mut regions);
        let publication = doc.date.map(|date| Publication {
            date,
            confidence: 1.0,
            reason: String::new(),
            span: None,
        });
        let mut registry = Registry::default();
        let t = std::time::Instant::now();
        let ents = gaz.value.run(
            &doc,
            &tok.value,
            &layer,
            &regions,
            publication.as_ref(),
            &mut registry,
        );
        total += t.elapsed();
        let map = CharMap::new(&doc.text);
        for e in ents {
            let s = map.to_chars(&doc.text, e.span);
            let refs: Vec<&str> = e.refs.iter().map(|r| &*registry.get(*r).id).collect();
            println!(
                "{}\t{}\t{}\t{}\t{}\t{}",
                f[0],
                s.start(),
                s.end(),
                e.kind,
                refs.join(","),
                e.reason
            );
        }
    }
    eprintln!("run {total:?}");
}
