//! Speed of the parts that every text passes through. Each bench checks its
//! count, so that a wrong answer is not a fast one.

use divan::Bencher;
use divan::counter::BytesCount;
use exonym::text::tokenize;
use exonym::{Document, Gazetteer, GazetteerBuilder, Matcher, Record, Rewriter, Scratch};

fn main() {
    divan::main();
}

/// Sentences in four scripts, put together without chance.
fn corpus() -> String {
    const FRAMES: [&str; 4] = [
        "Delegations from NAME arrived in the capital on Monday, while officials of NAME declined to comment.\n",
        "Представители NAME прибыли в столицу в понедельник, а делегация из NAME отказалась от комментариев.\n",
        "La délégation de NAME est arrivée lundi dans la capitale; celle de NAME n’a pas fait de commentaire.\n",
        "NAME ժամանեց պատվիրակություն, իսկ NAME մեկնաբանություն չտվեց երկուշաբթի օրը։\n",
    ];
    let mut text = String::new();
    for n in 0..8_000 {
        let frame = FRAMES[n % FRAMES.len()];
        text.push_str(&frame.replacen("NAME", &name(n * 7), 1).replacen(
            "NAME",
            &name(n * 13 + 5),
            1,
        ));
    }
    text
}

/// The n-th of an endless list of names: one or two words of syllables.
fn name(n: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ka", "re", "vo", "mi", "shen", "dra", "lo", "nu", "tar", "be", "go", "zi", "pel", "an",
        "sti", "mor",
    ];
    let word = |mut n: usize| {
        let mut word = String::new();
        for _ in 0..3 {
            word.push_str(SYLLABLES[n % SYLLABLES.len()]);
            n /= SYLLABLES.len();
        }
        word[..1].to_uppercase() + &word[1..]
    };
    if n.is_multiple_of(3) {
        format!("{} {}", word(n), word(n / 5 + 1))
    } else {
        word(n)
    }
}

fn gazetteer(names: usize) -> Gazetteer {
    let mut builder = GazetteerBuilder::new();
    builder.extend((0..names).map(|n| Record::new(format!("x:{n}"), name(n))));
    builder.to_gazetteer("bench").expect("the names are fine")
}

#[divan::bench]
fn tokens(bencher: Bencher) {
    let text = corpus();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let mut tokens = Vec::new();
        tokenize(&text, &mut tokens);
        assert!(tokens.len() > 80_000);
        tokens.len()
    });
}

#[divan::bench(args = [1_000, 50_000])]
fn annotate(bencher: Bencher, names: usize) {
    let (text, matcher) = (corpus(), Matcher::new(gazetteer(names)));
    let mut scratch = Scratch::default();
    let document = Document::new(&text).lang("en");
    let expected = matcher.annotate(&document, &mut scratch).mentions.len();
    assert!(expected > 100);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let found = matcher.annotate(&document, &mut scratch).mentions.len();
        assert_eq!(found, expected);
    });
}

#[divan::bench]
fn rewrite(bencher: Bencher) {
    let (text, matcher) = (corpus(), Matcher::new(gazetteer(50_000)));
    let rewriter = Rewriter::new(&matcher);
    let mut scratch = Scratch::default();
    let document = Document::new(&text).lang("en");
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        // All names are canonical: nothing may change.
        assert_eq!(
            rewriter.rewrite(&document, &mut scratch).text,
            text.as_bytes()
        );
    });
}

#[divan::bench]
fn build(bencher: Bencher) {
    bencher.bench_local(|| assert!(gazetteer(20_000).stats().names > 10_000));
}
