//! The stylesheet of the settings' colours: a file of its own, since the pages' security policy allows no inline style.

use crate::settings::ThemeSettings;

/// The stylesheet that sets the theme's accent colour; on dark ground a lighter one, where the settings name none.
pub(crate) fn stylesheet(theme: &ThemeSettings) -> Vec<u8> {
    let Some(light) = theme.accent.as_ref().or(theme.accent_dark.as_ref()) else {
        return Vec::new();
    };
    let dark = theme
        .accent_dark
        .clone()
        .unwrap_or_else(|| format!("color-mix(in oklab, {light} 55%, white)"));
    format!(":root {{ --accent: light-dark({light}, {dark}); }}\n").into_bytes()
}
