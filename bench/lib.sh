# What the scripts of the bench share; sourced, never run. Expects set -euo pipefail.
# shellcheck shell=bash
export LC_ALL=C.UTF-8
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(dirname "$here")
launcher=$project/sluice
libraries="$project/target/lib/*"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
raw=data/raw/funding_sources
schema=$project/config/schemas/funding_data_v1.json

# What a script may change before it measures.
rounds=5 round=1 seed=1 heap=512m
directory=''                       # where work lies
work=''                            # the script's own, which it removes
sources=(sff open_philanthropy)
shape=()                           # -D options for Grants.java

die() { printf 'bench: %s\n' "$*" >&2; exit 2; }
say() { printf '%s\n' "$*" >&2; }

# The launcher builds what is missing, and trains, so that no round pays for it. Anything but status would do as well.
prepare() { # prepare HOME
    "$launcher" status --json --home "$1" >/dev/null 2>"$work/output" </dev/null ||
        die "status failed: $(tail -n 5 "$work/output")"
    mkdir -p "$work/classes"
    "${java}c" -proc:none -cp "$libraries" -d "$work/classes" "$here"/*.java >"$work/output" 2>&1 ||
        die "the bench's own classes do not compile: $(cat "$work/output")"
}
bench_java() { "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$work/classes:$libraries" "$@"; }

# --- observations, which Report.java turns into results and tables

observe() { printf '%s\t%s\t%s\t%s\n' "$@" >>"$work/observations"; } # observe text|number|sample SECTION PATH VALUE

observe_machine() { # observe_machine SECTION
    observe text "$1" measured_at "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
    observe number "$1" machine.cores "$(nproc)"
    observe text "$1" machine.cpu "$(sed -n '/^model name/{s/.*: //p;q}' /proc/cpuinfo)"
    observe number "$1" machine.memory_mib "$(awk '/^MemTotal/ {print int($2 / 1024)}' /proc/meminfo)"
    observe text "$1" machine.kernel "$(uname -sr)"
    observe text "$1" machine.java "$("$java" -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p')"
    observe text "$1" machine.file_system "$(df -PT "$directory" | awk 'NR == 2 {print $2}')"
    observe text "$1" machine.commit "$(git -C "$project" describe --always --dirty 2>/dev/null || echo unknown)"
    observe text "$1" heap_max "$heap"
    observe number "$1" rounds "$rounds"
    observe number "$1" data.seed "$seed"
}

# --- homes: the project's own configuration and routes, and data of their own

make_home() { # make_home HOME FILES; sets files, bad, bytes
    say "Making $2 files in $1, seed $seed."
    files=$2
    mkdir -p "$1/$raw"
    cp -R "$project/config" "$project/routes" "$1/"
    bad=$(bench_java "${shape[@]}" Grants "$1/$raw" "$files" "$seed" "${sources[@]}")
    bytes=$(find "$1/$raw" -type f -printf '%s\n' | awk '{sum += $1} END {printf "%.0f", sum}')
    sleep 2 # what was just written has to have stood still
}
observe_data() { # observe_data SECTION PREFIX
    observe number "$1" "$2data.files" "$files"
    observe number "$1" "$2data.bytes" "$bytes"
    observe number "$1" "$2data.bad_files" "$bad"
    observe number "$1" "$2data.sources" "${#sources[@]}"
}
# What follows a removal on a disk pays for it: ext4 takes no inode again that was freed in the last seconds, and looks for
# others one by one. So what was made stays until the end.
set_aside() { # set_aside HOME
    local part aside
    aside=$(mktemp -d "$work/aside.XXXXXX")
    for part in data/transformed data/dead-letter data/_backups data/_ledger logs; do
        [[ ! -e $1/$part ]] || mv "$1/$part" "$aside/"
    done
}
clean() { (cd "$1" && rm -rf data/transformed data/dead-letter data/_backups data/_ledger logs copy); }
set_setting() { # set_setting HOME KEY VALUE
    local settings=$1/config/application.properties
    sed -i "/^${2//./\\.} *=/d" "$settings"
    printf '%s = %s\n' "$2" "$3" >>"$settings"
}
get_setting() { sed -n "s/^${2//./\\.} *= *//p" "$1/config/application.properties"; } # get_setting HOME KEY

# --- measuring: the wall clock, the CPU (user and system) of all processes, the largest resident set among them

now() { printf '%s' "${EPOCHREALTIME/./}"; } # in microseconds
seconds_since() { awk -v from="$1" -v to="${2:-$(now)}" 'BEGIN {printf "%.3f", (to - from) / 1e6}'; }
divide() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.6f", a / b}'; }
high_water_kib() { # high_water_kib PID; nothing when it has ended
    local key value
    while read -r key value _; do
        if [[ $key == VmHWM: ]]; then printf '%s\n' "$value"; fi
    done 2>/dev/null <"/proc/$1/status" || true
}

# A pause for which nothing is started.
exec {never}<> <(:)
pause() { read -r -t "$1" -u "$never" || true; }

gnu_time=/usr/bin/time
"$gnu_time" -f %M true >/dev/null 2>&1 || gnu_time=
# Leaves KiB in $work/peak; without GNU time those of the command itself, not of its children.
with_peak() { # with_peak COMMAND...
    if [[ -n $gnu_time ]]; then
        "$gnu_time" -o "$work/peak" -f %M "$@"
        return
    fi
    local process sampler code=0
    "$@" &
    process=$!
    while kill -0 "$process" 2>/dev/null; do
        high_water_kib "$process" >"$work/peak.new"
        [[ ! -s $work/peak.new ]] || mv "$work/peak.new" "$work/peak"
        pause 0.1
    done &
    sampler=$!
    wait "$process" || code=$?
    kill "$sampler" 2>/dev/null || true
    return "$code"
}

# Sets began, seconds, cpu, code, and peak_mib, which is empty when it cannot be told; the output is in $work/output.
measure() { # measure COMMAND...
    local TIMEFORMAT='%3R %3U %3S' user system
    rm -f "$work/peak"
    code=0
    began=$(now)
    { time with_peak "$@" >"$work/output" 2>&1 </dev/null; } 2>"$work/times" || code=$?
    read -r seconds user system <"$work/times"
    cpu=$(awk -v u="$user" -v s="$system" 'BEGIN {printf "%.3f", u + s}')
    peak_mib=
    [[ ! -s $work/peak ]] || peak_mib=$(awk 'END {printf "%.1f", $1 / 1024}' "$work/peak")
}

# --- contenders: each takes the raw files of a home, is measured, and is believed only when its results are right.
# --- All but the floor leave what they made in the home.

floor_command() {
    cp -r "$1" "$2"
    find "$2" -type f -print0 | xargs -0 sha256sum >"$3"
}
take_floor() { # take_floor HOME
    export -f floor_command
    measure bash -euo pipefail -c 'floor_command "$@"' floor "$1/$raw" "$1/copy" "$work/sums"
    if ((code != 0 || $(wc -l <"$work/sums") != files)); then
        die "the floor ended with $code: $(tail -n 5 "$work/output")"
    fi
    rm -rf "$1/copy"
    [[ -n $gnu_time ]] || peak_mib=
}

take_loop() { take_program Loop "$1"; } # take_loop HOME
take_stock() { take_program Stock "$1"; } # take_stock HOME
take_program() { # take_program CLASS HOME; one of the bench's own, with the JVM's defaults
    measure "$java" -cp "$work/classes:$libraries" "$1" "$2/$raw" "$schema" \
        "$2/data/transformed" "$2/data/dead-letter" "${sources[@]}"
    believe "$1" 0 "$2" .json
}

take_sluice() { # take_sluice HOME
    measure "$launcher" run --once --home "$1"
    believe Sluice $((bad > 0)) "$1" .reason.json
    ledger_bytes=$(find "$1/data/_ledger" -name 'ledger.db*' -printf '%s\n' | awk '{sum += $1} END {printf "%.0f", sum}')
}

# The first published file is the one whose inode changed first: its name was given then, and nothing watched.
believe() { # believe NAME EXIT_CODE HOME REASON_SUFFIX; sets first
    local published kept=0 oldest
    read -r published oldest < <(find "$3/data/transformed" -type f ! -name .sluice-zone -printf '%C@\n' 2>/dev/null |
        awk '{if (NR == 1 || $1 < m) m = $1} END {printf "%d %.6f\n", NR, m}')
    [[ ! -d $3/data/dead-letter ]] || kept=$(find "$3/data/dead-letter" -type f -name "*$4" | wc -l)
    if ((code != $2 || published != files - bad || kept != bad)); then
        tail -n 20 "$work/output" >&2
        die "$1 exited with $code, published $published of $((files - bad)), rejected $kept of $bad: nothing to measure."
    fi
    first=$(seconds_since "$began" "${oldest/./}")
}

take() { # take CONTENDER HOME SECTION PREFIX; observes what every contender has
    "take_$1" "$2"
    say "$3, round $round: $4 took $seconds s, CPU $cpu s."
    observe sample "$3" "$4.seconds" "$seconds"
    observe sample "$3" "$4.cpu_seconds" "$cpu"
    [[ -z $peak_mib ]] || observe sample "$3" "$4.peak_rss_mib" "$peak_mib"
    [[ $1 == floor ]] || observe sample "$3" "$4.first_published_seconds" "$first"
}
observe_ledger() { # observe_ledger SECTION PREFIX
    observe number "$1" "$2ledger_bytes_per_file" "$(divide "$ledger_bytes" "$files")"
}

take_status() { # take_status HOME SECTION PATH
    measure "$launcher" status --json --home "$1"
    ((code == 0)) || die "status exited with $code: $(tail -n 5 "$work/output")"
    observe sample "$2" "$3" "$seconds"
}
