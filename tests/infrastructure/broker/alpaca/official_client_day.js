// A scripted trading day with Alpaca's own client against the local Alpaca: what the client reads must be what the server did.
// Arguments: base URL, key, secret. Prints "day done" at the end, or what was wrong.
'use strict';
const assert = require('assert');
const { streaming, trading } = require('@alpacahq/alpaca-trade-api');

const [base, keyId, secret] = process.argv.slice(2);
const sockets = base.replace(/^http/, 'ws');
const settings = new trading.Configuration({ basePath: base, keyId, secret });
const waitFor = async (what, isTrue) => {
  for (let i = 0; i < 400; ++i) {
    if (isTrue()) return;
    await new Promise((next) => setTimeout(next, 25));
  }
  throw new Error('timed out: ' + what);
};

async function day() {
  const orders = new trading.OrdersApi(settings);
  const account = new trading.AccountsApi(settings);
  const positions = new trading.PositionsApi(settings);
  const before = await account.getAccount();
  assert.strictEqual(before.cash, '100000');

  const updates = [];
  const stream = new streaming.TradingStream({ credentials: { keyId, secret }, url: sockets + '/stream', reconnect: false });
  stream.onTradeUpdate((update) => updates.push(update));
  stream.onConnect(() => stream.subscribeTradeUpdates());
  stream.connect();
  assert.ok(await stream.waitForAuthentication(10000), 'the trading stream does not authenticate');
  await new Promise((next) => setTimeout(next, 300));

  const quotes = [];
  const trades = [];
  const stocks = new streaming.StockDataStream({ credentials: { keyId, secret }, url: sockets + '/v2/iex', reconnect: false });
  stocks.onQuote((quote) => quotes.push(quote));
  stocks.onTrade((trade) => trades.push(trade));
  stocks.onConnect(() => { stocks.subscribeForQuotes(['AAPL']); stocks.subscribeForTrades(['AAPL']); });
  stocks.connect();
  assert.ok(await stocks.waitForAuthentication(10000), 'the stock stream does not authenticate');
  await waitFor('a quote', () => quotes.length > 0);

  const bought = await orders.postOrder({ postOrderRequest: { symbol: 'AAPL', qty: '10', side: 'buy', type: 'market', timeInForce: 'day', clientOrderId: 'js-1' } });
  assert.strictEqual(bought.status, 'pending_new');
  await waitFor('the fill', () => updates.some((u) => u.event === 'fill' && u.order.clientOrderId === 'js-1'));
  await waitFor('a trade', () => trades.length > 0);
  const fill = updates.find((u) => u.event === 'fill');
  assert.strictEqual(fill.price, '187.21');
  assert.strictEqual(fill.qty, '10');
  const found = await orders.getOrderByClientOrderId({ clientOrderId: 'js-1' });
  assert.strictEqual(found.status, 'filled');
  assert.strictEqual(found.filledQty, '10');

  const rests = await orders.postOrder({ postOrderRequest: { symbol: 'AAPL', qty: '1', side: 'buy', type: 'limit', limitPrice: '100', timeInForce: 'gtc', clientOrderId: 'js-2' } });
  await waitFor('new', () => updates.some((u) => u.event === 'new' && u.order.clientOrderId === 'js-2'));
  const replaced = await orders.patchOrderByOrderId({ orderId: rests.id, patchOrderRequest: { limitPrice: '101' } });
  assert.notStrictEqual(replaced.id, rests.id);
  assert.strictEqual(replaced.replaces, rests.id);
  await waitFor('replaced', () => updates.some((u) => u.event === 'replaced'));
  assert.strictEqual((await orders.getAllOrders({ status: 'open' })).length, 1);
  await orders.deleteOrderByOrderID({ orderId: replaced.id });
  await waitFor('canceled', () => updates.some((u) => u.event === 'canceled'));
  assert.strictEqual((await orders.getAllOrders({ status: 'all' })).length, 3);

  await assert.rejects(orders.postOrder({ postOrderRequest: { symbol: 'AAPL', qty: '100000', side: 'buy', type: 'market', timeInForce: 'day' } }));
  await assert.rejects(orders.postOrder({ postOrderRequest: { symbol: 'AAPL', qty: '1', side: 'buy', type: 'market', timeInForce: 'day', clientOrderId: 'js-1' } }));

  const held = await positions.getAllOpenPositions();
  assert.strictEqual(held.length, 1);
  assert.strictEqual(held[0].qty, '10');
  const after = await account.getAccount();
  assert.strictEqual(after.cash, '98127.9');
  stream.disconnect();
  stocks.disconnect();
}

day().then(() => { console.log('day done'); process.exit(0); }, (wrong) => { console.log(wrong && wrong.stack || String(wrong)); process.exit(1); });
