//! The CSDL of Microsoft Graph: types with their properties and navigation, enumerations, actions, and where paths begin.

use std::collections::HashMap;
use std::sync::LazyLock;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::unpack;

/// Microsoft Graph v1.0.
pub static GRAPH: LazyLock<Csdl> =
    LazyLock::new(|| Csdl::parse(&unpack(include_bytes!("../schemas/msgraph-v1.0.csdl.gz"))));

#[derive(Debug, Default)]
pub struct Csdl {
    pub types: HashMap<String, Type>,
    pub enums: HashMap<String, Vec<String>>,
    /// Entity sets and singletons: the type, and whether it is a set.
    pub roots: HashMap<String, Kind>,
    pub actions: Vec<Action>,
}

#[derive(Debug, Default)]
pub struct Type {
    pub base: Option<String>,
    pub properties: HashMap<String, Property>,
    pub navigation: HashMap<String, Kind>,
}

#[derive(Debug)]
pub struct Property {
    pub kind: Kind,
    pub is_nullable: bool,
}

/// A type's name, and whether it is a collection of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    pub name: String,
    pub is_many: bool,
}

#[derive(Debug, Default)]
pub struct Action {
    pub name: String,
    /// The first is what the action is bound to.
    pub parameters: Vec<(String, Property)>,
    pub result: Option<Kind>,
}

impl Kind {
    fn read(name: &str) -> Self {
        let inner = name.strip_prefix("Collection(").and_then(|name| name.strip_suffix(')'));
        Self { name: full(inner.unwrap_or(name)), is_many: inner.is_some() }
    }
}

/// `graph` is short for the main namespace.
fn full(name: &str) -> String {
    name.strip_prefix("graph.").map_or_else(|| name.to_owned(), |name| format!("microsoft.graph.{name}"))
}

/// Where the reader is.
enum Place {
    Outside,
    Type(String),
    Enum(String),
    Action(Action),
}

impl Csdl {
    fn parse(text: &str) -> Self {
        let mut csdl = Self::default();
        let mut reader = Reader::from_str(text);
        let (mut namespace, mut place) = (String::new(), Place::Outside);
        loop {
            match reader.read_event().unwrap() {
                Event::Start(element) => csdl.begin(&element, &mut namespace, &mut place),
                Event::Empty(element) => {
                    csdl.begin(&element, &mut namespace, &mut place);
                    csdl.end(element.local_name().as_ref(), &mut place);
                }
                Event::End(element) => csdl.end(element.local_name().as_ref(), &mut place),
                Event::Eof => return csdl,
                _ => {}
            }
        }
    }

    fn begin(&mut self, element: &BytesStart<'_>, namespace: &mut String, place: &mut Place) {
        let attribute = |name: &str| {
            element
                .attributes()
                .map(Result::unwrap)
                .find(|attribute| attribute.key.as_ref() == name)
                .map(|attribute| attribute.value.into_owned())
        };
        let name = attribute("Name").unwrap_or_default();
        let property = || Property {
            kind: Kind::read(&attribute("Type").unwrap_or_default()),
            is_nullable: attribute("Nullable").as_deref() != Some("false"),
        };
        match (element.local_name().as_ref(), &mut *place) {
            ("Schema", _) => *namespace = attribute("Namespace").unwrap(),
            ("EntityType" | "ComplexType", _) => {
                let name = format!("{namespace}.{name}");
                let base = attribute("BaseType").map(|base| full(&base));
                self.types.insert(name.clone(), Type { base, ..Type::default() });
                *place = Place::Type(name);
            }
            ("EnumType", _) => {
                let name = format!("{namespace}.{name}");
                self.enums.insert(name.clone(), Vec::new());
                *place = Place::Enum(name);
            }
            ("Action", _) => *place = Place::Action(Action { name, ..Action::default() }),
            ("Property", Place::Type(owner)) => {
                self.types.get_mut(owner).unwrap().properties.insert(name, property());
            }
            ("NavigationProperty", Place::Type(owner)) => {
                self.types.get_mut(owner).unwrap().navigation.insert(name, property().kind);
            }
            ("Member", Place::Enum(owner)) => self.enums.get_mut(owner).unwrap().push(name),
            ("Parameter", Place::Action(action)) => action.parameters.push((name, property())),
            ("ReturnType", Place::Action(action)) => action.result = Some(property().kind),
            ("EntitySet", _) => {
                let kind = Kind { name: full(&attribute("EntityType").unwrap()), is_many: true };
                self.roots.insert(name, kind);
            }
            ("Singleton", _) => {
                self.roots.insert(name, property().kind);
            }
            _ => {}
        }
    }

    fn end(&mut self, element: &str, place: &mut Place) {
        if matches!(element, "EntityType" | "ComplexType" | "EnumType" | "Action")
            && let Place::Action(action) = std::mem::replace(place, Place::Outside)
        {
            self.actions.push(action);
        }
    }

    /// The type and those that it is built on.
    pub fn lineage<'c>(&'c self, name: &str) -> Vec<(&'c str, &'c Type)> {
        let mut found = Vec::new();
        let mut next = self.types.get_key_value(name);
        while let Some((name, kind)) = next {
            found.push((name.as_str(), kind));
            next = kind.base.as_ref().and_then(|base| self.types.get_key_value(base));
        }
        found
    }

    pub fn property(&self, owner: &str, name: &str) -> Option<&Property> {
        self.lineage(owner).into_iter().find_map(|(_, kind)| kind.properties.get(name))
    }

    pub fn navigation(&self, owner: &str, name: &str) -> Option<&Kind> {
        self.lineage(owner).into_iter().find_map(|(_, kind)| kind.navigation.get(name))
    }

    /// Whether a `name` can stand where a `wanted` is asked for. The directory's references are to any kind of object.
    pub fn is_a(&self, name: &str, wanted: &str) -> bool {
        let is_derived = |name: &str, base: &str| self.lineage(name).iter().any(|(known, _)| *known == base);
        is_derived(name, wanted) || name == "microsoft.graph.directoryObject"
    }

    /// The action `name` that is bound to a type, or to one that it is built on.
    pub fn action(&self, owner: &Kind, name: &str) -> Option<&Action> {
        let lineage = self.lineage(&owner.name);
        self.actions.iter().find(|action| {
            let bound = &action.parameters.first().unwrap().1.kind;
            action.name == name
                && bound.is_many == owner.is_many
                && lineage.iter().any(|(known, _)| *known == bound.name)
        })
    }
}
