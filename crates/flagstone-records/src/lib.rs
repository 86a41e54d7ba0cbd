//! Requests, decisions and cases as records.
