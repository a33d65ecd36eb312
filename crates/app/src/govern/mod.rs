//! The workspace itself: its name, its mail server, its members' preferences.
