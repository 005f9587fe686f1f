//! The beginning of a conversation: what the editor can do, what the server offers (LSP 3.17, "Initialize Request").

use lsp_server::{ErrorCode, Message, Request};
use lsp_types::notification::{DidChangeWatchedFiles, Notification as _};
use lsp_types::request::{RegisterCapability, Request as _};
use lsp_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProviderCapability,
    CompletionOptions, DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern,
    HoverProviderCapability, InitializeParams, InitializeResult, OneOf, PositionEncodingKind,
    Registration, RegistrationParams, RenameOptions, ResourceOperationKind, SaveOptions,
    ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, WorkDoneProgressOptions,
};
use serde_json::Value;

use super::edit::Abilities;
use super::position::Encoding;
use super::{Phase, Refusal, Server, path_of_uri};

/// What the site is made of, as patterns that editors watch.
const WATCHED: [&str; 4] = [
    "**/dateline.yaml",
    "**/content/**",
    "**/templates/**",
    "**/static/**",
];

/// What a character that was just written can begin: a list, a link, a citation, a value.
const TRIGGERS: [&str; 4] = ["[", "@", " ", ","];

/// The absolute paths of the folders that the editor has open, as its first message tells them.
#[must_use]
pub fn roots_of(message: &[u8]) -> Vec<String> {
    let params = match serde_json::from_slice(message) {
        Ok(Message::Request(request)) if request.method == "initialize" => request.params,
        _ => return Vec::new(),
    };
    let folders = params["workspaceFolders"].as_array().into_iter().flatten();
    let uris = folders
        .map(|folder| &folder["uri"])
        .chain([&params["rootUri"]]);
    let mut roots: Vec<String> = uris.filter_map(|uri| path_of_uri(uri.as_str()?)).collect();
    roots.dedup();
    roots
}

impl Server {
    pub(super) fn initialize(&mut self, params: Value) -> Result<Value, Refusal> {
        let params: InitializeParams = serde_json::from_value(params)
            .map_err(|error| Refusal::new(ErrorCode::InvalidParams, error.to_string()))?;
        let client = &params.capabilities;
        self.encoding = encoding_of(client);
        self.abilities = abilities_of(client);
        self.is_watched = can_watch(client);
        self.phase = Phase::Running;
        let result = InitializeResult {
            capabilities: offered(self.encoding),
            server_info: Some(ServerInfo {
                name: "dateline".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        };
        serde_json::to_value(result)
            .map_err(|error| Refusal::new(ErrorCode::InternalError, error.to_string()))
    }

    /// Asks the editor to tell of files that change on the disk, where it can.
    pub(super) fn ask_to_be_told(&self) -> Vec<Message> {
        if !self.is_watched {
            return Vec::new();
        }
        let watchers = WATCHED.map(|glob| FileSystemWatcher {
            glob_pattern: GlobPattern::String(glob.to_owned()),
            kind: None,
        });
        let options = DidChangeWatchedFilesRegistrationOptions {
            watchers: watchers.to_vec(),
        };
        let registration = Registration {
            id: "files".to_owned(),
            method: DidChangeWatchedFiles::METHOD.to_owned(),
            register_options: serde_json::to_value(options).ok(),
        };
        let params = RegistrationParams {
            registrations: vec![registration],
        };
        let id = "watch".to_owned().into();
        vec![Request::new(id, RegisterCapability::METHOD.to_owned(), params).into()]
    }
}

fn encoding_of(client: &ClientCapabilities) -> Encoding {
    let general = client.general.as_ref();
    let known = general.and_then(|general| general.position_encodings.as_ref());
    match known {
        Some(known) if known.contains(&PositionEncodingKind::UTF8) => Encoding::Utf8,
        _ => Encoding::Utf16,
    }
}

fn abilities_of(client: &ClientCapabilities) -> Abilities {
    let edit = client
        .workspace
        .as_ref()
        .and_then(|it| it.workspace_edit.as_ref());
    let operations = edit
        .and_then(|edit| edit.resource_operations.as_deref())
        .unwrap_or_default();
    let versions = edit.and_then(|edit| edit.document_changes).unwrap_or(false);
    // Neovim says which operations it knows, and leaves out that they come with changes of documents.
    let versions = versions || !operations.is_empty();
    Abilities {
        versions,
        creates: operations.contains(&ResourceOperationKind::Create),
        renames: operations.contains(&ResourceOperationKind::Rename),
    }
}

fn can_watch(client: &ClientCapabilities) -> bool {
    let workspace = client.workspace.as_ref();
    let watching = workspace.and_then(|it| it.did_change_watched_files);
    watching
        .and_then(|it| it.dynamic_registration)
        .unwrap_or(false)
}

fn offered(encoding: Encoding) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(match encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }),
        text_document_sync: Some(TextDocumentSyncCapability::Options(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(TextDocumentSyncSaveOptions::SaveOptions(
                    SaveOptions::default(),
                )),
                ..TextDocumentSyncOptions::default()
            },
        )),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(TRIGGERS.map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR]),
            ..CodeActionOptions::default()
        })),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        ..ServerCapabilities::default()
    }
}
