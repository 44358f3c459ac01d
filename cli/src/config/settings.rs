//! What may stand in the file.

/// A setting: a key of the file, and the option of the command line that it is.
#[derive(Debug)]
pub struct Setting {
    pub key: &'static str,
    /// The option, by the name of its argument in clap.
    pub option: &'static str,
    pub kind: Kind,
    /// What holds if nobody says anything, as TOML; empty if that is no value of its own.
    pub usual: &'static str,
}

/// What values a setting has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Number,
    /// Texts in a list.
    List,
    /// Files in a list, named from the folder of the file on, or `default`.
    Files,
    /// Yes or no.
    Switch,
    /// Yes or no, where the option says the opposite.
    Opposite,
}

impl Kind {
    /// What is wanted, for messages.
    pub fn wanted(self) -> &'static str {
        match self {
            Kind::Text => "text in quotes",
            Kind::Number => "a number",
            Kind::List | Kind::Files => "a list of texts, such as [\"a\", \"b\"]",
            Kind::Switch | Kind::Opposite => "true or false",
        }
    }
}

const fn setting(
    key: &'static str,
    option: &'static str,
    kind: Kind,
    usual: &'static str,
) -> Setting {
    Setting {
        key,
        option,
        kind,
        usual,
    }
}

/// All settings but the table `check`, in the order in which they are shown.
pub const SETTINGS: &[Setting] = &[
    setting("gazetteers", "gazetteers", Kind::Files, "[\"default\"]"),
    setting("lexicon", "no_lexicon", Kind::Opposite, "true"),
    setting("language", "language", Kind::Text, ""),
    setting("spellings", "no_spellings", Kind::Opposite, "true"),
    setting("min-score", "min_score", Kind::Number, "0.0"),
    setting("types", "linked_types", Kind::List, ""),
    setting("abstain", "abstain", Kind::Text, "\"silent\""),
    setting("to", "to", Kind::Text, ""),
    setting("template", "template", Kind::Text, ""),
    setting("inflected", "inflected", Kind::Text, "\"keep\""),
    setting("abbreviations", "abbreviations", Kind::Switch, "false"),
    setting("former", "former", Kind::Switch, "false"),
    setting("demonyms", "demonyms", Kind::Switch, "false"),
    setting("skip-quotes", "skip_quotes", Kind::Switch, "false"),
    setting("backup", "backup", Kind::Text, ""),
    setting("fields", "fields", Kind::List, "[\"text\"]"),
    setting("encoding", "text_encoding", Kind::Text, ""),
    setting("chunk", "chunk", Kind::Text, "\"128K\""),
    setting("jobs", "jobs", Kind::Number, ""),
];

impl Setting {
    /// The setting of a key.
    pub fn of(key: &str) -> Option<&'static Setting> {
        SETTINGS.iter().find(|setting| setting.key == key)
    }
}
