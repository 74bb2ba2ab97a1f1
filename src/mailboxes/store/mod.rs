//! SQL of shared mailboxes.

mod acts;
mod pages;
mod work;

pub(super) use acts::{
    ask_to_close, end_member, forget_problem, forget_tries, insert_mailbox, insert_member,
};
pub use pages::count_failed_mailboxes;
pub(super) use pages::{
    Holder, MailboxRow, Sight, count_candidates, find_mailbox, list_candidates, list_holders, list_mailboxes,
};
pub(super) use work::{
    Case, Errand, begin_anew, confirm_closed, confirm_errand, confirm_mailbox, end_departed,
    find_out_of_step, has_waiting, open_case, plan, put_off, settle,
};
