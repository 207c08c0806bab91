//! Arabic time expressions, recognised and resolved to TIMEX3 values
