//! What stages remember of words from document to document.

use crate::TokenLayer;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::thread::{self, ThreadId};

/// One `T` for each thread, kept between calls. Shared between threads without waiting: each
/// only takes out what is its own.
#[derive(Debug)]
pub struct PerThread<T> {
    kept: Mutex<HashMap<ThreadId, T>>,
}

/// Most threads that are remembered; programs that start threads without end keep no more.
const THREADS: usize = 256;

impl<T> Default for PerThread<T> {
    fn default() -> Self {
        PerThread {
            kept: Mutex::default(),
        }
    }
}

impl<T: Default> PerThread<T> {
    /// Calls `work` with what this thread has, a new one the first time.
    pub fn with<R>(&self, work: impl FnOnce(&mut T) -> R) -> R {
        // A panic elsewhere cannot have left a half-made entry: entries are taken out whole.
        let lock = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let thread = thread::current().id();
        let mut own = lock().remove(&thread).unwrap_or_default();
        let result = work(&mut own);
        let mut kept = lock();
        if kept.len() >= THREADS {
            kept.clear();
        }
        kept.insert(thread, own);
        result
    }
}

/// Facts about words or readings, by their numbers in the layers of one memory.
#[derive(Debug)]
pub struct Facts<T> {
    memory: u64,
    facts: Vec<Option<T>>,
}

impl<T> Default for Facts<T> {
    fn default() -> Self {
        Facts {
            memory: 0,
            facts: Vec::new(),
        }
    }
}

impl<T: Copy> Facts<T> {
    /// Prepares for the words of a layer; what is known from another memory is forgotten.
    /// Answers whether it was.
    pub fn open(&mut self, layer: &TokenLayer) -> bool {
        let other = self.memory != layer.memory;
        if other {
            self.facts.clear();
            self.memory = layer.memory;
        }
        other
    }

    /// The fact about number `number`, if it is known.
    #[inline]
    pub fn known(&self, number: Option<u32>) -> Option<T> {
        self.peek(number).copied()
    }

    /// The same where it lies, for facts of many bytes.
    #[inline]
    pub fn peek(&self, number: Option<u32>) -> Option<&T> {
        self.facts.get(number? as usize)?.as_ref()
    }

    /// The fact about number `number`, made if it is not known; never kept where there is no number.
    #[inline]
    pub fn get(&mut self, number: Option<u32>, make: impl FnOnce() -> T) -> T {
        let Some(number) = number else {
            return make();
        };
        if let Some(fact) = self.known(Some(number)) {
            return fact;
        }
        let (at, fact) = (number as usize, make());
        if self.facts.len() <= at {
            self.facts.resize(at + 1, None);
        }
        self.facts[at] = Some(fact);
        fact
    }
}
