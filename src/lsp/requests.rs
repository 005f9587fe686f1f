//! What the editor asks: each request with its answer, `null` where there is none.

use lsp_server::{ErrorCode, Request};
use lsp_types::{
    CodeActionParams, CompletionParams, DocumentSymbolParams, GotoDefinitionParams, Hover,
    HoverContents, HoverParams, MarkupContent, MarkupKind, Position, PrepareRenameResponse,
    ReferenceParams, RenameParams, TextDocumentPositionParams, Uri, WorkspaceSymbolParams,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::completion::complete;
use super::navigation::Ground;
use super::position::Lines;
use super::{Refusal, Server, action, hover, rename};
use crate::diagnostic::SitePath;
use crate::settings::SETTINGS_FILE;

/// A place in a file of the site as it is now.
struct Asked {
    file: SitePath,
    text: String,
    byte: usize,
}

impl Server {
    /// Answers a request.
    pub(super) fn answer(&mut self, request: Request) -> Result<Value, Refusal> {
        let params = request.params;
        match request.method.as_str() {
            "textDocument/completion" => written(self.completion(&read(params)?)),
            "textDocument/hover" => written(self.hover(&read(params)?)),
            "textDocument/definition" => written(self.definition(&read(params)?)),
            "textDocument/references" => written(self.references(&read(params)?)),
            "textDocument/prepareRename" => written(self.prepare_rename(&read(params)?)?),
            "textDocument/rename" => written(self.rename(&read(params)?)?),
            "textDocument/codeAction" => written(self.code_actions(&read(params)?)),
            "textDocument/documentSymbol" => written(self.symbol_of_document(&read(params)?)),
            "workspace/symbol" => written(self.symbols(&read(params)?)),
            method => Err(Refusal::new(
                ErrorCode::MethodNotFound,
                format!("`{method}` is not offered"),
            )),
        }
    }

    /// What answers are made of; `None` where the settings could never be read.
    fn ground(&mut self) -> Option<Ground<'_>> {
        let encoding = self.encoding;
        let state = self.workspace.now();
        let (site, index) = state.site()?;
        Some(Ground {
            state,
            site,
            index,
            root: &self.root,
            encoding,
        })
    }

    /// Refuses to change texts by a site that was compiled from others: its places are none of theirs.
    fn refuse_of_older_site(&mut self) -> Result<(), Refusal> {
        if self.workspace.now().is_of_one_compile() {
            return Ok(());
        }
        Err(refused(format!(
            "`{SETTINGS_FILE}` cannot be read as it stands; mend it first"
        )))
    }

    fn asked(&self, uri: &Uri, position: Position) -> Option<Asked> {
        let file = self.root.site_path(uri)?;
        let text = self.workspace.text(&file)?;
        let byte = Lines::of(&text, self.encoding).byte(position);
        Some(Asked { file, text, byte })
    }

    fn asked_at(&self, at: &TextDocumentPositionParams) -> Option<Asked> {
        self.asked(&at.text_document.uri, at.position)
    }

    /// What is offered while one writes comes from the site as it was compiled last, so that nobody waits for it.
    fn completion(&mut self, params: &CompletionParams) -> Option<lsp_types::CompletionList> {
        let Asked { file, text, byte } = self.asked_at(&params.text_document_position)?;
        if self.workspace.last().site().is_none() {
            self.workspace.now();
        }
        let (site, index) = self.workspace.last().site()?;
        let lines = Lines::of(&text, self.encoding);
        complete(site, index, &file, &text, byte, &lines)
    }

    fn hover(&mut self, params: &HoverParams) -> Option<Hover> {
        let Asked { file, text, byte } = self.asked_at(&params.text_document_position_params)?;
        let ground = self.ground()?;
        let (said, bytes) = hover::hover(ground.site, ground.index, &file, &text, byte)?;
        Some(Hover {
            contents: HoverContents::Markup(MarkupContent {
                kind: MarkupKind::Markdown,
                value: said,
            }),
            range: Some(Lines::of(&text, ground.encoding).range(bytes)),
        })
    }

    fn definition(&mut self, params: &GotoDefinitionParams) -> Option<lsp_types::Location> {
        let Asked { file, text, byte } = self.asked_at(&params.text_document_position_params)?;
        let ground = self.ground()?;
        let target = ground.target_at(&file, &text, byte)?;
        ground.definition(target)
    }

    fn references(&mut self, params: &ReferenceParams) -> Option<Vec<lsp_types::Location>> {
        let Asked { file, text, byte } = self.asked_at(&params.text_document_position)?;
        let ground = self.ground()?;
        let target = ground.target_at(&file, &text, byte)?;
        let mut found = ground.references(target);
        if params.context.include_declaration
            && let Some(definition) = ground.definition(target)
            && !found.contains(&definition)
        {
            found.insert(0, definition);
        }
        Some(found)
    }

    fn prepare_rename(
        &mut self,
        params: &TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>, Refusal> {
        let Some(Asked { file, text, byte }) = self.asked_at(params) else {
            return Ok(None);
        };
        self.refuse_of_older_site()?;
        let Some(ground) = self.ground() else {
            return Ok(None);
        };
        let (_, bytes, placeholder) =
            rename::prepare(&ground, &file, &text, byte).map_err(refused)?;
        let range = Lines::of(&text, ground.encoding).range(bytes);
        Ok(Some(PrepareRenameResponse::RangeWithPlaceholder {
            range,
            placeholder,
        }))
    }

    fn rename(
        &mut self,
        params: &RenameParams,
    ) -> Result<Option<lsp_types::WorkspaceEdit>, Refusal> {
        let abilities = self.abilities;
        let Some(Asked { file, text, byte }) = self.asked_at(&params.text_document_position) else {
            return Ok(None);
        };
        self.refuse_of_older_site()?;
        let Some(ground) = self.ground() else {
            return Ok(None);
        };
        let (target, ..) = rename::prepare(&ground, &file, &text, byte).map_err(refused)?;
        let changes = rename::rename(&ground, target, &params.new_name, abilities.renames);
        let changes = changes.map_err(refused)?;
        Ok(Some(changes.to_workspace_edit(
            &self.root,
            abilities,
            |path| self.version(path),
        )))
    }

    /// What mends a mistake is offered in broken settings too: mistakes are always those of the texts as they are.
    fn code_actions(&mut self, params: &CodeActionParams) -> Option<Vec<lsp_types::CodeAction>> {
        self.workspace.now();
        let asked = |position| self.asked(&params.text_document.uri, position);
        let (start, end) = (asked(params.range.start)?, asked(params.range.end)?);
        let state = self.workspace.last();
        let (site, index) = state.site()?;
        let ground = Ground {
            state,
            site,
            index,
            root: &self.root,
            encoding: self.encoding,
        };
        Some(action::actions(
            &ground,
            &start.file,
            &start.text,
            &(start.byte..end.byte),
            self.abilities,
            |path: &str| self.version(path),
        ))
    }

    fn version(&self, path: &str) -> Option<i32> {
        self.workspace
            .document(path)
            .map(|document| document.version)
    }

    fn symbol_of_document(
        &mut self,
        params: &DocumentSymbolParams,
    ) -> Option<Vec<lsp_types::SymbolInformation>> {
        let file = self.root.site_path(&params.text_document.uri)?;
        let ground = self.ground()?;
        Some(ground.symbol_of_file(&file).into_iter().collect())
    }

    fn symbols(
        &mut self,
        params: &WorkspaceSymbolParams,
    ) -> Option<Vec<lsp_types::SymbolInformation>> {
        Some(self.ground()?.symbols(&params.query))
    }
}

fn refused(message: String) -> Refusal {
    Refusal::new(ErrorCode::RequestFailed, message)
}

fn read<P: DeserializeOwned>(params: Value) -> Result<P, Refusal> {
    serde_json::from_value(params)
        .map_err(|error| Refusal::new(ErrorCode::InvalidParams, error.to_string()))
}

fn written<R: Serialize>(answer: R) -> Result<Value, Refusal> {
    serde_json::to_value(answer)
        .map_err(|error| Refusal::new(ErrorCode::InternalError, error.to_string()))
}
