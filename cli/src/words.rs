//! Words of messages.

/// `1 name`, `2 names`, `3 entities`, `4 keys`.
pub fn counted(n: usize, noun: &str) -> String {
    let stem = noun
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match (n, stem) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{n} {stem}ies"),
        (_, None) => format!("{n} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn nouns_are_counted() {
        assert_eq!(counted(1, "entity"), "1 entity");
        assert_eq!(counted(0, "entity"), "0 entities");
        assert_eq!(counted(2, "key"), "2 keys");
        assert_eq!(counted(2, "name"), "2 names");
    }
}
