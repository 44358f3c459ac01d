//! Texts that differ in nothing but their capitals.

use super::chars::{Char, Class};

/// Whether two texts are the same in small letters, as [`str::to_lowercase`] writes them, format characters aside:
/// a soft hyphen is no letter.
pub(crate) fn same_but_case(one: &str, other: &str) -> bool {
    /// Which small letter it is hangs on what stands around it.
    const SIGMA: char = 'Σ';
    if one == other {
        return true;
    }
    let letters = |c: &char| Char::of(*c).class() != Class::Ignorable;
    if one.contains(SIGMA) || other.contains(SIGMA) {
        let [one, other] = [one, other].map(str::to_lowercase);
        return one
            .chars()
            .filter(letters)
            .eq(other.chars().filter(letters));
    }
    let [one, other] =
        [one, other].map(|text| text.chars().filter(letters).flat_map(char::to_lowercase));
    one.eq(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_all_that_may_differ() {
        for (one, other) in [
            ("Yerevan", "YEREVAN"),
            ("Ереван", "ЕРЕВАН"),
            ("Πύργος", "ΠΎΡΓΟΣ"),
            ("Πύργοσ", "ΠΎΡΓΟΣ"),
            ("İzmir", "izmir"),
            ("İzmir", "i\u{307}zmir"),
            ("Straße", "STRASSE"),
            ("Sale", "Salé"),
        ] {
            let same = one.to_lowercase() == other.to_lowercase();
            assert_eq!(same_but_case(one, other), same, "{one} {other}");
        }
        assert!(same_but_case("Ye\u{ad}revan", "YEREVAN"));
    }
}
