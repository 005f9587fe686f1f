//! stages (temporary)
use dateline::compile::Options;
use dateline::content::ParseCache;
use dateline::host::read::read_folder;
use dateline::prepare::prepare_with;
use dateline::settings::Limits;
use std::time::Instant;
fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let t = Instant::now();
    let mut folder = read_folder(dir.as_ref(), &Limits::default()).unwrap();
    println!("read {:?}", t.elapsed());
    let mut cache = ParseCache::default();
    let options = Options::default();
    let mut kept = None;
    for i in 0..30 {
        let path = folder.content[50].path.to_string();
        let mut bytes = folder.content[50].bytes.to_vec();
        bytes.extend(b"x");
        folder.insert(&path, &bytes);
        let t = Instant::now();
        let p = prepare_with(&folder, &options, Some(&mut cache));
        let a = t.elapsed();
        let t = Instant::now();
        kept = Some(p);
        if i < 5 {
            println!("prepare {a:?} drop {:?}", t.elapsed());
        }
    }
    drop(kept);
}
