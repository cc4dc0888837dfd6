/** Orders: written to the primary instance, read from the read pool. */
export class Orders {
  #databases;

  constructor(databases) {
    this.#databases = databases;
  }

  async createTable() {
    await this.#databases.primary.query(
      'CREATE TABLE IF NOT EXISTS orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer text NOT NULL, amount int NOT NULL)',
    );
  }

  async place(customer, amount) {
    const { rows } = await this.#databases.primary.query('INSERT INTO orders (customer, amount) VALUES ($1, $2) RETURNING id', [
      customer,
      amount,
    ]);
    return rows[0].id;
  }

  async ofCustomer(customer) {
    const { rows } = await this.#databases.readPool.query('SELECT id, amount FROM orders WHERE customer = $1 ORDER BY id', [customer]);
    return rows;
  }
}
