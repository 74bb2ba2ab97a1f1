//! CSV files that spreadsheets open right, streamed: UTF-8 with its mark, RFC 4180, and no cell that runs as a formula.
//!
//! The rows come in chunks. Each is read in a short transaction of its own that has ended before the chunk is sent, so that
//! neither memory nor a transaction grows with the file, however slowly it is fetched.

use std::borrow::Cow;

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::stream;

use crate::web::WebError;

/// Spreadsheets take a file for UTF-8 only where it begins with this.
pub const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What makes a spreadsheet take a cell for a formula, in East Asian widths too.
const FORMULA_SIGNS: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

/// One line of a file, cell by cell.
pub type Record = Vec<String>;

/// Where the lines of a file come from.
pub trait Chunks: Send + 'static {
    /// The next lines, at most a few hundred; none at the end. No transaction outlives the call.
    fn next(&mut self) -> impl Future<Output = Result<Vec<Record>, WebError>> + Send;
}

/// The cell with an apostrophe in front where a spreadsheet would take it for a formula (OWASP ASVS 5, 1.2.10).
///
/// Nothing is lost: a reader takes one apostrophe away wherever, behind all apostrophes, one of those signs stands. So a
/// cell that has both by itself, `'=1`, gets one more.
pub fn plain(cell: &str) -> Cow<'_, str> {
    match cell.trim_start_matches('\'').starts_with(FORMULA_SIGNS) {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    }
}

/// The lines as RFC 4180 has them, every cell [`plain`].
pub fn encode<C: AsRef<str>>(records: &[Vec<C>]) -> csv::Result<Vec<u8>> {
    let mut table =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(Vec::new());
    for record in records {
        table.write_record(record.iter().map(|cell| plain(cell.as_ref()).into_owned()))?;
    }
    table.into_inner().map_err(|error| csv::Error::from(std::io::Error::other(error.to_string())))
}

/// Answers with the file `name`: the headings, then every chunk. What goes wrong before the first is a page of its own;
/// later the download breaks off, so that nobody takes a part of it for the whole.
pub async fn download(name: &str, headings: Record, mut chunks: impl Chunks) -> Result<Response, WebError> {
    let first = chunks.next().await?;
    let begin = [BYTE_ORDER_MARK, &encode(&[headings]).map_err(WebError::internal)?].concat();
    let lines = stream::try_unfold((chunks, Some((begin, first))), async |(mut chunks, pending)| {
        let (mut bytes, records) = match pending {
            Some(pending) => pending,
            None => (Vec::new(), chunks.next().await?),
        };
        if bytes.is_empty() && records.is_empty() {
            return Ok::<_, WebError>(None);
        }
        bytes.extend(encode(&records).map_err(WebError::internal)?);
        Ok(Some((Bytes::from(bytes), (chunks, None))))
    });
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(lines)).into_response())
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;
    use proptest::prelude::*;

    use super::*;

    /// Gives its chunks one after another, then fails or ends.
    struct Fixed(Vec<Result<Vec<Record>, WebError>>);

    impl Chunks for Fixed {
        async fn next(&mut self) -> Result<Vec<Record>, WebError> {
            if self.0.is_empty() { Ok(Vec::new()) } else { self.0.remove(0) }
        }
    }

    fn record(cells: &[&str]) -> Record {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn formulas_become_text() {
        assert_eq!(plain("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(plain("＝1+1"), "'＝1+1");
        assert_eq!(plain("'=1"), "''=1");
        assert_eq!(plain("'t Hooft"), "'t Hooft");
        assert_eq!(plain("Siân"), "Siân");
        assert_eq!(plain(""), "");
    }

    #[tokio::test]
    async fn every_chunk_is_sent_after_the_mark_and_the_headings() {
        let chunks = Fixed(vec![
            Ok(vec![record(&["Siân", "a, \"b\""])]),
            Ok(vec![record(&["-1", ""]), record(&["Llŷr", "7A"])]),
        ]);
        let response = download("people.csv", record(&["Name", "Group"]), chunks).await.unwrap();
        let name = response.headers()[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert_eq!(name, "attachment; filename=\"people.csv\"");
        let body = response.into_body().collect().await.unwrap().to_bytes();
        let expected = "\u{feff}Name,Group\r\nSiân,\"a, \"\"b\"\"\"\r\n'-1,\r\nLlŷr,7A\r\n";
        assert_eq!(body, expected);
    }

    #[tokio::test]
    async fn a_file_without_lines_has_its_headings() {
        let response = download("none.csv", record(&["Name"]), Fixed(Vec::new())).await.unwrap();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        assert_eq!(body, "\u{feff}Name\r\n");
    }

    #[tokio::test]
    async fn a_failure_is_a_page_at_first_and_breaks_off_later() {
        let failed = || Err(WebError::internal("gone"));
        assert!(download("x.csv", record(&["Name"]), Fixed(vec![failed()])).await.is_err());
        let later = Fixed(vec![Ok(vec![record(&["Siân"])]), failed()]);
        let response = download("x.csv", record(&["Name"]), later).await.unwrap();
        assert!(response.into_body().collect().await.is_err());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(cells in proptest::collection::vec(".*", 2..5)) {
            let bytes = [BYTE_ORDER_MARK, &encode(std::slice::from_ref(&cells)).unwrap()].concat();
            let mut table = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
            let read = table.records().next().unwrap().unwrap();
            let expected: Vec<String> = cells.iter().map(|cell| plain(cell).into_owned()).collect();
            prop_assert_eq!(read.iter().collect::<Vec<_>>(), expected);
        }

        #[test]
        fn a_reader_can_take_the_apostrophe_away(cell in "'{0,3}[=+\\-@\t＝a]?.{0,8}") {
            let written = plain(&cell).into_owned();
            let is_marked = written.starts_with('\'') && written.trim_start_matches('\'').starts_with(FORMULA_SIGNS);
            prop_assert_eq!(if is_marked { &written[1..] } else { &written }, cell);
            prop_assert!(!written.starts_with(FORMULA_SIGNS));
        }
    }
}
