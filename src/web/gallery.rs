//! A page with every part of the kit, so that each partial is compiled and held to the rules of the pages.

use askama::Template;
use scraper::{Html, Selector};

use crate::base::Language;
use crate::web::{Chip, Column, Flash, ListAddress, ListFrame, Menu, MenuEntry, Pagination};
use crate::web::{SchoolBox, ServiceDeskContact, Shell, messages};

struct Row {
    id: u32,
    name: &'static str,
    username: &'static str,
    group: &'static str,
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r##"
{% extends "_partials/list_frame.html" %}
{% block actions %}{% call ui::menu("Group Actions") %}<li><a href="/x">Reset Passwords Registration Group</a></li><li><a href="/x">Print Registration Group</a></li>{% endcall %}{% endblock %}
{% block filters %}
{{ lists::search(t, "siân", [("", t.search_all_fields()), ("username", t.username())], "") }}
{{ lists::filter("year", t.year(), years, "7") }}
{{ lists::filter("group", t.registration_group(), [("", t.filter_any())], "") }}
{{ lists::filter("status", t.status(), [("", t.status_current()), ("leavers", t.status_leavers()), ("all", t.status_all())], "") }}
{{ lists::filter("consent", t.consent(), [("", t.filter_any()), ("yes", t.consent_given()), ("no", t.consent_not_given())], "no") }}
{{ lists::filter_date("created_from", t.created_from(), "") }}
{{ lists::filter_date("created_to", t.created_to(), "") }}
{% endblock %}
{% block bulk %}{{ ui::bulk_action("confirm_consent", "Confirm Consent") }}{{ ui::bulk_action("print", "Print Selected") }}{% endblock %}
{% block nothing %}{{ ui::empty("No learners yet", "The client last ran 3 days ago.") }}{% endblock %}
{% block rows %}
{%- for row in rows %}
<tr>
  {{ lists::tick(t.select(), row.id, row.name) }}
  <td class="person-name" data-label="{{ t.name() }}">{{ row.name }}</td>
  <td data-label="{{ t.username() }}">{{ row.username }}</td>
  <td data-label="{{ t.year() }}">7</td>
  <td data-label="{{ t.reg_group() }}">{{ row.group }}</td>
  <td data-label="{{ t.created_on() }}">01/09/2026</td>
  <td class="more"><a href="/x">{{ t.view_details() }}</a></td>
</tr>
{%- endfor %}
{% endblock %}
"##
)]
struct ListPage {
    shell: Shell,
    list: ListFrame,
    years: Vec<(String, String)>,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r##"
{% extends "base.html" %}
{% import "_partials/forms.html" as forms %}
{% block title %}{{ t.my_profile() }}{% endblock %}
{% block content %}
<h1>{{ t.my_profile() }}</h1>
{{ forms::error_summary(t, [("surname", "Type a surname.")]) }}
<div class="figures">
{{ ui::figure(412, t.learners(), "/x") }}{{ ui::figure(38, t.kind_staff(), "/x") }}{{ ui::figure(19, t.consent_not_given(), "/x") }}{{ ui::figure(3, t.expires_on(), "/x") }}
</div>
{{ ui::tabs("Run", tabs) }}
<p>{{ ui::badge("good", t.run_applied()) }} {{ ui::badge("info", t.run_received()) }} {{ ui::badge("wait", t.run_applying()) }} {{ ui::badge("warn", t.run_held()) }} {{ ui::badge("bad", t.run_failed()) }} {{ ui::badge("off", t.run_discarded()) }}</p>
{{ ui::progress("progress", "17 of 30", 17, 30) }}
{% call ui::panel("warn", t.warning()) %}<p>People of the MIS must not be added here.</p>{% endcall %}
{% call ui::panel("info", t.information()) %}<p>Only passwords set in the portal can be printed.</p>{% endcall %}
{% call ui::panel("good", t.run_applied()) %}<p>Done.</p>{% endcall %}
<form method="post" action="/x">
{{ forms::field("forename", t.legal_forename(), "Siân", "", "", complete = "given-name") }}
{{ forms::field("surname", t.legal_surname(), "", "As the MIS has it.", "Type a surname.") }}
{{ forms::field("starts", t.start_date(), "", "", "", type = "date") }}
{{ forms::password("current", t.password(), "At least 8 characters.", "", "current-password") }}
{{ forms::select("year", t.year(), [("7", "Year 7"), ("8", "Year 8")], "8", "", "") }}
{{ forms::radios("term", "Term", [("1", "1 month"), ("3", "3 months")], "3", "") }}
{{ forms::tick("rename", "Generate New Username", "yes", false) }}
{{ ui::answers(t, t.save(), "/x", "primary") }}
</form>
{% endblock %}
"##
)]
struct FormPage {
    shell: Shell,
    tabs: Vec<Tab>,
}

struct Tab {
    label: &'static str,
    href: &'static str,
    current: bool,
}

#[derive(Template)]
#[template(path = "_partials/password_shown.html")]
struct PasswordShown {
    t: &'static crate::web::Messages,
    password: &'static str,
}

fn shell(language: Language) -> Shell {
    let t = messages(language);
    let entry = |label: String| MenuEntry::link(label, "/x");
    Shell {
        person: Some("Nia Rowlands".into()),
        school: Some(SchoolBox {
            name: "Ysgol Glan-y-Môr".into(),
            number: "6602101".parse().unwrap(),
            phase: t.phase_secondary(),
            dashboard_url: "/schools/6602101".into(),
            working_as: Some(t.working_as_la_admin("Ysgol Glan-y-Môr")),
            leave_url: "/leave".into(),
        }),
        menus: vec![
            Menu {
                label: t.view_users(),
                entries: vec![entry(t.view_learners()), entry(t.view_staff()), entry(t.view_non_mis())],
            },
            Menu {
                label: t.administration(),
                entries: vec![
                    entry(t.view_groups()),
                    MenuEntry::heading(t.download_passwords()),
                    entry(t.all_pupils()),
                ],
            },
        ],
        flash: Some(Flash::Saved),
        service_desk: Some(ServiceDeskContact {
            email: "desk@example.org".into(),
            telephone: "03000 00 00 00".into(),
        }),
        ..Shell::bare(language, "/learners?year=7")
    }
}

fn list_page(language: Language) -> ListPage {
    let t = messages(language);
    let address = ListAddress::of(&"/learners?year=7&consent=no&sort=name".parse().unwrap());
    let sortable = |label: String, key| Column::sortable(label, key, "name", &address);
    let names =
        ["Jones, Siân", "Llwyd, Tomos", "O’Brien, Aoife", "ap Dafydd, Llŷr", "Ŵyn-Prys, Gwenllian Mair"];
    let users = ["JonesS3", "LlwydT", "OBrienA", "apDafyddL", "WynPrysG12"];
    let rows = (0..15).map(|id| Row {
        id: u32::try_from(id).unwrap(),
        name: names[id % 5],
        username: users[id % 5],
        group: ["7A", "7B"][id % 2],
    });
    ListPage {
        shell: shell(language),
        years: vec![(String::new(), t.filter_any()), ("7".into(), t.year_number(7))],
        rows: rows.collect(),
        list: ListFrame {
            heading: t.learners(),
            matching: 412,
            total: 431,
            chips: vec![
                Chip::new(t.year_number(7), "year", &address),
                Chip::new(format!("{}: {}", t.consent(), t.consent_not_given()), "consent", &address),
            ],
            columns: vec![
                sortable(t.name(), "name"),
                sortable(t.username(), "username"),
                Column::plain(t.password()),
                sortable(t.year(), "year"),
                sortable(t.reg_group(), "group"),
                sortable(t.consent(), "consent"),
                sortable(t.created_on(), "created"),
            ],
            pagination: Pagination::new(address.clone(), 412, 2, 50),
            selection_action: Some("/selected".into()),
            file_href: Some("/list.csv".into()),
            address,
        },
    }
}

fn form_page(language: Language) -> FormPage {
    let tab = |label, current| Tab { label, href: "/x", current };
    FormPage { shell: shell(language), tabs: vec![tab("Changes", true), tab("Rejected", false)] }
}

fn pages() -> Vec<String> {
    let languages = [Language::Cy, Language::En];
    languages
        .into_iter()
        .flat_map(|language| [list_page(language).render().unwrap(), form_page(language).render().unwrap()])
        .collect()
}

fn count(page: &str, selector: &str) -> usize {
    Html::parse_document(page).select(&Selector::parse(selector).unwrap()).count()
}

#[test]
fn a_page_has_one_heading_and_says_its_language() {
    for page in pages() {
        assert_eq!(count(&page, "h1"), 1);
        assert_eq!(count(&page, "html[lang=cy], html[lang=en]"), 1);
        assert_eq!(count(&page, "main#main, a.skip-link[href='#main']"), 2);
    }
}

#[test]
fn no_page_holds_a_script_or_a_style_of_its_own() {
    for page in pages() {
        assert_eq!(count(&page, "script:not([src]), style, [style], [onclick], [hx-on]"), 0);
    }
}

#[test]
fn every_field_has_a_label_and_its_error_is_tied_to_it() {
    for page in pages() {
        let document = Html::parse_document(&page);
        let fields = Selector::parse("input:not([type=hidden]), select").unwrap();
        for field in document.select(&fields) {
            let id = field.value().id().unwrap_or("-");
            let label = format!("label[for='{id}']");
            let inside =
                field.ancestors().any(|node| node.value().as_element().is_some_and(|e| e.name() == "label"));
            assert!(
                inside || field.attr("aria-label").is_some() || count(&page, &label) == 1,
                "{}",
                field.html()
            );
        }
    }
    let page = form_page(Language::En).render().unwrap();
    assert_eq!(count(&page, "#surname[aria-invalid=true][aria-describedby~='surname-error']"), 1);
    assert_eq!(count(&page, "#surname-error, a[href='#surname']"), 2);
}

#[test]
fn ids_are_unique() {
    for page in pages() {
        let document = Html::parse_document(&page);
        let mut seen = std::collections::BTreeSet::new();
        for element in document.select(&Selector::parse("[id]").unwrap()) {
            assert!(seen.insert(element.value().id()), "{:?}", element.value().id());
        }
    }
}

#[test]
fn a_list_keeps_its_filters_when_pages_change() {
    let page = list_page(Language::En).render().unwrap();
    assert_eq!(count(&page, ".per-page input[name=year][value='7']"), 1);
    assert_eq!(count(&page, "a[href='/learners?year=7&consent=no&sort=name&page=3']"), 2);
    assert_eq!(count(&page, "a.chip[href='/learners?consent=no&sort=name']"), 1);
    assert_eq!(count(&page, "th[aria-sort=ascending]"), 1);
}

#[test]
fn a_password_comes_alone() {
    let page = list_page(Language::En).render().unwrap();
    assert_eq!(count(&page, "output.password-value"), 0);
    let shown = PasswordShown { t: messages(Language::En), password: "Tarian<42" };
    assert!(shown.render().unwrap().contains("Tarian&#60;42"));
}
