//! Relations between events, resolved, with their inverses on the other page.

use std::sync::Arc;

use crate::content::{Event, RelationKind};
use crate::diagnostic::{Code, Diagnostic, Place, suggest_name};
use crate::graph::Relation;
use crate::graph::names::Names;
use crate::site::EventId;

impl RelationKind {
    /// The key of the language's word for it, from the end that states it or from the other.
    #[must_use]
    pub fn word(self, inverse: bool) -> &'static str {
        match (self, inverse) {
            (Self::Follows, false) => "relation.follows",
            (Self::Follows, true) => "relation.followed-by",
            (Self::RespondsTo, false) => "relation.responds-to",
            (Self::RespondsTo, true) => "relation.answered-by",
            (Self::PartOf, false) => "relation.part-of",
            (Self::PartOf, true) => "relation.includes",
            (Self::Causes, false) => "relation.causes",
            (Self::Causes, true) => "relation.caused-by",
            (Self::Contradicts, _) => "relation.contradicts",
            (Self::Related, _) => "relation.related",
        }
    }

    /// Whether it reads the same from both ends.
    #[must_use]
    pub fn is_symmetric(self) -> bool {
        matches!(self, Self::Contradicts | Self::Related)
    }
}

/// The relations of every event, stated by it or by the other one; sorted, without doubles.
pub(crate) fn resolve(
    events: &[Arc<Event>],
    names: &Names,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Vec<Relation>> {
    let mut relations: Vec<Vec<Relation>> = vec![Vec::new(); events.len()];
    for (index, event) in events.iter().enumerate() {
        let own = EventId::new(index);
        for named in &event.relations {
            let place = event.relation_place(named);
            let Some(other) = names.event(&named.target) else {
                if !names.may_be_unread(&named.target) {
                    diagnostics.push(unknown_event(&named.target, place, names));
                }
                continue;
            };
            if other == own {
                diagnostics.push(
                    Diagnostic::new(Code::SelfRelation, "an event is related to itself")
                        .at(place, "expected another event")
                        .help("take the relation out, or name the event that is meant"),
                );
                continue;
            }
            let kind = named.kind;
            relations[index].push(Relation {
                kind,
                inverse: false,
                event: other,
            });
            relations[other.index()].push(Relation {
                kind,
                inverse: !kind.is_symmetric(),
                event: own,
            });
        }
    }
    for list in &mut relations {
        let rank = |kind: RelationKind| RelationKind::ALL.iter().position(|other| *other == kind);
        list.sort_by_key(|relation| (rank(relation.kind), relation.inverse, relation.event));
        list.dedup();
    }
    relations
}

fn unknown_event(name: &str, place: Place, names: &Names) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::UnknownEvent, format!("there is no event `{name}`"))
        .at(place, "expected the slug, title or alias of an event");
    match suggest_name(name, names.of_events()) {
        Some(near) => diagnostic
            .help(format!("did you mean `{near}`?"))
            .replace_with(near),
        None => {
            diagnostic.help("make it with `dateline new event TITLE`, or take the relation out")
        }
    }
}
