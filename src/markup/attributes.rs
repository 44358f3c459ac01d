//! What attributes say about the text, and which of them are text.

use super::Options;
use super::builder::Builder;
use super::elements::{Contents, Element};
use super::scope::State;

/// TextAttributes that are read as text if nothing else is said.
pub(super) const USUAL: &[&str] = &[
    "alt",
    "aria-label",
    "content",
    "label",
    "placeholder",
    "summary",
    "title",
];

/// What a `<meta>` must be called for its `content` to be text.
const DESCRIPTIONS: &[&str] = &[
    "application-name",
    "dc.description",
    "dc.title",
    "description",
    "og:description",
    "og:image:alt",
    "og:site_name",
    "og:title",
    "twitter:description",
    "twitter:image:alt",
    "twitter:title",
];

/// What the attributes of one tag say of the text in it.
#[derive(Debug, Default)]
pub(super) struct TextAttributes {
    lang: Option<String>,
    translate: Option<bool>,
    /// A `<meta>` that describes the page.
    describes: bool,
}

impl TextAttributes {
    /// Whether an attribute says anything of it.
    pub(super) fn is_telling(name: &str) -> bool {
        matches!(
            name,
            "lang" | "xml:lang" | "translate" | "its:translate" | "class" | "name" | "property"
        )
    }

    /// Takes in an attribute.
    pub(super) fn add(&mut self, name: &str, value: &str) {
        match name {
            // Where both are given, `xml:lang` comes first.
            "xml:lang" => self.lang = Some(value.to_owned()),
            "lang" => self.lang = self.lang.take().or_else(|| Some(value.to_owned())),
            "translate" | "its:translate" => match value.to_ascii_lowercase().as_str() {
                "no" => self.translate = Some(false),
                "yes" | "" => self.translate = Some(true),
                _ => {}
            },
            "class" if value.split_ascii_whitespace().any(|c| c == "notranslate") => {
                self.translate = Some(false);
            }
            "name" | "property" => {
                let name = value.trim().to_ascii_lowercase();
                self.describes |= DESCRIPTIONS.contains(&name.as_str());
            }
            _ => {}
        }
    }

    /// What holds within an element whose tag says this.
    pub(super) fn state(&self, element: &Element, around: State, builder: &mut Builder) -> State {
        State {
            lang: match &self.lang {
                None => around.lang,
                Some(tag) => builder.lang_number(tag),
            },
            // Code stays code whatever its attributes say.
            skip: element.skip
                || match self.translate {
                    Some(translate) => !translate || (around.skip && around.firm),
                    None => around.skip,
                },
            firm: around.firm || element.skip,
            linked: around.linked || element.link,
            text_only: element.contents == Contents::References && !around.foreign,
            foreign: around.foreign || element.foreign,
        }
    }

    /// Whether an attribute of such a tag is text.
    pub(super) fn is_text(&self, element: &str, name: &str, options: &Options) -> bool {
        options.reads(name) && (name != "content" || (element == "meta" && self.describes))
    }
}
