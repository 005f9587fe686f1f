//! The floor of a build: its file operations and nothing else, on as many threads as there are cores.
//!
//!   floor walk DIR…           look at every file below the folders
//!   floor list DIR            print the size and the path of every file
//!   floor copy IN LIST OUT    read all of IN, and write into OUT the files that a list has
//!
//! The time that it takes is the figure.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

fn main() {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    match arguments.first().and_then(|command| command.to_str()) {
        Some("walk") => arguments[1..].iter().for_each(|folder| drop(files(folder))),
        Some("list") => list(&arguments[1]),
        Some("copy") => copy(&arguments[1], &arguments[2], &arguments[3]),
        _ => panic!("walk DIR…, list DIR, or copy IN LIST OUT"),
    }
}

/// Every file below a folder, with its size.
fn files(folder: &Path) -> Vec<(PathBuf, u64)> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let entry = entry.expect("the entry can be read");
            if entry.file_type().expect("it has a type").is_dir() {
                waiting.push(entry.path());
            } else {
                found.push((entry.path(), entry.metadata().expect("it has a size").len()));
            }
        }
    }
    found
}

fn list(folder: &Path) {
    for (path, size) in files(folder) {
        let path = path.strip_prefix(folder).expect("it lies below");
        println!("{size} {}", path.display());
    }
}

fn copy(input: &Path, list: &Path, out: &Path) {
    in_parallel(&files(input), |(path, _), buffer| {
        buffer.clear();
        let mut file = File::open(path).expect("it opens");
        file.read_to_end(buffer).expect("it can be read");
    });
    let list = fs::read_to_string(list).expect("the list can be read");
    let targets: Vec<(PathBuf, usize)> = (list.lines())
        .map(|line| line.split_once(' ').expect("a size and a path"))
        .map(|(size, path)| (out.join(path), size.parse().expect("a size")))
        .collect();
    in_parallel(&targets, |(path, size), buffer| {
        buffer.resize(*size, b'-');
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder");
        let mut file = File::create_new(path).expect("a new file");
        file.write_all(buffer).expect("it can be written");
    });
}

fn in_parallel<T: Sync>(items: &[T], work: impl Fn(&T, &mut Vec<u8>) + Sync) {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                let mut buffer = Vec::new();
                while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
                    work(item, &mut buffer);
                }
            });
        }
    });
}
