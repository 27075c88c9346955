-- expand: 'description' takes the place of 'summary'; both stay while older releases still read 'summary'

ALTER TABLE products ADD COLUMN description TEXT NOT NULL DEFAULT '';
UPDATE products SET description = summary;
