//! Whole sites rendered in memory: a folder in, every file of the output by its path out.

use std::collections::BTreeMap;
use std::path::Path;

use dateline::compile::Options;
use dateline::diagnostic::Diagnostic;
use dateline::folder::Folder;
use dateline::host::read::read_folder;
use dateline::prepare::{Prepared, prepare};
use dateline::render::{Rendered, Renderer};
use dateline::settings::Limits;

/// The files of an output, by path. What is copied from the site stands there without its bytes.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A site that was rendered.
pub(crate) struct Output {
    pub(crate) renderer: Renderer,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) files: Files,
}

impl Output {
    pub(crate) fn of(folder: &Folder, options: &Options) -> Self {
        let Prepared {
            renderer,
            diagnostics,
        } = prepare(folder, options);
        let renderer = renderer.expect("the settings can be read");
        let urls = renderer.plan().urls();
        let mut files = renderer.bundles().clone();
        for output in &renderer.plan().outputs {
            let bytes = match renderer.render(output).unwrap() {
                Rendered::Bytes(bytes) => bytes,
                Rendered::CopyOf(_) => Vec::new(),
            };
            let twin = files.insert(output.route.file(urls), bytes);
            assert_eq!(twin, None, "{output:?} is planned twice");
        }
        Self {
            renderer,
            diagnostics,
            files,
        }
    }

    /// A file of the output as text.
    #[track_caller]
    pub(crate) fn text(&self, path: &str) -> &str {
        let file = self.files.get(path);
        let bytes = file.unwrap_or_else(|| panic!("there is no `{path}`"));
        std::str::from_utf8(bytes).unwrap()
    }
}

/// The repository, which is the flagship site.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The flagship, with the built-in theme.
pub(crate) fn flagship() -> Folder {
    let mut folder = read_folder(repository(), &Limits::default()).unwrap();
    folder.templates.clear();
    folder
}

/// A folder with a line added to its settings.
pub(crate) fn with_setting(mut folder: Folder, line: &str) -> Folder {
    let settings = folder.settings.take().unwrap();
    let text = [&*settings.bytes, b"\n", line.as_bytes(), b"\n"].concat();
    folder.insert("dateline.yaml", &text);
    folder
}

#[test]
fn a_source_of_which_only_the_title_is_known_has_no_empty_column() {
    let folder = Folder::from_literal(
        "-- dateline.yaml --\ntitle: T\nsources: { implied: true }\n\
         -- content/sources/report.md --\n---\ntitle: Report\npublisher: Outlet\n---\n\
         -- content/events/a.md --\n---\ntitle: A\ndate: 2022-01-21\nsources: [Report, Herald]\n---\n",
    );
    let output = Output::of(&folder, &Options::default());
    let has_facts = |path: &str| output.text(path).contains("<dl class=\"facts\">");
    assert!(has_facts("sources/report/index.html"));
    let title_alone = output.text("sources/herald/index.html");
    assert!(!has_facts("sources/herald/index.html") && !title_alone.contains("class=\"rail\""));
    assert!(title_alone.contains("<bdi>Herald</bdi></h1>"));
}
