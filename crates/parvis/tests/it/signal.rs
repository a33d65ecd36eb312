//! `parvis signal`: a series on standard input, judged row by row.

use std::{
    fmt::Write as _,
    io::{BufRead as _, BufReader, Write as _},
    process::{Command, Output, Stdio},
};

/// A first Monday of 2026, at midnight (UTC), in seconds since 1970.
const START_S: i64 = 1_767_571_200;

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_parvis"))
        .arg("signal")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    output
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Two weeks at five minutes, with a crisis on the tenth day.
fn series() -> String {
    let mut rows = "timestamp,value\n".to_owned();
    for place in 0..4032_i64 {
        let count = if (3000..3020).contains(&place) { 90 } else { place * 7 % 5 };
        writeln!(rows, "{},{count}", START_S + place * 300).unwrap();
    }
    rows
}

#[test]
fn every_row_is_judged_and_an_episode_raises_one_alarm() {
    let output = run(&["--every", "5m"], &series());
    assert!(output.status.success());
    let out = text(&output.stdout);
    let rows: Vec<Vec<&str>> = out.lines().map(|row| row.split(',').collect()).collect();
    assert_eq!(rows[0], ["timestamp", "value", "expected", "score", "alarm"]);
    assert_eq!(rows.len(), 4033);
    let alarms: Vec<usize> = (1..rows.len()).filter(|place| rows[*place][3].parse::<f64>().unwrap() >= 0.5).collect();
    assert!(alarms.len() == 1 && (3001..3004).contains(&alarms[0]), "{alarms:?}");
    assert!(rows[1..].iter().all(|row| (row[4] == "1") == (row[3].parse::<f64>().unwrap() >= 0.5)));
    assert!((1.0..4.0).contains(&rows[2900][2].parse::<f64>().unwrap()), "{:?}", rows[2900]);
    assert!(text(&output.stderr).ends_with("4032 rows judged, 0 left out, 0 gaps, 1 alarms\n"));
}

#[test]
fn bad_rows_are_told_with_their_line_and_the_rest_is_used() {
    let input = "\u{feff}timestamp,value\r\n2026-01-05 00:00:00,3\r\n2026-01-05 00:05:00,4\n2026-01-05 00:05:00,4\n2026-01-05 00:01:00,4\n\
        2026-01-05T00:10:00Z,-4\nyesterday,4\n2026-01-05 00:15:00,1e300\n2026-01-05 00:15:00,seven\n\n2026-01-05T01:20:00+00:00,\"5\"\n\
        1767576300.0,6\n";
    let output = run(&["--every", "5m"], input);
    assert!(output.status.success());
    assert_eq!(text(&output.stdout).lines().count(), 5);
    let told = text(&output.stderr);
    for sentence in [
        "line 4 is left out: the same time again as line 3",
        "line 5 is left out: the clock goes back behind line 3",
        "line 6 is left out: `-4` is not a count from 0 to 1e12",
        "line 7 is left out: `yesterday` is not a time",
        "line 8 is left out: `1e300` is not a count from 0 to 1e12",
        "line 9 is left out: `seven` is not a number",
        "between lines 3 and 11 there is a gap of 14 rows: they count as unknown, not as nothing",
        "4 rows judged, 6 left out, 1 gaps, 0 alarms",
    ] {
        assert!(told.contains(sentence), "{sentence}\n{told}");
    }
}

#[test]
fn a_row_is_answered_before_the_next_one_comes() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_parvis"))
        .args(["signal", "--every", "1h"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    for hour in 0..3 {
        writeln!(stdin, "2026-01-05T0{hour}:00:00Z,{hour}").unwrap();
        line.clear();
        stdout.read_line(&mut line).unwrap();
        assert!(line.starts_with(&format!("2026-01-05T0{hour}:00:00Z,{hour},")), "{line}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn json_lines_have_the_band_and_the_episodes() {
    let output = run(&["--every", "5m", "--format", "json", "-"], &series());
    let out = text(&output.stdout);
    let rows: Vec<serde_json::Value> = out.lines().map(|row| serde_json::from_str(row).unwrap()).collect();
    assert!(rows[100]["low"].as_f64().unwrap() <= rows[100]["high"].as_f64().unwrap());
    let episodes: Vec<&serde_json::Value> = rows.iter().filter_map(|row| row.get("episode")).collect();
    assert_eq!(episodes.len(), 1);
    assert_eq!(episodes[0]["start"], "2026-01-15T10:00:00Z");
    assert!(episodes[0]["end"].is_string() && episodes[0]["kind"] == "peak");
}

#[test]
fn wrong_usage_is_told_in_a_sentence() {
    for (arguments, code, sentence) in [
        (["--every", "2w"], 2, "it is written like 5m, 90s, 1h or 1d"),
        (["--zone", "Mars/Base"], 1, "there is no time zone `Mars/Base`"),
        (["--format=human", "no/such/file"], 1, "no/such/file cannot be read"),
    ] {
        let output = run(&arguments, "");
        assert_eq!(output.status.code(), Some(code));
        assert!(text(&output.stderr).contains(sentence), "{}", text(&output.stderr));
    }
}
