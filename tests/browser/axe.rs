//! axe-core, the accessibility checker, run within a page.

use serde_json::Value;

use super::driver::Browser;

const AXE: &str = include_str!("vendor/axe-core/axe.min.js");

/// Names rule and places of each violation; an inapplicable or unsure rule is none.
const RUN: &str = r#"
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ["violations"] }).then(
      (results) => done(results.violations.map((found) =>
        `axe-core: ${found.id}: ${found.nodes.map((node) => node.target.join(" ")).slice(0, 5).join(" | ")}`)),
      (error) => done([`axe-core failed: ${error}`]));
"#;

/// What axe-core has against the page as it stands.
///
/// The driver's scripts run whatever the page's content security policy says.
pub async fn violations(browser: &Browser) -> Vec<String> {
    let is_there = browser.client.execute("return typeof axe === 'object'", Vec::new()).await.unwrap();
    if is_there != true {
        browser.client.execute(AXE, Vec::new()).await.unwrap();
    }
    let found = browser.client.execute_async(RUN, Vec::new()).await.unwrap();
    found.as_array().unwrap().iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect()
}
