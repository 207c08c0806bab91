//! Reading and writing documents, annotations and PLOVER records
