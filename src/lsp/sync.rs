//! What the editor tells without being answered: documents that open, change and close, files that change on the disk.

use lsp_server::Notification;
use lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, TextDocumentContentChangeEvent,
};
use serde::de::DeserializeOwned;

use super::Server;
use super::position::{Encoding, Lines};
use super::workspace::Document;

impl Server {
    /// Takes a notification. One that is not known, or not what it should be, is passed over, as the protocol wants.
    pub(super) fn take(&mut self, notification: Notification) {
        let params = notification.params;
        match notification.method.as_str() {
            "textDocument/didOpen" => read(params).map(|it| self.did_open(it)),
            "textDocument/didChange" => read(params).map(|it| self.did_change(it)),
            "textDocument/didSave" => read(params).map(|it| self.did_save(&it)),
            "textDocument/didClose" => read(params).map(|it| self.did_close(&it)),
            "workspace/didChangeWatchedFiles" => read(params).map(|it| self.did_change_files(&it)),
            _ => None,
        };
    }

    fn did_open(&mut self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let Some(path) = self.root.site_path(&document.uri) else {
            return;
        };
        self.root.prefer_spelling_of(&document.uri);
        let (text, version) = (document.text, document.version);
        self.workspace.open(path, Document { text, version });
    }

    fn did_change(&mut self, params: DidChangeTextDocumentParams) {
        let Some(path) = self.root.site_path(&params.text_document.uri) else {
            return;
        };
        let begins_whole = (params.content_changes.first()).is_some_and(|it| it.range.is_none());
        // A change of a document that was never opened cannot be understood, unless it is the whole.
        let mut text = match self.workspace.document(&path) {
            Some(document) => document.text.clone(),
            None if begins_whole => String::new(),
            None => return,
        };
        for change in params.content_changes {
            apply(&mut text, change, self.encoding);
        }
        let version = params.text_document.version;
        self.workspace.open(path, Document { text, version });
    }

    fn did_save(&mut self, params: &DidSaveTextDocumentParams) {
        self.reads
            .extend(self.root.site_path(&params.text_document.uri));
    }

    fn did_close(&mut self, params: &DidCloseTextDocumentParams) {
        if let Some(path) = self.root.site_path(&params.text_document.uri) {
            self.workspace.close(&path);
            self.reads.push(path);
        }
    }

    fn did_change_files(&mut self, params: &DidChangeWatchedFilesParams) {
        let paths = params.changes.iter();
        let paths = paths.filter_map(|change| self.root.site_path(&change.uri));
        self.reads.extend(paths);
    }
}

fn read<P: DeserializeOwned>(params: serde_json::Value) -> Option<P> {
    serde_json::from_value(params).ok()
}

/// Changes a text as the editor did. Places that the text does not have are moved into it.
fn apply(text: &mut String, change: TextDocumentContentChangeEvent, encoding: Encoding) {
    match change.range {
        Some(range) => {
            let bytes = Lines::of(text, encoding).bytes(range);
            text.replace_range(bytes, &change.text);
        }
        None => *text = change.text,
    }
}

#[cfg(test)]
mod tests {
    use lsp_types::{Position, Range};

    use super::*;

    fn check(before: &str, range: Option<[u32; 4]>, new: &str, after: &str) {
        let mut text = before.to_owned();
        let range = range.map(|[line, column, end_line, end_column]| {
            Range::new(
                Position::new(line, column),
                Position::new(end_line, end_column),
            )
        });
        let text_of_change = new.to_owned();
        let change = TextDocumentContentChangeEvent {
            range,
            range_length: None,
            text: text_of_change,
        };
        apply(&mut text, change, Encoding::Utf16);
        assert_eq!(text, after);
    }

    #[test]
    fn texts_change_as_the_editor_says() {
        check("abc", None, "x", "x");
        check("abc", Some([0, 1, 0, 2]), "", "ac");
        check("a\r\nb", Some([0, 1, 1, 0]), " ", "a b");
        check("🕊️ Київ", Some([0, 4, 0, 8]), "Львів", "🕊️ Львів");
        check("a", Some([5, 0, 6, 0]), "b", "ab");
        check("abc", Some([0, 2, 0, 1]), "x", "abxc");
    }
}
