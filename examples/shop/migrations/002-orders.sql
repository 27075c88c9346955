-- expand: carts and the orders that they become

CREATE TABLE orders (
  id         TEXT PRIMARY KEY,
  email      TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

-- The price is copied from the product: an order keeps the price at which it was placed.
CREATE TABLE order_lines (
  order_id   TEXT NOT NULL REFERENCES orders (id),
  sku        TEXT NOT NULL REFERENCES products (sku),
  quantity   INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 99),
  unit_cents INTEGER NOT NULL CHECK (unit_cents > 0),
  PRIMARY KEY (order_id, sku)
) STRICT, WITHOUT ROWID;

-- A cart becomes at most one order, so a repeated request cannot order twice.
CREATE TABLE carts (
  id         TEXT PRIMARY KEY,
  created_at TEXT NOT NULL,
  order_id   TEXT UNIQUE REFERENCES orders (id)
) STRICT;

CREATE TABLE cart_items (
  cart_id  TEXT NOT NULL REFERENCES carts (id),
  sku      TEXT NOT NULL REFERENCES products (sku),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 99),
  PRIMARY KEY (cart_id, sku)
) STRICT, WITHOUT ROWID;
