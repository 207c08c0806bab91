//! Information-extraction metrics with bootstrap intervals and significance tests
