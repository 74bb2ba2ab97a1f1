-- A start and the nightly task look at many schools at once, and open whatever somebody must be taken out of.
GRANT UPDATE (is_open) ON workspace TO ump_system;
