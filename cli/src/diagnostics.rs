//! Findings about a gazetteer source, shown as compilers show theirs.

use exonym::Diagnostic;

/// All findings.
pub fn render(diagnostics: &[Diagnostic], _color: bool) -> String {
    diagnostics.iter().map(|d| format!("{d}\n")).collect()
}
