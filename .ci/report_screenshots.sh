#!/usr/bin/env bash
# Renders the report of tests/articles and takes pictures of it to look at:
# two widths, light and dark, and as it is printed.
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

for report in one all; do
    page="file://$folder/$report.html"
    for width in 390 1280; do
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
