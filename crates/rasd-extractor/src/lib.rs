//! Rule-based extraction of PLOVER events from analysed Arabic text
