//! What somebody might get wrong in a request or an answer: each slip must be found by the schemas.

use axum::http::HeaderValue;
use serde_json::{Value, json};
use ump::connectors::sandbox::Recorded;

/// What somebody might get wrong: the request or answer it happens in, and the slip.
pub type Slip = (&'static str, &'static str, fn(&mut Recorded));

/// Changes a body.
fn edit(body: &mut Vec<u8>, change: impl FnOnce(&mut Value)) {
    let mut value = serde_json::from_slice(body).unwrap();
    change(&mut value);
    *body = value.to_string().into_bytes();
}

/// Gives a field of a body another name.
pub fn rename(body: &mut Vec<u8>, from: &str, to: &str) {
    edit(body, |value| {
        let fields = value.as_object_mut().unwrap();
        let moved = fields.remove(from).unwrap();
        fields.insert(to.to_owned(), moved);
    });
}

/// Slips of every kind, for each service.
pub const SLIPS: &[Slip] = &[
    ("POST graph/v1.0/users", "a misspelt property", |one| {
        rename(&mut one.body, "displayName", "displayname");
    }),
    ("POST graph/v1.0/users", "a wrong type", |one| {
        edit(&mut one.body, |user| user["accountEnabled"] = "yes".into());
    }),
    ("POST graph/v1.0/users", "a wrong field deep inside", |one| {
        edit(&mut one.body, |user| user["passwordProfile"]["secret"] = "x".into());
    }),
    ("POST graph/v1.0/users", "a wrong verb", |one| one.method = "PUT".into()),
    ("POST graph/v1.0/users", "no token", |one| drop(one.headers.remove("authorization"))),
    ("POST graph/v1.0/users", "another content type", |one| {
        one.headers.insert("content-type", HeaderValue::from_static("text/plain"));
    }),
    ("POST graph/v1.0/users", "an unknown field in the answer", |one| {
        rename(&mut one.answer, "surname", "lastName");
    }),
    ("POST graph/v1.0/users/*/assignLicense", "a misspelt parameter", |one| {
        rename(&mut one.body, "removeLicenses", "removeLicences");
    }),
    ("POST graph/v1.0/users/*/assignLicense", "no list of licences", |one| {
        edit(&mut one.body, |body| body["addLicenses"] = "A3".into());
    }),
    ("POST graph/v1.0/users/*/assignLicense", "no UUID", |one| {
        edit(&mut one.body, |body| body["addLicenses"][0]["skuId"] = "A3".into());
    }),
    ("GET graph/v1.0/users", "an unknown property selected", |one| {
        one.query = one.query.replace("accountEnabled", "enabled");
    }),
    ("GET graph/v1.0/users", "an unknown property filtered by", |one| {
        one.query = one.query.replace("Immutable", "Mutable");
    }),
    ("GET graph/v1.0/users", "an unknown option", |one| one.query.push_str("&$limit=1")),
    ("GET graph/v1.0/groups/*/members", "a page that is too large", |one| {
        one.query = one.query.replace("999", "1000");
    }),
    ("GET graph/v1.0/groups/*/members", "an unknown link", |one| {
        one.path = one.path.replace("members", "pupils");
    }),
    ("GET graph/v1.0/groups/*/members", "a list in another form", |one| {
        rename(&mut one.answer, "value", "values");
    }),
    ("POST graph/v1.0/education/classes", "a word outside the enumeration", |one| {
        edit(&mut one.body, |class| class["externalSource"] = "mis".into());
    }),
    ("POST graph/v1.0/education/classes", "a property that must be there left out", |one| {
        edit(&mut one.body, |class| drop(class.as_object_mut().unwrap().remove("mailNickname")));
    }),
    ("POST graph/v1.0/education/classes", "null where null cannot be", |one| {
        edit(&mut one.body, |class| class["displayName"] = Value::Null);
    }),
    ("POST graph/v1.0/teams", "a link that there is not", |one| {
        rename(&mut one.body, "group@odata.bind", "class@odata.bind");
    }),
    ("POST graph/v1.0/teams", "a reference to another kind of object", |one| {
        edit(&mut one.body, |team| {
            team["group@odata.bind"] =
                team["group@odata.bind"].as_str().unwrap().replace("groups", "users").into();
        });
    }),
    ("POST graph/v1.0/teams", "no address where to look", |one| drop(one.answer_headers.remove("location"))),
    ("PATCH graph/v1.0/groups/*", "one reference where there are many", |one| {
        edit(&mut one.body, |group| group["members@odata.bind"] = group["members@odata.bind"][0].take());
    }),
    ("POST graph/v1.0/groups/*/members/$ref", "a reference by another name", |one| {
        rename(&mut one.body, "@odata.id", "id");
    }),
    ("POST graph/v1.0/education/classes/*/teachers/$ref", "a reference elsewhere", |one| {
        edit(&mut one.body, |body| body["@odata.id"] = "https://example.org/users/1".into());
    }),
    ("POST graph/v1.0/teams/*/archive", "an action that there is not", |one| {
        one.path = one.path.replace("archive", "close");
    }),
    ("POST graph/v1.0/teams/*/archive", "a parameter that there is not", |one| {
        one.headers.insert("content-type", HeaderValue::from_static("application/json"));
        one.body = json!({ "readOnly": true }).to_string().into_bytes();
    }),
    ("DELETE graph/v1.0/users/*", "a body where none is", |one| one.body = b"{}".to_vec()),
    ("POST directory/admin/directory/v1/users", "a misspelt property", |one| {
        rename(&mut one.body, "primaryEmail", "email");
    }),
    ("POST directory/admin/directory/v1/users", "a property that only the service writes", |one| {
        edit(&mut one.body, |user| user["isEnrolledIn2Sv"] = true.into());
    }),
    ("POST directory/admin/directory/v1/users", "a wrong type", |one| {
        edit(&mut one.body, |user| user["suspended"] = "false".into());
    }),
    ("POST directory/admin/directory/v1/users", "a wrong field deep inside", |one| {
        edit(&mut one.body, |user| user["name"]["surname"] = "Llŷr".into());
    }),
    ("GET directory/admin/directory/v1/users", "an unknown parameter", |one| one.query.push_str("&filter=x")),
    ("POST directory/admin/directory/v1/users/*/aliases", "another path", |one| one.path.push_str("/add")),
    ("POST classroom/v1/courses", "a word outside the enumeration", |one| {
        edit(&mut one.body, |course| course["courseState"] = "OPEN".into());
    }),
    ("POST classroom/v1/courses", "a read-only property", |one| {
        edit(&mut one.body, |course| course["enrollmentCode"] = "abc".into());
    }),
    ("POST classroom/v1/courses", "an answer of another shape", |one| {
        edit(&mut one.answer, |course| course["creationTime"] = "today".into());
    }),
    ("PATCH classroom/v1/courses/*", "a misspelt parameter", |one| {
        one.query = one.query.replace("updateMask", "mask");
    }),
    ("GET classroom/v1/courses/*/students", "no number of rows", |one| {
        one.query = one.query.replace("100", "all");
    }),
    ("POST classroom/v1/courses/*/students", "another verb", |one| one.method = "PUT".into()),
    ("exchange New-Mailbox", "a parameter that there is not", |one| {
        edit(&mut one.body, |body| body["CmdletInput"]["Parameters"]["Adress"] = "x".into());
    }),
    ("exchange New-Mailbox", "a wrong type", |one| {
        edit(&mut one.body, |body| body["CmdletInput"]["Parameters"]["Shared"] = "$true".into());
    }),
    ("exchange Get-MailboxPermission", "no anchor", |one| drop(one.headers.remove("x-anchormailbox"))),
    ("exchange Add-MailboxPermission", "a parameter left out", |one| {
        edit(&mut one.body, |body| {
            drop(body["CmdletInput"]["Parameters"].as_object_mut().unwrap().remove("User"));
        });
    }),
    ("POST login/*/oauth2/v2.0/token", "a field that there is not", |one| one.body.extend(b"&resource=x")),
    ("POST google/token", "a field that there is not", |one| one.body.extend(b"&scope=x")),
];
