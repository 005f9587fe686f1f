//! The words that the program itself puts into a text, in the site's language.

/// Words of the site's language that stand in texts: titles of alerts and names for screen readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The title of `> [!NOTE]`.
    pub note: String,
    /// The title of `> [!TIP]`.
    pub tip: String,
    /// The title of `> [!IMPORTANT]`.
    pub important: String,
    /// The title of `> [!WARNING]`.
    pub warning: String,
    /// The title of `> [!CAUTION]`.
    pub caution: String,
    /// The name of the list of footnotes.
    pub footnotes: String,
    /// The name of a link from a footnote to its mark; the mark's number follows.
    pub back: String,
    /// The name of a box that is ticked.
    pub done: String,
    /// The name of a box that is not ticked.
    pub open: String,
    /// The name of a table that may have to be scrolled.
    pub table: String,
}

impl Default for Words {
    /// In English.
    fn default() -> Self {
        Self {
            note: "Note".to_owned(),
            tip: "Tip".to_owned(),
            important: "Important".to_owned(),
            warning: "Warning".to_owned(),
            caution: "Caution".to_owned(),
            footnotes: "Footnotes".to_owned(),
            back: "Back to reference".to_owned(),
            done: "done".to_owned(),
            open: "not done".to_owned(),
            table: "Table".to_owned(),
        }
    }
}
