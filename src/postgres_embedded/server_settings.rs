//! How the private server is set. The settings go on its command line, so that a newer portal changes them at its next
//! start and no configuration file has to be kept.

use std::path::Path;

/// For every cluster.
const ALWAYS: [(&str, &str); 22] = [
    ("cluster_name", "ump"),
    ("listen_addresses", ""),
    ("jit", "off"),
    ("timezone", "UTC"),
    // The log never quotes a statement, a row or a parameter. Errors quote values, so none is logged (in the order of the
    // server's log, `log` stands above `error`); the details of a crash name the statement, and `terse` leaves them out.
    ("log_timezone", "UTC"),
    ("log_min_messages", "log"),
    ("log_min_error_statement", "panic"),
    ("log_error_verbosity", "terse"),
    ("log_statement", "none"),
    ("log_duration", "off"),
    ("log_min_duration_statement", "-1"),
    ("log_min_duration_sample", "-1"),
    ("log_transaction_sample_rate", "0"),
    ("log_parameter_max_length", "0"),
    ("log_parameter_max_length_on_error", "0"),
    ("log_checkpoints", "off"),
    // A file for each day of the week, begun anew when its day comes round: the log cannot grow for ever.
    ("logging_collector", "on"),
    ("log_directory", "log"),
    ("log_filename", "postgres-%a.log"),
    ("log_rotation_age", "1d"),
    ("log_rotation_size", "0"),
    ("log_truncate_on_rotation", "on"),
];

/// For a portal: what was committed survives a power cut.
const DURABLE: [(&str, &str); 3] = [("max_connections", "100"), ("shared_buffers", "64MB"), ("fsync", "on")];

/// For tests: speed, and many databases at once.
const FAST: [(&str, &str); 7] = [
    ("max_connections", "200"),
    ("shared_buffers", "128MB"),
    ("fsync", "off"),
    ("synchronous_commit", "off"),
    ("full_page_writes", "off"),
    ("wal_level", "minimal"),
    ("max_wal_senders", "0"),
];

/// Arguments of the server program.
pub(super) fn arguments(cluster: &Path, socket_folder: &Path, durable: bool) -> Vec<std::ffi::OsString> {
    let mode = if durable { DURABLE.as_slice() } else { FAST.as_slice() };
    let socket_folder = socket_folder.to_string_lossy();
    let mut arguments = vec!["-D".into(), cluster.into()];
    for (name, value) in
        ALWAYS.iter().chain(mode).copied().chain([("unix_socket_directories", socket_folder.as_ref())])
    {
        arguments.extend(["-c".into(), format!("{name}={value}").into()]);
    }
    arguments
}
