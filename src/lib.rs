//! Rasd reads Arabic news and writes down who did what to whom, when and where.
