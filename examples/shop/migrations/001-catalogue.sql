-- expand: products, with the catalogue that the shop opens with

CREATE TABLE products (
  sku         TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  summary     TEXT NOT NULL,
  price_cents INTEGER NOT NULL CHECK (price_cents > 0),
  stock       INTEGER NOT NULL CHECK (stock >= 0)
) STRICT;

INSERT INTO products (sku, name, summary, price_cents, stock) VALUES
  ('TEA-GREEN',  'Green tea, 100 g',      'Sencha from Shizuoka, first flush',           1290, 40),
  ('TEA-BLACK',  'Black tea, 100 g',      'Assam, strong enough for milk & sugar',        990, 60),
  ('POT-CLAY',   'Clay teapot, 0.5 l',    'Unglazed; remembers every tea it has held',   4800,  6),
  ('CUP-PAIR',   'Two cups',              'Thin porcelain, 0.1 l each',                  2350, 12),
  ('STRAINER',   'Strainer',              'Stainless steel, fits pots with holes < 8 mm', 750, 25),
  ('SAMPLE-SET', 'Sample set, 6 × 10 g',  'Six teas "from leaf to cup"',                 1450,  3);
