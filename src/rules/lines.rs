//! Rule files of letters: fields and classes in comments, then a line that names the columns, then rows.

use super::context::{Classes, class_line};

/// What is made of such a file.
pub(crate) trait RuleLines {
    /// Whether a line names the columns as it should.
    fn is_header(line: &str) -> bool;

    /// Takes a comment `# name: value`; there are remarks that look like it.
    fn field(&mut self, name: &'static str, value: &'static str) -> Result<(), String>;

    /// Takes a row, with the classes that stand above it.
    fn row(&mut self, line: &'static str, classes: &Classes) -> Result<(), String>;

    /// Reads a file; an error says which line is wrong, and why.
    fn read(mut self, text: &'static str) -> Result<Self, String>
    where
        Self: Sized,
    {
        let mut classes = Classes::new();
        let mut header = false;
        for (number, line) in text.lines().enumerate() {
            let wrong = |problem: String| format!("line {}: {problem}", number + 1);
            if let Some(comment) = line.strip_prefix('#') {
                if let Some(class) = class_line(comment) {
                    classes.push(class);
                } else if let Some((name, value)) = field(comment) {
                    self.field(name, value).map_err(wrong)?;
                }
            } else if line.is_empty() {
            } else if header {
                self.row(line, &classes).map_err(wrong)?;
            } else if Self::is_header(line) {
                header = true;
            } else {
                return Err(wrong(format!("the header is `{line}`")));
            }
        }
        Ok(self)
    }
}

/// What follows the `#` of a line, if it is a field: its name and value.
pub(crate) fn field(comment: &'static str) -> Option<(&'static str, &'static str)> {
    let (name, value) = comment.split_once(':')?;
    Some((name.trim(), value.trim()))
}
