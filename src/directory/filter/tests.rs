use proptest::prelude::*;

use super::*;

fn read(list: PeopleList, parameters: &[(&str, &str)]) -> Filter {
    let owned: Vec<_> =
        parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Filter::read(list, &owned)
}

fn again(list: PeopleList, filter: &Filter) -> Filter {
    let parameters = filter.parameters();
    let borrowed: Vec<_> = parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
    read(list, &borrowed)
}

#[test]
fn every_filter_of_the_guides_is_read() {
    let filter = read(
        PeopleList::Learners,
        &[
            ("q", "Siân"),
            ("field", "name"),
            ("year", "R"),
            ("group", "7A"),
            ("class", "mine"),
            ("status", "leavers"),
            ("created_from", "2026-09-01"),
            ("created_to", "2026-09-30"),
            ("consent", "no"),
            ("sort", "-group"),
            ("per_page", "100"),
            ("page", "3"),
        ],
    );
    assert_eq!(filter.search.as_ref().unwrap().field, Some(SearchField::Name));
    assert_eq!(filter.year, YearGroup::new(0));
    assert_eq!((filter.class, filter.status), (Some(Class::Mine), Status::Leavers));
    assert_eq!(filter.has_consent, Some(false));
    assert_eq!(filter.order.code(), "-group");
    assert_eq!((filter.per_page, filter.page), (100, 3));
    assert_eq!(again(PeopleList::Learners, &filter), filter);
    assert_eq!(filter.parameters().len(), 12);
}

#[test]
fn what_is_broken_is_left_out() {
    let filter = read(
        PeopleList::Learners,
        &[
            ("q", "  "),
            ("year", "15"),
            ("group", "\u{0}"),
            ("class", "7A"),
            ("status", "gone"),
            ("created_from", "01/09/2026"),
            ("created_to", "+99999-01-01"),
            ("consent", "1"),
            ("sort", "upn"),
            ("per_page", "51"),
            ("page", "-1"),
            ("person", "B801200005001"),
        ],
    );
    assert_eq!(filter, Filter::default());
    assert_eq!(filter.parameters(), []);
}

#[test]
fn staff_have_no_year_and_no_consent() {
    let filter = read(
        PeopleList::Staff,
        &[("year", "7"), ("group", "7A"), ("class", "mine"), ("consent", "yes"), ("sort", "year")],
    );
    assert_eq!(filter, Filter::default());
    let by_code = read(PeopleList::Staff, &[("q", "NR1"), ("field", "staff_code")]);
    assert_eq!(by_code.search.unwrap().field, Some(SearchField::StaffCode));
}

#[test]
fn accounts_kept_by_hand_are_filtered_by_kind_expiry_and_use() {
    let asked = [("kind", "learner"), ("expires", "soon"), ("sign_in", "90"), ("status", "deactivated")];
    let filter = read(PeopleList::NonMis, &asked);
    assert_eq!((filter.kind, filter.expiry), (Some(AccountKind::NonMisLearner), Some(Expiry::Soon)));
    assert_eq!((filter.unused, filter.status), (Some(Unused::Long), Status::Deactivated));
    assert_eq!(filter.kinds(PeopleList::NonMis), ["non_mis_learner"]);
    assert_eq!(again(PeopleList::NonMis, &filter), filter);
    let of_governors = read(PeopleList::Governors, &asked);
    assert_eq!((of_governors.kind, of_governors.expiry), (None, None));
    assert_eq!((of_governors.unused, of_governors.status), (Some(Unused::Long), Status::Deactivated));
    assert_eq!(read(PeopleList::Staff, &asked), Filter::default());
}

#[test]
fn whoever_asks_for_expired_accounts_means_those_that_no_longer_work() {
    let filter = read(PeopleList::NonMis, &[("expires", "over")]);
    assert_eq!(filter.status, Status::All);
    assert_eq!(read(PeopleList::NonMis, &[("status", "expired")]).status, Status::Expired);
    assert_eq!(read(PeopleList::NonMis, &[("status", "leavers")]).status, Status::Current);
}

#[test]
fn the_expiries_share_out_the_days() {
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    let today = day("2026-11-23").unwrap();
    assert_eq!(Expiry::Over.days(today), (None, day("2026-11-22")));
    assert_eq!(Expiry::Soon.days(today), (Some(today), day("2027-01-18")));
    assert_eq!(Expiry::Later.days(today), (day("2027-01-19"), None));
}

#[test]
fn a_upn_is_not_taken_from_an_address() {
    for (q, field) in [("B801200005001", ""), ("B801200005001", "name"), ("B80", "upn")] {
        assert_eq!(read(PeopleList::Learners, &[("q", q), ("field", field)]), Filter::default());
    }
}

#[test]
fn a_page_past_the_end_is_the_last() {
    let page = |page, matching| Filter { page, ..Filter::default() }.offset(matching);
    assert_eq!(page(1, 0), 0);
    assert_eq!(page(2, 51), 50);
    assert_eq!(page(9, 51), 50);
    assert_eq!(page(u32::MAX, 100), 50);
}

const NAMES: [&str; 17] = [
    "kind",
    "expires",
    "sign_in",
    "q",
    "field",
    "person",
    "year",
    "group",
    "class",
    "status",
    "consent",
    "created_from",
    "created_to",
    "sort",
    "per_page",
    "page",
    "x",
];

fn values() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,30}",
        any::<String>(),
        "-?(name|username|year|group|consent|created|upn|staff_code|mine|none|leavers|expired|deactivated|all|staff|learner|soon|later|over|never|90|yes|no|N1|R)",
        "[0-9]{1,12}",
        "20[0-9]{2}-[01][0-9]-[0-3][0-9]",
        "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}",
    ]
}

proptest! {
    #[test]
    fn an_address_says_the_same_when_it_is_read_again(
        parameters in prop::collection::vec((prop::sample::select(&NAMES[..]), values()), 0..17),
        list in prop::sample::select(&PeopleList::ALL[..]),
    ) {
        let borrowed: Vec<_> = parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let filter = read(list, &borrowed);
        prop_assert_eq!(&again(list, &filter), &filter);
        for (_, value) in filter.parameters() {
            prop_assert!(!value.is_empty() && !value.contains('\0'));
        }
    }
}
