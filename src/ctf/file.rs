//! Reads Common Transfer Files (XML), as much of them as is needed: who is in it, whence and whither.
//!
//! The file comes from outside, so it is read in one pass, without a tree, with limits; a document type and entities of its
//! own are refused unread. Dates of birth, assessments and everything else are passed over.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use thiserror::Error;

use crate::base::text::normalise;
use crate::base::{Upn, UpnError};

/// The largest file: a large school's with all its assessments is a few megabytes.
pub const SIZE_LIMIT: usize = 20 << 20;

/// More than any school has.
const PUPIL_LIMIT: usize = 5_000;
/// Deeper than any field of the format lies.
const DEPTH_LIMIT: usize = 64;
/// As long as a name may be, in characters.
const NAME_LIMIT: usize = 100;

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CtfError {
    /// Not XML in UTF-8, or broken.
    #[error("not a whole XML file in UTF-8")]
    NotXml,
    /// XML of another kind.
    #[error("not a Common Transfer File")]
    NotCtf,
    /// It has a document type or entities of its own.
    #[error("a document type or an entity")]
    Forbidden,
    /// It names more pupils than any school has.
    #[error("more than {PUPIL_LIMIT} pupils")]
    TooManyPupils,
    /// It names no pupil.
    #[error("no pupil")]
    Empty,
}

/// What is read of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TransferFile {
    /// The name of the school that sends it, where the file tells.
    pub source: String,
    /// The number of the school that it is meant for, where the file tells: authority and establishment.
    pub destination: String,
    /// The pupils, in the file's order.
    pub pupils: Vec<Pupil>,
}

/// A pupil of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pupil {
    /// Legal surname.
    pub surname: String,
    /// Legal forename.
    pub forename: String,
    /// The UPN, or what is wrong with it; nothing where there is none.
    pub upn: Result<Upn, Option<UpnError>>,
    /// The number before, where it is told and right.
    pub former_upn: Option<Upn>,
}

impl Pupil {
    /// The pupil's UPNs that are right.
    pub fn upns(&self) -> impl Iterator<Item = &Upn> {
        self.upn.iter().chain(self.former_upn.iter().filter(|_| self.upn.is_ok()))
    }
}

/// Reads a file.
pub fn read_file(content: &[u8]) -> Result<TransferFile, CtfError> {
    let text = std::str::from_utf8(content).map_err(|_| CtfError::NotXml)?;
    let mut xml = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut reading = Reading::default();
    loop {
        match xml.read_event().map_err(|_| CtfError::NotXml)? {
            Event::Start(tag) => reading.open(tag.local_name().as_ref())?,
            Event::Empty(tag) => {
                reading.open(tag.local_name().as_ref())?;
                reading.close()?;
            }
            Event::End(_) => reading.close()?,
            Event::Text(text) => reading.add(&text.xml10_content()),
            Event::CData(text) => reading.add(&text.xml10_content()),
            Event::GeneralRef(reference) => reading.add(resolve(&reference)?.encode_utf8(&mut [0; 4])),
            Event::DocType(_) => return Err(CtfError::Forbidden),
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => return reading.finish(),
        }
    }
}

/// The character that a reference stands for. XML itself has five by name; any other would be the file's own.
fn resolve(reference: &BytesRef<'_>) -> Result<char, CtfError> {
    if let Some(character) = reference.resolve_char_ref().map_err(|_| CtfError::NotXml)? {
        return Ok(character);
    }
    match reference.as_ref() {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "apos" => Ok('\''),
        "quot" => Ok('"'),
        _ => Err(CtfError::Forbidden),
    }
}

/// Where the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    File,
    Header,
    Source,
    Destination,
    Pupils,
    Pupil,
    Details,
    Field(Field),
    Other,
}

/// What is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    SourceName,
    DestinationAuthority,
    DestinationEstablishment,
    Upn,
    FormerUpn,
    Surname,
    Forename,
}

impl Element {
    /// What `name` is inside of `self`. Some programs wrap the pupils once more, or their names.
    fn child(self, name: &str) -> Self {
        match (self, name) {
            (Self::File, "Header") => Self::Header,
            (Self::File, "CTFpupilData") | (Self::Pupils, "Pupils") => Self::Pupils,
            (Self::Header, "SourceSchool") => Self::Source,
            (Self::Header, "DestSchool") => Self::Destination,
            (Self::Source, "SchoolName") => Self::Field(Field::SourceName),
            (Self::Destination, "LEA") => Self::Field(Field::DestinationAuthority),
            (Self::Destination, "Estab") => Self::Field(Field::DestinationEstablishment),
            (Self::Pupils, "Pupil") => Self::Pupil,
            (Self::Pupil, "BasicDetails") => Self::Details,
            (Self::Pupil | Self::Details, "UPN") => Self::Field(Field::Upn),
            (Self::Pupil | Self::Details, "FormerUPN") => Self::Field(Field::FormerUpn),
            (Self::Pupil | Self::Details, "Surname" | "LegalSurname") => Self::Field(Field::Surname),
            (Self::Pupil | Self::Details, "Forename" | "LegalForename") => Self::Field(Field::Forename),
            _ => Self::Other,
        }
    }
}

/// A file, as far as it has been read.
#[derive(Debug, Default)]
struct Reading {
    open: Vec<Element>,
    is_over: bool,
    text: String,
    authority: String,
    establishment: String,
    pupil: RawPupil,
    file: TransferFile,
}

/// A pupil's fields as they stand in the file.
#[derive(Debug, Default)]
struct RawPupil {
    upn: String,
    former_upn: String,
    surname: String,
    forename: String,
}

impl Reading {
    fn open(&mut self, name: &str) -> Result<(), CtfError> {
        let element = match self.open.last() {
            Some(parent) => parent.child(name),
            None if self.is_over => return Err(CtfError::NotXml),
            None if name == "CTfile" => Element::File,
            None => return Err(CtfError::NotCtf),
        };
        if self.open.len() == DEPTH_LIMIT {
            return Err(CtfError::NotCtf);
        }
        self.text.clear();
        self.open.push(element);
        Ok(())
    }

    fn add(&mut self, text: &str) {
        if let Some(Element::Field(_)) = self.open.last() {
            self.text.push_str(text);
        }
    }

    fn close(&mut self) -> Result<(), CtfError> {
        match self.open.pop().ok_or(CtfError::NotXml)? {
            Element::Field(field) => self.keep(field),
            Element::Pupil if self.file.pupils.len() == PUPIL_LIMIT => return Err(CtfError::TooManyPupils),
            Element::Pupil => self.file.pupils.push(std::mem::take(&mut self.pupil).into()),
            _ => {}
        }
        self.is_over = self.open.is_empty();
        Ok(())
    }

    fn keep(&mut self, field: Field) {
        let text = normalise(&self.text).chars().take(NAME_LIMIT).collect::<String>();
        match field {
            Field::SourceName => self.file.source = text,
            Field::DestinationAuthority => self.authority = text,
            Field::DestinationEstablishment => self.establishment = text,
            Field::Upn => self.pupil.upn = text,
            Field::FormerUpn => self.pupil.former_upn = text,
            Field::Surname => self.pupil.surname = text,
            Field::Forename => self.pupil.forename = text,
        }
    }

    fn finish(self) -> Result<TransferFile, CtfError> {
        if !self.is_over {
            return Err(CtfError::NotXml);
        }
        if self.file.pupils.is_empty() {
            return Err(CtfError::Empty);
        }
        Ok(TransferFile { destination: self.authority + &self.establishment, ..self.file })
    }
}

impl From<RawPupil> for Pupil {
    fn from(raw: RawPupil) -> Self {
        let upn = match raw.upn.as_str() {
            "" => Err(None),
            upn => Upn::parse(upn).map_err(Some),
        };
        Self {
            upn,
            former_upn: Upn::parse(&raw.former_upn).ok(),
            surname: raw.surname,
            forename: raw.forename,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(pupils: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<CTfile><Header><DocumentName>Common Transfer File</DocumentName>
             <SourceSchool><LEA>660</LEA><Estab>2001</Estab><SchoolName>Ysgol &amp; Meithrin</SchoolName></SourceSchool>
             <DestSchool><LEA>681</LEA><Estab>4001</Estab></DestSchool></Header>
             <CTFpupilData>{pupils}</CTFpupilData></CTfile>"
        )
    }

    fn read(text: &str) -> Result<TransferFile, CtfError> {
        read_file(text.as_bytes())
    }

    const SIAN: &str =
        "<Pupil><UPN>B801200005001</UPN><Surname>Gŵyl</Surname><Forename>Siân</Forename><DOB>2015-02-03</DOB>
        <StageAssessments><UPN>no UPN of the pupil</UPN></StageAssessments></Pupil>";

    #[test]
    fn the_file_tells_who_is_in_it_whence_and_whither() {
        let read = read(&file(SIAN)).unwrap();
        assert_eq!((read.source.as_str(), read.destination.as_str()), ("Ysgol & Meithrin", "6814001"));
        let [pupil] = &read.pupils[..] else { panic!("{read:?}") };
        assert_eq!((pupil.surname.as_str(), pupil.forename.as_str()), ("Gŵyl", "Siân"));
        assert_eq!(pupil.upn, Upn::parse("B801200005001").map_err(Some));
    }

    #[test]
    fn the_order_of_authority_and_establishment_decides_nothing() {
        let turned =
            file(SIAN).replace("<LEA>681</LEA><Estab>4001</Estab>", "<Estab>4001</Estab><LEA>681</LEA>");
        assert_eq!(read(&turned).unwrap().destination, "6814001");
    }

    #[test]
    fn files_that_stray_are_read_all_the_same() {
        let wrapped = "<Pupils><Pupil><BasicDetails><UPN> b801200005001 </UPN><LegalSurname><![CDATA[O'Neill]]></LegalSurname>
            <LegalForename>Ll&#375;r</LegalForename></BasicDetails></Pupil><Pupil/></Pupils>";
        let read = read(&format!("\u{feff}{}", file(wrapped))).unwrap();
        assert_eq!(read.pupils[0].surname, "O'Neill");
        assert_eq!(read.pupils[0].forename, "Llŷr");
        assert!(read.pupils[0].upn.is_ok());
        assert_eq!(read.pupils[1].upn, Err(None));
    }

    #[test]
    fn a_wrong_number_is_told_by_what_is_wrong_with_it() {
        for (upn, expected) in [("A801200005001", UpnError::CheckLetter), ("B80120000500", UpnError::Format)]
        {
            let read = read(&file(&SIAN.replace("B801200005001", upn))).unwrap();
            assert_eq!(read.pupils[0].upn, Err(Some(expected)), "{upn}");
        }
    }

    #[test]
    fn what_is_no_transfer_file_is_refused() {
        for (text, expected) in [
            ("", CtfError::NotXml),
            ("Surname,Forename\nPrys,Siân\n", CtfError::NotXml),
            ("<CTfile>", CtfError::NotXml),
            ("<CTfile><Header></CTfile>", CtfError::NotXml),
            ("<html><body/></html>", CtfError::NotCtf),
            ("<CTfile/>", CtfError::Empty),
            ("<CTfile/><CTfile/>", CtfError::NotXml),
        ] {
            assert_eq!(read(text), Err(expected), "{text}");
        }
        assert_eq!(read_file(b"PK\x03\x04\xff\xfe"), Err(CtfError::NotXml));
        assert_eq!(
            read_file("<CTfile>Siân</CTfile>".as_bytes().split_last().unwrap().1),
            Err(CtfError::NotXml)
        );
    }

    #[test]
    fn a_file_that_means_harm_is_refused_unread() {
        let bomb =
            "<?xml version=\"1.0\"?><!DOCTYPE CTfile [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>
            <CTfile><CTFpupilData><Pupil><UPN>&b;</UPN></Pupil></CTFpupilData></CTfile>";
        assert_eq!(read(bomb), Err(CtfError::Forbidden));
        let outside = "<!DOCTYPE CTfile SYSTEM \"file:///etc/passwd\"><CTfile/>";
        assert_eq!(read(outside), Err(CtfError::Forbidden));
        assert_eq!(read(&file(&SIAN.replace("Siân", "&own;"))), Err(CtfError::Forbidden));
        assert_eq!(read(&"<CTfile>".repeat(100_000)), Err(CtfError::NotCtf));
        assert_eq!(read(&file(&"<Pupil/>".repeat(PUPIL_LIMIT + 1))), Err(CtfError::TooManyPupils));
        let long = read(&file(&SIAN.replace("Siân", &"a".repeat(1 << 20)))).unwrap();
        assert_eq!(long.pupils[0].forename.len(), NAME_LIMIT);
    }
}
