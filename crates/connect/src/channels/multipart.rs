//! Forms that carry files (RFC 7578).

use super::File;

/// A form that carries files. The border is made of the key of what is sent, so that the same form is the same bytes.
pub struct Multipart {
    border: String,
    body: Vec<u8>,
}

impl Multipart {
    /// An empty form whose border holds these letters and digits.
    #[must_use]
    pub fn new(key: &str) -> Self {
        let key: String = key.chars().filter(char::is_ascii_alphanumeric).collect();
        Self { border: format!("parvis-{key}-form"), body: Vec::new() }
    }

    /// Adds a field.
    #[must_use]
    pub fn field(mut self, name: &str, value: &str) -> Self {
        self.begin(&format!("form-data; name=\"{}\"", quoted(name)), None);
        self.body.extend_from_slice(value.as_bytes());
        self.body.extend_from_slice(b"\r\n");
        self
    }

    /// Adds a file.
    #[must_use]
    pub fn file(mut self, name: &str, file: &File) -> Self {
        let disposition = format!("form-data; name=\"{}\"; filename=\"{}\"", quoted(name), quoted(&file.name));
        self.begin(&disposition, Some(&file.mime));
        self.body.extend_from_slice(&file.bytes);
        self.body.extend_from_slice(b"\r\n");
        self
    }

    /// The content type and the body.
    #[must_use]
    pub fn finish(mut self) -> (String, Vec<u8>) {
        self.body.extend_from_slice(format!("--{}--\r\n", self.border).as_bytes());
        (format!("multipart/form-data; boundary={}", self.border), self.body)
    }

    fn begin(&mut self, disposition: &str, mime: Option<&str>) {
        let mut head = format!("--{}\r\ncontent-disposition: {disposition}\r\n", self.border);
        if let Some(mime) = mime {
            head.push_str(&format!("content-type: {mime}\r\n"));
        }
        head.push_str("\r\n");
        self.body.extend_from_slice(head.as_bytes());
    }
}

/// A name as it may stand between quotation marks, escaped as browsers do (WHATWG, "multipart/form-data encoding").
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
