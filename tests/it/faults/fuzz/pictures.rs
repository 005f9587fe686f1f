//! Pictures whose heads are anything: each is read as a picture of some size or as a file without one.

use dateline::host::read::read_folder;
use dateline::settings::Limits;

use super::fuzz;

#[test]
fn pictures() {
    let words = [
        "\u{89}PNG\r\n\u{1a}\n",
        "IHDR",
        "GIF89a",
        "RIFF",
        "WEBP",
        "VP8 ",
        "VP8L",
        "VP8X",
        "ftyp",
        "avif",
        "meta",
        "iprp",
        "ipco",
        "ispe",
        "Exif\0\0",
        "MM\0*",
        "II*\0",
        "<svg ",
        "width=\"",
        "height=\"",
        "viewBox=\"",
        "px",
        "em",
        "%",
        "1e999",
        "-1",
        "\"",
        ">",
        "<!DOCTYPE ",
        "<!ENTITY a \"",
        "&a;",
        "<?xml ",
    ];
    let site = tempfile::tempdir().unwrap();
    std::fs::write(site.path().join("dateline.yaml"), "title: T\n").unwrap();
    std::fs::create_dir(site.path().join("static")).unwrap();
    fuzz("pictures", &words, |bytes| {
        for extension in ["png", "jpg", "gif", "webp", "avif", "svg"] {
            let file = site.path().join("static/x").with_extension(extension);
            std::fs::write(file, bytes).unwrap();
        }
        let folder = read_folder(site.path(), &Limits::default()).unwrap();
        assert_eq!((folder.assets.len(), folder.diagnostics.len()), (6, 0));
        let sizes = folder.assets.iter().filter_map(|asset| asset.dimensions);
        let sizes: Vec<_> = sizes.collect();
        assert!(
            sizes
                .iter()
                .all(|(width, height)| *width > 0 && *height > 0)
        );
        sizes
            .iter()
            .map(|(width, height)| (width.ilog2(), height.ilog2()))
            .collect::<Vec<_>>()
    });
}
