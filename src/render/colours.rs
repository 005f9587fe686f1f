//! The stylesheet of the settings' colours: a file of its own, since the pages' security policy allows no inline style.

use std::fmt::Write;

use crate::settings::ThemeSettings;

/// The stylesheet that sets the theme's accent colour, on light and on dark ground.
pub(crate) fn stylesheet(theme: &ThemeSettings) -> Vec<u8> {
    let mut css = String::new();
    if let Some(accent) = &theme.accent {
        let _ = writeln!(css, ":root {{ --accent: {accent}; }}");
    }
    if let Some(accent) = theme.accent_dark.as_ref() {
        let _ = writeln!(css, "@media (prefers-color-scheme: dark) {{ :root {{ --accent: {accent}; }} }}");
    }
    css.into_bytes()
}
