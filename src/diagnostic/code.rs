//! Every code that a diagnostic can have: its name, its severity, and what it means in a sentence.

use serde::{Deserialize, Serialize};

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// The site is published; `--strict` makes it an error.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $meaning:literal;)*) => {
        /// The stable name of a kind of mistake; `docs/diagnostics.md` has an example of each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Code {
            $(#[doc = $meaning] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the pipeline's stages.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The code as it is shown and documented, in kebab case.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The severity that a diagnostic of this code has unless a rule says otherwise.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// What the code means, in one sentence.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }
        }
    };
}

codes! {
    // Reading files.
    FileUnreadable "file-unreadable" Error "A file or folder of the site cannot be read.";
    FileTooLarge "file-too-large" Error "A text file is larger than the limit.";
    NotUtf8 "not-utf8" Error "A text file is not UTF-8.";
    ControlCharacter "control-character" Error "A text file holds a NUL or another control character.";
    LinkOutsideSite "link-outside-site" Error "A symbolic link leads out of the site or in a circle.";
    NotAFile "not-a-file" Warning "Something that is neither a file nor a folder lies in the site, and is left out.";
    BadFileName "bad-file-name" Error "A file's name is not UTF-8, or holds a control character or a backslash.";
    PathTwins "path-twins" Error "Two paths differ only by case or by Unicode form, and are one file on other systems.";
    StrayFile "stray-file" Warning "A Markdown file lies where no kind of content is kept.";
    // YAML.
    FrontMatterMissing "front-matter-missing" Error "An event or another record has no front matter.";
    FrontMatterUnclosed "front-matter-unclosed" Error "The front matter opens with `---` and is never closed.";
    FrontMatterTooLarge "front-matter-too-large" Error "The front matter is larger than the limit.";
    YamlSyntax "yaml-syntax" Error "The front matter, or a YAML file, is not YAML.";
    DuplicateKey "duplicate-key" Error "A key stands twice in one mapping.";
    // Fields.
    UnknownKey "unknown-key" Warning "A key is not known; templates find it under `extra`.";
    MisspeltKey "misspelt-key" Error "A key is not known and is close to one that is.";
    MissingField "missing-field" Error "A field that is required is not there.";
    WrongType "wrong-type" Error "A field has a value of another type than it takes.";
    WrongValue "wrong-value" Error "A field has a value that it does not take.";
    BadDate "bad-date" Error "A date is not EDTF, nor a local time, nor a range of them.";
    BadTimezone "bad-timezone" Error "A time zone is not in the IANA database.";
    NonexistentTime "nonexistent-time" Error "A local time was skipped or stood twice when the clocks changed.";
    BadUrl "bad-url" Error "An address is not one, or has a scheme that is not allowed.";
    BadSlug "bad-slug" Error "A slug, an id or an alias cannot be an address.";
    TooLong "too-long" Error "A title or another one-line field is longer than the limit, or an event has more terms.";
    BidiOverride "bidi-override" Warning "A text holds a control that turns the direction of what follows.";
    // Settings.
    SettingsMissing "settings-missing" Error "There is no `dateline.yaml`.";
    UnknownLanguage "unknown-language" Warning "There are no phrases for the site's language; English ones stand in.";
    // Joining.
    DuplicateSlug "duplicate-slug" Error "Two files would have one address.";
    DuplicateAlias "duplicate-alias" Error "An alias is the address of another page or of another alias.";
    UnknownSource "unknown-source" Error "A source is named that has no record.";
    UnknownEvent "unknown-event" Error "A relation names an event that does not exist.";
    UnknownStatus "unknown-status" Error "A status is neither built in nor declared in `statuses`.";
    UnknownTerm "unknown-term" Warning "A view names a term that no event has.";
    AmbiguousName "ambiguous-name" Warning "A name fits more than one page.";
    MergedTerms "merged-terms" Warning "Two spellings of a term were taken as one.";
    PartOfCycle "part-of-cycle" Error "Terms are part of each other in a circle.";
    // Bodies.
    BrokenLink "broken-link" Error "A link in a text leads to no page or file of the site.";
    BrokenFragment "broken-fragment" Warning "A link leads to a page that has no such heading.";
    ForbiddenLink "forbidden-link" Error "A link in a text has a scheme that is not allowed.";
    RawHtml "raw-html" Warning "Raw HTML in a text is shown as text.";
    TextTooDeep "text-too-deep" Error "Lists or quotes in a text are nested deeper than the limit.";
    MissingImage "missing-image" Error "An image is named that does not lie beside its text.";
    OutsideImage "outside-image" Warning "An image lies on another website; a link to it stands in its place.";
    MissingAlt "missing-alt" Warning "An image has no alternative text.";
    // What an editor would ask.
    NoSource "no-source" Warning "An event cites no source.";
    UnusedSource "unused-source" Warning "A source supports no event.";
    AccountWithoutSource "account-without-source" Warning "An account of what differs cites no source.";
    SelfRelation "self-relation" Error "An event is related to itself.";
    ReversedOrder "reversed-order" Warning "An event follows one that is later than itself.";
    PublishedBeforeEvent "published-before-event" Warning "A source reports an event that it was published before.";
    // Bringing in.
    ImportSyntax "import-syntax" Error "A file to import is not of the format that it should have.";
    // Templates.
    TemplateSyntax "template-syntax" Error "A template cannot be parsed.";
    TemplateRender "template-render" Error "A template failed while a page was rendered.";
    TemplateUnknown "template-unknown" Warning "A file in `templates/` replaces no template of the theme and is used by none.";
}
