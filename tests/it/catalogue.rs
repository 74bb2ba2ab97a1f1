//! The database's own locks: every table and function by name, with who may touch it. A new one that is not listed here fails.

mod rights;
mod rows;
