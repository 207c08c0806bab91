//! Behaviour of the data model.

use proptest::prelude::*;
use rasd_core::{ByteSpan, Category, CharMap, CharSpan, Context, Mode, QuadClass};

#[test]
fn every_mode_belongs_to_a_category_and_its_name_reads_back() {
    for mode in Mode::ALL {
        assert!(
            Category::ALL.iter().any(|c| c.allows(*mode)),
            "{mode} has no category"
        );
        assert_eq!(mode.as_str().parse(), Ok(*mode));
    }
}

#[test]
fn ontology_has_the_size_the_manual_gives() {
    assert_eq!(Category::ALL.len(), 17);
    assert_eq!(Context::ALL.len(), 37);
}

#[test]
fn sign_of_the_score_follows_the_quad_class() {
    for category in Category::ALL.iter().filter(|c| **c != Category::Request) {
        let score = category.score(&[]);
        match category.quad() {
            QuadClass::VerbalCooperation | QuadClass::MaterialCooperation => assert!(score >= 0.0),
            QuadClass::VerbalConflict | QuadClass::MaterialConflict => assert!(score < 0.0),
        }
    }
}

#[test]
fn mode_farthest_from_the_middle_decides_the_score() {
    assert_eq!(Category::Consult.score(&[Mode::Phone, Mode::Visit]), 4.0);
    assert_eq!(Category::Assault.score(&[Mode::Aerial]), -9.5);
    assert_eq!(Category::Accuse.score(&[Mode::Visit]), -3.0);
}

#[test]
fn unknown_name_lists_what_is_expected() {
    let error = "VISIT".parse::<Category>().unwrap_err();
    assert!(error.to_string().contains("CONSULT"));
}

proptest! {
    #[test]
    fn offsets_round_trip(text in "\\PC{0,400}") {
        let map = CharMap::new(&text);
        prop_assert_eq!(map.chars() as usize, text.chars().count());
        for (index, (byte, _)) in text.char_indices().enumerate() {
            prop_assert_eq!(map.char_offset(&text, byte as u32), index as u32);
            prop_assert_eq!(map.byte_offset(&text, index as u32), byte as u32);
        }
        let all = CharSpan::new(0, map.chars());
        prop_assert_eq!(map.to_bytes(&text, all), ByteSpan::new(0, text.len() as u32));
    }
}
