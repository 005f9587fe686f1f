//! The website as one ZIP archive that is opened from a disk: pages with `.html` addresses, and a search that does
//! without a server.

use super::archive::archive;
use crate::content::Slug;
use crate::diagnostic::{Code, Diagnostic};
use crate::render::{Rendered, Renderer};

/// Put before the search's script: a page that was opened from a disk may not fetch files, but it may run scripts, so
/// that each part of the index also stands in one.
const FROM_DISK: &str = r#""use strict";
if (location.protocol === "file:") {
  const waiting = new Map();
  window.datelineFile = (name, value) => waiting.get(name)?.({ ok: true, status: 200, json: async () => value });
  window.fetch = (address) => new Promise((resolve, reject) => {
    const name = String(address).replace(/^.*search\//u, "");
    waiting.set(name, resolve);
    const script = document.createElement("script");
    script.src = `${address}.js`;
    script.onerror = () => reject(new Error(`${name} is missing`));
    document.head.append(script);
  });
}
"#;

/// The archive of a site that was prepared with `.html` addresses. `read` gives the bytes of a file of the site that is
/// copied; where it gives none the file is left out.
///
/// # Errors
/// A page that cannot be rendered.
pub fn website(
    renderer: &Renderer,
    mut read: impl FnMut(&str) -> Option<Vec<u8>>,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let plan = renderer.plan();
    let title = &renderer.site().settings.title;
    let folder =
        Slug::from_name(title).map_or_else(|| "timeline".to_owned(), |slug| slug.to_string());
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for output in &plan.outputs {
        let path = output.route.file(plan.urls());
        let bytes = match renderer.render(output)? {
            Rendered::Bytes(bytes) => Some(bytes),
            Rendered::CopyOf(file) => read(&file),
        };
        files.extend(bytes.map(|bytes| (path, bytes)));
    }
    files.extend(
        renderer
            .bundles()
            .iter()
            .map(|(path, bytes)| (path.clone(), bytes.clone())),
    );
    let scripts: Vec<(String, Vec<u8>)> = files
        .iter()
        .filter_map(|(path, bytes)| as_script(path, bytes))
        .collect();
    files.extend(scripts);
    for (path, bytes) in &mut files {
        if path.ends_with("/search.js") {
            bytes.splice(0..0, FROM_DISK.bytes());
        }
        path.insert_str(0, &format!("{folder}/"));
    }
    files.sort();
    let files = files
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    archive(files).map_err(|message| Box::new(Diagnostic::new(Code::TemplateRender, message)))
}

/// A part of the search index as a script that hands it over.
#[allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the names are our own"
)]
fn as_script(path: &str, json: &[u8]) -> Option<(String, Vec<u8>)> {
    let name = path
        .strip_prefix("search/")
        .filter(|name| name.ends_with(".json"))?;
    let mut script = format!("datelineFile({}, ", serde_json::Value::from(name)).into_bytes();
    script.extend_from_slice(json.trim_ascii_end());
    script.extend_from_slice(b");\n");
    Some((format!("{path}.js"), script))
}
