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
      const { customer, amount } = orderIn(body);
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
      const [status, answer] = route ? await route(decoded(second), await text(request)) : [404, {}];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    } catch (error) {
      // The mistake of a client says nothing about this service.
      if (error instanceof BadRequest) {
        response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: error.code }));
        return;
      }
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

class BadRequest extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

function orderIn(body) {
  try {
    const { customer, amount } = JSON.parse(body);
    // What the column takes.
    if (typeof customer === 'string' && Number.isInteger(amount) && Math.abs(amount) < 2 ** 31) return { customer, amount };
  } catch {
    // Not JSON, or null.
  }
  throw new BadRequest('order-invalid');
}

function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new BadRequest('path-invalid');
  }
}
