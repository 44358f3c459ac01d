//! A folder to run the program in.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A gazetteer source of two names.
#[allow(dead_code)] // Not every test needs it.
pub const YEREVAN: &str = "id,name,lang\nQ1953,Yerevan,en\nQ1953,Erevan,\n";

/// A gazetteer source in which two entities bear one name.
#[allow(dead_code)] // Not every test needs it.
pub const NAMES: &str = "\
id,name,lang,type,kind,weight
Q1953,Yerevan,en,place,canonical,1093485
Q1953,Erevan,,place,alias,
Q1953,Ереван,ru,place,canonical,
Q43,Türkiye,en,place,canonical,85000000
Q43,Turkey,en,place,alias,
Q230,Georgia,en,place,canonical,3700000
Q1428,Georgia,en,place,canonical,3600000
";

/// What the program said.
#[allow(dead_code)] // Not every test needs all of it.
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
    /// The output as it is, in whatever encoding.
    pub bytes: Vec<u8>,
}

pub struct Folder(TempDir);

#[allow(dead_code)] // Not every test needs all of it.
impl Folder {
    pub fn new() -> Folder {
        Folder(tempfile::tempdir().unwrap())
    }

    /// One with the source [`YEREVAN`] in `names.csv`.
    pub fn with_yerevan() -> Folder {
        let folder = Folder::new();
        folder.write("names.csv", YEREVAN);
        folder
    }

    /// One with the source [`NAMES`] in `names.csv`, and an article.
    pub fn with_article() -> Folder {
        let folder = Folder::new();
        folder.write("names.csv", NAMES);
        folder.write(
            "article.txt",
            "Erevan and TURKEY.\nNothing here.\nGeorgia's Erevan.\n",
        );
        folder
    }

    /// Writes a file, and makes the folders it is in.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.path().join(name)).unwrap()
    }

    pub fn read(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).unwrap()
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.path().join(name).exists()
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, "")
    }

    pub fn run_with(&self, args: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let mut child = self
            .program()
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that does not read its input may be gone already.
        let _ = child.stdin.take().unwrap().write_all(input.as_ref());
        let output = child.wait_with_output().unwrap();
        Ran {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
            bytes: output.stdout,
        }
    }

    /// The program, to be started in the folder.
    pub fn program(&self) -> Command {
        self.command(env!("CARGO_BIN_EXE_exonym"))
    }

    /// A script of bash, to be started in the folder; `exonym` is the program there.
    pub fn bash(&self, script: &str) -> Command {
        let program = Path::new(env!("CARGO_BIN_EXE_exonym"));
        let mut path = program.parent().unwrap().as_os_str().to_owned();
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap_or_default());
        let mut bash = self.command("bash");
        bash.args(["-c", script]).env("PATH", path);
        bash
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(name);
        command
            .current_dir(self.0.path())
            // Nobody's own settings count.
            .env("XDG_CONFIG_HOME", self.0.path().join("none"))
            .env_remove("EXONYM_CONFIG");
        command
    }
}
