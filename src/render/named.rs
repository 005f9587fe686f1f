//! A view as its template sees it: those of its fields alone that a template names.
//!
//! To make a map of every field, and to throw it away with the page, was a fifth of a build. Maps of the site's own
//! (`extra`) stay whole.

use serde::ser::{self, Serialize, Serializer};

use super::theme::Names;

/// Fields that a map has room for from the beginning. Not all of a large view are named, and a map grows when it has to.
const MOST: usize = 14;

/// Serialises as the value, without the fields that nothing names.
pub(super) struct Named<'a, T: ?Sized>(pub(super) &'a T, pub(super) &'a Names);

impl<T: Serialize + ?Sized> Serialize for Named<'_, T> {
    fn serialize<S: Serializer>(&self, inner: S) -> Result<S::Ok, S::Error> {
        let Self(value, names) = *self;
        value.serialize(Filter { inner, names })
    }
}

/// Passes everything on, but leaves fields out.
struct Filter<'a, S> {
    inner: S,
    names: &'a Names,
}

/// Methods that pass on what they are given.
macro_rules! pass_on {
    ($($method:ident($($argument:ident: $type:ty),*) -> $result:ty;)*) => {
        $(fn $method(self, $($argument: $type),*) -> Result<$result, S::Error> {
            self.inner.$method($($argument),*)
        })*
    };
}

impl<'a, S: Serializer> Serializer for Filter<'a, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Filter<'a, S::SerializeSeq>;
    type SerializeTuple = S::SerializeTuple;
    type SerializeTupleStruct = S::SerializeTupleStruct;
    type SerializeTupleVariant = S::SerializeTupleVariant;
    type SerializeMap = S::SerializeMap;
    type SerializeStruct = Filter<'a, S::SerializeStruct>;
    type SerializeStructVariant = S::SerializeStructVariant;

    pass_on! {
        serialize_bool(v: bool) -> S::Ok;
        serialize_i8(v: i8) -> S::Ok;
        serialize_i16(v: i16) -> S::Ok;
        serialize_i32(v: i32) -> S::Ok;
        serialize_i64(v: i64) -> S::Ok;
        serialize_u8(v: u8) -> S::Ok;
        serialize_u16(v: u16) -> S::Ok;
        serialize_u32(v: u32) -> S::Ok;
        serialize_u64(v: u64) -> S::Ok;
        serialize_f32(v: f32) -> S::Ok;
        serialize_f64(v: f64) -> S::Ok;
        serialize_char(v: char) -> S::Ok;
        serialize_str(v: &str) -> S::Ok;
        serialize_bytes(v: &[u8]) -> S::Ok;
        serialize_none() -> S::Ok;
        serialize_unit() -> S::Ok;
        serialize_unit_struct(name: &'static str) -> S::Ok;
        serialize_unit_variant(name: &'static str, index: u32, variant: &'static str) -> S::Ok;
        serialize_tuple(len: usize) -> S::SerializeTuple;
        serialize_tuple_struct(name: &'static str, len: usize) -> S::SerializeTupleStruct;
        serialize_tuple_variant(name: &'static str, index: u32, variant: &'static str, len: usize) -> S::SerializeTupleVariant;
        serialize_map(len: Option<usize>) -> S::SerializeMap;
        serialize_struct_variant(name: &'static str, index: u32, variant: &'static str, len: usize) -> S::SerializeStructVariant;
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.inner.serialize_some(&Named(value, self.names))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.inner.serialize_newtype_struct(name, value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        (self.inner).serialize_newtype_variant(name, index, variant, value)
    }

    fn serialize_seq(self, len: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        let inner = self.inner.serialize_seq(len)?;
        Ok(Filter {
            inner,
            names: self.names,
        })
    }

    fn serialize_struct(
        self,
        name: &'static str,
        len: usize,
    ) -> Result<Self::SerializeStruct, S::Error> {
        let inner = self.inner.serialize_struct(name, len.min(MOST))?;
        Ok(Filter {
            inner,
            names: self.names,
        })
    }
}

impl<S: ser::SerializeSeq> ser::SerializeSeq for Filter<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        self.inner.serialize_element(&Named(value, self.names))
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.inner.end()
    }
}

impl<S: ser::SerializeStruct> ser::SerializeStruct for Filter<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), S::Error> {
        if self.names.has(key) {
            self.inner.serialize_field(key, &Named(value, self.names))
        } else {
            self.inner.skip_field(key)
        }
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.inner.end()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde::Serialize;
    use serde_json::{Value, json};

    use super::*;

    #[derive(Serialize)]
    struct View {
        title: &'static str,
        body: &'static str,
        links: Vec<Link>,
        image: Option<Link>,
        extra: Value,
    }

    #[derive(Serialize)]
    struct Link {
        url: &'static str,
        body: &'static str,
    }

    #[test]
    fn fields_that_nothing_names_are_left_out() {
        let link = |url| Link { url, body: "text" };
        let view = View {
            title: "Title",
            body: "text",
            links: vec![link("a/"), link("b/")],
            image: Some(link("c.jpg")),
            extra: json!({"anything": {"body": 1}}),
        };
        let check = |tag: &str, expected: Value| {
            let mut names = Names::none();
            names.add_tag(tag);
            assert_eq!(
                serde_json::to_value(Named(&view, &names)).unwrap(),
                expected
            );
        };
        check("view.title", json!({"title": "Title"}));
        check(
            "view.links[0].url ~ view.image.url",
            json!({"links": [{"url": "a/"}, {"url": "b/"}], "image": {"url": "c.jpg"}}),
        );
        check("view.extra.of", json!({"extra": {"anything": {"body": 1}}}));
        let mut whole = Names::none();
        whole.add_tag("view[name]");
        let named = serde_json::to_value(Named(&view, &whole)).unwrap();
        assert_eq!(named, serde_json::to_value(&view).unwrap());
    }
}
