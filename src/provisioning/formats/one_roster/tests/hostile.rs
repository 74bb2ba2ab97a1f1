//! Uploads that mean harm, or are broken.

use std::fmt::Write as _;
use std::io::{self, Cursor, Read as _, Write as _};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::sample::{Sample, USERS_1_1};
use super::{first, refusal, refused_at_once};
use crate::provisioning::formats::{inspect, read};

const MIB: u64 = 1 << 20;

/// A zip with one deflated file of zeros.
fn zeros(name: &str, size: u64) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    io::copy(&mut io::repeat(0).take(size), &mut zip).unwrap();
    zip.finish().unwrap().into_inner()
}

/// Replaces four bytes wherever they stand, as for a size in a header.
fn patch(bytes: &mut [u8], from: [u8; 4], to: [u8; 4]) {
    for at in 0..bytes.len() - 3 {
        if bytes[at..at + 4] == from {
            bytes[at..at + 4].copy_from_slice(&to);
        }
    }
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let bomb = zeros("users.csv", 600 * MIB);
    assert!(bomb.len() < 1_000_000);
    assert_eq!(inspect(Cursor::new(bomb)).unwrap_err().code(), "zip_bomb");
}

#[test]
fn a_file_that_hides_its_size_is_unpacked_no_further_than_it_says() {
    let rows = "k1,l1,student,\n".repeat(20_000_000 / 15);
    let enrolments = format!("classSourcedId,userSourcedId,role,endDate\n{rows}");
    let size = u32::try_from(enrolments.len()).unwrap();
    let mut bomb = Sample::v1_1().with("enrollments.csv", enrolments).zip().into_inner();
    patch(&mut bomb, size.to_le_bytes(), 100_000_u32.to_le_bytes());
    assert!(inspect(Cursor::new(&bomb)).is_ok(), "only the start of the file is unpacked at first");
    assert_eq!(read(Cursor::new(&bomb)).unwrap_err().code(), "damaged");
}

#[test]
fn more_than_the_limits_is_refused() {
    let packed = io::repeat(b'x').take(64 * MIB + 1);
    let mut bytes = Vec::new();
    packed.take(64 * MIB + 1).read_to_end(&mut bytes).unwrap();
    assert_eq!(inspect(Cursor::new(bytes)).unwrap_err().code(), "too_large");
    let many = (0..45).fold(Sample::v1_1(), |sample, n| sample.with(&format!("{n}.txt"), ""));
    assert_eq!(refused_at_once(&many), "too_many_files");
}

#[test]
fn a_zip_of_very_many_files_is_not_even_listed() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..30_000 {
        zip.start_file(format!("{n}"), SimpleFileOptions::default()).unwrap();
    }
    assert_eq!(inspect(zip.finish().unwrap()).unwrap_err().code(), "too_many_files");
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    for name in
        ["../users.csv", "/etc/users.csv", "a/users.csv", "..\\users.csv", "C:users.csv", "..", "a\nb"]
    {
        assert_eq!(refused_at_once(&Sample::v1_1().with(name, "x")), "bad_path", "{name}");
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("users.csv", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    assert_eq!(inspect(zip.finish().unwrap()).unwrap_err().code(), "bad_path");
}

#[test]
fn one_name_twice_is_refused() {
    assert_eq!(refused_at_once(&Sample::v1_1().with("USERS.csv", "x")), "file_repeated");
    let mut bytes = Sample::v1_1().with("userz.csv", "x").zip().into_inner();
    patch(&mut bytes, *b"serz", *b"sers");
    assert_eq!(inspect(Cursor::new(bytes)).unwrap_err().code(), "file_repeated");
}

#[test]
fn an_encrypted_file_is_refused() {
    let mut bytes = Sample::v1_1().zip().into_inner();
    let central = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[central + 8] |= 1;
    assert_eq!(inspect(Cursor::new(bytes)).unwrap_err().code(), "encrypted");
}

#[test]
fn a_zip_that_breaks_off_is_no_zip_and_a_changed_byte_is_noticed() {
    let whole = Sample::v1_1().zip().into_inner();
    for length in [0, 10, whole.len() / 2, whole.len() - 10] {
        assert_eq!(inspect(Cursor::new(&whole[..length])).unwrap_err().code(), "not_a_zip", "{length}");
    }
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("manifest.csv", stored).unwrap();
    zip.write_all(b"propertyName,value\noneroster.version,1.1\n").unwrap();
    let mut bytes = zip.finish().unwrap().into_inner();
    patch(&mut bytes, *b",1.1", *b",1.2");
    assert_eq!(inspect(Cursor::new(bytes)).unwrap_err().code(), "damaged");
}

#[test]
fn other_encodings_are_refused_with_the_row() {
    let mut latin =
        format!("{USERS_1_1}\nt1,a,teacher,Rhys,Mon,MON,,,,,,,,,2019-09-01,\nt2,a,teacher,Rhys,M")
            .into_bytes();
    latin.extend(b"\xf4n,MON,,,,,,,,,2019-09-01,\n");
    let (code, message) = refusal(&Sample::v1_1().with("users.csv", latin));
    assert_eq!((code, message.as_str()), ("not_utf8", "row 3 of users.csv is not UTF-8 text"));
    let wide = |text: &[u8]| text.iter().flat_map(|byte| [*byte, 0]).collect();
    assert_eq!(refused_at_once(&Sample::v1_1().map(wide)), "not_utf8");
}

#[test]
fn a_row_that_is_short_is_named() {
    let (code, message) = refusal(&Sample::v1_1().people_1_1("t1,a,teacher\n"));
    assert_eq!(code, "row_length");
    assert!(message.starts_with("row 2 of users.csv"));
}

#[test]
fn endless_fields_are_refused() {
    let long = format!("t1,a,teacher,{},Môn,MON,,,,,,,,,2019-09-01,\n", "x".repeat(64 * 1024 + 1));
    assert_eq!(refusal(&Sample::v1_1().people_1_1(&long)).0, "field_too_long");
    let noise: String = (0..400_000).fold(String::new(), |mut text, n| {
        let _ = write!(text, "{n}");
        text
    });
    let open_quote = format!("t1,a,teacher,\"{noise}");
    assert_eq!(refusal(&Sample::v1_1().people_1_1(&open_quote)).0, "field_too_long");
}

#[test]
fn a_million_enrolments_are_read_and_too_many_users_are_refused() {
    let rows = |count: u32, row: &dyn Fn(u32) -> String| {
        (0..count).fold(String::new(), |mut text, n| {
            text.push_str(&row(n));
            text
        })
    };
    let enrolments = rows(1_000_000, &|n| format!("k1,l1,student,{}\n", n % 977));
    let sample =
        Sample::v1_1().with("enrollments.csv", format!("classSourcedId,userSourcedId,role,n\n{enrolments}"));
    assert_eq!(first(&sample).memberships.map(|rows| rows.len()), Some(1));
    let users = rows(200_001, &|n| format!("{n},a,parent,,,,,,,,,,,,,\n"));
    assert_eq!(refusal(&Sample::v1_1().people_1_1(&users)).0, "too_many_rows");
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert!(read(Cursor::new(bytes)).is_err());
    }

    #[test]
    fn no_change_of_a_good_zip_makes_it_panic(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = Sample::v1_2().zip().into_inner();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = read(Cursor::new(bytes));
    }

    #[test]
    fn no_content_makes_it_panic(file in 0_usize..8, rows in "([a-z0-9é\"=,;\\-\n]|\r\n|\"\"|\u{0}){0,80}") {
        let files = ["manifest", "orgs", "academicSessions", "courses", "classes", "roles", "users", "enrollments"];
        let name = format!("{}.csv", files[file]);
        let sample = Sample::v1_2();
        let header = sample.header(&name);
        let _ = read(sample.with(&name, format!("{header}\n{rows}")).zip());
    }
}
