#!/usr/bin/env bash
# Compares this tool with mender-artifact and with plain programs, side by side in one run: wall time, CPU seconds and
# peak memory, medians of several rounds, no assertions. See artifact-api/README.md.
#
# usage: [ROUNDS=3] [XZ_MIB=64] [XZ_FULL=1] [ARCHIVE=] benchmark.sh IMAGE [WORK_DIRECTORY]
# The tool is started as its script does it, with its start archive; ARCHIVE= goes without.
# mender-artifact takes minutes for xz, so both get only the image's first XZ_MIB; XZ_FULL gives ours all of it, too.
# "CPU/hash" is the CPU time in units of a plain SHA-256 of the image in the same round; "net/hash" the same without what
# the tool takes to start, which is that of "validate 6 bytes" in that round. Both are medians over the rounds.
# Whatever a step reads is in the page cache when it begins, also where it is the hash: a slow disk would flatter us.
set -euo pipefail

image=$(readlink -f "${1:?usage: benchmark.sh IMAGE [WORK_DIRECTORY]}")
work=$(readlink -f "${2:-$(mktemp -d)}")
rounds=${ROUNDS:-3}
xz_mib=${XZ_MIB:-64}
jar=$(readlink -f "$(dirname "$0")/../../target/flipside-artifact.jar")
ours="sh ${jar%.jar}"
real=mender-artifact
mkdir -p "$work"
cd "$work"
: > times

# step NAME WHO COMMAND: runs it once and notes "NAME;WHO;wall;cpu;MiB;round".
step() {
  local name=$1 who=$2 out
  shift 2
  sync
  cat "$image" ./*.mender > /dev/null 2>&1 || true
  if out=$(/usr/bin/time -q -f '%e %U %S %M' -o time.txt bash -c "exec $*" 2>&1 > /dev/null); then
    awk -v n="$name" -v w="$who" '{printf "%s;%s;%.2f;%.2f;%.0f;", n, w, $1, $2 + $3, $4 / 1024}' time.txt >> times
    echo "$round" >> times
  else
    echo "failed: $who, $name: $out" >&2
    exit 1
  fi
}

# both NAME ARGUMENTS: the same arguments to both tools; @ becomes a name of its own for each.
both() {
  local name=$1
  shift
  step "$name" ours "$ours ${*//@/ours}"
  step "$name" real "$real ${*//@/real}"
}

write() { echo "write rootfs-image -t bench -n release-1 --no-progress --compression $1 -f $2 -o @-$3.mender"; }

head -c "$((xz_mib << 20))" "$image" > small.img
[ -z "${ARCHIVE-1}" ] || $ours --make-start-archive
echo "Image: $(stat -c %s "$image") bytes, xz on its first $xz_mib MiB only; $rounds rounds," \
  "$(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
for ((round = 1; round <= rounds; round++)); do
  echo "round $round" >&2
  step 'sha256 (openssl)' plain "openssl dgst -sha256 $image"
  step 'copy (cat)' plain "cat $image > copy"
  step 'zstd -3, one thread' plain "zstd -q -f -3 -T1 $image -o copy.zst"
  rm -f copy copy.zst
  for how in none gzip; do
    both "write $how" "$(write $how "$image" $how)"
    both "validate $how" "validate @-$how.mender"
    both "read $how" "read @-$how.mender"
  done
  step 'write zstd' ours "$ours $(write zstd "$image" zstd | tr @ x)"
  step 'validate zstd' ours "$ours validate x-zstd.mender"
  step 'unpack zstd -dc' plain "tar xOf x-zstd.mender data/0000.tar.zst | zstd -dc > /dev/null"
  both "write xz, $xz_mib MiB" "$(write lzma small.img xzs)"
  both "validate xz, $xz_mib MiB" "validate @-xzs.mender"
  both "read xz, $xz_mib MiB" "read @-xzs.mender"
  if [ -n "${XZ_FULL:-}" ]; then
    step 'write xz' ours "$ours $(write lzma "$image" xz | tr @ x)"
    step 'validate xz' ours "$ours validate x-xz.mender"
  fi
  printf 'hello\n' > hello.txt
  both 'write 6 bytes' "$(write gzip hello.txt tiny)"
  both 'read 6 bytes' 'read @-tiny.mender'
  both 'validate 6 bytes' 'validate @-tiny.mender'
  if ((round < rounds)); then rm -f ./*.mender; fi
done
for artifact in ours-*.mender; do
  "$real" validate "$artifact" > /dev/null # what was measured must be right, too
done

middle() { sort -n | awk '{v[NR] = $1} END {if (NR) print v[int((NR + 1) / 2)]; else print "-"}'; }

median() { # NAME WHO COLUMN
  awk -F';' -v n="$1" -v w="$2" -v c="$3" '$1 == n && $2 == w {print $c}' times | middle
}

ratio() { awk -v a="$1" -v b="$2" 'BEGIN {if (a == "-" || b == "-" || b == 0) print "-"; else printf "%.2f", a / b}'; }

# hashes NAME WHO [START]: CPU seconds in hashes of the same round, less those of the step START, median of the rounds.
hashes() {
  awk -F';' -v n="$1" -v w="$2" -v s="${3:-}" '
    $1 == n && $2 == w {cost[$6] = $4}
    $1 == "sha256 (openssl)" {hash[$6] = $4}
    $1 == s && $2 == "ours" {start[$6] = $4}
    END {for (round in cost) printf "%.2f\n", (cost[round] - start[round]) / hash[round]}' times | middle
}

format='%-22s | %8s %8s %6s | %8s %8s %6s | %6s %6s | %8s %8s\n'
# shellcheck disable=SC2059 # the format is ours
{
  printf "$format" '' 'ours: s' 'CPU s' 'MiB' 'peer: s' 'CPU s' 'MiB' 's' 'CPU' 'CPU/hash' 'net/hash'
  cut -d';' -f1 times | awk '!seen[$0]++' | while read -r name; do
    peer=real
    grep -q "^$name;plain;" times && peer=plain
    a=() b=()
    for column in 3 4 5; do
      a+=("$(median "$name" ours $column)")
      b+=("$(median "$name" $peer $column)")
    done
    who=ours
    [ "${a[1]}" = - ] && who=$peer
    printf "$format" "$name" "${a[@]}" "${b[@]}" "$(ratio "${a[0]}" "${b[0]}")" "$(ratio "${a[1]}" "${b[1]}")" \
      "$(hashes "$name" $who)" "$([ $who = plain ] && echo - || hashes "$name" $who 'validate 6 bytes')"
  done
}
echo "Sizes of data: $(for f in *.mender; do printf '%s %s  ' "${f%.mender}" "$(stat -c %s "$f")"; done)"
rm -f ./*.mender small.img hello.txt time.txt
