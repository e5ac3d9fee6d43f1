#!/bin/sh
# Trades a few practice orders without a display, verifies the journal, and says what happened.
# usage: packaging/demonstrate.sh FOLDER_OF_PROGRAMS [arguments for tradecore]
#   Exit code 0: all of it went as it should. 1: something did not; the line before says what.
set -eu

programs=$1
shift
folder=$(mktemp -d "${TMPDIR:-/tmp}/tradecore-demonstration-XXXXXX")
data="$folder/data"
market='--market simulated --seed 7'
previous=''
for argument in "$@"; do
    case $argument in
        --data-dir=*) data=${argument#--data-dir=} ;;
        --market | --market=*) market='' ;;
    esac
    [ "$previous" = --data-dir ] && data=$argument
    previous=$argument
done
workstation=''

finish()
{
    code=$?
    trap - EXIT INT TERM
    if [ -n "$workstation" ] && kill -0 "$workstation" 2>/dev/null; then
        kill -TERM "$workstation" 2>/dev/null || true
        wait "$workstation" 2>/dev/null || true
    fi
    if [ "$code" != 0 ] && [ -s "$folder/tradecore.log" ]; then
        echo "The last lines of the workstation's log:" >&2
        tail -n 15 "$folder/tradecore.log" >&2
    fi
    rm -rf "$folder"
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail()
{
    echo "demonstration: $1" >&2
    exit 1
}

control()
{
    "$programs/tradecorectl" --data-dir "$data" --timeout 20 "$@"
}

# field NAME: the first value under that key in the JSON lines on standard input.
field()
{
    sed -n "s/.*\"$1\"[ ]*:[ ]*\"\\{0,1\\}\\([^\",}]*\\).*/\\1/p" | head -n 1
}

step()
{
    printf '\n== %s\n' "$1"
}

# place WAIT ARGUMENTS…: places an order, prints its one line in words, leaves its id in $order.
place()
{
    waiting=$1
    shift
    control --json order place --account "$account" --symbol "$symbol" --wait "$waiting" "$@" >"$folder/order" ||
        { cat "$folder/order"; fail "the order was not $waiting: order place $*"; }
    order=$(field client_order_id <"$folder/order")
    [ -n "$order" ] || fail "the answer to order place has no client_order_id: $(cat "$folder/order")"
    average=$(field average_fill_price <"$folder/order")
    [ "$average" = null ] && average=''
    echo "$(field side <"$folder/order") $(field quantity <"$folder/order") $symbol $(field type <"$folder/order"):" \
        "$(field status <"$folder/order")${average:+, average price $average}  ($order)"
}

step "Starting tradecore --headless on a practice account"
# The duration ends it even if nobody stops it.
"$programs/tradecore" --headless --data-dir "$data" --duration 180 $market "$@" >"$folder/ready" 2>"$folder/tradecore.log" &
workstation=$!
waited=0
until grep -q ready "$folder/ready"; do
    kill -0 "$workstation" 2>/dev/null || fail "tradecore ended before it was ready"
    [ "$waited" -lt 300 ] || fail "tradecore was not ready within 60 seconds"
    sleep 0.2
    waited=$((waited + 1))
done
echo "ready, data directory $data"

step "Account"
control accounts
account=$(control --json accounts | field account_id)
[ -n "$account" ] || fail "there is no practice account"

step "Waiting for prices"
waited=0
symbol=''
while [ -z "$symbol" ]; do
    control --json quotes >"$folder/quotes" || fail "quotes cannot be read"
    # The first symbol whose bid and ask are known.
    symbol=$(grep '"ask"[ ]*:[ ]*"' "$folder/quotes" | grep '"bid"[ ]*:[ ]*"' | field symbol)
    [ "$waited" -lt 100 ] || fail "no symbol had a quote within 20 seconds"
    [ -n "$symbol" ] || sleep 0.2
    waited=$((waited + 1))
done
control quotes
bid=$(grep "\"symbol\"[ ]*:[ ]*\"$symbol\"" "$folder/quotes" | field bid)
whole=${bid%%.*}
[ "$whole" -gt 10 ] || fail "$symbol trades at $bid; the demonstration wants one above 10"

step "Orders in $symbol"
place filled --side buy --type market --quantity 10
place accepted --side buy --type limit --quantity 5 --limit "$((whole - whole / 10))" --tif gtc
control --json order cancel "$order" >"$folder/cancelled" || fail "the cancel was refused: $(cat "$folder/cancelled")"
waited=0
until [ "$(control --json orders --client-order-id "$order" | field status)" = canceled ]; do
    [ "$waited" -lt 100 ] || fail "order $order was not canceled within 20 seconds"
    sleep 0.2
    waited=$((waited + 1))
done
echo "cancel of $order: canceled"
place filled --side sell --type limit --quantity 4 --limit "$((whole - whole / 10))"

step "Orders"
control orders
step "Fills"
control fills
[ -n "$(control --json fills | field execution_id)" ] || fail "there are no fills"
step "Positions"
control positions

step "Verifying the journal while the workstation runs"
control verify || fail "the journal does not verify"

step "Stopping"
kill -TERM "$workstation"
code=0
wait "$workstation" || code=$?
workstation=''
[ "$code" = 0 ] || fail "tradecore ended with exit code $code"
echo "tradecore stopped in order."

step "Verifying the journal again, from the files alone"
control --json verify >"$folder/verified" || { cat "$folder/verified"; fail "the journal does not verify"; }
echo "$(field events <"$folder/verified") events, head $(field head_hash <"$folder/verified"): the chain holds."
