/** Orders: written to the primary instance, read from the read pool. */
export class Orders {
  #pools;
  #table;

  constructor(pools) {
    this.#pools = pools;
  }

  /** Whether both instances answer. */
  async check() {
    await this.#withTable();
    await this.#pools.read.query('SELECT 1');
  }

  async place(customer, amount) {
    await this.#withTable();
    try {
      const text = 'INSERT INTO orders (customer, amount) VALUES ($1, $2) RETURNING id';
      const { rows } = await this.#pools.primary.query(text, [customer, amount]);
      return rows[0].id;
    } catch (error) {
      if (error.code === '42P01') this.#table = undefined;
      throw error;
    }
  }

  async ofCustomer(customer) {
    const { rows } = await this.#pools.read.query('SELECT id, amount FROM orders WHERE customer = $1 ORDER BY id', [customer]);
    return rows;
  }

  /** Once for the whole life of the service, and again where that failed or the table is gone. */
  #withTable() {
    this.#table ??= this.#pools.primary
      .query(
        'CREATE TABLE IF NOT EXISTS orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer text NOT NULL, amount int NOT NULL)',
      )
      .catch((error) => {
        this.#table = undefined;
        throw error;
      });
    return this.#table;
  }
}
