//! All rules together, with the index from lemmas to frames.

use crate::frame::{Frame, Where};
use crate::frame_reader::read_frames;
use crate::gates::Gates;
use crate::grammar::Grammar;
use crate::source::Source;
use crate::vocabulary::{ByWord, WordSet};
use foldhash::HashMap;
use rasd_core::{DataFile, LemmaId, Loaded, Problem, Segment, TokenLayer};
use rasd_tokenizer::{Tokenizer, fold};

/// As what a lemma stands in a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Form {
    Verb,
    Noun,
    Participle,
}

impl Form {
    /// The form in words.
    pub fn as_str(self) -> &'static str {
        match self {
            Form::Verb => "verb",
            Form::Noun => "noun",
            Form::Participle => "participle",
        }
    }
}

/// A frame that a lemma can trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    pub form: Form,
    pub frame: u32,
}

/// Frames and grammar, ready for use.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    pub frames: Vec<Frame>,
    /// Which of them the words of a sentence leave open.
    pub gates: Gates,
    pub grammar: Grammar,
    /// Frames of each lemma of the lexicon, by lemma number.
    by_lemma: Vec<Vec<Entry>>,
    /// Frames of lemmas as folded text, for words that the lexicon lacks.
    by_text: HashMap<String, Vec<Entry>>,
    /// Frames of forms that are no lemmas as folded text: أوامر، محادثات.
    by_form: HashMap<String, Vec<Entry>>,
    /// How many sets of words conditions on the topic ask for.
    pub topics: usize,
    /// The numbers of these sets that each word is in.
    pub topics_of: ByWord<Vec<usize>>,
}

impl Rules {
    /// Reads `rules/events/*.toml` and `rules/grammar/*.toml`; other files are ignored.
    pub fn load(files: &[DataFile<'_>], tokenizer: &Tokenizer) -> Loaded<Rules> {
        let mut rules = Rules::default();
        let mut problems = Vec::new();
        let under = |folder: &'static str| {
            let wanted =
                move |f: &&DataFile<'_>| f.path.starts_with(folder) && f.path.ends_with(".toml");
            files.iter().filter(wanted)
        };
        // The grammar comes first: frames refer to its sets of words.
        for file in under("rules/grammar/") {
            let mut source = Source::new(file.path, file.text);
            rules.grammar.read(&mut source, tokenizer);
            problems.append(&mut source.problems);
        }
        problems.extend(rules.grammar.attachment.lay_out());
        for file in under("rules/events/") {
            let mut source = Source::new(file.path, file.text);
            let frames = read_frames(&mut source, &rules.grammar);
            rules.frames.extend(frames);
            problems.append(&mut source.problems);
        }
        problems.extend(repeated_ids(&rules.frames));
        rules.index(tokenizer, &mut problems);
        rules.number_words(tokenizer);
        Loaded {
            value: rules,
            problems,
        }
    }

    /// Frames that a lemma of the lexicon can trigger, the preferred first.
    pub fn by_lemma(&self, lemma: LemmaId) -> &[Entry] {
        self.by_lemma
            .get(lemma.0 as usize)
            .map_or(&[], Vec::as_slice)
    }

    /// Frames that the stem of a word can trigger, the preferred first: those of its lemma, or of its form
    /// where the lexicon lacks it, then those that name the form itself.
    pub fn by_stem(
        &self,
        tokenizer: &Tokenizer,
        layer: &TokenLayer,
        stem: &Segment,
    ) -> impl Iterator<Item = &Entry> {
        let form = fold(tokenizer.form_of(layer, stem));
        let (index, lemmas) = match stem.morph.lemma {
            Some(lemma) => (&self.by_form, self.by_lemma(lemma)),
            None => (&self.by_text, &[][..]),
        };
        let forms = index.get(&form).map_or(&[][..], Vec::as_slice);
        lemmas.iter().chain(forms)
    }

    /// Numbers the words of the conditions, and then the lemmas of the lexicon.
    fn number_words(&mut self, tokenizer: &Tokenizer) {
        let vocabulary = &mut self.grammar.vocabulary;
        let mut topics: Vec<WordSet> = Vec::new();
        for frame in &mut self.frames {
            let conditions = frame.needs.iter_mut().chain(&mut frame.excludes);
            for test in conditions.flat_map(|condition| &mut condition.tests) {
                let words = test.words.iter();
                let numbers: Vec<_> = words.map(|word| vocabulary.insert(word)).collect();
                test.set = WordSet::new(&numbers);
                if test.place == Where::Topic {
                    let known = topics.iter().position(|set| *set == test.set);
                    test.topic = known.unwrap_or_else(|| {
                        let in_set = numbers.iter().filter(|number| test.set.has(**number));
                        for number in in_set {
                            let of_word = self.topics_of.entry(*number);
                            if !of_word.contains(&topics.len()) {
                                of_word.push(topics.len());
                            }
                        }
                        topics.push(test.set.clone());
                        topics.len() - 1
                    });
                }
            }
            self.gates.add(frame);
        }
        self.topics = topics.len();
        vocabulary.number_lemmas(tokenizer);
    }

    fn index(&mut self, tokenizer: &Tokenizer, problems: &mut Vec<Problem>) {
        let mut order: Vec<u32> = (0..self.frames.len() as u32).collect();
        order.sort_by_key(|i| std::cmp::Reverse(self.frames[*i as usize].priority));
        for number in order {
            let frame = &self.frames[number as usize];
            let forms = [
                (Form::Verb, &frame.verbs),
                (Form::Noun, &frame.nouns),
                (Form::Participle, &frame.participles),
            ];
            for (form, lemmas) in forms {
                let entry = Entry {
                    form,
                    frame: number,
                };
                for lemma in lemmas {
                    let ids = tokenizer.lemma_ids(lemma);
                    if ids.is_empty() {
                        problems.extend(unknown_trigger(frame, form, lemma, tokenizer));
                    }
                    if ids.is_empty() && form != Form::Verb {
                        self.by_form.entry(fold(lemma)).or_default().push(entry);
                    }
                    for id in ids {
                        let at = id.0 as usize;
                        if self.by_lemma.len() <= at {
                            self.by_lemma.resize(at + 1, Vec::new());
                        }
                        self.by_lemma[at].push(entry);
                    }
                    self.by_text.entry(fold(lemma)).or_default().push(entry);
                }
            }
        }
    }
}

/// What is wrong with a trigger that is no lemma of the lexicon. A noun may be one that the lexicon lacks, or a form
/// of one that it has (أوامر); a verb may not, since nothing would know its forms.
fn unknown_trigger(
    frame: &Frame,
    form: Form,
    lemma: &str,
    tokenizer: &Tokenizer,
) -> Option<Problem> {
    let bare = tokenizer.without_article(lemma);
    let bare = bare.filter(|bare| !tokenizer.lemma_ids(bare).is_empty());
    let (message, help) = match (form, bare) {
        _ if fold(lemma).bytes().all(|byte| byte.is_ascii()) => (
            format!("trigger `{lemma}` is no Arabic word"),
            "write the lemma in Arabic letters".to_owned(),
        ),
        // What is more than one word was reported where it was read.
        (Form::Verb, _) if !lemma.contains(char::is_whitespace) => (
            format!("trigger `{lemma}` is no verb of the lexicon"),
            "write it as the masculine `he` of the past, active, or add the verb (lexicon/README.md)"
                .to_owned(),
        ),
        (_, Some(bare)) => (
            format!("trigger `{lemma}` has the article"),
            format!("write `{bare}`"),
        ),
        _ => return None,
    };
    let place = &frame.provenance;
    let message = format!("frame `{}`: {message}", frame.id);
    Some(Problem::at(&place.file, place.line, message).help(&help))
}

fn repeated_ids(frames: &[Frame]) -> Vec<Problem> {
    let mut seen: HashMap<&str, &Frame> = HashMap::default();
    let mut problems = Vec::new();
    for frame in frames {
        if let Some(first) = seen.insert(&frame.id, frame) {
            let message = format!(
                "frame id `{}` is used already at {}",
                frame.id, first.provenance
            );
            problems.push(
                Problem::at(&frame.provenance.file, frame.provenance.line, message)
                    .help("give each frame its own id"),
            );
        }
    }
    problems
}
