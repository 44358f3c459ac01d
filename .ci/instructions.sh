#!/usr/bin/env bash
# Counts the instructions of six kernels (benches/kernels.rs) and holds them against the committed ones.
#
#     .ci/instructions.sh [--write]
#
# Fails if a kernel takes 3 % more than benches/instructions.tsv says; asks for a commit if one takes 3 %
# less. With --write the committed counts are replaced. Needs valgrind, which is installed if it is missing
# and this is Debian. Counts of another compiler, profile or processor architecture are not compared: there it
# says so and passes.
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_TERM_COLOR=never

committed=benches/instructions.tsv
kernels=(fold tokenize listed annotate lookup lattice)
tolerance=3

case "$*" in
"") write= ;;
--write) write=yes ;;
*)
    echo "instructions: only --write is understood, not: $*" >&2
    exit 2
    ;;
esac

skip() {
    echo "passed over: $1"
    exit 0
}

# What was counted with. Settings in the environment change the code as the profile itself does.
made_with() {
    printf 'rustc\t%s\n' "$(rustc --version --verbose | sed -n 's/^release: //p')"
    printf 'host\t%s\n' "$(rustc --version --verbose | sed -n 's/^host: //p')"
    local settings
    settings=$({ env | grep -E '^(CARGO_PROFILE_(RELEASE|BENCH)_|RUSTFLAGS=)' || true; } | sort | tr '\n' ' ')
    printf 'profile\t%s\n' "$(sed -n '/^\[profile\.release\]/,/^$/p' Cargo.toml | tail -n +2 | tr -d ' ' | tr '\n' ' ')$settings"
}

if ! command -v valgrind >/dev/null && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    (apt-get update && apt-get install --yes --no-install-recommends valgrind) >/dev/null 2>&1 || true
fi
command -v valgrind >/dev/null || skip "valgrind is missing and cannot be installed"

with=$(made_with | sed 's/ *$//')
if [ -z "$write" ]; then
    [ -f "$committed" ] || skip "there is no $committed; write it with --write"
    before=$(grep -E '^(rustc|host|profile)	' "$committed" || true)
    [ "$before" = "$with" ] || skip "the counts of $committed are not of this compiler and profile:
$(diff <(echo "$before") <(echo "$with") || true)"
fi

# Incremental code differs from build to build.
binary=$(CARGO_INCREMENTAL=0 cargo bench --package exonym --bench kernels --locked --no-run 2>&1 |
    tee -a /dev/stderr | sed -n 's/^ *Executable .*(\(.*\))$/\1/p')
[ -x "$binary" ] || { echo "instructions: cargo did not name the bench that it built" >&2; exit 1; }

# One worker, so that none waits for work by counting.
count() {
    local log
    log=$(env -u EXONYM_CORPUS RAYON_NUM_THREADS=1 valgrind --tool=callgrind --callgrind-out-file=/dev/null "$binary" "$1" 2>&1) ||
        { echo "$log" >&2; return 1; }
    sed -n 's/^==[0-9]*== Collected : \([0-9]*\)$/\1/p' <<<"$log"
}

counts=$(mktemp)
trap 'rm -f "$counts"' EXIT
none=$(count none)
for kernel in "${kernels[@]}"; do
    all=$(count "$kernel")
    printf '%s\t%s\n' "$kernel" $((all - none)) >>"$counts"
done

if [ -n "$write" ]; then
    { printf '# Instructions of the kernels of benches/kernels.rs: .ci/instructions.sh --write\n%s\n' "$with"; cat "$counts"; } >"$committed"
    cat "$committed"
    exit
fi

awk -F '\t' -v tolerance="$tolerance" -v file="$committed" '
    NR == FNR { before[$1] = $2; next }
    !($1 in before) { printf "%-10s %13d  new\n", $1, $2; less = 1; next }
    {
        change = 100 * ($2 - before[$1]) / before[$1]
        printf "%-10s %13d  %+6.2f %%\n", $1, $2, change
        if (change > tolerance) more = more " " $1
        if (change < -tolerance) less = 1
    }
    END {
        if (less) print "please run .ci/instructions.sh --write and commit " file
        if (more) { print "more instructions than " file " allows:" more; exit 1 }
    }
' "$committed" "$counts"
