#!/usr/bin/env bash
# Renders the report of tests/articles, tries it in a browser, and takes pictures
# of it to look at: two widths, light and dark, and as it is printed.
#
#     .ci/report_screenshots.sh [FOLDER]
#
# FOLDER is where they go, target/report if none is named. EXONYM names the
# binary, CHROMIUM the browser; without a browser the report is only rendered.
set -euo pipefail
cd "$(dirname "$0")/.."

exonym=${EXONYM:-${CARGO_TARGET_DIR:-target}/release/exonym}
folder=${1:-${CARGO_TARGET_DIR:-target}/report}
if [ ! -x "$exonym" ]; then
    echo "report_screenshots: $exonym is missing: run \`cargo build --release\`, or name a binary in EXONYM" >&2
    exit 1
fi
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

articles=()
for article in tests/articles/*.txt; do
    [[ $article == *.normalized.txt ]] || articles+=("$article")
done
"$exonym" report "${articles[0]}" -o "$folder/one.html"
"$exonym" report "${articles[@]}" -o "$folder/all.html"

browser=${CHROMIUM:-}
for name in chromium chromium-browser google-chrome; do
    [ -n "$browser" ] || browser=$(command -v "$name" || true)
done
if [ -z "$browser" ]; then
    echo "report_screenshots: no chromium, so no pictures; the reports are in $folder"
    exit 0
fi

profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
# Without background networking a browser on a closed network does not wait for answers.
browse() {
    timeout 120 "$browser" --headless --no-sandbox --disable-gpu --disable-quic --hide-scrollbars --no-first-run \
        --disable-background-networking --disable-component-update --disable-sync --user-data-dir="$profile" \
        "$@" 2>"$profile/messages" || { cat "$profile/messages" >&2; return 1; }
}

# What must hold in a browser; what does not is the title of the page afterwards.
read -r -d '' trial <<'SCRIPT' || true
<script>
const wrong = [];
const must = (what, holds) => holds || wrong.push(what);
const shown = (node) => getComputedStyle(node).display !== "none";
const press = (key) => document.dispatchEvent(new KeyboardEvent("keydown", { key }));
must("nothing is wider than the window", document.documentElement.scrollWidth <= innerWidth);
const name = document.querySelector("mark");
const card = name.querySelector(".card");
must("a card is hidden", !shown(card));
name.focus();
must("a card is shown to the keyboard", shown(card));
press("Escape");
must("Escape takes it away", !shown(card));
const changed = document.querySelector("mark:has(ins)");
const [before, after] = ["del", "ins"].map((tag) => changed.querySelector(tag));
must("names stand as written", shown(before) && !shown(after));
document.querySelector("#view-changes").click();
must("changes are shown", shown(before) && shown(after));
document.querySelector("#view-rewritten").click();
must("names stand rewritten", !shown(before) && shown(after));
const first = () => document.querySelector(".entities tbody tr:nth-child(2) th").textContent;
const most = first();
document.querySelector(".entities thead button").click();
must("a table is sorted", first() !== most);
document.title = wrong.length ? `WRONG: ${wrong.join("; ")}` : "ALL RIGHT";
</script>
SCRIPT
try_out() {
    local copy="$profile/trial.html" title
    { sed '/<\/body>/,$d' "$folder/$1.html"; printf '%s\n</body></html>\n' "$trial"; } >"$copy"
    title=$(browse --window-size="$2,900" --dump-dom "file://$copy" | grep -o -m 1 '<title>[^<]*</title>')
    [ "$title" = "<title>ALL RIGHT</title>" ] || { echo "report_screenshots: $1, $2 wide: $title" >&2; return 1; }
}

for report in one all; do
    page="file://$folder/$report.html"
    for width in 390 1280; do
        try_out "$report" "$width"
        # The numbers are those of the browser's own setting.
        for scheme in dark:0 light:1; do
            browse --blink-settings=preferredColorScheme="${scheme#*:}" --window-size="$width,2400" \
                --screenshot="$folder/$report-$width-${scheme%:*}.png" "$page"
        done
    done
    browse --no-pdf-header-footer --print-to-pdf="$folder/$report.pdf" "$page"
done

for picture in "$folder"/{one,all}{-390,-1280}-{dark,light}.png "$folder"/{one,all}.pdf; do
    [ -s "$picture" ] || { echo "report_screenshots: $picture was not made" >&2; exit 1; }
done
echo "report_screenshots: pictures in $folder"
