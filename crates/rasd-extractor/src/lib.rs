//! (work in progress)
mod chunks; mod cue; mod frame; mod frame_reader; mod grammar; mod rules; mod source; mod words;
