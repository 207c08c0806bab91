//! Arabic normalisation, document structure, sentences, tokens, clitics and morphology
