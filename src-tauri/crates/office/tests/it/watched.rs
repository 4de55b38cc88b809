//! A transport that holds every answer against `openapi.yaml`: a status that is not described, a
//! missing header or a body of another shape fails the test that caused it.

use std::sync::Arc;

use counter_backoffice::transport::Answer;
use counter_backoffice::{OFFICE_HEADER, OPENAPI, Request, Response, Transport};
use serde_json::Value;

pub struct Watched {
    inner: Arc<dyn Transport>,
    contract: Value,
}

impl Watched {
    pub fn new(inner: Arc<dyn Transport>) -> Self {
        Watched { inner, contract: contract() }
    }
}

pub fn contract() -> Value {
    serde_norway::from_str(OPENAPI).expect("contract")
}

impl Transport for Watched {
    fn call(&self, request: Request) -> Answer<'_> {
        Box::pin(async move {
            let method = request.method().as_str().to_lowercase();
            let path = request.uri().path().to_owned();
            let answer = self.inner.call(request).await?;
            self.judge(&method, &path, &answer);
            Ok(answer)
        })
    }
}

impl Watched {
    fn judge(&self, method: &str, path: &str, answer: &Response) {
        let status = answer.status().as_u16();
        let what = format!("{method} {path} → {status}");
        assert!(answer.headers().contains_key(OFFICE_HEADER), "{what}: no office header");
        let Some(operation) = self.operation(method, path) else {
            assert!(matches!(status, 404 | 405), "{what}: not in the contract");
            return self.problem(answer, &what);
        };
        let said = &operation["responses"][status.to_string()];
        assert!(!said.is_null(), "{what}: status is not in the contract");
        let said = self.followed(said);
        for (name, header) in said["headers"].as_object().into_iter().flatten() {
            let required = self.followed(header)["required"].as_bool().unwrap_or(false);
            assert!(!required || answer.headers().contains_key(name), "{what}: no {name}");
        }
        if status >= 400 && method != "head" {
            self.problem(answer, &what);
        } else if let Some(schema) = said["content"]["application/json"].get("schema") {
            let body: Value = serde_json::from_slice(answer.body()).expect("json");
            self.fits(schema, &body, &what);
        }
    }

    fn problem(&self, answer: &Response, what: &str) {
        let media = answer.headers().get("content-type").and_then(|v| v.to_str().ok());
        assert_eq!(media, Some("application/problem+json"), "{what}");
        let body: Value = serde_json::from_slice(answer.body()).expect("problem");
        self.fits(&self.contract["components"]["schemas"]["Problem"], &body, what);
        assert_eq!(body["status"].as_u64(), Some(u64::from(answer.status().as_u16())), "{what}");
    }

    fn operation(&self, method: &str, path: &str) -> Option<&Value> {
        let alike = |template: &str| {
            let (a, b): (Vec<_>, Vec<_>) =
                (template.split('/').collect(), path.split('/').collect());
            a.len() == b.len()
                && a.iter().zip(&b).all(|(a, b)| a == b || (a.starts_with('{') && !b.is_empty()))
        };
        let paths = self.contract["paths"].as_object().expect("paths");
        paths.iter().find(|(template, _)| alike(template))?.1.get(method)
    }

    fn followed<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str() {
            Some(name) => self.contract.pointer(name.trim_start_matches('#')).expect("reference"),
            None => value,
        }
    }

    /// The part of JSON Schema that the contract uses for shapes: types, required and known
    /// properties, enums, items, a choice of shapes.
    fn fits(&self, schema: &Value, body: &Value, what: &str) {
        let schema = self.followed(schema);
        if let Some(kinds) = schema["oneOf"].as_array() {
            // One of several shapes that name themselves, or nothing at all.
            let its = |shape: &&Value| match (
                &shape["properties"]["kind"]["const"],
                shape["type"].as_str(),
            ) {
                (Value::Null, nothing) => (nothing == Some("null")) == body.is_null(),
                (kind, _) => *kind == body["kind"],
            };
            let shape = kinds.iter().map(|shape| self.followed(shape)).find(its);
            return self.fits(
                shape.unwrap_or_else(|| panic!("{what}: {body} is none of them")),
                body,
                what,
            );
        }
        let type_fits = |name: &str| match name {
            "object" => body.is_object(),
            "array" => body.is_array(),
            "string" => body.is_string(),
            "integer" => body.is_u64() || body.is_i64(),
            "boolean" => body.is_boolean(),
            "null" => body.is_null(),
            other => panic!("{what}: type {other}"),
        };
        match &schema["type"] {
            Value::String(name) => assert!(type_fits(name), "{what}: {body} is no {name}"),
            Value::Array(names) => {
                assert!(names.iter().filter_map(Value::as_str).any(type_fits), "{what}: {body}")
            }
            other => panic!("{what}: type {other}"),
        }
        if let Some(allowed) = schema["enum"].as_array() {
            assert!(allowed.contains(body), "{what}: {body} is not in the enum");
        }
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            assert!(body.get(name).is_some(), "{what}: no {name}");
        }
        for (name, value) in body.as_object().into_iter().flatten() {
            let known = schema["properties"].get(name).or(schema.get("additionalProperties"));
            self.fits(
                known.unwrap_or_else(|| panic!("{what}: {name} is not in the contract")),
                value,
                what,
            );
        }
        for item in body.as_array().into_iter().flatten() {
            self.fits(&schema["items"], item, what);
        }
    }
}
