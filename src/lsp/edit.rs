//! Changes of several files as the editor is asked for them, in the form that it understands.

use std::collections::{BTreeMap, HashMap};

use lsp_types::{
    CreateFile, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, RenameFile, ResourceOp, TextDocumentEdit, TextEdit,
    Uri, WorkspaceEdit,
};

use super::address::Root;
use super::navigation::FILE_START;
use crate::diagnostic::SitePath;

/// Changes of several files.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// New files with their texts.
    pub(super) new: Vec<(SitePath, String)>,
    /// Edits of files that there are.
    pub(super) edits: BTreeMap<SitePath, Vec<TextEdit>>,
    /// A file that gets another path, after it was edited.
    pub(super) renamed: Option<(SitePath, SitePath)>,
}

/// What an editor understands of changes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Abilities {
    /// Edits that name the state of the document they are for.
    pub(super) versions: bool,
    /// Making files.
    pub(super) creates: bool,
    /// Renaming files.
    pub(super) renames: bool,
}

impl Changes {
    /// The changes as the editor takes them; `versions` are those of the open documents.
    pub(super) fn to_workspace_edit(
        &self,
        root: &Root,
        abilities: Abilities,
        version: impl Fn(&str) -> Option<i32>,
    ) -> WorkspaceEdit {
        if !abilities.versions {
            return self.plain(root);
        }
        let edit_of = |uri: Uri, version, edits: &[TextEdit]| {
            DocumentChangeOperation::Edit(TextDocumentEdit {
                text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
                edits: edits.iter().cloned().map(OneOf::Left).collect(),
            })
        };
        let mut operations = Vec::new();
        for (path, text) in &self.new {
            let Some(uri) = root.uri(path) else { continue };
            operations.push(DocumentChangeOperation::Op(ResourceOp::Create(
                CreateFile {
                    uri: uri.clone(),
                    options: None,
                    annotation_id: None,
                },
            )));
            let text = TextEdit::new(FILE_START, text.clone());
            operations.push(edit_of(uri, None, &[text]));
        }
        for (path, edits) in &self.edits {
            if let Some(uri) = root.uri(path) {
                operations.push(edit_of(uri, version(path), edits));
            }
        }
        if let Some((from, to)) = &self.renamed
            && let (Some(old_uri), Some(new_uri)) = (root.uri(from), root.uri(to))
        {
            operations.push(DocumentChangeOperation::Op(ResourceOp::Rename(
                RenameFile {
                    old_uri,
                    new_uri,
                    options: None,
                    annotation_id: None,
                },
            )));
        }
        WorkspaceEdit {
            document_changes: Some(DocumentChanges::Operations(operations)),
            ..WorkspaceEdit::default()
        }
    }

    /// Edits alone, for editors that know no more.
    #[expect(
        clippy::mutable_key_type,
        reason = "the protocol's type; an address does not change"
    )]
    fn plain(&self, root: &Root) -> WorkspaceEdit {
        let edits = self.edits.iter();
        let changes: HashMap<Uri, Vec<TextEdit>> = edits
            .filter_map(|(path, edits)| Some((root.uri(path)?, edits.clone())))
            .collect();
        WorkspaceEdit::new(changes)
    }
}
