import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';

/** Serves orders: `POST /orders` with `{"customer", "amount"}`, `GET /orders/CUSTOMER`, and `GET /ready`. */
export async function startServer(orders, port) {
  let draining = false;
  const routes = {
    'GET /ready': async () => {
      await orders.check();
      return draining ? [503, { ready: false }] : [200, { ready: true }];
    },
    'POST /orders': async (_, body) => {
      const { customer, amount } = JSON.parse(body);
      return [201, { id: await orders.place(customer, amount) }];
    },
    'GET /orders': async (customer) => [200, await orders.ofCustomer(customer)],
  };

  const server = createServer(async (request, response) => {
    const [, first, second = ''] = request.url.split('/');
    const route = routes[`${request.method} /${first}`];
    // Keeps no connection open that would have to be cut at the end.
    if (draining) response.setHeader('connection', 'close');
    try {
      const [status, answer] = route ? await route(decodeURIComponent(second), await text(request)) : [404, {}];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    } catch (error) {
      // What a ConnectorError says is meant for whoever runs the service, and so goes to the log.
      console.error(error.message);
      response.writeHead(503, { 'content-type': 'application/json' }).end(JSON.stringify({ error: error.code ?? 'failed' }));
    }
  });
  await once(server.listen(port), 'listening');
  console.log(`listening on ${server.address().port}`);

  return {
    /** Goes on for so many seconds, then takes no more requests, and waits for those that are under way. */
    async drain(seconds) {
      draining = true;
      await setTimeout(seconds * 1000);
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      await closed;
    },
  };
}
