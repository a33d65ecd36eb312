//! The program itself, as a process.

mod installation;
mod kill;
mod trouble;
