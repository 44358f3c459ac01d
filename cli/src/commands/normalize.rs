//! `exonym normalize`.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use anyhow::{Result, anyhow};
use clap::{Args, ValueEnum};
use exonym::markup::MarkupTemplate;
use exonym::rewrite::Template;
use exonym::{Edit, Matcher, Rewriter, Rewriting, Scratch};

use super::in_place;
use super::pipeline::{self, Done, How, Tally};
use super::unified::{self, Look};
use crate::args::{Abstain, Finding, Gazetteers, Inputs, lang};
use crate::exit::{Code, Usage};
use crate::gazetteers;
use crate::input::{Chunk, Document, Field, Opened, Options, Paths};
use crate::lines::LineCounter;
use crate::output::Output;
use crate::progress::Progress;
use crate::terminal;
use crate::words::counted;

#[derive(Debug, Args)]
pub struct Normalize {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub gazetteers: Gazetteers,
    #[command(flatten)]
    pub finding: Finding,
    /// Write canonical names of this language [default: that of each text]
    #[arg(long, value_name = "LANG", default_value = "", hide_default_value = true, value_parser = lang)]
    pub to: String,
    /// Write each mention so; fields: {canonical}, {surface}, {id}, {type}
    #[arg(long, value_name = "TEXT")]
    pub template: Option<Template>,
    /// In HTML, XML and Markdown, write each mention so, with markup, such as '<a href="/{id}">{surface}</a>'
    #[arg(long, value_name = "MARKUP", conflicts_with = "template")]
    pub markup_template: Option<MarkupTemplate>,
    /// Also write out abbreviations
    #[arg(long)]
    pub abbreviations: bool,
    /// Also bring former names up to date
    #[arg(long)]
    pub former: bool,
    /// Also write demonyms one way: the first that the last gazetteer lists
    #[arg(long)]
    pub demonyms: bool,
    /// Inflected forms whose ending does not fit the canonical name
    #[arg(long, value_enum, default_value_t = Inflected::Keep)]
    pub inflected: Inflected,
    /// Leave quotations as they are
    #[arg(long)]
    pub skip_quotes: bool,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE", conflicts_with_all = ["in_place", "diff", "check"])]
    pub output: Option<PathBuf>,
    /// Change the files themselves
    #[arg(short, long, conflicts_with_all = ["diff", "check"])]
    pub in_place: bool,
    /// With --in-place, keep the old file under its name with this added
    #[arg(
        long,
        value_name = "SUFFIX",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = ".bak",
        requires = "in_place",
        value_parser = suffix
    )]
    pub backup: Option<String>,
    /// Show what would change as a unified diff
    #[arg(long)]
    pub diff: bool,
    /// Write nothing; exit with 1 if something would change
    #[arg(long)]
    pub check: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Inflected {
    /// Leave them as they are
    Keep,
    /// Write the canonical name without an ending
    Base,
}

/// What a backup's name ends in.
fn suffix(text: &str) -> Result<String, String> {
    match text.is_empty() || text.contains(['/', '\\']) {
        true => Err("must be the end of a file name, such as .bak".into()),
        false => Ok(text.to_owned()),
    }
}

pub fn run(args: &Normalize) -> Result<Code> {
    let files = &args.inputs.files;
    let standard_input = files.is_empty() || files.iter().any(|path| path == Path::new("-"));
    if args.in_place && standard_input {
        return Err(Usage("--in-place needs files, not standard input".into()).into());
    }
    let mut options = Options::new(&args.inputs)?;
    options.tags = args.markup_template.is_some();
    options.whole_lines = args.diff;
    options.in_place = args.in_place;
    options.backup = args.backup.clone().filter(|_| args.in_place);
    if args.in_place || args.check || args.output.is_some() {
        options.fills_terminal = false;
    }
    let mut out = Output::new(args.output.as_deref())?;
    let matcher = gazetteers::finder(&args.gazetteers, &args.finding)?;
    if !args.to.is_empty() && !matcher.writes(&args.to) {
        return Err(Usage(format!("--to {}: no gazetteer has names in this language; give a tag such as `en` or `zh-Hant`", args.to)).into());
    }
    let writer = Writer {
        args,
        options: &options,
        rewriter: rewriter(args, &matcher),
        look: Look {
            color: terminal::color_on_stdout(),
            safe: terminal::is_stdout(),
        },
    };
    let work = |document: Document, scratch: &mut Scratch| writer.work(&document, scratch);
    let put = |text: Vec<u8>| Ok(out.write_all(&text)?);
    let tally = match args.in_place {
        false => pipeline::run(&args.inputs, &options, put, work)?,
        true => {
            let paths = Paths::find(&args.inputs.files, options.backup.as_deref());
            let progress = Progress::bytes(paths.bytes());
            let how = How {
                jobs: args.inputs.jobs,
                options: &options,
                progress: &progress,
            };
            in_place::run(paths, how, options.backup.as_deref(), work)?
        }
    };
    out.finish()?;
    if let Some(summary) = summary(args, &tally) {
        eprintln!("{summary}");
    }
    Ok(match tally.code() {
        Code::Done if args.check && tally.edits > 0 => Code::Nothing,
        code => code,
    })
}

/// How many names are written otherwise than they stood; across tags, a name takes several edits.
fn written(field: &Field, rewriting: &Rewriting<'_>) -> usize {
    let edits = &rewriting.edits;
    let is_written = |mention: &&exonym::Mention<'_>| {
        let span = field.in_value(&mention.span);
        let at = edits.partition_point(|edit| edit.span.end < span.start);
        edits
            .get(at)
            .is_some_and(|edit| edit.span.start <= span.end)
    };
    let mentions = rewriting.annotation.mentions.iter();
    mentions.filter(is_written).count()
}

/// What was done, or would be, where the output does not show it.
fn summary(args: &Normalize, tally: &Tally) -> Option<String> {
    let (all, edits) = (tally.documents, counted(tally.edits, "name"));
    let done = match (args.in_place, args.diff || args.check) {
        (true, _) => format!(
            "{} of {} changed, {edits} written",
            tally.changed,
            counted(all, "file")
        ),
        (_, true) => format!(
            "{} of {} would change, {edits}",
            tally.changed,
            counted(all, "text")
        ),
        (false, false) => {
            let path = terminal::safe(&args.output.as_ref()?.display().to_string()).into_owned();
            let texts = counted(all, "text");
            format!(
                "{path}: {} of {texts} changed, {edits} written",
                tally.changed
            )
        }
    };
    Some(match tally.failed {
        0 => done,
        failed => format!("{done}; {failed} failed"),
    })
}

fn rewriter<'m>(args: &Normalize, matcher: &'m Matcher) -> Rewriter<'m> {
    let rewriter = Rewriter::new(matcher)
        .to(&args.to)
        .abbreviations(args.abbreviations)
        .former(args.former)
        .demonyms(args.demonyms)
        .inflected(match args.inflected {
            Inflected::Keep => exonym::Inflected::Keep,
            Inflected::Base => exonym::Inflected::Base,
        })
        .skip_quotes(args.skip_quotes);
    match &args.template {
        Some(template) => rewriter.template(template.clone()),
        None => rewriter,
    }
}

/// What writes documents anew.
struct Writer<'a, 'm> {
    args: &'a Normalize,
    options: &'a Options,
    rewriter: Rewriter<'m>,
    look: Look,
}

impl Writer<'_, '_> {
    /// Rewrites a document. A line or row that cannot be read is passed on as it is.
    fn work(&self, document: &Document, scratch: &mut Scratch) -> Result<Done> {
        match self.rewrite(document, scratch) {
            Err(error) if document.is_part() => Ok(Done {
                output: self.unchanged(document),
                mentions: 0,
                edits: 0,
                remarks: String::new(),
                failed: Some(error),
            }),
            done => done,
        }
    }

    fn rewrite(&self, document: &Document, scratch: &mut Scratch) -> Result<Done> {
        let opened = document.open(self.options, &self.args.inputs.lang)?;
        let (mut edits, mut mentions, mut remarks) = (Vec::new(), 0, String::new());
        let mut names = 0;
        for field in &opened.fields {
            let rewriting = self.rewrite_field(field, &opened, scratch)?;
            mentions += rewriting.annotation.mentions.len();
            names += written(field, &rewriting);
            remarks += &self.remarks(document, field, &opened, &rewriting);
            edits.extend(field.edits(&opened.decoded, rewriting.edits));
        }
        edits.sort_by_key(|edit| edit.span.start);
        Ok(Done {
            output: self.write(document, &opened, &edits)?,
            mentions,
            edits: names,
            remarks,
            failed: None,
        })
    }

    fn rewrite_field<'m>(
        &'m self,
        field: &Field,
        opened: &Opened<'_>,
        scratch: &mut Scratch,
    ) -> Result<Rewriting<'m>> {
        let value = field.value(&opened.decoded);
        let Some(content) = &field.content else {
            if self.args.markup_template.is_some() {
                return Err(anyhow!(
                    "{}: text has no markup; write mentions with --template, or say with --input-format what it is",
                    opened.name()
                ));
            }
            let document = exonym::Document::new(value).lang(&field.lang);
            let encoding = opened.decoded.encoding();
            return Ok(match field.writes_all() {
                true => self.rewriter.rewrite(&document, scratch),
                false => self
                    .rewriter
                    .clone()
                    .writable_in(encoding)
                    .rewrite(&document, scratch),
            });
        };
        Ok(match &self.args.markup_template {
            None => content.rewrite(value, &self.rewriter, &field.lang, scratch),
            Some(template) => {
                content.mark_up(value, &self.rewriter, template, &field.lang, scratch)
            }
        })
    }

    /// What is to be said of a text, a line each: the names that are found and not
    /// linked, if that is asked for, and those that its encoding cannot write.
    fn remarks(
        &self,
        document: &Document,
        field: &Field,
        opened: &Opened<'_>,
        rewriting: &Rewriting<'_>,
    ) -> String {
        let decoded = &opened.decoded;
        let (text, annotation) = (field.text(decoded), &rewriting.annotation);
        let mut remarks: Vec<(usize, String)> = Vec::new();
        let mut remark = |span: &exonym::Span, what: &str| {
            let surface = String::from_utf8_lossy(&text[span.clone()]);
            remarks.push((field.in_value(span).start, format!("`{surface}` {what}")));
        };
        if self.args.finding.abstain == Abstain::Report {
            for abstention in &annotation.abstentions {
                let reason = abstention.reason.as_str();
                remark(&abstention.span, &format!("is not linked: {reason}"));
            }
        }
        if !field.writes_all() && decoded.encoding() != encoding_rs::UTF_8 {
            for mention in &annotation.mentions {
                let surface = String::from_utf8_lossy(&text[mention.span.clone()]);
                let name = self
                    .rewriter
                    .replacement(&surface, mention, &annotation.lang);
                if let Some(name) = name.filter(|name| decoded.encode(name).is_none()) {
                    let encoding = decoded.encoding().name();
                    remark(
                        &mention.span,
                        &format!("is left as it is: {encoding} cannot write `{name}`"),
                    );
                }
            }
        }
        remarks.sort();
        let name = opened.name();
        let mut lines = LineCounter::new(field.value(decoded), document.start());
        let line = |(at, remark): (usize, String)| {
            let (line, column) = lines.at(at);
            format!(
                "{}\n",
                terminal::safe(&format!("{name}:{line}:{column}: {remark}"))
            )
        };
        remarks.into_iter().map(line).collect()
    }

    /// What one document gives to standard output, once its file is written if that is asked for.
    fn write(&self, document: &Document, opened: &Opened<'_>, edits: &[Edit]) -> Result<Vec<u8>> {
        let args = self.args;
        if edits.is_empty() {
            return Ok(self.unchanged(document));
        }
        if args.diff {
            let text = opened.decoded.text();
            return Ok(unified::diff(
                &document.name,
                document.line,
                text,
                edits,
                self.look,
            ));
        }
        if args.check {
            let said = |chunk: &Chunk| chunk.said.swap(true, Ordering::Relaxed);
            if document.chunk.as_ref().is_some_and(said) {
                return Ok(Vec::new());
            }
            return Ok(format!("{}\n", terminal::safe(&opened.name())).into_bytes());
        }
        let bytes = opened.decoded.apply(edits);
        if args.in_place && !document.is_part() {
            in_place::replace(document, self.options.backup.as_deref(), &bytes)?;
            return Ok(Vec::new());
        }
        Ok(self.written(document, bytes))
    }

    /// What a document gives to standard output if nothing in it changes.
    fn unchanged(&self, document: &Document) -> Vec<u8> {
        let in_place = self.args.in_place && !document.is_part();
        match self.args.diff || self.args.check || in_place {
            true => Vec::new(),
            false => self.written(document, document.bytes.clone()),
        }
    }

    /// What becomes of bytes of a document: data for a file, something to read for a terminal.
    fn written(&self, document: &Document, bytes: Vec<u8>) -> Vec<u8> {
        let bytes = document.written(bytes);
        match self.look.safe && self.args.output.is_none() && !self.args.in_place {
            true => terminal::safe(&String::from_utf8_lossy(&bytes))
                .into_owned()
                .into_bytes(),
            false => bytes,
        }
    }
}
